#include "progress/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace canbo::progress {
namespace {

bool within(const Window& window, base::Day day) {
    return (!window.from || *window.from <= day) && (!window.to || day <= *window.to);
}

} // namespace

std::string model_subject(int model) { return fmt::format("model-{:02}", model); }

void check_plan(const Plan& plan, const std::string& agency, const Catalogue& catalogue, const Duties& duties,
                const PlanBook& book, base::Day day, Issues& issues) {
    const Model* model = catalogue.find(plan.model);
    if (model == nullptr) {
        issues.error(ErrorCode::NotFound, "model", "There is no model with this number; the plan has 1 to 43");
        return;
    }
    if (!duties.has_duty(agency, plan.model))
        issues.error(ErrorCode::Forbidden, "model", "The agency has no task in this model");
    if (plan.milestones.empty())
        issues.error(ErrorCode::InvalidInput, "milestones", "A plan must have at least one milestone");
    const Window window = book.window(*model, day);
    std::set<std::string> ids;
    for (std::size_t i = 0; i < plan.milestones.size(); ++i) {
        const Milestone& m = plan.milestones[i];
        const std::string where = fmt::format("milestones[{}]", i);
        if (m.id.empty() || !ids.insert(m.id).second)
            issues.error(ErrorCode::InvalidInput, where + ".id", "Every milestone has an id of its own");
        if (m.from && m.due < *m.from)
            issues.error(ErrorCode::InvalidInput, where + ".due", "The milestone ends before it begins");
        if (!within(window, m.due))
            issues.warning(ErrorCode::InvalidInput, where + ".due", "The date lies outside the model's window");
        if (m.responsible.empty())
            issues.warning(ErrorCode::InvalidInput, where + ".responsible", "Nobody is named as responsible");
    }
    for (std::size_t i = 0; i < plan.indicators.size(); ++i)
        if (model->indicator(plan.indicators[i].code) == nullptr)
            issues.error(ErrorCode::NotFound, fmt::format("indicators[{}].code", i),
                         "The model has no indicator with this code");
    if (plan.people.empty())
        issues.warning(ErrorCode::InvalidInput, "people", "Nobody is named as responsible");
}

Result<PlanBook> PlanBook::load(Transaction& tx, ledger::EntryStore& entries, base::Time as_of) {
    PlanBook book;
    Issues ignored; // bodies were checked when the office took them
    CANBO_TRY(const auto plans, entries.of_kind(tx, plan_kind));
    for (const auto& stored : plans)
        if (stored.received_at <= as_of) {
            Plan plan = plan_from_json(stored.entry.body, "", ignored);
            auto& versions = book.m_plans[{stored.entry.agency, plan.model}];
            const auto number = static_cast<std::int64_t>(versions.size()) + 1;
            versions.push_back({number, std::move(plan), stored.received_at, stored.entry.author, stored.entry.id});
        }
    CANBO_TRY(const auto openings, entries.of_kind(tx, gate_kind));
    for (const auto& stored : openings)
        if (stored.received_at <= as_of) {
            const GateOpening opening = gate_opening_from_json(stored.entry.body, ignored);
            book.m_openings.insert_or_assign(opening.gate, opening);
        }
    CANBO_TRY(const auto adjustments, entries.of_kind(tx, adjustment_kind));
    for (const auto& stored : adjustments)
        if (stored.received_at <= as_of)
            book.m_adjustments.push_back(adjustment_from_json(stored.entry.body, ignored));
    return book;
}

const std::vector<PlanVersion>& PlanBook::versions(std::string_view agency, int model) const {
    static const std::vector<PlanVersion> none;
    const auto it = m_plans.find({std::string(agency), model});
    return it == m_plans.end() ? none : it->second;
}

const PlanVersion* PlanBook::plan(std::string_view agency, int model) const {
    const auto& all = versions(agency, model);
    return all.empty() ? nullptr : &all.back();
}

std::vector<std::string> PlanBook::registered(int model) const {
    std::vector<std::string> out;
    for (const auto& [key, all] : m_plans)
        if (key.second == model)
            out.push_back(key.first);
    return out;
}

const GateOpening* PlanBook::opening(std::string_view gate) const {
    const auto it = m_openings.find(gate);
    return it == m_openings.end() ? nullptr : &it->second;
}

bool PlanBook::is_open(std::string_view gate, base::Day day) const {
    const GateOpening* found = opening(gate);
    return found != nullptr && found->date <= day;
}

Window PlanBook::window(const Model& model, base::Day day) const {
    Window out = model.window;
    for (const auto& adjustment : m_adjustments)
        if (adjustment.model == model.number && adjustment.date <= day) {
            if (adjustment.window_from)
                out.from = adjustment.window_from;
            if (adjustment.window_to)
                out.to = adjustment.window_to;
        }
    return out;
}

} // namespace canbo::progress
