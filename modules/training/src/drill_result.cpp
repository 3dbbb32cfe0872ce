#include "training/drill_result.h"

#include "base/crypto.h"

#include <algorithm>
#include <utility>

namespace canbo::training {
namespace {

constexpr std::array<std::string_view, 2> kind_names{"mailbox", "scenes"};
constexpr std::array<std::string_view, 3> certainty_names{"unsure", "fairly-sure", "certain"};
constexpr std::array<std::string_view, 4> outcome_names{"hit", "pass", "miss", "false-alarm"};
// Certainty-based marking as Moodle marks it: right and wrong by level.
constexpr std::array<std::pair<int, int>, 3> marks_of_level{{{1, 0}, {2, -2}, {3, -6}}};

template <std::size_t N>
std::optional<std::size_t> place_in(const std::array<std::string_view, N>& names, std::string_view name) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - names.begin());
}

std::size_t level_of(Certainty certainty) { return static_cast<std::size_t>(certainty) - 1; }

} // namespace

std::string_view kind_name(DrillKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

std::string_view certainty_name(Certainty certainty) { return certainty_names[level_of(certainty)]; }

std::optional<Certainty> parse_certainty(std::string_view name) {
    const auto place = place_in(certainty_names, name);
    return place ? std::optional(static_cast<Certainty>(*place + 1)) : std::nullopt;
}

double stated_share(Certainty certainty) {
    constexpr std::array<double, 3> shares{0.5, 0.75, 0.95};
    return shares[level_of(certainty)];
}

std::string_view outcome_name(DrillOutcome outcome) { return outcome_names[static_cast<std::size_t>(outcome)]; }

std::optional<DrillOutcome> parse_outcome(std::string_view name) {
    const auto place = place_in(outcome_names, name);
    return place ? std::optional(static_cast<DrillOutcome>(*place)) : std::nullopt;
}

bool is_right(DrillOutcome outcome) { return outcome == DrillOutcome::Hit || outcome == DrillOutcome::Pass; }

DrillOutcome outcome_of(const MailMessage& message, MailAction action) {
    const bool trap = message.answer == MailAction::Report;
    if (message.accepts(action))
        return trap ? DrillOutcome::Hit : DrillOutcome::Pass;
    const bool alarm = action == MailAction::Report || action == MailAction::Delete;
    return !trap && alarm ? DrillOutcome::FalseAlarm : DrillOutcome::Miss;
}

Json drill_result_to_json(const DrillResult& result) {
    return {{"id", result.id},
            {"course", result.course},
            {"version", result.version},
            {"kind", kind_name(result.kind)},
            {"item", result.item},
            {"topic", result.topic},
            {"outcome", outcome_name(result.outcome)},
            {"certainty", certainty_name(result.certainty)},
            {"retest", result.retest},
            {"time", base::to_iso(result.time)}};
}

DrillResult drill_result_from_json(const Json& json, const std::string& where, Issues& issues) {
    base::ObjectReader in(json, where, issues);
    DrillResult out;
    out.id = in.text("id", 36);
    if (!base::is_uuid(out.id))
        issues.error(ErrorCode::InvalidInput, in.path("id"), "The id of an event is a UUID");
    for (const auto& [key, field] : {std::pair("course", &out.course), std::pair("item", &out.item)}) {
        *field = in.text(key, 80);
        if (!field->empty() && !is_slug(*field))
            issues.error(ErrorCode::InvalidInput, in.path(key), "A name here is small letters, digits and hyphens");
    }
    out.topic = in.text("topic", 80);
    out.version = in.text("version", 40);
    const auto kind = place_in(kind_names, in.text("kind", 20));
    const auto outcome = parse_outcome(in.text("outcome", 20));
    const auto certainty = parse_certainty(in.text("certainty", 20));
    const auto time = base::parse_time(in.text("time", 40));
    if (!kind || !outcome || !certainty || !time)
        issues.error(ErrorCode::InvalidInput, in.path("kind"),
                     "A result of a drill has a kind, an outcome, a certainty and a time");
    out.kind = static_cast<DrillKind>(kind.value_or(0));
    out.outcome = outcome.value_or(DrillOutcome::Hit);
    out.certainty = certainty.value_or(Certainty::Unsure);
    out.time = time ? *time : base::Time{};
    out.retest = in.boolean_or("retest", false);
    in.finish();
    return out;
}

DrillScore score_drill(const std::vector<DrillResult>& results) {
    DrillScore out;
    for (const auto& result : results) {
        if (result.retest)
            continue;
        const bool right = is_right(result.outcome);
        out.hits += result.outcome == DrillOutcome::Hit ? 1 : 0;
        out.passes += result.outcome == DrillOutcome::Pass ? 1 : 0;
        out.misses += result.outcome == DrillOutcome::Miss ? 1 : 0;
        out.false_alarms += result.outcome == DrillOutcome::FalseAlarm ? 1 : 0;
        auto& level = out.levels[level_of(result.certainty)];
        ++level.answers;
        level.right += right ? 1 : 0;
        out.confident_wrong += !right && result.certainty == Certainty::Certain ? 1 : 0;
        const auto& [gain, cost] = marks_of_level[level_of(result.certainty)];
        out.marks += right ? gain : cost;
        out.stated += stated_share(result.certainty);
        out.right += right ? 1 : 0;
    }
    if (const int all = out.answers(); all > 0) {
        out.stated /= all;
        out.right /= all;
    }
    return out;
}

} // namespace canbo::training
