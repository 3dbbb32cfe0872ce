#include "service/id_token.h"

#include "base/crypto.h"
#include "base/json_parts.h"
#include "json_web_key.h"

#include <algorithm>
#include <array>
#include <vector>

namespace canbo::service {
namespace {

constexpr std::size_t most_token_bytes = 16'000;
constexpr std::chrono::seconds clock_difference{60};

tl::unexpected<Error> no_proof(const char* why) {
    return fail(ErrorCode::Unauthenticated, "What the login service sent proves nothing; log in again", {}, why);
}

struct Parts {
    Json header;
    Json claims;
    std::string signed_text;
    std::string signature;
};

Result<Parts> split(std::string_view token) {
    const std::size_t first = token.find('.');
    const std::size_t second = first == std::string_view::npos ? first : token.find('.', first + 1);
    if (token.size() > most_token_bytes || second == std::string_view::npos)
        return no_proof("not three parts");
    const auto header = from_base64url(token.substr(0, first));
    const auto claims = from_base64url(token.substr(first + 1, second - first - 1));
    const auto signature = from_base64url(token.substr(second + 1));
    if (!header || !claims || !signature)
        return no_proof("not base64url");
    auto header_json = base::parse_json(*header, {4'000, 4});
    auto claims_json = base::parse_json(*claims, {most_token_bytes, 8});
    if (!header_json || !claims_json || !header_json->is_object() || !claims_json->is_object())
        return no_proof("not JSON");
    return Parts{*std::move(header_json), *std::move(claims_json), std::string(token.substr(0, second)), *signature};
}

/// The key of that name that may sign this way; without a name the only one of its kind.
Result<Json> key_for(const Json& keys, const std::string& id, const std::string& algorithm) {
    const char* kind = algorithm == "RS256" ? "RSA" : "EC";
    std::vector<Json> fitting;
    if (keys.is_object() && keys.contains("keys") && keys["keys"].is_array())
        for (const Json& key : keys["keys"]) {
            if (!key.is_object() || base::text_at(key, "kty") != kind ||
                (!id.empty() && base::text_at(key, "kid") != id))
                continue;
            const std::string use = base::text_at(key, "use"), its_algorithm = base::text_at(key, "alg");
            if ((use.empty() || use == "sig") && (its_algorithm.empty() || its_algorithm == algorithm))
                fitting.push_back(key);
        }
    if (fitting.size() != 1)
        return fail(ErrorCode::NotFound, "The login service's key is not known", {}, "kid");
    return fitting.front();
}

bool names(const Json& audience, const std::string& client) {
    if (audience.is_string())
        return audience == client;
    return audience.is_array() && std::find(audience.begin(), audience.end(), Json(client)) != audience.end();
}

Result<void> check_claims(const Json& claims, const IdTokenRules& rules, base::Time now) {
    const auto time = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    const auto number = [&](const char* key) {
        return claims.contains(key) && claims[key].is_number() ? claims[key].get<double>() : -1.0;
    };
    const auto late = static_cast<double>(time - clock_difference.count());
    const auto early = static_cast<double>(time + clock_difference.count());
    if (base::text_at(claims, "iss") != rules.issuer)
        return no_proof("iss");
    if (!claims.contains("aud") || !names(claims["aud"], rules.client_id))
        return no_proof("aud");
    const bool several = claims["aud"].is_array() && claims["aud"].size() > 1;
    if ((several || claims.contains("azp")) && base::text_at(claims, "azp") != rules.client_id)
        return no_proof("azp");
    if (number("exp") <= late)
        return no_proof("exp");
    if (number("iat") < 0 || number("iat") > early || number("nbf") > early)
        return no_proof("iat");
    if (rules.nonce.empty() || !base::equal_constant_time(base::text_at(claims, "nonce"), rules.nonce))
        return no_proof("nonce");
    const std::string subject = base::text_at(claims, "sub");
    if (subject.empty() || subject.size() > 255)
        return no_proof("sub");
    return {};
}

} // namespace

Result<std::string> from_base64url(std::string_view text) {
    std::string usual(text);
    for (char& c : usual) {
        if (c == '+' || c == '/' || c == '=')
            return fail(ErrorCode::InvalidInput, "The text is not Base64");
        c = c == '-' ? '+' : c == '_' ? '/' : c;
    }
    usual.append((4 - usual.size() % 4) % 4, '=');
    return base::from_base64(usual);
}

std::string to_base64url(std::string_view bytes) {
    std::string text = base::to_base64(bytes);
    for (char& c : text)
        c = c == '+' ? '-' : c == '/' ? '_' : c;
    while (!text.empty() && text.back() == '=')
        text.pop_back();
    return text;
}

Result<Json> read_id_token(std::string_view token, const Json& keys, const IdTokenRules& rules, base::Time now) {
    CANBO_TRY(Parts parts, split(token));
    const std::string algorithm = base::text_at(parts.header, "alg");
    if (algorithm != "RS256" && algorithm != "ES256") // above all neither "none" nor one with a shared secret
        return no_proof("alg");
    if (parts.header.contains("crit"))
        return no_proof("crit");
    CANBO_TRY(const Json key, key_for(keys, base::text_at(parts.header, "kid"), algorithm));
    if (!verify_by_key(key, algorithm, parts.signed_text, parts.signature))
        return no_proof("signature");
    CANBO_TRY_VOID(check_claims(parts.claims, rules, now));
    return std::move(parts.claims);
}

} // namespace canbo::service
