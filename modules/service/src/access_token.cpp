#include "access_token.h"

#include <Poco/Exception.h>
#include <Poco/JSON/Object.h>
#include <Poco/JWT/Signer.h>
#include <Poco/JWT/Token.h>

#include <algorithm>

namespace canbo::service {
namespace {

constexpr std::size_t most_token_length = 2'000;

std::int64_t seconds(base::Time time) {
    return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

} // namespace

std::string make_access_token(const people::Person& person, const std::string& session, base::Time now,
                              const std::string& secret) {
    Poco::JWT::Token token;
    token.setType("JWT");
    token.setSubject(person.name);
    token.payload().set("sid", session);
    token.payload().set("role", std::string(people::role_name(person.role)));
    token.payload().set("agency", person.agency);
    token.payload().set("iat", seconds(now));
    token.payload().set("exp", seconds(now + access_token_life));
    return Poco::JWT::Signer(secret).sign(token, Poco::JWT::Signer::ALGO_HS256);
}

Result<TokenOwner> AccessTokenReader::read(std::string_view text, base::Time now) {
    if (text.empty() || text.size() > most_token_length)
        return fail(ErrorCode::Unauthenticated, "Log in first, or again");
    const std::string token(text);
    auto good = find(token);
    const bool known = good.has_value();
    if (!known) {
        CANBO_TRY(good, check(token));
    }
    if (good->expires <= seconds(now))
        return fail(ErrorCode::Unauthenticated, "Log in first, or again", {}, "token expired");
    if (!known)
        remember(token, *good, seconds(now));
    return std::move(good->owner);
}

/// Those that have run out go each time the number has doubled, so that sweeping costs nothing that is noticed.
void AccessTokenReader::remember(const std::string& token, const Good& good, std::int64_t now) {
    const std::lock_guard lock(m_mutex);
    if (m_good.size() >= m_sweep_at) {
        std::erase_if(m_good, [now](const auto& item) { return item.second.expires <= now; });
        if (m_good.size() >= most_remembered) // a flood of log-ins: their tokens are checked anew
            m_good.clear();
        m_sweep_at = std::clamp(m_good.size() * 2, least_swept, most_remembered);
    }
    m_good.emplace(token, good);
}

std::size_t AccessTokenReader::remembered() const {
    const std::lock_guard lock(m_mutex);
    return m_good.size();
}

std::optional<AccessTokenReader::Good> AccessTokenReader::find(const std::string& token) {
    const std::lock_guard lock(m_mutex);
    const auto it = m_good.find(token);
    return it == m_good.end() ? std::nullopt : std::optional(it->second);
}

Result<AccessTokenReader::Good> AccessTokenReader::check(const std::string& text) const {
    try {
        Poco::JWT::Signer signer(m_secret);
        signer.setAlgorithms(
            {Poco::JWT::Signer::ALGO_HS256}); // "none" and the public-key ones are no signature of ours
        const Poco::JWT::Token token = signer.verify(text);
        if (!token.payload().has("exp"))
            return fail(ErrorCode::Unauthenticated, "Log in first, or again", {}, "no end");
        return Good{{token.getSubject(), token.payload().getValue<std::string>("sid")},
                    token.payload().getValue<Poco::Int64>("exp")};
    } catch (const Poco::Exception& e) {
        return fail(ErrorCode::Unauthenticated, "Log in first, or again", {}, e.className());
    } catch (const std::exception& e) {
        return fail(ErrorCode::Unauthenticated, "Log in first, or again", {}, e.what());
    }
}

} // namespace canbo::service
