#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "desktop/signal.h"

#include <cstddef>
#include <optional>
#include <string>

namespace canbo::desktop {

/// The truth about the line to the office.
struct NetworkState {
    enum class Line { Unknown, Online, Offline, LoginNeeded };
    Line line{Line::Unknown};
    std::optional<base::Time> since; ///< When the line became what it is.
    std::optional<base::Time> last_sync;
    std::size_t waiting{0}; ///< Entries not yet at the office.
    std::size_t refused{0};
    bool syncing{false};
    struct Fetching {
        std::string what; ///< Title of the course, say.
        std::size_t done{0};
        std::size_t all{0};
    };
    std::optional<Fetching> fetching; ///< What comes from the office by itself just now.
    std::optional<Error> trouble;     ///< Why it is not online.
};

/// The office's line as a workspace sees it; filled by the app. UI thread only.
class Network {
public:
    virtual ~Network() = default;
    virtual const NetworkState& state() const = 0;
    /// Sends what waits and reads what is new, soon. Returns at once.
    virtual void sync_now() = 0;
    Signal state_changed; ///< state() is another one.
    Signal data_changed;  ///< The desk's replica or outbox changed: read again what is shown.
};

/// One line for the status bar, in the chosen language: "Offline since 16:50 20/11/2026 · 2 wait to be sent".
std::string network_text(const NetworkState& state);

} // namespace canbo::desktop
