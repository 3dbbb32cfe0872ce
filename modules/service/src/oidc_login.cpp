#include "service/oidc_login.h"

#include "base/crypto.h"
#include "base/json_parts.h"
#include "base/log.h"
#include "base/text.h"
#include "people/account.h"
#include "provider_http.h"
#include "service/id_token.h"

#include <Poco/URI.h>
#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <optional>

namespace canbo::service {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::chrono::hours document_life{1};
constexpr std::chrono::minutes between_key_reads{1};
/// While the provider is away nobody who asks for the ways to log in waits for it, or holds a thread.
constexpr std::chrono::seconds after_failure{15};

std::string encoded(const std::string& text) {
    std::string out;
    Poco::URI::encode(text, "!#$&'()*+,/:;=?@[]%", out);
    return out;
}

/// Where the desk's own browser comes back to: this machine's desk and nowhere else.
bool is_loopback_address(const std::string& uri) {
    return uri.starts_with("http://127.0.0.1:") && uri.find_first_of("@\\ \r\n") == std::string::npos;
}

std::vector<std::string> values_of(const Json& claims, const std::string& claim) {
    std::vector<std::string> values;
    if (!claims.contains(claim))
        return values;
    if (claims[claim].is_string())
        values.push_back(claims[claim].get<std::string>());
    else if (claims[claim].is_array())
        for (const Json& value : claims[claim])
            if (value.is_string())
                values.push_back(value.get<std::string>());
    return values;
}

Result<VouchedPerson> person_of(const Json& claims, const OidcOptions& options) {
    VouchedPerson person;
    person.external_id = options.issuer + " " + base::text_at(claims, "sub");
    person.name = base::text_at(claims, options.name_claim);
    std::transform(person.name.begin(), person.name.end(), person.name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (!people::is_account_name(person.name))
        return fail(ErrorCode::Forbidden, "The login service gives you no name that an account can have");
    const auto display_name = base::to_nfc(base::text_at(claims, "name"));
    if (display_name && base::is_clean_text(*display_name))
        person.display_name = base::fit(*display_name, 120);
    person.agency = base::text_at(claims, options.agency_claim);
    const auto given = values_of(claims, options.role_claim);
    for (const auto& [value, role] : options.roles)
        if (std::find(given.begin(), given.end(), value) != given.end()) {
            person.role = role;
            return person;
        }
    return fail(ErrorCode::Forbidden, "The login service gives you no role in this office");
}

} // namespace

struct OidcLogin::Provider {
    OidcOptions options;
    std::mutex mutex{}; ///< Over what is kept, never over a question to the provider.
    Json document{};
    Steady::time_point document_read{};
    std::optional<Error> failure{}; ///< Of the last question for the document.
    Steady::time_point failed{};
    Json keys{};
    Steady::time_point keys_read{};

    Result<Json> ask(const std::string& url, const std::string& form = {}, const std::string& login = {}) const {
        return ask_provider(url, form, login, options.ca_file);
    }
    Result<Json> discover() {
        {
            const std::lock_guard lock(mutex);
            if (document.is_object() && Steady::now() < document_read + document_life)
                return document;
            if (failure && Steady::now() < failed + after_failure)
                return fail(*failure);
        }
        auto read = read_document();
        const std::lock_guard lock(mutex);
        if (!read) {
            failure = read.error();
            failed = Steady::now();
            return read;
        }
        failure.reset();
        document = *read;
        document_read = Steady::now();
        return read;
    }
    Result<Json> read_document() const {
        const bool slash = !options.issuer.empty() && options.issuer.back() == '/';
        CANBO_TRY(Json read, ask(options.issuer + (slash ? "" : "/") + ".well-known/openid-configuration"));
        for (const char* needed : {"authorization_endpoint", "token_endpoint", "jwks_uri"})
            if (base::text_at(read, needed).empty() || base::text_at(read, "issuer") != options.issuer)
                return fail(ErrorCode::Unreachable, "The login service's answer cannot be read", {}, needed);
        return read;
    }
    /// `again`: a key was asked for that is not among those known.
    Result<Json> key_set(const std::string& url, bool again) {
        {
            const std::lock_guard lock(mutex);
            const auto age = Steady::now() - keys_read;
            if (keys.is_object() && age < document_life && (!again || age < between_key_reads))
                return keys;
        }
        CANBO_TRY(Json read, ask(url));
        const std::lock_guard lock(mutex);
        keys = read;
        keys_read = Steady::now();
        return read;
    }
    Result<std::string> redeem(const std::string& token_endpoint, const wire::ServiceLogin& login) const {
        std::string form = fmt::format("grant_type=authorization_code&code={}&redirect_uri={}&code_verifier={}"
                                       "&client_id={}",
                                       encoded(login.code), encoded(login.redirect_uri), encoded(login.verifier),
                                       encoded(options.client_id));
        std::string basic;
        if (!options.client_secret.empty())
            basic = base::to_base64(encoded(options.client_id) + ":" + encoded(options.client_secret));
        CANBO_TRY(const Json answer, ask(token_endpoint, form, basic));
        std::string token = base::text_at(answer, "id_token");
        if (token.empty())
            return fail(ErrorCode::Unauthenticated, "The login service refuses this login; log in again");
        return token;
    }
    Result<Json> claims_of(const std::string& token, const Json& found, const std::string& nonce, base::Time now) {
        const IdTokenRules rules{options.issuer, options.client_id, nonce};
        const std::string url = base::text_at(found, "jwks_uri");
        CANBO_TRY(const Json known, key_set(url, false));
        auto claims = read_id_token(token, known, rules, now);
        if (claims || claims.error().code != ErrorCode::NotFound)
            return claims;
        CANBO_TRY(const Json fresh, key_set(url, true));
        claims = read_id_token(token, fresh, rules, now);
        if (!claims && claims.error().code == ErrorCode::NotFound)
            return fail(ErrorCode::Unauthenticated, "What the login service sent proves nothing; log in again");
        return claims;
    }
};

OidcLogin::OidcLogin(OidcOptions options) : m_provider(new Provider{std::move(options)}) {}

OidcLogin::~OidcLogin() = default;

Result<wire::LoginMethods> OidcLogin::methods() {
    CANBO_TRY(const Json document, m_provider->discover());
    return wire::LoginMethods{base::text_at(document, "authorization_endpoint"), m_provider->options.client_id,
                              m_provider->options.scope, m_provider->options.redirect_port};
}

Result<VouchedPerson> OidcLogin::vouch(const wire::ServiceLogin& login, base::Time now) {
    if (login.code.empty() || login.verifier.size() < 43 || login.nonce.size() < 16 ||
        !is_loopback_address(login.redirect_uri))
        return fail(ErrorCode::InvalidInput, "This is no login by the login service", "code");
    CANBO_TRY(const Json document, m_provider->discover());
    CANBO_TRY(const std::string token, m_provider->redeem(base::text_at(document, "token_endpoint"), login));
    const auto claims = m_provider->claims_of(token, document, login.nonce, now);
    if (!claims) {
        base::log(base::LogLevel::Warning, "a login by the login service: {}", claims.error().detail);
        return fail(claims.error());
    }
    return person_of(*claims, m_provider->options);
}

} // namespace canbo::service
