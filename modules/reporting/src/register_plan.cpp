#include "reporting/register_plan.h"

#include "progress/agency_book.h"

namespace canbo::reporting {

Result<std::string> RegisterPlan::operator()(const std::string& agency, const progress::Plan& plan, Issues& issues) {
    CANBO_TRY_VOID(people::require(m_desk.person, people::Permission::WriteReport));
    if (agency != m_desk.person.agency && !m_desk.person.may(people::Permission::ManagePlan))
        return fail(ErrorCode::Forbidden, "A plan is registered by the agency it is for", agency);
    {
        CANBO_TRY(auto tx, m_desk.database.begin(Database::Mode::Read));
        CANBO_TRY(const auto agencies, progress::load_agencies(*tx, m_desk.entries, m_desk.shipped_agencies));
        CANBO_TRY(const auto book, progress::PlanBook::load(*tx, m_desk.entries, base::Time::max()));
        const base::Day today = base::day_in_vietnam(m_desk.clock.now());
        const progress::Duties duties(m_desk.catalogue, agencies, today);
        progress::check_plan(plan, agency, m_desk.catalogue, duties, book, today, issues);
    }
    if (issues.has_errors())
        return fail(ErrorCode::InvalidInput, "The plan was not registered; mend the fields named above", "plan");
    return queue_entry(m_desk, progress::plan_kind, agency, progress::model_subject(plan.model), 1,
                       progress::plan_to_json(plan));
}

} // namespace canbo::reporting
