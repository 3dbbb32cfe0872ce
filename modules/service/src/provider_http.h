#pragma once

#include "base/json.h"
#include "base/result.h"

#include <filesystem>
#include <string>

namespace canbo::service {

/// One question to a login service. `form` empty: GET, else POST of it. At most 300 kB of JSON, ten seconds, no
/// redirect, https only (http on this machine). @error Unreachable no such answer; Unauthenticated it refuses (4xx)
Result<Json> ask_provider(const std::string& url, const std::string& form, const std::string& basic_login,
                          const std::filesystem::path& ca_file);

} // namespace canbo::service
