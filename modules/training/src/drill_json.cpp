#include "base/crypto.h"
#include "training/drill.h"

#include <algorithm>
#include <set>

namespace canbo::training {
namespace {

constexpr std::size_t most_turns = 1000;
constexpr std::array<DrillState, 6> states{DrillState::Waiting, DrillState::Presented,  DrillState::Right,
                                           DrillState::Missed,  DrillState::LessonSeen, DrillState::Closed};

Json turn_to_json(const DrillTurn& turn) {
    Json out{
        {"item", turn.item}, {"retest_of", turn.retest_of}, {"state", state_name(turn.state)}, {"right", turn.right}};
    if (turn.reply) {
        out["certainty"] = certainty_name(turn.reply->certainty);
        if (turn.reply->action)
            out["action"] = action_name(*turn.reply->action);
        if (turn.reply->choice)
            out["choice"] = *turn.reply->choice;
    }
    return out;
}

DrillTurn turn_from_json(const Json& json, const std::string& where, Issues& issues) {
    base::ObjectReader in(json, where, issues);
    DrillTurn out;
    out.item = in.text("item", 80);
    out.retest_of = in.text_or("retest_of", "", 80);
    const auto name = in.text("state", 20);
    const auto* state = std::find_if(states.begin(), states.end(), [&](auto one) { return state_name(one) == name; });
    if (state == states.end())
        issues.error(ErrorCode::InvalidInput, in.path("state"), "There is no such state of a drill");
    else
        out.state = *state;
    out.right = in.boolean_or("right", false);
    if (const auto certainty = parse_certainty(in.text_or("certainty", "", 20))) {
        out.reply = DrillReply{parse_action(in.text_or("action", "", 20)), {}, *certainty};
        if (const auto choice = in.optional_integer("choice", 0, 1000))
            out.reply->choice = static_cast<std::size_t>(*choice);
    }
    in.finish();
    return out;
}

Json session_to_json(const DrillSession& session) {
    Json turns = Json::array();
    for (const auto& turn : session.turns)
        turns.push_back(turn_to_json(turn));
    return {{"id", session.id},
            {"course", session.course},
            {"version", session.version},
            {"kind", kind_name(session.kind)},
            {"seed", std::to_string(session.seed)}, // 64 bits are more than a JSON number holds
            {"begun", base::to_iso(session.begun)},
            {"turns", std::move(turns)}};
}

DrillSession session_from_json(const Json& json, Issues& issues) {
    base::ObjectReader in(json, "session", issues);
    DrillSession out;
    out.id = in.text("id", 36);
    out.course = in.text("course", 80);
    out.version = in.text("version", 40);
    out.kind = in.text("kind", 20) == kind_name(DrillKind::Scenes) ? DrillKind::Scenes : DrillKind::Mailbox;
    const auto seed = in.text("seed", 20);
    const bool digits = !seed.empty() && seed.find_first_not_of("0123456789") == std::string::npos;
    out.seed = digits ? std::strtoull(seed.c_str(), nullptr, 10) : 0;
    const auto begun = base::parse_time(in.text("begun", 40));
    if (!digits || !begun)
        issues.error(ErrorCode::InvalidInput, in.path("seed"), "A drill has a seed and a time at which it began");
    out.begun = begun ? *begun : base::Time{};
    const Json& turns = in.array("turns");
    if (turns.size() > most_turns)
        issues.error(ErrorCode::TooLarge, in.path("turns"), "A drill has too many turns");
    for (std::size_t i = 0; i < std::min(turns.size(), most_turns); ++i)
        out.turns.push_back(turn_from_json(turns[i], "session.turns[" + std::to_string(i) + "]", issues));
    in.finish();
    return out;
}

} // namespace

Json drill_log_to_json(const DrillLog& log) {
    Json results = Json::array();
    for (const auto& result : log.results)
        results.push_back(drill_result_to_json(result));
    Json out{{"results", std::move(results)}};
    if (log.session)
        out["session"] = session_to_json(*log.session);
    return out;
}

Result<DrillLog> drill_log_from_json(const Json& json) {
    Issues issues;
    DrillLog out;
    base::ObjectReader in(json, "", issues);
    if (in.has("session"))
        out.session = session_from_json(in.object_or_empty("session"), issues);
    const Json& results = in.array("results");
    for (std::size_t i = 0; i < results.size(); ++i)
        out.results.push_back(drill_result_from_json(results[i], "results[" + std::to_string(i) + "]", issues));
    in.finish();
    if (issues.has_errors())
        return fail(base::first_error(issues));
    return out;
}

std::vector<DrillResult> unite_results(std::vector<DrillResult> kept, const std::vector<DrillResult>& more) {
    std::set<std::string> known;
    for (const auto& one : kept)
        known.insert(one.id);
    for (const auto& one : more)
        if (known.insert(one.id).second)
            kept.push_back(one);
    return kept;
}

} // namespace canbo::training
