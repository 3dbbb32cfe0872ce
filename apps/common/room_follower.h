#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

namespace canbo::apps {

/// How a room is to be followed from a second computer.
struct FollowPlan {
    std::filesystem::path package;
    std::string key_file; ///< With the exam's key; empty: the one joined on this desk.
    std::string server;   ///< The room's address.
    std::string code;     ///< The room's, which proves its certificate.
    std::string room;     ///< Empty: the exam's only one.
    std::string address;  ///< Where this machine will hold the room: stations are told. Empty: nowhere.
};

/// A live standby: everything that happens in the room is on this machine's disk before the room promises it to a
/// station. The room's folder on this desk is locked meanwhile; afterwards the room can be held from it, with the same
/// code, certificate and stations. For one thread.
class RoomFollower {
public:
    /// Fetches the room's secrets, and what there is so far. @error NotFound no such file or room, or the key is not
    /// here; Conflict another program holds the room; DigestMismatch this desk has another room's past; Unreachable
    static Result<std::unique_ptr<RoomFollower>> open(const std::filesystem::path& desk, const FollowPlan& plan,
                                                      const base::Clock& clock, const std::string& version);
    ~RoomFollower();
    RoomFollower(const RoomFollower&) = delete;
    RoomFollower& operator=(const RoomFollower&) = delete;

    /// One exchange; waits up to a second for something new. @returns the number of records that came
    /// @error Unreachable; DigestMismatch what the room sent does not continue what is here
    Result<std::size_t> follow();
    std::int64_t records() const;
    const std::string& room() const;

private:
    struct Parts;
    explicit RoomFollower(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

/// By how much the clock of the room that was followed differed from this machine's. 0 when none was followed.
std::chrono::milliseconds followed_clock(const std::filesystem::path& room_folder);

/// A clock that goes differently by so much.
class ShiftedClock final : public base::Clock {
public:
    ShiftedClock(const base::Clock& clock, std::chrono::milliseconds shift) : m_clock(clock), m_shift(shift) {}
    base::Time now() const override { return m_clock.now() + m_shift; }

private:
    const base::Clock& m_clock;
    std::chrono::milliseconds m_shift;
};

} // namespace canbo::apps
