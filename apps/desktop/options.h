#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace canbo::apps {

/// What canbo was started with.
struct DesktopOptions {
    std::filesystem::path program;
    std::filesystem::path data;
    std::string server_pin; ///< SHA-256 of the public key of the office's certificate; empty: as kept.
    std::string place;      ///< "reporting/report/<id>": where to begin instead of the last place.
};

/// Nothing when the program shall end with `exit_code`: --help, --version or wrong usage.
std::optional<DesktopOptions> read_desktop_options(int argc, char** argv, int& exit_code);

} // namespace canbo::apps
