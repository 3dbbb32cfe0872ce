#include "exam_ui/seat_map.h"

#include "base/json_parts.h"
#include "base/translation.h"
#include "exam/station_sign.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace canbo::exam::ui {
namespace {

using State = AttemptState;

/// A station that is heard tells nothing; one that is not, for how long.
constexpr std::chrono::seconds heard{5};

std::string spoken_of(const SeatTile& tile) {
    std::string out = fmt::format("{} {}: ", base::tr("Seat"), tile.seat);
    if (tile.candidate.empty())
        return out + tile.state;
    out += tile.name + ", " + tile.candidate + ", " + tile.state;
    if (!tile.expected)
        out += fmt::format(fmt::runtime(", " + base::tr("{} of {} answered")), tile.answered, tile.questions);
    if (!tile.remaining.empty())
        out += ", " + base::tr("time left") + " " + tile.remaining;
    if (!tile.contact.empty())
        out += ", " + tile.contact;
    if (tile.incidents > 0)
        out += fmt::format(fmt::runtime(", " + base::tr("{} incidents")), tile.incidents);
    return out;
}

SeatTile empty_seat(int seat, bool enrolled) {
    SeatTile out;
    out.seat = seat;
    out.enrolled = enrolled;
    out.sign = enrolled ? "□" : "·";
    out.state = base::tr(enrolled ? base::msgid("free") : base::msgid("no station"));
    return out;
}

void put_line(SeatTile& tile, const BoardLine& line, State state) {
    tile.candidate = line.candidate;
    tile.name = line.name;
    tile.expected = state == State::Rostered;
    tile.sign = state_sign(state);
    tile.state = state_words(state);
    tile.mood = state_mood(state);
    tile.answered = line.answered;
    tile.questions = line.questions;
    tile.incidents = line.incidents;
    if (line.remaining)
        tile.remaining = duration_text(*line.remaining);
    if (tile.expected || is_ended(state))
        return;
    if (!line.station || !line.contact_age)
        tile.contact = base::tr("no station");
    else if (*line.contact_age > heard)
        tile.contact = fmt::format(fmt::runtime(base::tr("no word for {} s")), line.contact_age->count() / 1000);
    if (!tile.contact.empty() && tile.mood == Mood::Good)
        tile.mood = Mood::Warn;
}

std::string clock_words(const RoomBoard& board) {
    if (board.sealed)
        return base::tr("The room is sealed");
    if (board.now < board.from)
        return fmt::format(fmt::runtime(base::tr("Begins in {}")), duration_text(board.from - board.now));
    if (board.now < board.to)
        return fmt::format(fmt::runtime(base::tr("The exam's window ends in {}")), duration_text(board.to - board.now));
    return base::tr("The exam's time is over");
}

std::string counts_words(const std::map<State, int>& counts) {
    std::string out;
    for (const auto& [state, count] : counts)
        out += fmt::format("{}{} {} {}", out.empty() ? "" : "   ", state_sign(state), count, state_words(state));
    return out.empty() ? base::tr("Nobody is on the room's list") : out;
}

} // namespace

