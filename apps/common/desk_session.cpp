#include "common/desk_session.h"

#include "base/crypto.h"
#include "base/file.h"
#include "base/issues.h"
#include "base/json.h"
#include "common/secret_service.h"

namespace canbo::apps {
namespace {

constexpr const char* file_name = "session.json";
constexpr const char* elsewhere = "secret-service"; // what "tokens" says where they are kept there

/// What the secret service knows this desk's tokens by.
std::string secret_name(const std::filesystem::path& folder) {
    std::error_code ignored;
    return std::filesystem::weakly_canonical(folder, ignored).string();
}

Result<void> read_tokens(const std::filesystem::path& folder, DeskSession& session) {
    const auto kept = read_secret(secret_name(folder));
    const Json json = kept && *kept ? Json::parse(**kept, nullptr, false) : Json();
    if (!json.is_object())
        return fail(ErrorCode::Unauthenticated,
                    "The login of this desk is in the desktop's secret service, which does not give it; log in again",
                    folder.string());
    session.access_token = json.value("access_token", "");
    session.refresh_token = json.value("refresh_token", "");
    return {};
}

} // namespace

Result<DeskSession> load_session(const std::filesystem::path& folder) {
    const auto text = base::read_file(folder / file_name, 100'000);
    if (!text)
        return fail(ErrorCode::Unauthenticated, "Nobody is logged in on this desk; run canboctl login",
                    folder.string());
    const auto parsed = base::parse_json(*text);
    if (!parsed)
        return fail(ErrorCode::InvalidInput, "The desk's session file is damaged; log in again", file_name);
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
    const bool kept_elsewhere = in.text_or("tokens", "") == elsewhere;
    if (issues.has_errors() || !role || !key)
        return fail(ErrorCode::InvalidInput, "The desk's session file is damaged; log in again", file_name);
    session.person.role = *role;
    session.office_key = *key;
    if (kept_elsewhere)
        CANBO_TRY_VOID(read_tokens(folder, session));
    return session;
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
    if (secret_service_answers() && keep_secret(secret_name(folder), tokens.dump()))
        json["tokens"] = elsewhere;
    else
        json.update(tokens);
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
