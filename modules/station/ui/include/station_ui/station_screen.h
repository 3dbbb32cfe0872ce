#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace canbo::station::ui {

/// How far an answer has come; never shown by colour alone.
enum class SaveMark {
    Nothing, ///< Not answered.
    Keeping, ///< Not on the disk yet.
    Here,    ///< On this machine's disk.
    Room,    ///< At the room: saved.
    Failed,  ///< Not kept here, or refused by the room.
};

struct Tile {
    int slot{0};
    bool answered{false}, flagged{false};
    SaveMark mark{SaveMark::Nothing};
    std::string name; ///< For who does not see it: "Question 3: answered, flagged, saved".

    bool operator==(const Tile&) const = default;
};

/// Everything the panel shows beside questions, time and receipt; all texts in the chosen language.
struct StationScreen {
    enum class Stage {
        Connect,
        Vacant,  ///< Nobody sits here.
        Confirm, ///< Who sits here says that it is them, and signs in.
        Ready,   ///< Signed in; the exam has not begun.
        Work,
        Overview, ///< Of all questions; also the way to hand in.
        Paused,
        Ended,
    };
    Stage stage{Stage::Connect};
    bool busy{false};     ///< What was asked for is under way.
    std::string exam;     ///< "Kỳ thi thử · Phòng 1"
    std::string person;   ///< "Nguyễn Văn A · SBD 0001 · máy 3"
    std::string headline; ///< What is the case.
    std::string advice;   ///< What to do, or why.
    std::string problem;  ///< Empty: none.
    std::string line;     ///< Why the room does not answer, said quietly; empty while it does.
    std::string note;     ///< What the station told the invigilators.
    bool pin{false};      ///< Confirm: the slip's number is needed.
    std::string name, number;
    std::string practice; ///< Ready: what became of the practice question's answer.

    std::vector<Tile> tiles;
    int slot{1};      ///< The question shown.
    bool list{false}; ///< All questions below each other.
    bool can_answer{false};
    bool confirming{false}; ///< Overview: it was asked whether it is really to be handed in.
    bool handing_in{false};
    std::string summary; ///< "Answered: 3/10 · flagged: 1"
    SaveMark mark{SaveMark::Nothing};
    std::string saved;              ///< Of the question shown: "● Saved in the exam room"
    std::vector<std::string> facts; ///< Ended: lines of what is known.

    bool operator==(const StationScreen&) const = default;
};

/// A candidate's photo, decoded: red, green and blue, rows from the top.
struct FacePicture {
    int width{0}, height{0};
    std::vector<std::uint8_t> rgb;
};

/// How the candidate wants it to look.
struct Look {
    int size{0}; ///< Steps of type above the normal one, 0 to 4.
    bool contrast{false};

    double scale() const { return 1.2 + 0.25 * size; } ///< Of the system's type: read from farther away than a desk's.
    bool operator==(const Look&) const = default;
};

} // namespace canbo::station::ui
