#pragma once

#include "exam/exam_room.h"
#include "service/office_server.h"
#include "wire/room_code.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace canbo::service {

// An exam room on its network. Messages are JSON; errors are problem+json as the office's.
//
// A station, with the token that enrolling gave it:
//   POST /api/v1/room/stations          {code, id, name, seat?} → {station, token}; no token needed
//   GET  /api/v1/room/station           → what to show (exam/station_json.h); also the station's heartbeat
//   POST /api/v1/room/station/sign-in   {candidate, pin} → as above
//   GET  /api/v1/room/station/paper     → the paper
//   POST /api/v1/room/station/answers   {answers: [{sequence, slot, response, station_time}]}
//                                       → {acks: [{sequence, word, code, sentence}], now, deadline, state}
//   GET  /api/v1/room/station/answers   → {answers: [as above]}: what counts of this attempt, wherever it was given
//   POST /api/v1/room/station/signs     {signs: [{sequence, kind, text, age_ms}]} → {}: incidents, once a sequence
//   POST /api/v1/room/station/submit    {} → {receipt}
// The invigilators' commands, with the token in the room's folder:
//   GET  /api/v1/room/board, /code, /pins
//   POST /api/v1/room/purpose           {candidate} → {exam, room, station, candidate, nonce}
//   POST /api/v1/room/admissions        {candidate, seat, how, text, reason, by, late_reason} → {candidate, seat, pin,
//   …} POST /api/v1/room/pause, /resume, /add-time, /move, /stop, /withdraw, /note, /refuse, /reopen   → {} POST
//   /api/v1/room/seal              {by} → the bundle's bytes
// A standby, with wire::standby_token():
//   POST /api/v1/room/follow            {after, positions: {candidate: n}, address, secrets} → {events, answers, more,
//                                       secrets?}: what it has not; waits a moment when there is nothing. While one
//                                       follows, nothing is answered to a station before the standby has it, too.
// Without a token: GET /health
// What a station is answered, its enrolment too, has Canbo-Standby (the second address) and Canbo-Takeovers (how often
// it was used).

/// What the server works on; borrowed, must outlive it.
struct RoomServerPorts {
    exam::ExamRoom& room;
    wire::RoomCode code;
    std::string admin_token;
    std::string token_key;          ///< 32 bytes: stations' tokens follow from it, so that they outlive a restart.
    std::string exam_key;           ///< With which the bundle is sealed.
    std::filesystem::path folder{}; ///< Holds the room's certificate and secrets, which a standby gets.
};

/// Serves a room and lets its time pass (ExamRoom::tick). start() and stop() from one thread.
class RoomServer {
public:
    explicit RoomServer(RoomServerPorts ports);
    RoomServer(const RoomServer&) = delete;
    RoomServer& operator=(const RoomServer&) = delete;
    ~RoomServer();

    /// Without certificate only on this machine. @error InvalidInput, Unreachable the port is taken
    Result<void> start(const ServerOptions& options);
    std::uint16_t port() const;
    void stop();

private:
    struct Running;
    std::unique_ptr<Running> m_running;
};

Json board_to_json(const exam::RoomBoard& board);

} // namespace canbo::service
