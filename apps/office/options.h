#pragma once

#include "base/result.h"
#include "service/office_server.h"

#include <filesystem>
#include <optional>

namespace canbo::office {

struct Options {
    std::filesystem::path program; ///< This program, to find the share folder beside it.
    std::filesystem::path data;
    service::ServerOptions server;
};

/// Reads the command line; prints help, version or what is wrong.
/// @returns nothing when the program is to end now, with `exit_code`.
std::optional<Options> read_options(int argc, char** argv, int& exit_code);

} // namespace canbo::office
