#pragma once

#include "base/result.h"

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace canbo::apps {

// A program that is started twice on one data folder has one window: the second start asks the first to come to the
// front, and ends. They meet on this machine's own network (127.0.0.1), which every system has; the port and a secret
// word stand in DIR/canbo.window, which only this user may read.

/// Listens for later starts while it lives.
class FirstWindow {
public:
    /// Where the later start wants to go: "reporting/report/<id>"; empty: nowhere in particular. Called on a thread of
    /// its own. What comes is text of whoever knows the secret word, at most most_place bytes; nothing else is sure.
    using Asked = std::function<void(const std::string& place)>;
    static constexpr std::size_t most_place = 500;

    /// For who holds the folder's lock: what an earlier program left there is overwritten. @error Storage, Unreachable
    static Result<std::unique_ptr<FirstWindow>> open(const std::filesystem::path& folder, Asked asked);
    virtual ~FirstWindow() = default;
};

/// Asks the program that works on the folder to show its window. It may still be starting: asks again and again until
/// `patience` is over. A place that is too long or no line is left out.
/// @error Unreachable no window answers; NotFound, InvalidInput nothing (of use) stands in the folder
Result<void> ask_first_window(const std::filesystem::path& folder, const std::string& place,
                              std::chrono::milliseconds patience = std::chrono::seconds{3});

} // namespace canbo::apps
