#pragma once

#include "service/login_service.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace canbo::service {

/// How an office is known to a provider of OpenID Connect, and what its claims mean here.
struct OidcOptions {
    std::string issuer; ///< "https://id.example": its discovery document must name the same; empty: none.
    std::string client_id;
    std::string client_secret;       ///< Empty: a public client, proven by PKCE alone.
    std::filesystem::path ca_file{}; ///< PEM; empty: the machine's own authorities.
    std::string scope{"openid profile"};
    std::string name_claim{"preferred_username"}; ///< The account name; letters become small.
    std::string role_claim{"roles"};              ///< A text or a list of texts.
    std::string agency_claim{"agency"};
    /// Port of the desks' redirect address, for providers that know whole addresses only; 0: any (RFC 8252, 7.3).
    std::uint16_t redirect_port{0};
    /// Value of the role claim to role here; the first that fits holds.
    std::vector<std::pair<std::string, people::Role>> roles{};
};

/// The authorization code flow with PKCE (RFC 7636) for native programs (RFC 8252): the desk's browser brings a code,
/// the office redeems it. The discovery document is asked for again after an hour, the keys also when one is not known
/// (not more than once a minute). No redirects, no plain HTTP but on this machine.
class OidcLogin final : public LoginService {
public:
    explicit OidcLogin(OidcOptions options);
    ~OidcLogin() override;
    Result<wire::LoginMethods> methods() override;
    Result<VouchedPerson> vouch(const wire::ServiceLogin& login, base::Time now) override;

private:
    struct Provider;
    std::unique_ptr<Provider> m_provider;
};

} // namespace canbo::service
