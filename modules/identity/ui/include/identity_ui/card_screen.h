#pragma once

#include "desktop/mood.h"

#include <cstdint>
#include <string>
#include <vector>

namespace canbo::identity::ui {

using desktop::Mood;

/// The face of a chip, decoded: red, green and blue, rows from the top.
struct FacePicture {
    int width{0}, height{0};
    std::vector<std::uint8_t> rgb;
};

/// One step of the ladder from print to proof.
struct LadderRow {
    enum class Mark { Done, Missing, Failed, Open };
    Mark mark{Mark::Open};
    std::string text;
};

/// One thing the card says: on its chip, and beside it in print or the QR code.
struct FieldRow {
    std::string label, chip, print;
    bool differs{false};
};

struct FindingRow {
    Mood mood{Mood::Plain};
    std::string text;
};

struct HistoryRow {
    std::string time, verdict, findings;
    Mood mood{Mood::Plain};
};

/// Everything the panel shows beside photo, progress, count-down and history; all texts in the chosen language.
struct CardScreen {
    enum class Stage {
        NoService, ///< The machine's service for card readers is down.
        NoReader,
        Waiting, ///< For a card, for what opens it, or for both.
        Reading,
        Shown, ///< A chip was read, or only a code was.
        Problem,
    };
    Stage stage{Stage::Waiting};
    std::string reader; ///< "ACS ACR1252 · card laid on"
    std::vector<std::string> readers;
    std::string headline, advice;
    Mood mood{Mood::Plain};
    std::string entered; ///< What waits to open a card, without its digits; empty: nothing.
    std::vector<LadderRow> ladder;
    std::vector<FieldRow> fields;
    std::vector<FindingRow> findings;
    bool can_read{false}; ///< A card and what opens it are there.
    bool can_cancel{false};
    bool can_clear{false};
};

} // namespace canbo::identity::ui