std::string duration_text(std::chrono::milliseconds time) {
    const long long seconds = std::max<long long>(0, time.count()) / 1000;
    if (seconds >= 3600)
        return fmt::format("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    return fmt::format("{}:{:02}", seconds / 60, seconds % 60);
}

std::string state_words(State state) {
    switch (state) {
    case State::Rostered:
        return base::tr("not here yet");
    case State::Identified:
    case State::Seated:
        return base::tr("seated");
    case State::Waiting:
        return base::tr("waits");
    case State::Running:
        return base::tr("works");
    case State::Paused:
        return base::tr("paused");
    case State::Disconnected:
        return base::tr("no contact");
    case State::Submitted:
        return base::tr("handed in");
    case State::TimeUp:
        return base::tr("time is up");
    case State::Stopped:
        return base::tr("stopped");
    case State::Withdrawn:
        return base::tr("withdrawn");
    default:
        return base::tr("sealed");
    }
}

const char* state_sign(State state) {
    switch (state) {
    case State::Rostered:
        return "○";
    case State::Identified:
    case State::Seated:
        return "◔";
    case State::Waiting:
        return "◑";
    case State::Running:
        return "▶";
    case State::Paused:
        return "‖";
    case State::Disconnected:
        return "⚠";
    case State::Submitted:
        return "✓";
    case State::TimeUp:
        return "■";
    case State::Stopped:
        return "✕";
    case State::Withdrawn:
        return "↩";
    default:
        return "●";
    }
}

Mood state_mood(State state) {
    switch (state) {
    case State::Running:
    case State::Submitted:
        return Mood::Good;
    case State::Paused:
    case State::TimeUp:
        return Mood::Warn;
    case State::Disconnected:
    case State::Stopped:
        return Mood::Bad;
    default:
        return Mood::Plain;
    }
}

std::string event_words(const RoomEvent& event) {
    std::string out = base::tr(event_label(event.kind));
    if (event.kind == RoomEvent::Kind::Noted && !base::text_at(event.data, "sign").empty()) {
        const auto seen = base::text_at(event.data, "text");
        return base::tr(station_sign_label(base::text_at(event.data, "sign"))) + (seen.empty() ? "" : " · " + seen);
    }
    if (event.kind == RoomEvent::Kind::Noted)
        out =
            base::tr(incident_label(base::text_at(event.data, "category"))) + " · " + base::text_at(event.data, "text");
    if (event.kind == RoomEvent::Kind::Refused)
        return out + " · " + base::tr(base::text_at(event.data, "reason"));
    const auto number = [&](const char* name) {
        return event.data.contains(name) && event.data[name].is_number_integer() ? event.data[name].get<long long>()
                                                                                 : 0;
    };
    if (const auto minutes = number("minutes"); minutes > 0)
        out += " · " + fmt::format(fmt::runtime(base::tr("{} minutes")), minutes);
    if (const auto seat = number("seat"); seat > 0)
        out += " · " + fmt::format(fmt::runtime(base::tr("seat {}")), seat);
    for (const char* text : {"order", "reason", "late"})
        if (const auto said = base::text_at(event.data, text); !said.empty())
            out += " · " + said;
    return out;
}

SeatMap seat_map(const RoomBoard& board, const Exam& exam) {
    SeatMap out;
    const auto* place = exam.find_room(board.room);
    out.title = board.title;
    out.room = place == nullptr ? board.room : place->name;
    out.clock = clock_words(board);
    out.sealed = board.sealed;
    std::map<int, SeatTile> tiles;
    for (int seat = 1; place != nullptr && seat <= place->seats; ++seat) {
        const bool enrolled = std::any_of(board.station_lines.begin(), board.station_lines.end(),
                                          [&](const auto& one) { return one.number == seat; });
        tiles[seat] = empty_seat(seat, enrolled);
    }
    std::map<State, int> counts;
    std::vector<const BoardLine*> coming;
    for (const auto& line : board.lines) {
        const auto state = parse_attempt(line.state).value_or(State::Rostered);
        ++counts[state];
        if (state == State::Rostered)
            coming.push_back(&line);
        else if (const auto tile = tiles.find(line.seat); tile != tiles.end())
            put_line(tile->second, line, state);
    }
    for (const auto* line : coming) { // a seat that somebody else took is not theirs any more
        const auto tile = tiles.find(line->seat);
        if (tile != tiles.end() && tile->second.candidate.empty())
            put_line(tile->second, *line, State::Rostered);
        out.awaited.push_back({line->candidate, line->name, line->seat});
    }
    out.counts = counts_words(counts);
    for (auto& [seat, tile] : tiles) {
        tile.spoken = spoken_of(tile);
        out.tiles.push_back(std::move(tile));
    }
    return out;
}

} // namespace canbo::exam::ui
