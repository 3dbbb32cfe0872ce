#pragma once

#include "exam/exam_room.h"
#include "exam_ui/room_desk.h"

#include <string>
#include <vector>

namespace canbo::exam::ui {

/// One seat of the map; all texts in the chosen language. State is told by a sign and a word; the mood only adds
/// colour.
struct SeatTile {
    int seat{0};
    std::string candidate, name; ///< Empty: nobody sits there or is expected.
    std::string sign, state;     ///< "▶", "works"
    Mood mood{Mood::Plain};
    bool expected{false}; ///< On the list for this seat, not here yet.
    bool enrolled{false}; ///< A station stands there.
    int answered{0}, questions{0};
    std::string remaining; ///< "12:05"; empty where no time runs.
    std::string contact;   ///< "no word for 15 s"; empty while the station is heard.
    int incidents{0};
    std::string spoken; ///< All of it as one sentence, for screen readers.
    bool operator==(const SeatTile&) const = default;
};

/// Somebody who has no seat on the map: of the list, and not here yet.
struct AwaitedRow {
    std::string candidate, name;
    int seat{0}; ///< 0: any.
    bool operator==(const AwaitedRow&) const = default;
};

struct SeatMap {
    std::string title, room;
    std::string clock;  ///< "Begins in 05:00", "The exam's window ends in 1:12:05"
    std::string counts; ///< "3 work, 1 paused, 2 handed in, 4 not here yet"
    bool sealed{false};
    std::vector<SeatTile> tiles; ///< By seat, every seat of the room.
    std::vector<AwaitedRow> awaited;
    bool operator==(const SeatMap&) const = default;
};

SeatMap seat_map(const RoomBoard& board, const Exam& exam);

/// "12:05", "1:02:05"; below 0 as 0:00.
std::string duration_text(std::chrono::milliseconds time);
/// State of an attempt in words and as a sign of its own shape.
std::string state_words(AttemptState state);
const char* state_sign(AttemptState state);
Mood state_mood(AttemptState state);
/// What an event of the room says, without the person: "Added time: 5 minutes · technical fault".
std::string event_words(const RoomEvent& event);

} // namespace canbo::exam::ui
