#include "common/desk_session.h"

#include "base/crypto.h"
#include "base/file.h"
#include "base/issues.h"
#include "base/json.h"
#include "base/text.h"
#include "base/translation.h"
#include "common/secret_service.h"

namespace canbo::apps {
namespace {

constexpr const char* file_name = "session.json";
constexpr const char* elsewhere = "secret-service"; // what "tokens" says where they are kept there
constexpr const char* locked = "passphrase";        // and where "closed" holds them
constexpr const char* damaged = base::msgid("The desk's session file is damaged; log in again");

/// What the secret service knows this desk's tokens by.
std::string secret_name(const std::filesystem::path& folder) {
    std::error_code ignored;
    return std::filesystem::weakly_canonical(folder, ignored).string();
}

/// False when these are no tokens.
bool take_tokens(const std::string& text, DeskSession& session) {
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object() || !json.contains("access_token") || !json["access_token"].is_string() ||
        !json.contains("refresh_token") || !json["refresh_token"].is_string())
        return false;
    session.access_token = json["access_token"].get<std::string>();
    session.refresh_token = json["refresh_token"].get<std::string>();
    return true;
}

Result<void> read_tokens(const std::filesystem::path& folder, DeskSession& session) {
    const auto kept = read_secret(secret_name(folder));
    if (!kept || !*kept || !take_tokens(**kept, session))
        return fail(ErrorCode::Unauthenticated,
                    "The login of this desk is in the desktop's secret service, which does not give it; log in again",
                    folder.string());
    return {};
}

} // namespace

TokenPlace token_place() {
    const std::string wanted = base::environment("CANBO_SECRETS");
    if (wanted == "file")
        return TokenPlace::File;
    return wanted != locked && secret_service_answers() ? TokenPlace::SecretService : TokenPlace::Passphrase;
}

Result<TokenKeeping> TokenKeeping::choose(TokenPlace place, const std::string& passphrase) {
    TokenKeeping keeping;
    keeping.place = place;
    if (place != TokenPlace::Passphrase)
        return keeping;
    CANBO_TRY(const auto words, base::to_nfc(passphrase)); // however the keyboard writes a letter with its marks
    if (base::length(words) < least_letters)
        return fail(ErrorCode::InvalidInput,
                    "This desktop keeps no secrets: a passphrase of at least 8 letters is needed", "passphrase");
    keeping.lock = base::PassphraseLock(words);
    return keeping;
}

Result<DeskSession> load_session(const std::filesystem::path& folder) {
    const auto text = base::read_file(folder / file_name, 100'000);
    if (!text)
        return fail(ErrorCode::Unauthenticated, "Nobody is logged in on this desk; run canboctl login",
                    folder.string());
    const auto parsed = base::parse_json(*text);
    if (!parsed)
        return fail(ErrorCode::InvalidInput, damaged, file_name);
    const Json& json = *parsed;
    Issues issues;
    base::ObjectReader in(json, file_name, issues);
    DeskSession session;
    session.server = in.text("server");
    session.ca_file = in.text_or("ca_file", "");
    session.person.name = in.text("name");
    session.person.agency = in.text_or("agency", "");
    const auto role = people::parse_role(in.text("role"));
    const auto key = base::from_base64(in.text("office_key"));
    session.access_token = in.text_or("access_token", "");
    session.refresh_token = in.text_or("refresh_token", "");
    const std::string place = in.text_or("tokens", "");
    const auto closed = base::from_base64(in.text_or("closed", ""));
    if (issues.has_errors() || !role || !key || !closed || (place == locked) == closed->empty())
        return fail(ErrorCode::InvalidInput, damaged, file_name);
    session.person.role = *role;
    session.office_key = *key;
    session.closed = *closed;
    session.keeping.place = place == elsewhere ? TokenPlace::SecretService
                            : place == locked  ? TokenPlace::Passphrase
                                               : TokenPlace::File;
    if (session.keeping.place == TokenPlace::SecretService)
        CANBO_TRY_VOID(read_tokens(folder, session));
    return session;
}

Result<void> open_tokens(DeskSession& session, const std::string& passphrase) {
    CANBO_TRY(const auto words, base::to_nfc(passphrase));
    CANBO_TRY(auto lock, base::PassphraseLock::of(session.closed, words));
    CANBO_TRY(const auto tokens, lock.open(session.closed));
    if (!take_tokens(tokens, session))
        return fail(ErrorCode::InvalidInput, damaged, file_name);
    session.keeping.lock = std::move(lock);
    session.closed.clear();
    return {};
}

Result<bool> has_session(const std::filesystem::path& folder) {
    const auto session = load_session(folder);
    if (session)
        return true;
    if (session.error().code == ErrorCode::Unauthenticated)
        return false;
    return fail(session.error());
}

Result<void> save_session(const std::filesystem::path& folder, const DeskSession& session) {
    const Json tokens{{"access_token", session.access_token}, {"refresh_token", session.refresh_token}};
    Json json{{"server", session.server},        {"ca_file", session.ca_file},
              {"name", session.person.name},     {"role", people::role_name(session.person.role)},
              {"agency", session.person.agency}, {"office_key", base::to_base64(session.office_key)}};
    switch (session.keeping.place) {
    case TokenPlace::SecretService:
        CANBO_TRY_VOID(keep_secret(secret_name(folder), tokens.dump()));
        json["tokens"] = elsewhere;
        break;
    case TokenPlace::Passphrase:
        CANBO_CHECK(session.keeping.lock.has_value());
        json["tokens"] = locked;
        json["closed"] = base::to_base64(session.keeping.lock->close(tokens.dump()));
        break;
    case TokenPlace::File:
        json.update(tokens);
        break;
    }
    return base::write_file(folder / file_name, json.dump(2), true);
}

void forget_session(const std::filesystem::path& folder) {
    std::error_code ignored;
    if (const auto text = base::read_file(folder / file_name, 100'000);
        text && text->find(elsewhere) != std::string::npos)
        forget_secret(secret_name(folder));
    std::filesystem::remove(folder / file_name, ignored);
}

} // namespace canbo::apps
