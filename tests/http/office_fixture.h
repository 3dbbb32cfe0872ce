#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "ledger/entry.h"
#include "service/office_server.h"
#include "wire/http_office_client.h"

#include <atomic>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace canbo::test {

/// Stands still until told, from any thread.
class SettableClock final : public base::Clock {
public:
    base::Time now() const override { return base::Time{std::chrono::milliseconds{m_now.load()}}; }
    void advance(std::chrono::milliseconds by) { m_now += by.count(); }

private:
    std::atomic<std::int64_t> m_now{base::parse_time("2024-02-12T08:00:00+07:00")->time_since_epoch().count()};
};

struct Reply {
    int status{0};
    std::map<std::string, std::string> headers; ///< Names in lower case.
    std::string body;
    Json json() const { return Json::parse(body, nullptr, false); }
    std::string type() const { return json().value("type", ""); }
};

inline const std::string password = "mật khẩu đủ dài";

enum class Keep { Memory, Sqlite };

/// A running office with an account per role ("focal", "leader", …; agency SYT below UBND), "focal.sgd" of another
/// agency, and two kinds of entry: "note" for its agency, "bulletin" for everybody. "note" refuses the subject
/// "locked" with Closed and "wrong" with InvalidInput, and stands still for a moment at "slow".
class OfficeFixture {
public:
    explicit OfficeFixture(service::ServerOptions options = {}, Keep keep = Keep::Memory,
                           service::RequestRates rates = {});
    ~OfficeFixture();

    SettableClock clock;
    service::OfficeStores stores;
    base::SigningKey key{base::SigningKey::generate()};
    std::string token_secret{base::random_bytes(32)};
    service::LoginService* login_service{nullptr}; ///< For the next start().
    service::OpenDataPort open_data{};             ///< The same.
    std::unique_ptr<service::OfficeServer> server;

    /// A server on these stores that asks those roles for a second factor; where there was one, reset it before.
    void start(service::FactorRoles second_factor, service::ServerOptions options = {},
               service::RequestRates rates = {});

    std::uint16_t port() const { return server->port(); }
    /// One request on a connection of its own.
    Reply ask(const std::string& method, const std::string& path, const std::string& body = {},
              const std::string& token = {}, const std::map<std::string, std::string>& headers = {}) const;
    Reply log_in(const std::string& name, const std::string& with = password) const;
    std::string token(const std::string& name) const { return log_in(name).json().value("access_token", ""); }
    Reply put(const ledger::FrozenEntry& frozen, const std::string& token) const {
        return ask("PUT", "/api/v1/entries/" + frozen.entry.id, frozen.canonical, token);
    }
    wire::HttpOfficeClient client(wire::Session session = {}, wire::ClientOptions options = {}) const;
    std::vector<ledger::AuditEvent> audit() const;

private:
    std::filesystem::path m_folder;
    ledger::KindRegistry m_kinds;
};

ledger::FrozenEntry entry_of(const std::string& author, const std::string& agency, const std::string& subject,
                             const std::string& kind = "note", Json body = {{"text", "Kết quả"}});

/// Answers every connection with the same bytes: a hotel's portal, a broken proxy; with none: says nothing.
class Impostor {
public:
    enum class Manner { Answer, Close, Reset }; ///< Close and Reset: at once, whatever was asked.
    explicit Impostor(std::string answer, Manner manner = Manner::Answer);
    ~Impostor();
    /// A server on these stores that asks those roles for a second factor; where there was one, reset it before.
    void start(service::FactorRoles second_factor, service::ServerOptions options = {},
               service::RequestRates rates = {});

    std::uint16_t port() const;

private:
    struct Listener;
    std::unique_ptr<Listener> m_listener;
};

/// A raw connection, for what no HTTP library would send.
class RawConnection {
public:
    explicit RawConnection(std::uint16_t port);
    ~RawConnection();
    RawConnection(RawConnection&&) noexcept;
    bool send(std::string_view bytes); ///< False when the other side has gone.
    /// Everything until the other side closes or `longest` has passed; stops early after a whole answer.
    std::string receive(std::chrono::milliseconds longest = std::chrono::seconds(10));

private:
    struct Socket;
    std::unique_ptr<Socket> m_socket;
};

} // namespace canbo::test
