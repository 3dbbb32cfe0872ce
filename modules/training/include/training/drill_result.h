#pragma once

#include "base/clock.h"
#include "base/issues.h"
#include "base/json.h"
#include "training/mailbox.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::training {

enum class DrillKind { Mailbox, Scenes };
std::string_view kind_name(DrillKind kind); ///< "mailbox", "scenes"

/// How sure the learner says to be: the three levels of Moodle's certainty-based marking.
enum class Certainty { Unsure = 1, FairlySure = 2, Certain = 3 };
std::string_view certainty_name(Certainty certainty); ///< "unsure", "fairly-sure", "certain"
std::optional<Certainty> parse_certainty(std::string_view name);
/// The probability of being right that a level stands for: 0.5, 0.75, 0.95. Moodle's marks make each level the best
/// choice below 2/3, between 2/3 and 4/5, and above.
double stated_share(Certainty certainty);

enum class DrillOutcome {
    Hit,        ///< A trap was seen, or a scene's right way taken.
    Pass,       ///< A good message was taken as one.
    Miss,       ///< A trap was not seen, a wrong way taken, or a good message treated wrongly.
    FalseAlarm, ///< A good message was reported or deleted.
};
std::string_view outcome_name(DrillOutcome outcome); ///< "false-alarm"
std::optional<DrillOutcome> parse_outcome(std::string_view name);
bool is_right(DrillOutcome outcome);
DrillOutcome outcome_of(const MailMessage& message, MailAction action);

/// One answer of a drill, in the shape in which it is kept and travels. Immutable; its id makes it one wherever it
/// turns up. Says where a person was wrong: sealed at rest, read by the learner and the standing office only.
struct DrillResult {
    std::string id; ///< UUID v4.
    std::string course;
    std::string version;
    DrillKind kind{DrillKind::Mailbox};
    std::string item;
    std::string topic;
    DrillOutcome outcome{DrillOutcome::Hit};
    Certainty certainty{Certainty::Unsure};
    bool retest{false};
    base::Time time{};

    bool operator==(const DrillResult&) const = default;
};

/// {"id", "course", "version", "kind", "item", "topic", "outcome", "certainty", "retest", "time"}; the schema is
/// content/schema/drill-result.schema.json.
Json drill_result_to_json(const DrillResult& result);
/// Problems go into `issues` under `where`; their sentences hold no outcome.
DrillResult drill_result_from_json(const Json& json, const std::string& where, Issues& issues);

/// What results come to; re-tests do not count.
struct DrillScore {
    struct Level {
        int answers{0};
        int right{0};
    };
    int hits{0}, passes{0}, misses{0}, false_alarms{0};
    std::array<Level, 3> levels; ///< By certainty, Unsure first.
    int confident_wrong{0};      ///< Certain and wrong: what harms most.
    int marks{0};                ///< Moodle's: 1, 2, 3 for right, 0, -2, -6 for wrong.
    double stated{0};            ///< Mean of the stated shares.
    double right{0};             ///< Share that was right.

    int answers() const { return hits + passes + misses + false_alarms; }
    /// Above 0: surer than right; below: less sure than they could be.
    double overconfidence() const { return stated - right; }
};
DrillScore score_drill(const std::vector<DrillResult>& results);

} // namespace canbo::training
