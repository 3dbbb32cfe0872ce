#include "desktop/network.h"

#include "base/translation.h"

#include <fmt/format.h>

namespace canbo::desktop {
namespace {

std::string line_text(const NetworkState& state) {
    const std::string since = state.since ? base::show_time(*state.since) : std::string();
    switch (state.line) {
    case NetworkState::Line::Unknown:
        return base::tr("Looking for the office");
    case NetworkState::Line::LoginNeeded:
        return base::tr("The session has ended: log in again to send");
    case NetworkState::Line::Offline:
        return since.empty() ? base::tr("Offline") : fmt::format(fmt::runtime(base::tr("Offline since {}")), since);
    case NetworkState::Line::Online:
        break;
    }
    if (!state.last_sync)
        return base::tr("Online");
    return fmt::format(fmt::runtime(base::tr("Online, last exchange {}")), base::show_time(*state.last_sync));
}

} // namespace

std::string network_text(const NetworkState& state) {
    std::string text = line_text(state);
    if (state.fetching)
        text += " · " + fmt::format(fmt::runtime(base::tr("Fetching {}: {}/{}")), state.fetching->what,
                                    state.fetching->done, state.fetching->all);
    if (state.waiting > 0)
        text += " · " + fmt::format(fmt::runtime(base::tr("{} waiting to be sent")), state.waiting);
    if (state.refused > 0)
        text += " · " + fmt::format(fmt::runtime(base::tr("{} refused by the office")), state.refused);
    return text;
}

} // namespace canbo::desktop
