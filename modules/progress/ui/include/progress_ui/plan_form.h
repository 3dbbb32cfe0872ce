#pragma once

#include "base/issues.h"
#include "base/json.h"
#include "progress/plan.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::progress::ui {

/// The registration form as it is typed: anything may stand in a field until it is checked.
struct PlanFields {
    struct MilestoneFields {
        std::string id;
        std::string name;
        std::string from; ///< dd/MM/yyyy
        std::string due;
        std::string responsible;
        bool operator==(const MilestoneFields&) const = default;
    };
    struct GoalFields {
        std::string code;
        std::string target; ///< 81,3
        std::string due;
        bool operator==(const GoalFields&) const = default;
    };
    std::vector<MilestoneFields> milestones;
    std::vector<GoalFields> goals; ///< One per indicator of the model; those left empty are not registered.
    std::string people;            ///< One a line.
    std::string note;
    bool operator==(const PlanFields&) const = default;
};

/// An empty form for a model: one milestone, a line per indicator.
PlanFields empty_fields(const Model& model);
PlanFields fields_of(const Plan& plan, const Model& model);
/// A milestone more, with an id nobody has.
void add_milestone(PlanFields& fields);
/// The plan the fields say. Dates and numbers that are none go into `issues` under the paths of check_plan; `goals[i]`
/// stands for the line of the form. A milestone whose line is quite empty is left out.
Plan plan_of(const PlanFields& fields, int model, Issues& issues);

/// As a desk keeps a form that is not yet sent.
Json fields_to_json(const PlanFields& fields);
/// Nothing when it is no such form.
std::optional<PlanFields> fields_from_json(const Json& json);

} // namespace canbo::progress::ui
