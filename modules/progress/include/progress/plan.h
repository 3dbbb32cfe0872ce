#pragma once

#include "base/clock.h"
#include "base/issues.h"
#include "base/json.h"
#include "ledger/stores.h"
#include "progress/catalogue.h"
#include "progress/duties.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace canbo::progress {

struct Milestone {
    std::string id; ///< "m1", unique in the plan.
    std::string name;
    std::optional<base::Day> from;
    base::Day due{};
    std::string responsible;
};

struct IndicatorGoal {
    std::string code; ///< Of the catalogue.
    double target{0};
    std::optional<base::Day> due;
};

/// The detailed plan an agency registers for a model (Part III). Each registration is a version; none is lost.
struct Plan {
    int model{0};
    std::vector<Milestone> milestones; ///< As given; at least one.
    std::vector<IndicatorGoal> indicators;
    std::vector<std::string> people; ///< Who answers, by office: "Phó Giám đốc phụ trách".
    std::string note;
};

Json plan_to_json(const Plan& plan);
Plan plan_from_json(const Json& json, const std::string& where, Issues& issues);

class PlanBook;

/// Wrong data is an error, what is left out a warning. Knows the model, the agency's duty, and the window as the
/// adjustments in `book` leave it on that day (only warnings depend on the window).
void check_plan(const Plan& plan, const std::string& agency, const Catalogue& catalogue, const Duties& duties,
                const PlanBook& book, base::Day day, Issues& issues);

/// A decision of the steering committee that changes the plan from a date on. Old versions stay readable.
struct Adjustment {
    int model{0};
    std::string document; ///< Number and symbol of the decision.
    base::Day date{};
    std::optional<base::Day> window_from;
    std::optional<base::Day> window_to;
    std::string note;
};

Json adjustment_to_json(const Adjustment& adjustment);
Adjustment adjustment_from_json(const Json& json, Issues& issues);

/// Guidance has come: by this document, on this date.
struct GateOpening {
    std::string gate;
    std::string document;
    base::Day date{};
};

Json gate_opening_to_json(const GateOpening& opening);
GateOpening gate_opening_from_json(const Json& json, Issues& issues);

inline constexpr const char* plan_kind = "plan";
inline constexpr const char* adjustment_kind = "plan-adjustment";
inline constexpr const char* gate_kind = "gate-opening";
std::string model_subject(int model); ///< "model-06"

/// One registered version of a plan.
struct PlanVersion {
    std::int64_t revision{1};
    Plan plan;
    base::Time received_at{};
    std::string author;
    std::string entry;
};

/// Everything recorded about the plan up to a moment: what a week-5 report prints against.
class PlanBook {
public:
    /// @error Storage. Entries received after `as_of` are left out.
    static Result<PlanBook> load(Transaction& tx, ledger::EntryStore& entries, base::Time as_of);

    /// Newest version, or null.
    const PlanVersion* plan(std::string_view agency, int model) const;
    const std::vector<PlanVersion>& versions(std::string_view agency, int model) const;
    /// Agencies that have registered a plan for the model.
    std::vector<std::string> registered(int model) const;
    const GateOpening* opening(std::string_view gate) const;
    bool is_open(std::string_view gate, base::Day day) const;
    /// The model's window after the adjustments in force on that day.
    Window window(const Model& model, base::Day day) const;
    const std::vector<Adjustment>& adjustments() const { return m_adjustments; }

private:
    std::map<std::pair<std::string, int>, std::vector<PlanVersion>> m_plans;
    std::map<std::string, GateOpening, std::less<>> m_openings;
    std::vector<Adjustment> m_adjustments;
};

} // namespace canbo::progress
