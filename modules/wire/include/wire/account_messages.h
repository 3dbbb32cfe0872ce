#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "base/result.h"
#include "wire/messages.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace canbo::wire {

// Messages of /api/v1 about one's own account and about how people log in; as in wire/messages.h.

/// POST /login/code, /second-factor/confirm
struct CodeRequest {
    std::string code; ///< Six digits, or a recovery code.
};
Json to_json(const CodeRequest& message);
Result<CodeRequest> code_request_from_json(const Json& json); ///< @error InvalidInput

/// POST /password
struct PasswordChange {
    std::string old_password;
    std::string new_password;
};
Json to_json(const PasswordChange& message);
Result<PasswordChange> password_change_from_json(const Json& json); ///< @error InvalidInput

/// POST /accounts/{name}/password, /second-factor/begin
struct PasswordOnly {
    std::string password;
};
Json to_json(const PasswordOnly& message);
Result<PasswordOnly> password_only_from_json(const Json& json); ///< @error InvalidInput

/// POST /accounts/{name}/erase
struct ReasonOnly {
    std::string reason;
};
Json to_json(const ReasonOnly& message);
Result<ReasonOnly> reason_only_from_json(const Json& json); ///< @error InvalidInput

/// One login on one device.
struct DeviceSession {
    std::string id;
    std::string device; ///< As it named itself.
    base::Time opened{};
    base::Time last_used{};
    bool current{false}; ///< The one that asks.
};
Json to_json(const std::vector<DeviceSession>& sessions);
Result<std::vector<DeviceSession>> device_sessions_from_json(const Json& json); ///< {"sessions": […]}

/// GET /account
struct OwnAccount {
    AccountMessage account;
    std::size_t recovery_codes{0};   ///< Not used up yet.
    bool needs_second_factor{false}; ///< The office asks this role for one.
    bool external{false};            ///< A login service vouches for it: no password here.
};
Json to_json(const OwnAccount& message);
Result<OwnAccount> own_account_from_json(const Json& json); ///< @error InvalidInput

/// POST /second-factor/begin: what a telephone's program keeps. A secret.
struct FactorKey {
    std::string secret; ///< Base32, for typing.
    std::string uri;    ///< otpauth://totp/…, for a QR code.
};
Json to_json(const FactorKey& message);
Result<FactorKey> factor_key_from_json(const Json& json); ///< @error InvalidInput

/// POST /second-factor/confirm
struct FactorConfirmed {
    std::vector<std::string> recovery_codes; ///< Each good once; shown now and never again.
    std::optional<LoginAnswer> login;        ///< Where a login waited for it.
};
Json to_json(const FactorConfirmed& message);
Result<FactorConfirmed> factor_confirmed_from_json(const Json& json); ///< @error InvalidInput

/// GET /login/methods
struct LoginMethods {
    std::string authorization_endpoint; ///< Of the login service (OpenID Connect); empty: passwords only.
    std::string client_id;
    std::string scope;
    std::uint16_t redirect_port{0}; ///< On the desk, where the service knows one address only; 0: any.
};
Json to_json(const LoginMethods& message);
Result<LoginMethods> login_methods_from_json(const Json& json); ///< @error InvalidInput

/// POST /login/service: what a login service gave the desk's browser.
struct ServiceLogin {
    std::string code;
    std::string verifier;     ///< PKCE (RFC 7636)
    std::string redirect_uri; ///< The desk's loopback address, as it was given to the service.
    std::string nonce;
    std::string device;
};
Json to_json(const ServiceLogin& message);
Result<ServiceLogin> service_login_from_json(const Json& json); ///< @error InvalidInput

} // namespace canbo::wire
