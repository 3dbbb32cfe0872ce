#include "training/drill.h"

#include "assessment/random.h"
#include "base/crypto.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace canbo::training {
namespace {

constexpr std::array<std::string_view, 6> state_names{"waiting", "presented",   "right",
                                                      "missed",  "lesson-seen", "closed"};

bool is_current(const DrillTurn& turn) { return turn.state != DrillState::Waiting && turn.state != DrillState::Closed; }

DrillTurn* current_of(DrillSession& session) {
    const auto found = std::find_if(session.turns.begin(), session.turns.end(), is_current);
    return found == session.turns.end() ? nullptr : &*found;
}

void present_next(DrillSession& session) {
    for (auto& turn : session.turns)
        if (turn.state == DrillState::Waiting) {
            turn.state = DrillState::Presented;
            return;
        }
}

bool is_trap(const MailMessage& message) { return message.answer == MailAction::Report; }

/// So many traps and good messages as their share of the mailbox says, at least one of each where there are two.
std::vector<std::string> draw_messages(const Mailbox& mailbox, std::size_t count, assessment::Random& random) {
    std::vector<std::string> traps;
    std::vector<std::string> good;
    for (const auto& message : mailbox.messages)
        (is_trap(message) ? traps : good).push_back(message.id);
    random.shuffle(traps);
    random.shuffle(good);
    const auto all = traps.size() + good.size();
    count = std::min(count, all);
    auto wanted = all == 0 ? 0 : (count * good.size() + all / 2) / all;
    if (count > 1 && !good.empty() && !traps.empty())
        wanted = std::clamp<std::size_t>(wanted, 1, count - 1);
    wanted = std::min(wanted, good.size());
    good.resize(wanted);
    traps.resize(std::min(traps.size(), count - wanted));
    good.insert(good.end(), traps.begin(), traps.end());
    random.shuffle(good);
    return good;
}

std::vector<std::string> draw_scenes(const Mailbox& mailbox, std::size_t count, assessment::Random& random) {
    std::vector<std::string> out;
    for (const auto& scene : mailbox.scenes)
        out.push_back(scene.id);
    random.shuffle(out);
    out.resize(std::min(out.size(), count));
    return out;
}

/// Another item of the same topic and kind that the session has not used, else the item itself.
std::string draw_retest(const DrillSession& session, const Mailbox& mailbox, const std::string& missed) {
    const auto about = drill_item(mailbox, missed);
    std::vector<std::string> open;
    const auto consider = [&](const std::string& id) {
        const auto other = drill_item(mailbox, id);
        const bool used =
            std::any_of(session.turns.begin(), session.turns.end(), [&](const auto& turn) { return turn.item == id; });
        if (!used && about && other && other->topic == about->topic && other->trap == about->trap)
            open.push_back(id);
    };
    for (const auto& message : mailbox.messages)
        if (session.kind == DrillKind::Mailbox)
            consider(message.id);
    for (const auto& scene : mailbox.scenes)
        if (session.kind == DrillKind::Scenes)
            consider(scene.id);
    if (open.empty())
        return missed;
    assessment::Random random(session.seed + session.turns.size());
    return open[random.below(open.size())];
}

Result<DrillOutcome> judge(const Mailbox& mailbox, const std::string& item, const DrillReply& reply) {
    if (const auto* message = mailbox.message(item)) {
        if (!reply.action)
            return fail(ErrorCode::InvalidInput, "A message is answered by report, delete, reply or open");
        return outcome_of(*message, *reply.action);
    }
    const auto* scene = mailbox.scene(item);
    if (scene == nullptr)
        return fail(ErrorCode::NotFound, "The course no longer has this drill", item);
    if (!reply.choice || *reply.choice >= scene->choices.size())
        return fail(ErrorCode::InvalidInput, "The scene has no such choice");
    return scene->choices[*reply.choice].right ? DrillOutcome::Hit : DrillOutcome::Miss;
}

} // namespace

