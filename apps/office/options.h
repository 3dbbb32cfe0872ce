#pragma once

#include "base/log.h"
#include "base/result.h"
#include "service/office_server.h"
#include "service/oidc_login.h"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

namespace canbo::office {

struct Options {
    enum class Job { Serve, BackUp, Restore, Move };
    Job job{Job::Serve};
    std::filesystem::path program; ///< This program, to find the share folder beside it.
    std::filesystem::path data;
    std::string database;         ///< postgresql://…; empty: office.db of the data folder.
    std::filesystem::path backup; ///< To be written, or restored from.
    std::string from, to;         ///< Of a move.
    bool with_data_key{true};
    service::ServerOptions server;
    service::RequestRates rates;
    service::FactorRoles second_factor_roles;
    std::optional<service::OidcOptions> oidc;
    std::filesystem::path oidc_secret; ///< Its file; empty: none.
    bool open_data{false};             ///< For everybody, without login.
    std::chrono::seconds drain{0};     ///< From the signal to end until no connection is taken any more.
    base::LogLevel log_level{base::LogLevel::Info};
    bool log_as_json{false};
};

/// Reads the command line and the configuration file that it names; prints help, version or what is wrong.
/// @returns nothing when the program is to end now, with `exit_code`.
std::optional<Options> read_options(int argc, char** argv, int& exit_code);

} // namespace canbo::office
