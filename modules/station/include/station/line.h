#pragma once

#include "exam/exam_room.h"

#include <string>
#include <vector>

namespace canbo::station {

/// Who asks to be a station of a room.
struct Enrolment {
    std::string code; ///< The room's.
    std::string id;   ///< This machine's, drawn once.
    std::string name;
    int seat{0}; ///< 0: the next one without a station.
};

/// Where the room may be found: its addresses, the one that answered last first, commas between; and how often it was
/// taken over by a standby, so that the machine that held it before is not believed. To be remembered.
struct Trail {
    std::string addresses;
    int takeovers{0};

    bool operator==(const Trail&) const = default;
};

/// Port: the line from a station to its room. The rules of each call, and its errors, are ExamRoom's; beside them
/// Unreachable, after which the call may be repeated, and Unauthenticated, after which the station enrols again. One
/// contract suite: tests/contract/station_line_test.cpp.
class StationLine {
public:
    virtual ~StationLine() = default;
    /// The number of the seat; the other calls speak for it from now on.
    virtual Result<int> enrol(const Enrolment& who) = 0;
    virtual Result<exam::StationView> view() = 0;
    virtual Result<exam::StationView> sign_in(const std::string& candidate, const std::string& pin) = 0;
    virtual Result<Json> paper() = 0;
    virtual Result<std::vector<exam::SentAnswer>> held() = 0;
    virtual Result<std::vector<exam::Ack>> answer(const std::vector<exam::SentAnswer>& answers) = 0;
    virtual Result<void> signs(const std::vector<exam::StationSign>& seen) = 0;
    /// Known without asking.
    virtual Trail trail() const = 0;
    /// The receipt.
    virtual Result<std::string> submit() = 0;
};

} // namespace canbo::station
