#pragma once

#include "common/desk_session.h"
#include "ledger/stores.h"
#include "reporting/desk.h"
#include "storage/sql_database.h"
#include "wire/http_office_client.h"

#include <cstddef>
#include <filesystem>
#include <memory>

namespace canbo::apps {

/// The database file of the person logged in: one per agency and width of view, so that a change of login never shows
/// one person what another had the right to see.
std::filesystem::path desk_database(const std::filesystem::path& folder, const people::Person& person);

/// Opens it with the folder's sealing. @error Storage, NewerVersion, InvalidInput the key file
Result<std::unique_ptr<storage::SqlDatabase>>
open_desk_database(const std::filesystem::path& folder, const people::Person& person, std::string_view program_version);

/// A client that acts as the session's person and keeps the session file true when tokens are renewed.
/// `session` must outlive it. @error InvalidInput the session's server address; Unauthenticated its tokens are closed
Result<std::unique_ptr<wire::HttpOfficeClient>> connect(const std::filesystem::path& folder, DeskSession& session);

/// A login that needs nothing but the password (common/office_login.h). @error Forbidden there is another step to do
Result<DeskSession> log_in(const std::filesystem::path& folder, const std::string& server, const std::string& ca_file,
                           const std::string& name, const std::string& password, TokenKeeping keeping);

struct SyncReport {
    std::size_t sent{0};
    std::size_t refused{0};
    std::size_t waiting{0};
    std::size_t received{0};
    std::size_t kept{0}; ///< Of it what went into what a learner has here: events, answers, certificates.
};

/// Sends what waits, then reads what is new. `on_time`: only what is due; else everything now.
/// @error Unreachable, Unauthenticated, …
Result<SyncReport> sync_desk(const reporting::Desk& desk, ledger::SettingStore& settings, wire::OfficeClient& office,
                             const std::string& office_key, bool on_time = false);

} // namespace canbo::apps
