#pragma once

#include "base/json.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace canbo::test {

/// A provider of OpenID Connect on loopback: discovery, keys and a token endpoint that redeems codes by the rules of
/// PKCE and hands out ID tokens that OpenSSL signs. It is the other one beside a real provider (tests/e2e/
/// login_service_test.py), for what no real one does: every way in which its word may be wrong.
class OidcProvider {
public:
    /// `more`: changes of the answers below, before they are sent.
    OidcProvider();
    ~OidcProvider();

    std::string issuer() const; ///< "http://127.0.0.1:40123"
    /// What a person's browser would bring back after they said yes.
    std::string code_for(const std::string& subject, const Json& claims, const std::string& challenge,
                         const std::string& redirect_uri);

    std::string client_id{"canbo"};
    std::string client_secret{}; ///< Empty: a public client.
    std::string algorithm{"RS256"};
    std::string key_id{"one"};                  ///< In the header; empty: none there.
    std::function<void(Json&)> change_header{}; ///< Of the ID token.
    std::function<void(Json&)> change_claims{};
    std::function<void(std::string&)> change_token{};
    std::function<void(Json&)> change_discovery{};
    std::function<void(Json&)> change_keys{};
    void new_keys(); ///< As a provider that rolls its keys over; key_id becomes another one.
    int key_reads() const;
    int document_reads() const;

private:
    struct Server;
    std::unique_ptr<Server> m_server;
};

} // namespace canbo::test
