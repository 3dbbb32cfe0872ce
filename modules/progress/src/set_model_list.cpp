#include "progress/set_model_list.h"

#include "base/crypto.h"
#include "base/json_parts.h"
#include "progress/agency_book.h"

#include <iterator>
#include <map>

namespace canbo::progress {
namespace {

Result<const ListSpec*> find_list(const Catalogue& catalogue, int number, const std::string& code) {
    const Model* model = catalogue.find(number);
    if (model == nullptr)
        return fail(ErrorCode::NotFound, "There is no model with this number; the plan has 1 to 43", "model");
    const ListSpec* spec = model->list(code);
    if (spec == nullptr)
        return fail(ErrorCode::NotFound, "The model has no list with this code", "list");
    return spec;
}

/// Joins the other parts of the revision that are here to `part`. @returns the rows of all, in their order
Result<std::vector<ListRow>> with_other_parts(const ledger::Admission& in, const Catalogue& catalogue,
                                              const ListPart& part, bool& complete) {
    std::map<std::size_t, std::vector<ListRow>> parts{{part.part, part.rows}};
    if (part.parts > 1) {
        CANBO_TRY(const auto stored, in.entries.by_agency(in.transaction, list_kind, in.entry.agency));
        for (const auto& other : stored) {
            if (other.entry.subject != part.list || other.entry.body.value("fill", "") != part.fill)
                continue;
            Issues ignored; // it was checked when the office took it
            ListPart earlier = list_part_from_json(other.entry.body, catalogue, ignored);
            if (other.entry.author != in.author.name || earlier.parts != part.parts ||
                !parts.emplace(earlier.part, std::move(earlier.rows)).second)
                return fail(ErrorCode::Conflict, "This part of the list has come in already", "part");
        }
    }
    complete = parts.size() == part.parts;
    std::vector<ListRow> rows;
    for (auto& [number, its_rows] : parts)
        std::move(its_rows.begin(), its_rows.end(), std::back_inserter(rows));
    return rows;
}

} // namespace

Result<void> SetModelList::check(Transaction& tx, const FilledList& filled, Issues& issues) {
    CANBO_TRY(const ListSpec* spec, find_list(m_desk.catalogue, filled.model, filled.list));
    CANBO_TRY(const auto agencies, load_agencies(tx, m_desk.entries, m_desk.shipped_agencies));
    const Duties duties(m_desk.catalogue, agencies, base::day_in_vietnam(m_desk.clock.now()));
    CANBO_TRY_VOID(may_fill(*spec, filled.model, m_desk.person, filled.agency, agencies, duties));
    check_rows(*spec, filled, issues);
    return {};
}

Result<void> SetModelList::check(const FilledList& filled, Issues& issues) {
    CANBO_TRY(auto tx, m_desk.database.begin(Database::Mode::Read));
    return check(*tx, filled, issues);
}

Result<SetModelList::Queued> SetModelList::operator()(const FilledList& filled, Issues& issues) {
    CANBO_TRY(auto tx, m_desk.database.begin(Database::Mode::Write));
    CANBO_TRY_VOID(check(*tx, filled, issues));
    CANBO_TRY_VOID(base::first_problem(issues));
    CANBO_TRY(const ListSpec* spec, find_list(m_desk.catalogue, filled.model, filled.list));
    Queued queued{base::new_uuid(), {}};
    CANBO_TRY(const auto parts, split_list(filled, queued.fill));
    const base::Time now = m_desk.clock.now();
    for (const auto& part : parts) {
        ledger::OutboxItem item;
        CANBO_TRY(item.frozen,
                  ledger::freeze({part.part == 1 ? queued.fill : base::new_uuid(), list_kind, filled.agency,
                                  filled.list, 1, list_part_to_json(part, *spec), m_desk.person.name, now}));
        item.queued_at = now;
        item.next_attempt = now;
        CANBO_TRY_VOID(m_desk.outbox.put(*tx, item));
        queued.entries.push_back(item.frozen.entry.id);
    }
    CANBO_TRY_VOID(tx->commit());
    return queued;
}

Result<void> admit_list(const ledger::Admission& in, const Catalogue& catalogue, const people::AgencyTree& shipped) {
    Issues issues;
    const ListPart part = list_part_from_json(in.entry.body, catalogue, issues);
    CANBO_TRY_VOID(base::first_problem(issues));
    if (in.entry.subject != part.list)
        return fail(ErrorCode::InvalidInput, "The entry is about another list than its body", "list");
    CANBO_TRY(const ListSpec* spec, find_list(catalogue, part.model, part.list));
    CANBO_TRY(const auto agencies, load_agencies(in.transaction, in.entries, shipped));
    const Duties duties(catalogue, agencies, base::day_in_vietnam(in.received_at));
    CANBO_TRY_VOID(may_fill(*spec, part.model, in.author, in.entry.agency, agencies, duties));
    bool complete = false;
    FilledList filled{part.list, part.model, in.entry.agency, {}, {}};
    CANBO_TRY(filled.rows, with_other_parts(in, catalogue, part, complete));
    if (!complete && filled.rows.size() <= most_list_rows)
        filled.rows = part.rows; // rows that stand twice over parts are looked for once all are here
    check_rows(*spec, filled, issues);
    return base::first_problem(issues);
}

} // namespace canbo::progress
