#include "screen_words.h"

#include "base/json_parts.h"
#include "base/text.h"
#include "base/translation.h"
#include "exam/station_sign.h"

#include <fmt/format.h>

namespace canbo::station::ui {

using exam::AttemptState;
using Stage = StationScreen::Stage;

namespace {

std::string ended_headline(AttemptState state) {
    switch (state) {
    case AttemptState::TimeUp:
        return base::tr("Time is up");
    case AttemptState::Stopped:
        return base::tr("An invigilator has stopped this attempt");
    case AttemptState::Withdrawn:
        return base::tr("The attempt has ended: withdrawn");
    default:
        return base::tr("Your paper is handed in");
    }
}

/// So that a long code breaks into lines, and can be compared by eye.
std::string in_groups(const std::string& code) {
    std::string out;
    for (std::size_t i = 0; i < code.size(); i += 8)
        out += (i > 0 ? " " : "") + code.substr(i, 8);
    return out;
}

} // namespace

std::string mark_sentence(SaveMark mark) {
    switch (mark) {
    case SaveMark::Keeping:
        return "… " + base::tr("Being kept");
    case SaveMark::Here:
        return "◐ " + base::tr("Kept on this machine, not yet in the exam room");
    case SaveMark::Room:
        return "● " + base::tr("Saved in the exam room");
    case SaveMark::Failed:
        return "✕ " + base::tr("Not saved: raise your hand");
    default:
        return "○ " + base::tr("Not answered");
    }
}

std::string tile_name(const Tile& tile) {
    std::string out = fmt::format("{} {}: {}", base::tr("Question"), tile.slot,
                                  tile.answered ? base::tr("answered") : base::tr("not answered"));
    if (tile.flagged)
        out += ", " + base::tr("flagged");
    if (tile.mark == SaveMark::Keeping || tile.mark == SaveMark::Here)
        out += ", " + base::tr("not yet in the exam room");
    if (tile.mark == SaveMark::Failed)
        out += ", " + base::tr("not saved");
    return out;
}

std::string time_text(std::chrono::milliseconds left) {
    const auto seconds = (left.count() + 999) / 1'000; // 0:00 only when nothing is left
    if (seconds >= 3'600)
        return fmt::format("{}:{:02}:{:02}", seconds / 3'600, seconds / 60 % 60, seconds % 60);
    return fmt::format("{:02}:{:02}", seconds / 60, seconds % 60);
}

std::string seen_sentence(const std::string& kind) {
    if (kind == "help")
        return base::tr("An invigilator has been called; stay at your place");
    return base::tr("The station has noted and told the invigilators") + ": " +
           base::tr(exam::station_sign_label(kind));
}

void say_stage(StationScreen& screen, const exam::StationView& view) {
    screen.exam = view.title + (view.room_name.empty() ? "" : " · " + view.room_name);
    screen.name = view.name;
    screen.number = view.candidate;
    screen.pin = view.pin;
    const auto seat = fmt::format("{} {}", base::tr("station"), view.station);
    screen.person = view.candidate.empty()
                        ? seat
                        : fmt::format("{} · {} {} · {}", view.name, base::tr("candidate number"), view.candidate, seat);
    screen.headline.clear();
    screen.advice.clear();
    switch (screen.stage) {
    case Stage::Vacant:
        screen.headline = fmt::format("{} {}", base::tr("Station"), view.station);
        screen.advice = base::tr("The station is ready. It waits for a candidate whom the invigilators have admitted.");
        break;
    case Stage::Confirm:
        screen.headline = base::tr("Is this you?");
        screen.advice = view.pin
                            ? base::tr("Compare name and number with your slip, then type the number to sign in that "
                                       "stands on it. If it is not you, raise your hand.")
                            : base::tr("Compare name and number with your slip. If it is not you, raise your hand.");
        break;
    case Stage::Ready:
        screen.headline = base::tr("You are signed in");
        screen.advice =
            fmt::format("{} {} · {}: {} · {}: {}", base::tr("The exam begins by itself at"), base::show_time(view.from),
                        base::tr("time in minutes"), view.minutes, base::tr("number of questions"), view.questions);
        break;
    case Stage::Paused:
        screen.headline = base::tr("The exam is paused");
        screen.advice = (view.reason.empty() ? "" : view.reason + " · ") +
                        base::tr("Your time stands still and your answers are kept. It goes on by itself.");
        break;
    case Stage::Overview:
        screen.headline = base::tr("Overview");
        break;
    default:
        break;
    }
}

void say_end(StationScreen& screen, const exam::StationView& view, int answered_here) {
    screen.headline = ended_headline(*view.state);
    screen.advice = base::tr("Stay at your place until an invigilator has taken the receipt or noted its code.");
    screen.facts.clear();
    if (!view.reason.empty() && (view.state == AttemptState::Stopped || view.state == AttemptState::Withdrawn))
        screen.facts.push_back(base::tr("Reason") + ": " + view.reason);
    if (view.receipt.empty())
        return;
    const auto receipt = exam::verify_receipt(view.receipt, view.room_key);
    if (!receipt) {
        screen.problem = base::tr("The receipt is not signed by this room: raise your hand.");
        return;
    }
    const auto count = receipt->find("answered");
    const int answered = count != receipt->end() && count->is_number_integer() ? count->get<int>() : 0;
    screen.facts.push_back(fmt::format("{}: {}/{}", base::tr("Answers in the exam room"), answered, view.questions));
    if (const auto ended = base::parse_time(base::text_at(*receipt, "ended")))
        screen.facts.push_back(base::tr("Ended at") + ": " + base::show_time(*ended));
    screen.facts.push_back(base::tr("Code of the answers") + ": " + in_groups(base::text_at(*receipt, "head")));
    if (view.percent)
        screen.facts.push_back(base::tr("Result") + ": " + base::format_decimal(*view.percent) + " %");
    if (view.signed_in && answered != answered_here)
        screen.problem =
            fmt::format("{} ({}/{})",
                        base::tr("The exam room has another number of answers than this station: raise your "
                                 "hand."),
                        answered, answered_here);
}

std::string line_sentence(std::chrono::milliseconds cut, Stage stage) {
    const auto seconds = cut.count() / 1'000;
    const auto what = stage == Stage::Work || stage == Stage::Overview
                          ? base::tr("No contact with the exam room; go on, your answers are kept on this machine")
                          : base::tr("No contact with the exam room; the station goes on trying");
    return fmt::format("{} ({} s)", what, seconds);
}

} // namespace canbo::station::ui
