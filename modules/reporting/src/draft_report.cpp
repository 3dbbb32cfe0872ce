#include "reporting/draft_report.h"

#include "base/crypto.h"
#include "own_draft.h"
#include "progress/agency_book.h"
#include "reporting/check.h"
#include "reporting/period_book.h"

#include <algorithm>

namespace canbo::reporting {
namespace {

using people::Permission;

/// Drafts, queued items and reports in force of one agency and period: what a second report would collide with.
Result<void> nothing_in_the_way(Transaction& tx, const Desk& desk, const base::Period& period,
                                const std::string& agency) {
    CANBO_TRY(const auto drafts, desk.drafts.list(tx));
    for (const auto& draft : drafts)
        if (draft.agency == agency && draft.period == period.text())
            return fail(ErrorCode::Conflict, "A draft for this period exists already", draft.id);
    CANBO_TRY(const auto queued, desk.outbox.list(tx));
    for (const auto& item : queued) {
        const auto& entry = item.frozen.entry;
        if (entry.kind == report_kind && entry.agency == agency && entry.subject == period.text() &&
            item.state != ledger::OutboxItem::State::Refused)
            return fail(ErrorCode::Conflict, "A report for this period waits to be sent; revise that one", entry.id);
    }
    CANBO_TRY(const auto calendar, load_calendar(tx, desk.entries, desk.shipped_calendar));
    CANBO_TRY(const auto book, PeriodBook::load(tx, desk.entries, period, calendar));
    if (const AgencyReports* reports = book.of(agency); reports != nullptr && reports->current() != nullptr)
        return fail(ErrorCode::Conflict, "A report for this period was sent already; revise that one",
                    reports->current()->id);
    return {};
}

/// Null or an empty text empties: a field, one entry of a group ("indicators": {"m06-luot-kham": null}), or a whole
/// group.
void erase_nulls(std::map<std::string, std::string>& fields, const std::string& prefix, const Json& object) {
    for (auto it = object.begin(); it != object.end(); ++it) {
        const std::string path = prefix + it.key();
        if (it->is_null() || *it == "")
            std::erase_if(fields, [&](const auto& field) {
                return field.first == path || field.first.compare(0, path.size() + 1, path + "/") == 0;
            });
        else if (it->is_object())
            erase_nulls(fields, path + "/", *it);
    }
}

Result<void> queue(const Desk& desk, Transaction& tx, ledger::Entry entry) {
    ledger::OutboxItem item;
    CANBO_TRY(item.frozen, ledger::freeze(std::move(entry)));
    item.queued_at = desk.clock.now();
    item.next_attempt = item.queued_at;
    return desk.outbox.put(tx, item);
}

int model_number(const Json& model) {
    const bool given = model.is_object() && model.contains("model") && model["model"].is_number_integer();
    return given ? model["model"].get<int>() : 0;
}

} // namespace

Result<Draft> own_draft(Transaction& tx, const Desk& desk, const std::string& id, people::Permission permission) {
    CANBO_TRY_VOID(people::require(desk.person, permission));
    CANBO_TRY(auto draft, desk.drafts.find(tx, id));
    if (!draft)
        return fail(ErrorCode::NotFound, "There is no draft with this id on this desk", id.substr(0, 40));
    if (draft->agency != desk.person.agency)
        return fail(ErrorCode::Forbidden, "This report belongs to another agency", "agency");
    return *std::move(draft);
}

Result<void> save_draft(const Desk& desk, Transaction& tx, Draft draft) {
    draft.updated_at = desk.clock.now();
    CANBO_TRY_VOID(desk.drafts.put(tx, draft));
    return tx.commit();
}

Result<std::string> NewReport::operator()(const base::Period& period, const std::string& agency) {
    CANBO_TRY_VOID(people::require(m_desk.person, Permission::WriteReport));
    CANBO_TRY(auto tx, m_desk.database.begin(Database::Mode::Write));
    CANBO_TRY(const auto agencies, progress::load_agencies(*tx, m_desk.entries, m_desk.shipped_agencies));
    if (agencies.find(agency) == nullptr)
        return fail(ErrorCode::NotFound, "There is no such agency", "agency");
    if (agency != m_desk.person.agency)
        return fail(ErrorCode::Forbidden, "This report belongs to another agency", "agency");
    if (base::day_in_vietnam(m_desk.clock.now()) < period.first_day())
        return fail(ErrorCode::InvalidInput, "The period has not begun", "period");
    CANBO_TRY_VOID(nothing_in_the_way(*tx, m_desk, period, agency));
    Draft draft;
    draft.id = base::new_uuid();
    draft.period = period.text();
    draft.agency = agency;
    draft.author = m_desk.person.name;
    draft.created_at = m_desk.clock.now();
    const std::string id = draft.id;
    CANBO_TRY_VOID(save_draft(m_desk, *tx, std::move(draft)));
    return id;
}

Result<void> FillReport::operator()(const std::string& id, const Json& entries, Issues& issues) {
    CANBO_TRY(auto tx, m_desk.database.begin(Database::Mode::Write));
    CANBO_TRY(Draft draft, own_draft(*tx, m_desk, id, Permission::WriteReport));
    base::ObjectReader in(entries, "", issues);
    Report filled;
    filled.summary = in.text_or("summary", "", most_text);
    for (const auto& model : in.array_or_empty("models")) {
        const std::string number = std::to_string(model_number(model));
        if (model_number(model) > 0 && filled.find(model_number(model)) != nullptr)
            issues.error(ErrorCode::InvalidInput, "models[" + number + "].model",
                         "The model stands in the report twice");
        filled.models.push_back(model_report_from_json(model, "models[" + number + "]", issues));
        if (model.is_object())
            erase_nulls(draft.fields, "models/" + number + "/", model);
    }
    if (entries.is_object() && entries.contains("summary") &&
        (entries["summary"].is_null() || entries["summary"] == ""))
        draft.fields.erase("summary");
    in.finish();
    if (issues.has_errors())
        return fail(base::first_error(issues));
    for (auto& [path, value] : fields_of(filled))
        draft.fields.insert_or_assign(path, value);
    draft.approved_by.clear(); // what was approved is no longer what stands here
    return save_draft(m_desk, *tx, std::move(draft));
}

Result<Issues> CheckReport::operator()(const std::string& id) {
    CANBO_TRY(auto tx, m_desk.database.begin(Database::Mode::Read));
    CANBO_TRY(auto found, m_desk.drafts.find(*tx, id));
    if (!found)
        return fail(ErrorCode::NotFound, "There is no draft with this id on this desk", id.substr(0, 40));
    Issues issues;
    const Report report = report_from_draft(*found, issues);
    CANBO_TRY(const auto period, base::Period::parse(report.period));
    CANBO_TRY(const auto context, load_period_context(*tx, m_desk, period, base::Time::max()));
    CANBO_TRY(const auto previous, previous_report(*tx, m_desk.entries, report.agency, period));
    const CheckContext check{m_desk.catalogue, context.duties, context.plans, base::day_in_vietnam(m_desk.clock.now()),
                             previous ? &*previous : nullptr};
    check_report(report, check, issues);
    return issues;
}

Result<void> AttachFile::operator()(const std::string& id, const std::string& name, std::string_view content) {
    if (name.empty() || name.size() > 200 || name.find('/') != std::string::npos)
        return fail(ErrorCode::InvalidInput, "An attachment has a file name of at most 200 bytes", "name");
    if (content.size() > static_cast<std::size_t>(most_attachment))
        return fail(ErrorCode::TooLarge, "An attachment has at most 20 megabytes", name);
    CANBO_TRY(auto tx, m_desk.database.begin(Database::Mode::Write));
    CANBO_TRY(Draft draft, own_draft(*tx, m_desk, id, Permission::WriteReport));
    const std::string path = "attachments/" + name;
    if (draft.fields.count(path) > 0)
        return fail(ErrorCode::Conflict, "The report has an attachment of this name already", name);
    const std::string digest = base::sha256_hex(content);
    CANBO_TRY_VOID(m_desk.blobs.put(*tx, digest, content));
    draft.fields[path] = Json{{"name", name}, {"sha256", digest}, {"size", content.size()}}.dump();
    draft.approved_by.clear();
    return save_draft(m_desk, *tx, std::move(draft));
}

Result<void> ApproveReport::operator()(const std::string& id) {
    CANBO_TRY(auto tx, m_desk.database.begin(Database::Mode::Write));
    CANBO_TRY(Draft draft, own_draft(*tx, m_desk, id, Permission::ApproveReport));
    Issues issues;
    CANBO_TRY(const auto digest, approval_digest(report_from_draft(draft, issues)));
    if (issues.has_errors())
        return fail(base::first_error(issues));
    ledger::Entry entry{base::new_uuid(), approval_kind,      draft.agency,      draft.period, 1,
                        Json::object(),   m_desk.person.name, m_desk.clock.now()};
    entry.body = {{"report", id}, {"digest", digest}};
    CANBO_TRY_VOID(queue(m_desk, *tx, std::move(entry)));
    draft.approved_by = m_desk.person.name;
    return save_draft(m_desk, *tx, std::move(draft));
}

Result<void> SubmitReport::operator()(const std::string& id, Issues& issues) {
    CANBO_TRY(issues, CheckReport(m_desk)(id));
    if (issues.has_errors())
        return fail(base::first_error(issues));
    CANBO_TRY(auto tx, m_desk.database.begin(Database::Mode::Write));
    CANBO_TRY(const Draft draft, own_draft(*tx, m_desk, id, Permission::WriteReport));
    const Report report = report_from_draft(draft, issues);
    CANBO_TRY(const auto agencies, progress::load_agencies(*tx, m_desk.entries, m_desk.shipped_agencies));
    const people::Agency* agency = agencies.find(draft.agency);
    if (agency != nullptr && agency->needs_approval && draft.approved_by.empty())
        return fail(ErrorCode::Forbidden, "The agency's leader has not approved this report", "approved_by");
    CANBO_TRY(const auto period, base::Period::parse(draft.period));
    CANBO_TRY(const auto calendar, load_calendar(*tx, m_desk.entries, m_desk.shipped_calendar));
    CANBO_TRY(const auto book, PeriodBook::load(*tx, m_desk.entries, period, calendar));
    if (!book.open_for(draft.agency, m_desk.clock.now()))
        return fail(ErrorCode::Closed, "The period is locked; ask the standing office for an exception", draft.period);
    ledger::Entry entry{draft.id,           report_kind,       draft.agency,
                        draft.period,       draft.revision,    report_to_json(report),
                        m_desk.person.name, m_desk.clock.now()};
    CANBO_TRY_VOID(queue(m_desk, *tx, std::move(entry)));
    CANBO_TRY_VOID(m_desk.drafts.remove(*tx, draft.id));
    return tx->commit();
}

} // namespace canbo::reporting