std::string_view state_name(DrillState state) { return state_names[static_cast<std::size_t>(state)]; }

const DrillTurn* DrillSession::current() const {
    const auto found = std::find_if(turns.begin(), turns.end(), is_current);
    return found == turns.end() ? nullptr : &*found;
}

std::size_t DrillSession::closed() const {
    return static_cast<std::size_t>(
        std::count_if(turns.begin(), turns.end(), [](const auto& turn) { return turn.state == DrillState::Closed; }));
}

Result<DrillSession> begin_drill(const Mailbox& mailbox, const Course& course, DrillKind kind, std::size_t count,
                                 std::uint64_t seed, base::Time now) {
    assessment::Random random(seed);
    const auto items =
        kind == DrillKind::Mailbox ? draw_messages(mailbox, count, random) : draw_scenes(mailbox, count, random);
    if (items.empty())
        return fail(ErrorCode::NotFound, "The course has no such drill", course.slug);
    DrillSession out{base::new_uuid(), course.slug, course.version, kind, seed, now, {}};
    for (const auto& item : items)
        out.turns.push_back({item, "", DrillState::Waiting, {}, false});
    present_next(out);
    return out;
}

Result<DrillResult> answer_drill(DrillSession& session, const Mailbox& mailbox, const DrillReply& reply,
                                 base::Time now) {
    auto* turn = current_of(session);
    if (turn == nullptr || turn->state != DrillState::Presented)
        return fail(ErrorCode::Conflict, "This was answered already");
    CANBO_TRY(const auto outcome, judge(mailbox, turn->item, reply));
    const auto about = drill_item(mailbox, turn->item);
    turn->reply = reply;
    turn->right = is_right(outcome);
    turn->state = turn->right ? DrillState::Right : DrillState::Missed;
    return DrillResult{
        base::new_uuid(), session.course,  session.version,          session.kind, turn->item, about->topic,
        outcome,          reply.certainty, !turn->retest_of.empty(), now};
}

Result<void> see_drill_lesson(DrillSession& session, const Mailbox& mailbox) {
    auto* turn = current_of(session);
    if (turn == nullptr || turn->state != DrillState::Missed)
        return fail(ErrorCode::Conflict, "There is no lesson to read now");
    turn->state = DrillState::LessonSeen;
    const auto first = turn->retest_of.empty() ? turn->item : turn->retest_of;
    auto again = draw_retest(session, mailbox, turn->item);
    session.turns.push_back({std::move(again), first, DrillState::Waiting, {}, false}); // `turn` may move
    return {};
}

Result<void> next_in_drill(DrillSession& session) {
    auto* turn = current_of(session);
    if (turn == nullptr)
        return fail(ErrorCode::Conflict, "The drill is at its end");
    if (turn->state == DrillState::Presented)
        return fail(ErrorCode::Conflict, "Answer this one first");
    if (turn->state == DrillState::Missed)
        return fail(ErrorCode::Conflict, "Read the short lesson first");
    turn->state = DrillState::Closed;
    present_next(session);
    return {};
}

std::vector<DrillFlag> drill_flags(const Mailbox& mailbox, const std::string& item) {
    std::vector<DrillFlag> out;
    if (const auto* message = mailbox.message(item))
        for (const auto& cue : message->cues)
            out.push_back({cue.where, cue.why, false});
    if (const auto* scene = mailbox.scene(item))
        for (const auto& choice : scene->choices)
            out.push_back({choice.text, choice.why, choice.right});
    return out;
}

std::optional<DrillItem> drill_item(const Mailbox& mailbox, const std::string& item) {
    if (const auto* message = mailbox.message(item))
        return DrillItem{message->topic, message->lesson, message->why, is_trap(*message)};
    if (const auto* scene = mailbox.scene(item))
        return DrillItem{scene->topic, scene->lesson, "", true};
    return std::nullopt;
}

} // namespace canbo::training
