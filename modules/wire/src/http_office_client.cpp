#include "wire/http_office_client.h"

#include "base/crypto.h"
#include "base/json.h"
#include "http_call.h"
#include "wire/content_digest.h"

#include <Poco/Exception.h>
#include <Poco/URI.h>
#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace canbo::wire {
namespace {

constexpr std::size_t most_page_answer = 12'000'000;

bool is_this_machine(const std::string& host) {
    return host == "localhost" || host == "::1" ||
           (host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string::npos);
}

/// An answer outside 2xx as an error. Only a problem of an office counts as its word: a 404 page of a hotel's network
/// must never make a desk give up an entry.
tl::unexpected<Error> refusal(const HttpAnswer& answer, bool has_body) {
    const bool problem = answer.content_type.starts_with("application/problem+json");
    if (problem && !has_body && answer.status == 404)
        return fail(ErrorCode::NotFound, "The office does not have this");
    if (problem && !has_body && answer.status == 401)
        return fail(ErrorCode::Unauthenticated, "Log in again");
    if (problem)
        if (const auto json = base::parse_json(answer.body, {64'000, 8}))
            if (auto error = problem_from_json(*json))
                return fail(*std::move(error));
    return fail(ErrorCode::Unreachable, "Something that is not the office answered", {},
                fmt::format("status {}", answer.status));
}

constexpr std::string_view pin_begins = "#sha256=";

/// 32 bytes of hex, in which colons may stand, or of Base64.
Result<std::string> pin_of(std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex, bytes;
    for (const char c : text)
        if (c != ':')
            hex += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (hex.size() == 64 && hex.find_first_not_of(digits) == std::string::npos) {
        for (std::size_t i = 0; i < hex.size(); i += 2)
            bytes += static_cast<char>(digits.find(hex[i]) * 16 + digits.find(hex[i + 1]));
        return bytes;
    }
    auto decoded = base::from_base64(text);
    if (!decoded || decoded->size() != 32)
        return fail(ErrorCode::InvalidInput, "A pin is the SHA-256 of the certificate's public key: 64 hex digits",
                    "server-pin");
    return decoded;
}

bool is_success(const HttpAnswer& answer) { return answer.status >= 200 && answer.status < 300; }

} // namespace

Error unreadable(const Error& error) {
    return {ErrorCode::Unreachable, "The office's answer cannot be read", error.where, error.message};
}

std::string escaped(std::string_view segment) {
    std::string out;
    Poco::URI::encode(std::string(segment), "/?#", out);
    return out;
}

Result<OfficeAddress> OfficeAddress::parse(std::string_view whole) {
    OfficeAddress address;
    const auto mark = std::min(whole.find('#'), whole.size());
    const std::string_view url = whole.substr(0, mark), fragment = whole.substr(mark);
    std::string pin;
    if (!fragment.empty()) {
        CANBO_TRY(pin, pin_of(fragment.starts_with(pin_begins) ? fragment.substr(pin_begins.size()) : ""));
    }
    try {
        const Poco::URI uri{std::string(url)};
        const bool plain = uri.getScheme() == "http";
        if ((!plain && uri.getScheme() != "https") || uri.getHost().empty() || !uri.getUserInfo().empty() ||
            (!uri.getPathEtc().empty() && uri.getPathEtc() != "/") || uri.getPort() == 0)
            return fail(ErrorCode::InvalidInput, "The office's address looks like https://office.example:8443",
                        "server");
        address = {!plain, uri.getHost(), uri.getPort(), std::move(pin)};
    } catch (const Poco::Exception&) {
        return fail(ErrorCode::InvalidInput, "The office's address looks like https://office.example:8443", "server");
    }
    if (!address.secure && !is_this_machine(address.host))
        return fail(ErrorCode::InvalidInput, "An office on another machine is reached by https only", "server");
    if (!address.secure && !address.pin.empty())
        return fail(ErrorCode::InvalidInput, "Only an office that is reached by https has a certificate to pin",
                    "server-pin");
    return address;
}

Result<std::string> OfficeAddress::pinned(std::string_view url, std::string_view pin) {
    CANBO_TRY(const auto digest, pin_of(pin));
    const std::string address =
        std::string(url.substr(0, url.find('#'))) + std::string(pin_begins) + base::to_hex(digest);
    CANBO_TRY_VOID(parse(address));
    return address;
}

HttpOfficeClient::HttpOfficeClient(OfficeAddress address, ClientOptions options, Session session)
    : m_options(std::move(options)),
      m_transport(std::make_unique<HttpTransport>(address, m_options,
                                                  TransportExtras{{CertificatePin::Of::PublicKey, address.pin}})),
      m_session(std::move(session)) {}

HttpOfficeClient::~HttpOfficeClient() = default;

Result<HttpAnswer> HttpOfficeClient::send(const Call& call) {
    CANBO_TRY(HttpAnswer answer, m_transport->ask({call.method, call.path, call.body, call.content_type, call.bearer,
                                                   call.repeatable, call.most_answer_bytes, call.headers}));
    if (!is_success(answer))
        return refusal(answer, call.method != "HEAD");
    return answer;
}

Result<HttpAnswer> HttpOfficeClient::send_as_person(Call call) {
    if (m_session.access_token.empty() && m_session.refresh_token.empty())
        return fail(ErrorCode::Unauthenticated, "Log in first");
    call.bearer = m_session.access_token;
    if (!call.bearer.empty()) {
        auto answer = send(call);
        if (answer || answer.error().code != ErrorCode::Unauthenticated || m_session.refresh_token.empty())
            return answer;
    }
    CANBO_TRY(const LoginAnswer renewed, refresh_locked());
    call.bearer = renewed.access_token;
    return send(call);
}

Result<Json> HttpOfficeClient::json_as_person(const Call& call) {
    CANBO_TRY(const HttpAnswer answer, send_as_person(call));
    return readable(base::parse_json(answer.body, {call.most_answer_bytes, 40}));
}

Result<LoginAnswer> HttpOfficeClient::open_session(const char* path, const Json& message) {
    Call call{"POST", path, message.dump()};
    call.repeatable = false; // each sending counts: a wrong password, a token used up
    CANBO_TRY(const HttpAnswer answer, send(call));
    CANBO_TRY(const Json json, readable(base::parse_json(answer.body)));
    CANBO_TRY(LoginAnswer session, readable(login_answer_from_json(json)));
    CANBO_TRY_VOID(keep_locked(session));
    return session;
}

/// Tokens that are good for one step only are nobody's to keep.
Result<void> HttpOfficeClient::keep_locked(const LoginAnswer& answer) {
    m_session = {answer.access_token, answer.refresh_token};
    if (m_options.store_session && answer.step == people::LoginStep::Nothing)
        return m_options.store_session(m_session);
    return {};
}

Result<LoginAnswer> HttpOfficeClient::login(const LoginRequest& request) {
    const std::lock_guard lock(m_mutex);
    return open_session("/api/v1/login", to_json(request));
}

Result<LoginAnswer> HttpOfficeClient::refresh_locked() {
    if (m_session.refresh_token.empty())
        return fail(ErrorCode::Unauthenticated, "Log in first");
    return open_session("/api/v1/refresh", to_json(RefreshRequest{m_session.refresh_token}));
}

Result<LoginAnswer> HttpOfficeClient::refresh() {
    const std::lock_guard lock(m_mutex);
    return refresh_locked();
}

Result<void> HttpOfficeClient::logout() {
    const std::lock_guard lock(m_mutex);
    for (int attempt = 0;; ++attempt) {
        Call call{"POST", "/api/v1/logout", to_json(RefreshRequest{m_session.refresh_token}).dump()};
        call.bearer = m_session.access_token;
        call.repeatable = false;
        const auto answer = send(call);
        if (answer)
            break;
        if (answer.error().code != ErrorCode::Unauthenticated || attempt > 0)
            return fail(answer.error());
        CANBO_TRY_VOID(refresh_locked()); // the body names the refresh token, so it changes with it
    }
    m_session = {};
    return m_options.store_session ? m_options.store_session(m_session) : Result<void>{};
}

Result<std::string> HttpOfficeClient::put_entry(const ledger::FrozenEntry& frozen) {
    const std::lock_guard lock(m_mutex);
    CANBO_TRY(HttpAnswer answer,
              send_as_person({"PUT", "/api/v1/entries/" + escaped(frozen.entry.id), frozen.canonical}));
    return std::move(answer.body);
}

Result<ledger::FrozenEntry> HttpOfficeClient::get_entry(std::string_view id) {
    const std::lock_guard lock(m_mutex);
    Call call{"GET", "/api/v1/entries/" + escaped(id)};
    call.most_answer_bytes = ledger::most_entry_bytes + 10'000;
    CANBO_TRY(const Json json, json_as_person(call));
    if (!json.is_object() || !json.contains("entry"))
        return fail(unreadable({ErrorCode::InvalidInput, "This field is missing", "entry", {}}));
    return readable(ledger::parse_entry(json["entry"].dump()));
}

Result<ChangesPage> HttpOfficeClient::changes(std::int64_t after, std::size_t limit) {
    const std::lock_guard lock(m_mutex);
    Call call{"GET", fmt::format("/api/v1/changes?after={}&limit={}", after, std::min(limit, most_changes))};
    call.most_answer_bytes = most_page_answer;
    CANBO_TRY(const Json json, json_as_person(call));
    return readable(changes_page_from_json(json));
}

Result<bool> HttpOfficeClient::has_blob(std::string_view digest) {
    const std::lock_guard lock(m_mutex);
    const auto answer = send_as_person({"HEAD", "/api/v1/blobs/" + escaped(digest)});
    if (!answer && answer.error().code != ErrorCode::NotFound)
        return fail(answer.error());
    return answer.has_value();
}

Result<void> HttpOfficeClient::put_blob(std::string_view digest, std::string_view content) {
    if (content.size() > most_blob_bytes)
        return fail(ErrorCode::TooLarge, "The attachment is larger than 20 megabytes");
    const std::lock_guard lock(m_mutex);
    if (content.size() > most_part_bytes) {
        const auto sent = Call::put_parts(*this, digest, content);
        if (sent || sent.error().code != ErrorCode::NotFound) // an office of before takes it in one piece
            return sent;
    }
    CANBO_TRY(const HttpAnswer answer, send_as_person({"PUT", "/api/v1/blobs/" + escaped(digest), std::string(content),
                                                       "application/octet-stream"}));
    static_cast<void>(answer);
    return {};
}

/// On from where the office is: after a line that broke, and after an answer that was lost.
Result<void> HttpOfficeClient::Call::put_parts(HttpOfficeClient& client, std::string_view digest,
                                               std::string_view content) {
    const std::string path = "/api/v1/blobs/" + escaped(digest) + "/parts";
    constexpr int most_doubts = 5;
    for (int doubts = 0; doubts < most_doubts; ++doubts) {
        CANBO_TRY(const Json here, client.json_as_person({"GET", path}));
        const Json nothing;
        const Json& complete = here.is_object() && here.contains("complete") ? here["complete"] : nothing;
        const Json& from = here.is_object() && here.contains("offset") ? here["offset"] : nothing;
        if (complete == true)
            return {};
        if (!from.is_number_integer() || from.get<std::int64_t>() < 0 || from.get<std::size_t>() > content.size())
            return fail(unreadable({ErrorCode::InvalidInput, "This field is missing", "offset", {}}));
        for (auto offset = from.get<std::size_t>();;) {
            const auto part = content.substr(offset, most_part_bytes);
            const bool last = offset + part.size() == content.size();
            Call call{"PATCH", path, std::string(part), "application/octet-stream"};
            call.headers = {{"Upload-Offset", std::to_string(offset)}, {"Upload-Complete", last ? "?1" : "?0"}};
            const auto answer = client.send_as_person(std::move(call));
            if (!answer && answer.error().code == ErrorCode::Conflict)
                break; // it has more than this desk knew
            if (!answer)
                return fail(answer.error());
            if (last)
                return {};
            offset += part.size();
        }
    }
    return fail(ErrorCode::Unreachable, "The office did not answer");
}

Result<std::string> HttpOfficeClient::get_blob(std::string_view digest) {
    const std::lock_guard lock(m_mutex);
    Call call{"GET", "/api/v1/blobs/" + escaped(digest)};
    call.most_answer_bytes = most_blob_bytes;
    CANBO_TRY(HttpAnswer answer, send_as_person(call));
    if (base::sha256_hex(answer.body) != digest)
        return fail(ErrorCode::DigestMismatch, "The attachment does not fit its digest; it changed on the way");
    return std::move(answer.body);
}

Result<std::vector<AccountMessage>> HttpOfficeClient::accounts_at(const char* path) {
    const std::lock_guard lock(m_mutex);
    Call call{"GET", path};
    call.most_answer_bytes = most_page_answer;
    CANBO_TRY(const Json json, json_as_person(call));
    return readable(account_messages_from_json(json));
}

Result<std::vector<AccountMessage>> HttpOfficeClient::list_accounts() { return accounts_at("/api/v1/accounts"); }

Result<std::vector<AccountMessage>> HttpOfficeClient::people() { return accounts_at("/api/v1/people"); }

Result<AccountMessage> HttpOfficeClient::add_account(const NewAccount& account) {
    const std::lock_guard lock(m_mutex);
    CANBO_TRY(const Json json, json_as_person({"POST", "/api/v1/accounts", to_json(account).dump()}));
    return readable(account_message_from_json(json));
}

Result<AccountMessage> HttpOfficeClient::disable_account(std::string_view name) {
    const std::lock_guard lock(m_mutex);
    CANBO_TRY(const Json json, json_as_person({"POST", "/api/v1/accounts/" + escaped(name) + "/disable"}));
    return readable(account_message_from_json(json));
}

Result<std::vector<std::string>> HttpOfficeClient::exam_key_parts(std::string_view exam) {
    const std::lock_guard lock(m_mutex);
    CANBO_TRY(const Json json, json_as_person({"GET", "/api/v1/exams/" + escaped(exam) + "/key-parts"}));
    std::vector<std::string> parts;
    if (json.is_object() && json.contains("parts") && json["parts"].is_array())
        for (const auto& part : json["parts"])
            parts.push_back(part.is_string() ? part.get<std::string>() : std::string());
    return parts;
}

Result<AuditPage> HttpOfficeClient::audit(std::int64_t after, std::size_t limit) {
    const std::lock_guard lock(m_mutex);
    CANBO_TRY(const Json json, json_as_person({"GET", fmt::format("/api/v1/audit?after={}&limit={}", after, limit)}));
    return readable(audit_page_from_json(json));
}

Result<void> HttpOfficeClient::health() {
    const std::lock_guard lock(m_mutex);
    CANBO_TRY(const HttpAnswer answer, send({"GET", "/health"}));
    static_cast<void>(answer);
    return {};
}

} // namespace canbo::wire
