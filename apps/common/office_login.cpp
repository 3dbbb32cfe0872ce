#include "common/office_login.h"

#include "base/crypto.h"
#include "wire/browser_login.h"

#include <array>
#include <chrono>
#include <spawn.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace canbo::apps {

std::string device_name() {
    std::array<char, 256> name{};
    if (::gethostname(name.data(), name.size() - 1) != 0)
        return {};
    return name.data();
}

bool open_browser(const std::string& url) {
    std::string program = "xdg-open", address = url;
    char* arguments[] = {program.data(), address.data(), nullptr};
    pid_t child = 0;
    if (::posix_spawnp(&child, program.c_str(), nullptr, nullptr, arguments, environ) != 0)
        return false;
    // Without a desktop environment xdg-open is the browser itself, and ends with it: whoever still runs is taken for
    // well.
    int status = 0;
    for (int tries = 0; tries < 30; ++tries) {
        if (const auto ended = ::waitpid(child, &status, WNOHANG); ended != 0)
            return ended == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return true;
}

namespace {

bool same_place(const std::string& one, const std::string& other) {
    const auto a = wire::OfficeAddress::parse(one), b = wire::OfficeAddress::parse(other);
    return a && b && a->same_place(*b);
}

/// A pin that this desk has of the office stays until another one is given, or somebody logs out.
Result<std::string> with_kept_pin(const std::filesystem::path& folder, const std::string& server) {
    const auto before = load_session(folder);
    const auto pin = before ? before->server.find('#') : std::string::npos;
    if (pin == std::string::npos || server.find('#') != std::string::npos || !same_place(before->server, server))
        return server;
    return server + before->server.substr(pin);
}

} // namespace

Result<OfficeLogin> OfficeLogin::at(const std::filesystem::path& folder, const std::string& server,
                                    const std::string& ca_file) {
    CANBO_TRY(const auto whole, with_kept_pin(folder, server));
    CANBO_TRY(auto address, wire::OfficeAddress::parse(whole));
    wire::ClientOptions options;
    options.ca_file = ca_file;
    OfficeLogin login;
    login.m_folder = folder;
    login.m_server = whole;
    login.m_ca_file = ca_file;
    login.m_office = std::make_unique<wire::HttpOfficeClient>(std::move(address), std::move(options));
    return login;
}

Result<OfficeLogin> OfficeLogin::begin(const std::filesystem::path& folder, const std::string& server,
                                       const std::string& ca_file, const std::string& name, std::string password) {
    CANBO_TRY(auto login, at(folder, server, ca_file));
    CANBO_TRY(login.m_answer, login.m_office->login({name, password, device_name()}));
    login.m_password = std::move(password);
    return login;
}

Result<OfficeLogin> OfficeLogin::by_service(const std::filesystem::path& folder, const std::string& server,
                                            const std::string& ca_file,
                                            const std::function<void(const std::string& url)>& open,
                                            const std::function<bool()>& stop) {
    constexpr std::chrono::minutes longest{5};
    CANBO_TRY(auto login, at(folder, server, ca_file));
    CANBO_TRY(const auto methods, login.m_office->login_methods());
    CANBO_TRY(auto browser, wire::BrowserLogin::begin(methods));
    open(browser.url());
    CANBO_TRY(auto brought, browser.wait(longest, stop));
    brought.device = device_name();
    CANBO_TRY(login.m_answer, login.m_office->login_by_service(brought));
    return login;
}

Result<void> OfficeLogin::give_code(const std::string& code) {
    CANBO_TRY(m_answer, m_office->login_code(code));
    return {};
}

Result<wire::FactorKey> OfficeLogin::begin_factor() { return m_office->begin_second_factor({}); }

Result<std::vector<std::string>> OfficeLogin::confirm_factor(const std::string& code) {
    CANBO_TRY(auto confirmed, m_office->confirm_second_factor(code));
    if (!confirmed.login)
        return fail(ErrorCode::Unreachable, "The office's answer cannot be read", "login");
    m_answer = *std::move(confirmed.login);
    return std::move(confirmed.recovery_codes);
}

Result<void> OfficeLogin::choose_password(const std::string& password) {
    CANBO_TRY(m_answer, m_office->change_password({m_password, password}));
    m_password = password;
    return {};
}

Result<DeskSession> OfficeLogin::finish(TokenKeeping keeping) {
    CANBO_CHECK(step() == people::LoginStep::Nothing);
    CANBO_TRY(const auto key, base::from_base64(m_answer.office_key));
    if (const auto before = load_session(m_folder);
        before && same_place(before->server, m_server) && before->office_key != key)
        return fail(ErrorCode::DigestMismatch,
                    "The office at this address has another key than before; if that is right, remove session.json",
                    m_server);
    DeskSession session{m_server,
                        m_ca_file,
                        {m_answer.name, m_answer.role, m_answer.agency},
                        key,
                        m_answer.access_token,
                        m_answer.refresh_token,
                        std::move(keeping),
                        {}};
    CANBO_TRY_VOID(save_session(m_folder, session));
    return session;
}

} // namespace canbo::apps
