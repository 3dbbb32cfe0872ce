#pragma once

#include "base/json.h"
#include "base/result.h"

#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace canbo::wire {

class HttpTransport;

/// Where a room may be found, to be remembered: it does not say that it was taken over to who cannot find it.
struct RoomTrail {
    std::string addresses; ///< The one that answered last is the first; commas between.
    int takeovers{0};      ///< A room that says fewer was taken over since.

    bool operator==(const RoomTrail&) const = default;
};

/// An exam room as a station or the invigilators' commands see it. The messages are JSON as service/room_server.h
/// lists them. By https the room's certificate must be the one that the code names; http only on this machine.
///
/// A room may have a second address: its standby on another machine, which has the same certificate. The room names it
/// in each answer. When one address does not answer, the next call goes to the other; a room that was taken over is not
/// believed any more.
///
/// Errors: what the room refuses comes back with its code and sentence; everything that is no answer of a room is
/// Unreachable, and the call may be repeated. Safe from any thread: calls wait for each other.
class RoomClient {
public:
    /// `trail`: one address, or what trail() said before. `pin`: the beginning of the certificate's SHA-256
    /// (RoomCode::pin); empty only for http.
    /// @error InvalidInput the address
    static Result<std::unique_ptr<RoomClient>> make(const RoomTrail& trail, std::string pin, std::string token = {});
    /// The only address that is known.
    static Result<std::unique_ptr<RoomClient>> make(const std::string& url, std::string pin, std::string token = {}) {
        return make(RoomTrail{url, 0}, std::move(pin), std::move(token));
    }
    ~RoomClient();

    void set_token(std::string token);
    RoomTrail trail() const;
    Result<Json> get(const std::string& path);
    Result<Json> post(const std::string& path, const Json& message);
    /// An answer that is no JSON: a bundle. Waits longer.
    Result<std::string> post_for_bytes(const std::string& path, const Json& message);

private:
    RoomClient(std::string pin, std::string token);
    Result<void> add(const std::string& url);
    Result<std::string> ask(const std::string& method, const std::string& path, const std::string& body,
                            std::size_t most);
    Result<void> heed(const std::string& standby, const std::string& takeovers);

    struct Place {
        std::string url;
        std::unique_ptr<HttpTransport> transport;
    };
    mutable std::mutex m_mutex;
    std::string m_pin;
    std::string m_token;
    std::vector<Place> m_places;
    std::size_t m_current{0};
    int m_takeovers{0};
};

} // namespace canbo::wire
