#pragma once

#include "base/result.h"
#include "wire/account_messages.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace canbo::wire {

/// One login by a login service in a person's browser: the authorization code flow of a native program (RFC 8252) with
/// PKCE (RFC 7636, S256), a state and a nonce of its own. The browser comes back to a port of 127.0.0.1 that is open as
/// long as this object lives. For one thread at a time.
class BrowserLogin {
public:
    /// @error NotFound the office has no login service; Unreachable no port can be opened
    static Result<BrowserLogin> begin(const LoginMethods& methods);
    BrowserLogin(BrowserLogin&&) noexcept;
    BrowserLogin& operator=(BrowserLogin&&) noexcept;
    ~BrowserLogin();

    /// What the browser opens.
    const std::string& url() const { return m_url; }
    /// Until the browser came back. Whatever else knocks at the port, or brings another state, is sent away.
    /// @error Unauthenticated the service refused; Cancelled `stop` said so; Unreachable nobody came in time
    Result<ServiceLogin> wait(std::chrono::seconds longest, const std::function<bool()>& stop = {});

private:
    struct Listener;
    BrowserLogin();

    std::unique_ptr<Listener> m_listener;
    std::string m_url;
    std::string m_state;
    ServiceLogin m_login; ///< All but the code.
};

} // namespace canbo::wire
