#include "progress/agency_book.h"

#include "base/json_parts.h"
#include "progress/catalogue.h"
#include "progress/duties.h"
#include "progress/plan.h"
#include "progress/set_model_list.h"

#include <memory>
#include <mutex>
#include <string>

namespace canbo::progress {
namespace {

using people::Permission;

Result<void> admit_agency(const ledger::Admission& in, const people::AgencyTree& shipped) {
    CANBO_TRY_VOID(people::require(in.author, Permission::ManageAgencies));
    Issues issues;
    const people::Agency agency = people::agency_from_json(in.entry.body, "", issues);
    if (agency.code != in.entry.agency || agency.code != in.entry.subject)
        issues.error(ErrorCode::InvalidInput, "code", "The entry is about another agency than its body");
    CANBO_TRY(auto tree, load_agencies(in.transaction, in.entries, shipped));
    tree.put(agency);
    tree.check(issues);
    return base::first_problem(issues);
}

/// The agencies' duties on a day, made anew when an agency has changed or another day has come: they change a few times
/// a year and are asked for with every plan. Safe from any thread.
class DutyBook {
public:
    DutyBook(const Catalogue& catalogue, std::shared_ptr<const people::AgencyTree> shipped)
        : m_catalogue(catalogue), m_shipped(std::move(shipped)) {}

    Result<std::shared_ptr<const Duties>> on(const ledger::Admission& in, base::Day day) {
        CANBO_TRY(const auto changes, in.entries.of_kind(in.transaction, agency_kind));
        std::string key = std::to_string(day.time_since_epoch().count());
        for (const auto& stored : changes) // by digest: what a transaction wrote and took back never counts
            key += stored.digest;
        const std::lock_guard lock(m_mutex);
        if (m_duties == nullptr || m_key != key) {
            CANBO_TRY(const auto tree, load_agencies(in.transaction, in.entries, *m_shipped));
            m_duties = std::make_shared<const Duties>(m_catalogue, tree, day);
            m_key = std::move(key);
        }
        return m_duties;
    }

private:
    const Catalogue& m_catalogue;
    const std::shared_ptr<const people::AgencyTree> m_shipped;
    std::mutex m_mutex;
    std::string m_key;
    std::shared_ptr<const Duties> m_duties;
};

Result<void> admit_plan(const ledger::Admission& in, const Catalogue& catalogue, DutyBook& duties) {
    CANBO_TRY_VOID(people::require(in.author, Permission::WriteReport));
    if (in.author.agency != in.entry.agency && !in.author.may(Permission::ManagePlan))
        return fail(ErrorCode::Forbidden, "A plan is registered by the agency it is for", "agency");
    Issues issues;
    const Plan plan = plan_from_json(in.entry.body, "", issues);
    // The office asks for errors; adjusted windows give warnings alone, which the desk has told already.
    const base::Day day = base::day_in_vietnam(in.received_at);
    CANBO_TRY(const auto today, duties.on(in, day));
    check_plan(plan, in.entry.agency, catalogue, *today, PlanBook(), day, issues);
    if (in.entry.subject != model_subject(plan.model))
        issues.error(ErrorCode::InvalidInput, "model", "The entry is about another model than its body");
    return base::first_problem(issues);
}

Result<void> admit_adjustment(const ledger::Admission& in, const Catalogue& catalogue) {
    CANBO_TRY_VOID(people::require(in.author, Permission::ManagePlan));
    Issues issues;
    const Adjustment adjustment = adjustment_from_json(in.entry.body, issues);
    if (catalogue.find(adjustment.model) == nullptr || in.entry.subject != model_subject(adjustment.model))
        issues.error(ErrorCode::NotFound, "model", "There is no model with this number; the plan has 1 to 43");
    return base::first_problem(issues);
}

Result<void> admit_opening(const ledger::Admission& in, const Catalogue& catalogue) {
    CANBO_TRY_VOID(people::require(in.author, Permission::ManagePlan));
    Issues issues;
    const GateOpening opening = gate_opening_from_json(in.entry.body, issues);
    if (catalogue.gate(opening.gate) == nullptr || in.entry.subject != opening.gate)
        issues.error(ErrorCode::NotFound, "gate", "There is no gate with this id");
    if (opening.date > base::day_in_vietnam(in.received_at))
        issues.error(ErrorCode::InvalidInput, "date", "A gate cannot have been opened in the future");
    return base::first_problem(issues);
}

} // namespace

Result<people::AgencyTree> load_agencies(Transaction& tx, ledger::EntryStore& entries, people::AgencyTree tree) {
    CANBO_TRY(const auto changes, entries.of_kind(tx, agency_kind));
    Issues ignored; // bodies were checked when the office took them
    for (const auto& stored : changes)
        tree.put(people::agency_from_json(stored.entry.body, "", ignored));
    return tree;
}

void register_kinds(ledger::KindRegistry& registry, const Catalogue& catalogue, people::AgencyTree shipped) {
    const auto tree = std::make_shared<const people::AgencyTree>(std::move(shipped));
    const Catalogue* plan = &catalogue;
    registry.add({agency_kind, true, [tree](const auto& in) { return admit_agency(in, *tree); }});
    const auto duties = std::make_shared<DutyBook>(catalogue, tree);
    registry.add({plan_kind, false, [duties, plan](const auto& in) { return admit_plan(in, *plan, *duties); }});
    registry.add({adjustment_kind, true, [plan](const auto& in) { return admit_adjustment(in, *plan); }});
    registry.add({gate_kind, true, [plan](const auto& in) { return admit_opening(in, *plan); }});
    registry.add({list_kind, false, [tree, plan](const auto& in) { return admit_list(in, *plan, *tree); },
                  [plan](const ledger::Entry& entry) { return list_audience(entry, *plan); }});
}

} // namespace canbo::progress
