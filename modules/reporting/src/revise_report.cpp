#include "base/crypto.h"
#include "reporting/draft_report.h"
#include "reporting/period_book.h"

#include <algorithm>

namespace canbo::reporting {
namespace {

using people::Permission;

Result<std::string> save_draft(const Desk& desk, Transaction& tx, const Report& content, std::vector<std::string> bases,
                               std::int64_t revision, std::string reason) {
    Draft draft;
    draft.id = base::new_uuid();
    draft.period = content.period;
    draft.agency = content.agency;
    draft.revision = revision;
    draft.bases = std::move(bases);
    draft.reason = std::move(reason);
    draft.author = desk.person.name;
    draft.created_at = desk.clock.now();
    draft.updated_at = draft.created_at;
    draft.fields = fields_of(content);
    CANBO_TRY_VOID(desk.drafts.put(tx, draft));
    CANBO_TRY_VOID(tx.commit());
    return draft.id;
}

Result<void> require_own(const Desk& desk, const std::string& agency) {
    CANBO_TRY_VOID(people::require(desk.person, Permission::WriteReport));
    if (agency != desk.person.agency)
        return fail(ErrorCode::Forbidden, "This report belongs to another agency", "agency");
    return {};
}

Result<PeriodBook> book_of(Transaction& tx, const Desk& desk, const std::string& period_text) {
    CANBO_TRY(const auto period, base::Period::parse(period_text));
    CANBO_TRY(const auto calendar, load_calendar(tx, desk.entries, desk.shipped_calendar));
    return PeriodBook::load(tx, desk.entries, period, calendar);
}

Result<void> no_other_draft(Transaction& tx, const Desk& desk, const std::string& report) {
    CANBO_TRY(const auto drafts, desk.drafts.list(tx));
    for (const auto& draft : drafts)
        if (std::find(draft.bases.begin(), draft.bases.end(), report) != draft.bases.end())
            return fail(ErrorCode::Conflict, "A draft that revises this report exists already", draft.id);
    CANBO_TRY(const auto queued, desk.outbox.list(tx));
    Issues ignored;
    for (const auto& item : queued) {
        if (item.frozen.entry.kind != report_kind || item.state == ledger::OutboxItem::State::Refused)
            continue;
        const auto bases = report_from_json(item.frozen.entry.body, ignored).bases;
        if (std::find(bases.begin(), bases.end(), report) != bases.end())
            return fail(ErrorCode::Conflict, "This report was revised already; revise the newer version",
                        item.frozen.entry.id);
    }
    return {};
}

/// The item as a report, when it is one of ours in the outbox.
Result<std::optional<ledger::OutboxItem>> outbox_report(Transaction& tx, const Desk& desk, const std::string& id) {
    CANBO_TRY(auto item, desk.outbox.find(tx, id));
    if (item && item->frozen.entry.kind != report_kind)
        item.reset();
    return item;
}

} // namespace

Result<std::string> ReviseReport::operator()(const std::string& id, const std::string& reason) {
    if (reason.empty())
        return fail(ErrorCode::InvalidInput, "A revised report says why it was revised", "reason");
    CANBO_TRY(auto tx, m_desk.database.begin(Database::Mode::Write));
    CANBO_TRY_VOID(no_other_draft(*tx, m_desk, id));
    CANBO_TRY(const auto stored, m_desk.entries.find(*tx, id));
    Issues ignored;
    if (stored && stored->entry.kind == report_kind) {
        CANBO_TRY_VOID(require_own(m_desk, stored->entry.agency));
        CANBO_TRY(const auto book, book_of(*tx, m_desk, stored->entry.subject));
        const ReportVersion* version = book.find(id);
        if (version != nullptr && version->state == ReportState::Superseded)
            return fail(ErrorCode::Conflict, "This report was revised already; revise the newer version", id);
        const Report content = report_from_json(stored->entry.body, ignored);
        return save_draft(m_desk, *tx, content, {id}, content.revision + 1, reason);
    }
    CANBO_TRY(const auto item, outbox_report(*tx, m_desk, id));
    if (!item)
        return fail(ErrorCode::NotFound, "There is no such report", id.substr(0, 40));
    const auto& entry = item->frozen.entry;
    CANBO_TRY_VOID(require_own(m_desk, entry.agency));
    const Report content = report_from_json(entry.body, ignored);
    if (item->state != ledger::OutboxItem::State::Refused) // it is, or will be, at the office
        return save_draft(m_desk, *tx, content, {id}, content.revision + 1, reason);
    CANBO_TRY_VOID(m_desk.outbox.remove(*tx, id)); // the office never took it: the draft stands in its place
    return save_draft(m_desk, *tx, content, content.bases, content.revision, content.reason);
}

Result<std::string> WithdrawReport::operator()(const std::string& id) {
    CANBO_TRY(auto tx, m_desk.database.begin(Database::Mode::Write));
    CANBO_TRY(const auto item, outbox_report(*tx, m_desk, id));
    if (!item)
        return fail(ErrorCode::NotFound, "There is no such report", id.substr(0, 40));
    CANBO_TRY_VOID(require_own(m_desk, item->frozen.entry.agency));
    if (item->state != ledger::OutboxItem::State::Queued || item->attempts > 0)
        return fail(ErrorCode::Conflict, "Sending was tried already: the office may have it; revise it instead", id);
    Issues ignored;
    const Report content = report_from_json(item->frozen.entry.body, ignored);
    CANBO_TRY_VOID(m_desk.outbox.remove(*tx, id));
    return save_draft(m_desk, *tx, content, content.bases, content.revision, content.reason);
}

Result<std::string> ResolveConflict::operator()(const std::string& keep) {
    CANBO_TRY(auto tx, m_desk.database.begin(Database::Mode::Write));
    CANBO_TRY(const auto stored, m_desk.entries.find(*tx, keep));
    if (!stored || stored->entry.kind != report_kind)
        return fail(ErrorCode::NotFound, "There is no such report", keep.substr(0, 40));
    CANBO_TRY_VOID(require_own(m_desk, stored->entry.agency));
    CANBO_TRY_VOID(no_other_draft(*tx, m_desk, keep));
    CANBO_TRY(const auto book, book_of(*tx, m_desk, stored->entry.subject));
    const AgencyReports* reports = book.of(stored->entry.agency);
    std::vector<std::string> bases;
    std::int64_t highest = 0;
    const ReportVersion* kept = nullptr;
    if (reports != nullptr)
        for (const ReportVersion* head : reports->heads()) {
            bases.push_back(head->id);
            highest = std::max(highest, head->report.revision);
            if (head->id == keep)
                kept = head;
        }
    if (kept == nullptr || bases.size() < 2)
        return fail(ErrorCode::NotFound, "There is no conflict about this report", keep);
    return save_draft(m_desk, *tx, kept->report, std::move(bases), highest + 1,
                      "Thống nhất hai bản báo cáo của cùng cơ quan");
}

} // namespace canbo::reporting
