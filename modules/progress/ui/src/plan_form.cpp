#include "progress_ui/plan_form.h"

#include "base/decimal.h"
#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

namespace canbo::progress::ui {
namespace {

std::string shown(const std::optional<base::Day>& day) { return day ? base::show_day(*day) : std::string(); }

std::optional<base::Day> day_of(const std::string& text, const std::string& where, Issues& issues) {
    const auto trimmed = base::trim(text);
    if (trimmed.empty())
        return std::nullopt;
    const auto day = base::parse_day(trimmed);
    if (day)
        return *day;
    issues.error(ErrorCode::InvalidInput, where, "Write the date as day/month/year");
    return std::nullopt;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> out;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);)
        if (const auto trimmed = base::trim(line); !trimmed.empty())
            out.emplace_back(trimmed);
    return out;
}

bool is_blank(const PlanFields::MilestoneFields& m) {
    return base::trim(m.name).empty() && base::trim(m.from).empty() && base::trim(m.due).empty() &&
           base::trim(m.responsible).empty();
}

std::string text_at(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

const Json& list_at(const Json& json, const char* key) {
    static const Json none = Json::array();
    const auto found = json.find(key);
    return found != json.end() && found->is_array() ? *found : none;
}

} // namespace

PlanFields empty_fields(const Model& model) {
    PlanFields fields;
    add_milestone(fields);
    for (const auto& indicator : model.indicators)
        fields.goals.push_back({indicator.code, {}, {}});
    return fields;
}

PlanFields fields_of(const Plan& plan, const Model& model) {
    PlanFields fields = empty_fields(model);
    fields.milestones.clear();
    for (const auto& m : plan.milestones)
        fields.milestones.push_back({m.id, m.name, shown(m.from), base::show_day(m.due), m.responsible});
    for (const auto& goal : plan.indicators)
        for (auto& line : fields.goals)
            if (line.code == goal.code) {
                line.target = base::format_decimal(goal.target);
                line.due = shown(goal.due);
            }
    for (const auto& person : plan.people)
        fields.people += (fields.people.empty() ? "" : "\n") + person;
    fields.note = plan.note;
    return fields;
}

void add_milestone(PlanFields& fields) {
    const auto taken = [&](const std::string& id) {
        return std::any_of(fields.milestones.begin(), fields.milestones.end(),
                           [&](const auto& m) { return m.id == id; });
    };
    int number = 1;
    while (taken("m" + std::to_string(number)))
        ++number;
    fields.milestones.push_back({"m" + std::to_string(number), {}, {}, {}, {}});
}

Plan plan_of(const PlanFields& fields, int model, Issues& issues) {
    Plan plan;
    plan.model = model;
    for (std::size_t i = 0; i < fields.milestones.size(); ++i) {
        const auto& typed = fields.milestones[i];
        if (is_blank(typed))
            continue;
        const std::string where = fmt::format("milestones[{}]", i);
        Milestone m;
        m.id = typed.id;
        m.name = std::string(base::trim(typed.name));
        m.responsible = std::string(base::trim(typed.responsible));
        if (m.name.empty())
            issues.error(ErrorCode::InvalidInput, where + ".name", "Say what is to be reached");
        m.from = day_of(typed.from, where + ".from", issues);
        if (base::trim(typed.due).empty())
            issues.error(ErrorCode::InvalidInput, where + ".due", "Say by when");
        if (const auto due = day_of(typed.due, where + ".due", issues))
            m.due = *due;
        plan.milestones.push_back(std::move(m));
    }
    for (std::size_t i = 0; i < fields.goals.size(); ++i) {
        const auto& typed = fields.goals[i];
        const std::string where = fmt::format("goals[{}]", i);
        const auto due = day_of(typed.due, where + ".due", issues);
        if (base::trim(typed.target).empty()) {
            if (due)
                issues.error(ErrorCode::InvalidInput, where + ".target", "A day without a target says nothing");
            continue;
        }
        if (const auto target = base::parse_decimal(typed.target))
            plan.indicators.push_back({typed.code, *target, due});
        else
            issues.error(target.error().code, where + ".target", target.error().message);
    }
    plan.people = lines_of(fields.people);
    plan.note = std::string(base::trim(fields.note));
    return plan;
}

Json fields_to_json(const PlanFields& fields) {
    Json milestones = Json::array();
    for (const auto& m : fields.milestones)
        milestones.push_back(
            {{"id", m.id}, {"name", m.name}, {"from", m.from}, {"due", m.due}, {"responsible", m.responsible}});
    Json goals = Json::array();
    for (const auto& goal : fields.goals)
        goals.push_back({{"code", goal.code}, {"target", goal.target}, {"due", goal.due}});
    return {{"milestones", milestones}, {"goals", goals}, {"people", fields.people}, {"note", fields.note}};
}

std::optional<PlanFields> fields_from_json(const Json& json) {
    if (!json.is_object())
        return std::nullopt;
    PlanFields fields;
    for (const auto& m : list_at(json, "milestones"))
        fields.milestones.push_back(
            {text_at(m, "id"), text_at(m, "name"), text_at(m, "from"), text_at(m, "due"), text_at(m, "responsible")});
    for (const auto& goal : list_at(json, "goals"))
        fields.goals.push_back({text_at(goal, "code"), text_at(goal, "target"), text_at(goal, "due")});
    fields.people = text_at(json, "people");
    fields.note = text_at(json, "note");
    if (fields.milestones.empty())
        add_milestone(fields);
    return fields;
}

} // namespace canbo::progress::ui
