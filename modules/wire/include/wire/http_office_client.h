#pragma once

#include "wire/office_client.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

namespace canbo::wire {

struct HttpAnswer;
class HttpTransport;

/// Where the office is.
struct OfficeAddress {
    bool secure{true};
    std::string host;
    std::uint16_t port{443};

    /// "https://office.example:8443"; "http://" only for this machine (localhost, 127.x.x.x, [::1]).
    /// @error InvalidInput
    static Result<OfficeAddress> parse(std::string_view url);
};

/// The tokens of a session. Secrets: a desk keeps them sealed, nobody logs them.
struct Session {
    std::string access_token;
    std::string refresh_token;
};

struct ClientOptions {
    std::filesystem::path ca_file; ///< PEM; empty: the machine's own authorities.
    std::chrono::milliseconds connect_timeout{5'000};
    std::chrono::milliseconds io_timeout{15'000};      ///< Between two pieces.
    std::chrono::milliseconds answer_deadline{60'000}; ///< For a whole answer.
    /// Told every new pair of tokens before it is used; when it fails the call fails. Called on the caller's thread.
    std::function<Result<void>(const Session&)> store_session;
};

/// OfficeClient over HTTP(S). Never uses a proxy. Renews the access token once by itself when the office says it has
/// run out. Safe from any thread: calls wait for each other.
class HttpOfficeClient final : public OfficeClient {
public:
    HttpOfficeClient(OfficeAddress address, ClientOptions options, Session session = {});
    ~HttpOfficeClient() override;

    Result<LoginAnswer> login(const LoginRequest& request) override;
    Result<LoginAnswer> refresh() override;
    Result<void> logout() override;
    Result<std::string> put_entry(const ledger::FrozenEntry& frozen) override;
    Result<ledger::FrozenEntry> get_entry(std::string_view id) override;
    Result<ChangesPage> changes(std::int64_t after, std::size_t limit) override;
    Result<bool> has_blob(std::string_view digest) override;
    Result<void> put_blob(std::string_view digest, std::string_view content) override;
    Result<std::string> get_blob(std::string_view digest) override;
    Result<std::vector<AccountMessage>> list_accounts() override;
    Result<std::vector<AccountMessage>> people() override;
    Result<AccountMessage> add_account(const NewAccount& account) override;
    Result<AccountMessage> disable_account(std::string_view name) override;
    Result<std::vector<std::string>> exam_key_parts(std::string_view exam) override;
    Result<AuditPage> audit(std::int64_t after, std::size_t limit) override;
    Result<void> health() override;

private:
    struct Call;
    Result<std::vector<AccountMessage>> accounts_at(const char* path);
    Result<LoginAnswer> open_session(const char* path, const Json& message);
    Result<LoginAnswer> refresh_locked();
    Result<HttpAnswer> send(const Call& call);
    Result<HttpAnswer> send_as_person(Call call);
    Result<Json> json_as_person(const Call& call);

    std::mutex m_mutex;
    ClientOptions m_options;
    std::unique_ptr<HttpTransport> m_transport;
    Session m_session;
};

} // namespace canbo::wire
