#pragma once

#include "exam_ui/room_desk.h"
#include "identity/card_reader.h"

#include <string>
#include <vector>

namespace canbo::exam::ui {

/// One thing that was looked at before the exam.
struct ReadinessRow {
    enum class State { Ready, Warning, NotReady };
    std::string id; ///< "stations", "reader", …
    State state{State::Ready};
    std::string what, found, advice; ///< In the chosen language; the advice is empty where nothing is to be done.
    bool operator==(const ReadinessRow&) const = default;
};

struct ReadinessFacts {
    MachineFacts machine;
    identity::ReaderBook readers;
    std::optional<RoomBoard> board; ///< Nothing: no room is open.
    int seats{0};
    IdentityState needed{IdentityState::QrRead}; ///< The least a card must reach.
    std::string address;                         ///< Where the room listens.
};

/// Stations, reader, printer, clock, disk and network, each with what to do. The room may be opened whatever it says:
/// people decide.
std::vector<ReadinessRow> readiness(const ReadinessFacts& facts);
/// The worst of all.
ReadinessRow::State worst(const std::vector<ReadinessRow>& rows);
std::string readiness_headline(const std::vector<ReadinessRow>& rows);

} // namespace canbo::exam::ui
