#pragma once

#include "common/desk_session.h"
#include "wire/http_office_client.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace canbo::apps {

/// What an office lists this machine as.
std::string device_name();

/// Shows an address in the person's browser; false when this desktop has none. From any thread.
bool open_browser(const std::string& url);

/// One login at an office, step by step until nothing is left to do; only then the folder has a session. Of a login
/// that is left before nothing stays. For one thread at a time.
class OfficeLogin {
public:
    /// @error Unauthenticated, LockedOut, Unreachable, InvalidInput the address
    static Result<OfficeLogin> begin(const std::filesystem::path& folder, const std::string& server,
                                     const std::string& ca_file, const std::string& name, std::string password);

    /// By the office's login service in the person's browser; `open` shows it the address, `stop` ends the waiting.
    /// @error as wire::BrowserLogin
    static Result<OfficeLogin> by_service(const std::filesystem::path& folder, const std::string& server,
                                          const std::string& ca_file,
                                          const std::function<void(const std::string& url)>& open,
                                          const std::function<bool()>& stop = {});

    people::LoginStep step() const { return m_answer.step; }
    Result<void> give_code(const std::string& code);
    Result<wire::FactorKey> begin_factor();
    /// The recovery codes. @error InvalidInput a wrong code: try again
    Result<std::vector<std::string>> confirm_factor(const std::string& code);
    Result<void> choose_password(const std::string& password);

    /// With step Nothing: keeps the session in the folder, its tokens as `keeping` says; the office's key is pinned at
    /// the first login.
    /// @error DigestMismatch the office at this address has another key than before; Storage
    Result<DeskSession> finish(TokenKeeping keeping);

private:
    OfficeLogin() = default;
    static Result<OfficeLogin> at(const std::filesystem::path& folder, const std::string& server,
                                  const std::string& ca_file);

    std::filesystem::path m_folder;
    std::string m_server;
    std::string m_ca_file;
    std::string m_password; ///< The step Password asks for it.
    std::unique_ptr<wire::HttpOfficeClient> m_office;
    wire::LoginAnswer m_answer;
};

} // namespace canbo::apps
