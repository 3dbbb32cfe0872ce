#include "access_token.h"

#include <Poco/Exception.h>
#include <Poco/JSON/Object.h>
#include <Poco/JWT/Signer.h>
#include <Poco/JWT/Token.h>

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

Result<TokenOwner> read_access_token(std::string_view text, base::Time now, const std::string& secret) {
    if (text.empty() || text.size() > most_token_length)
        return fail(ErrorCode::Unauthenticated, "Log in first, or again");
    try {
        Poco::JWT::Signer signer(secret);
        signer.setAlgorithms(
            {Poco::JWT::Signer::ALGO_HS256}); // "none" and the public-key ones are no signature of ours
        const Poco::JWT::Token token = signer.verify(std::string(text));
        if (!token.payload().has("exp") || token.payload().getValue<Poco::Int64>("exp") <= seconds(now))
            return fail(ErrorCode::Unauthenticated, "Log in first, or again", {}, "token expired");
        return TokenOwner{token.getSubject(), token.payload().getValue<std::string>("sid")};
    } catch (const Poco::Exception& e) {
        return fail(ErrorCode::Unauthenticated, "Log in first, or again", {}, e.className());
    } catch (const std::exception& e) {
        return fail(ErrorCode::Unauthenticated, "Log in first, or again", {}, e.what());
    }
}

} // namespace canbo::service
