#pragma once

#include "wire/account_client.h"
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
    std::string pin{}; ///< SHA-256 of the public key (SubjectPublicKeyInfo) of the only certificate that is believed.

    /// "https://office.example:8443"; "http://" only for this machine (localhost, 127.x.x.x, [::1]). A pin stands at
    /// the end, "#sha256=" and 64 hex digits, so that it goes wherever the address goes.
    /// @error InvalidInput
    static Result<OfficeAddress> parse(std::string_view url);
    /// The address with this pin, in hex (colons do not count) or Base64, instead of the one it may have.
    /// @error InvalidInput
    static Result<std::string> pinned(std::string_view url, std::string_view pin);
    /// The same machine and port, whatever is pinned.
    bool same_place(const OfficeAddress& other) const { return host == other.host && port == other.port; }
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

/// OfficeClient and AccountClient over HTTP(S). Never uses a proxy. Renews the access token once by itself when the
/// office says it has run out. Safe from any thread: calls wait for each other.
class HttpOfficeClient final : public OfficeClient, public AccountClient {
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

    Result<LoginMethods> login_methods() override;
    Result<LoginAnswer> login_by_service(const ServiceLogin& request) override;
    Result<LoginAnswer> login_code(std::string_view code) override;
    Result<LoginAnswer> change_password(const PasswordChange& change) override;
    Result<OwnAccount> own_account() override;
    Result<std::vector<DeviceSession>> sessions() override;
    Result<void> end_session(std::string_view id) override;
    Result<void> end_other_sessions() override;
    Result<FactorKey> begin_second_factor(std::string_view password) override;
    Result<FactorConfirmed> confirm_second_factor(std::string_view code) override;
    Result<void> remove_second_factor(std::string_view code) override;
    Result<Json> own_data() override;
    Result<Json> person_data(std::string_view account) override;
    Result<Json> erase_person(std::string_view account, std::string_view reason) override;
    Result<AccountMessage> set_password(std::string_view account, std::string_view password) override;
    Result<AccountMessage> force_password_change(std::string_view account) override;
    Result<AccountMessage> reset_second_factor(std::string_view account) override;
    Result<std::vector<DeviceSession>> sessions_of(std::string_view account) override;
    Result<void> end_session_of(std::string_view account, std::string_view id) override;
    Result<void> end_sessions_of(std::string_view account) override;

private:
    struct Call;
    Result<std::vector<AccountMessage>> accounts_at(const char* path);
    Result<LoginAnswer> open_session(const char* path, const Json& message);
    Result<LoginAnswer> refresh_locked();
    Result<HttpAnswer> send(const Call& call);
    Result<HttpAnswer> send_as_person(Call call);
    Result<Json> json_as_person(const Call& call);
    Result<Json> post_as_person(std::string path, const Json& message = Json::object());
    Result<std::vector<DeviceSession>> sessions_at(std::string path);
    Result<Json> data_at(std::string path);
    Result<LoginAnswer> keep(const Json& json);
    Result<void> keep_locked(const LoginAnswer& answer);

    std::mutex m_mutex;
    ClientOptions m_options;
    std::unique_ptr<HttpTransport> m_transport;
    Session m_session;
};

} // namespace canbo::wire
