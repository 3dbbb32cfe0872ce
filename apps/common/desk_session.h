#pragma once

#include "base/result.h"
#include "people/permission.h"

#include <filesystem>
#include <string>

namespace canbo::apps {

/// Who is logged in on a desk: DIR/session.json, readable by this user only.
struct DeskSession {
    std::string server;
    std::string ca_file;
    people::Person person;
    std::string office_key; ///< 32 bytes, pinned at the first login.
    std::string access_token;
    std::string refresh_token;
};

/// @error Unauthenticated nobody has logged in here
Result<DeskSession> load_session(const std::filesystem::path& folder);
/// False when nobody has logged in here. @error InvalidInput the session file is damaged
Result<bool> has_session(const std::filesystem::path& folder);
Result<void> save_session(const std::filesystem::path& folder, const DeskSession& session);
/// Nobody is logged in there afterwards.
void forget_session(const std::filesystem::path& folder);

} // namespace canbo::apps
