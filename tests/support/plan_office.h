#pragma once

#include "common/office_kinds.h"
#include "common/office_stores.h"
#include "formats/content.h"
#include "service/office_server.h"
#include "wire/messages.h"

#include <fmt/format.h>

#include <arpa/inet.h>
#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <netinet/tcp.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

// An office as canbo-office runs it, in this process: the plan's content, a real SQLite file, real sockets; its clock
// stands still until told, and password checks cost little.
namespace canbo::test {

inline const std::string plan_password = "mật khẩu đủ dài";

/// A client's kept connection; one request at a time.
class PlainClient {
public:
    explicit PlainClient(std::uint16_t port) {
        m_socket = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int on = 1;
        ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        CANBO_CHECK(::connect(m_socket, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0);
    }
    PlainClient(const PlainClient&) = delete;
    PlainClient& operator=(const PlainClient&) = delete;
    ~PlainClient() { ::close(m_socket); }

    /// Head and body as they came; short where the office hung up.
    std::string ask(const std::string& request) {
        if (::send(m_socket, request.data(), request.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request.size()))
            return {};
        std::string answer;
        char buffer[16'384];
        for (;;) {
            const ssize_t count = ::recv(m_socket, buffer, sizeof buffer, 0);
            if (count <= 0)
                return answer;
            answer.append(buffer, static_cast<std::size_t>(count));
            const auto head = answer.find("\r\n\r\n");
            const auto length = answer.find("Content-Length: ");
            if (head != std::string::npos && answer.size() >= head + 4 + std::stoul(answer.substr(length + 16, 10)))
                return answer;
        }
    }

private:
    int m_socket{-1};
};

/// A request's text. Empty token: nobody is logged in.
inline std::string request_text(std::string_view method, std::string_view path, std::string_view body = {},
                                std::string_view token = {}) {
    return fmt::format("{} {} HTTP/1.1\r\nHost: x\r\n{}{}{}Content-Type: application/json\r\nContent-Length: "
                       "{}\r\n\r\n{}",
                       method, path, token.empty() ? "" : "Authorization: Bearer ", token, token.empty() ? "" : "\r\n",
                       body.size(), body);
}

inline std::string body_of(const std::string& answer) {
    const auto head = answer.find("\r\n\r\n");
    return head == std::string::npos ? std::string() : answer.substr(head + 4);
}

class SteppedClock final : public base::Clock {
public:
    explicit SteppedClock(base::Time at) : m_now(at.time_since_epoch().count()) {}
    base::Time now() const override { return base::Time{std::chrono::milliseconds{m_now.load()}}; }
    void set(base::Time at) { m_now = at.time_since_epoch().count(); }
    void advance(std::chrono::milliseconds by) { m_now += by.count(); }

private:
    std::atomic<std::int64_t> m_now;
};

class PlanOffice {
public:
    /// `change` may add to the content before the office begins, `accounts` are added. The folder must exist.
    PlanOffice(const std::filesystem::path& share, const std::filesystem::path& folder,
               std::vector<people::Account> accounts, const service::ServerOptions& options = {},
               const std::function<void(formats::PlanContent&)>& change = {})
        : content(formats::load_plan_content(share).value()),
          stores(apps::open_sqlite_stores(folder / "office.db", "0.1.0").value()) {
        if (change)
            change(content);
        apps::register_kinds(kinds, content, share);
        auto tx = stores.database->begin(Database::Mode::Write).value();
        for (const auto& account : accounts)
            CANBO_CHECK(stores.accounts->put(*tx, account));
        CANBO_CHECK(tx->commit());
        service::OfficePorts ports{*stores.database,
                                   *stores.entries,
                                   *stores.blobs,
                                   *stores.staged_blobs,
                                   *stores.accounts,
                                   *stores.sessions,
                                   *stores.factors,
                                   *stores.used_tokens,
                                   *stores.audit,
                                   *stores.chain,
                                   kinds,
                                   clock,
                                   apps::agency_source(*stores.entries, content.agencies),
                                   key,
                                   base::random_bytes(32),
                                   base::HashCost::Least};
        ports.rates.account = {1e9, 1e9}; // one account plays a province here
        server = std::make_unique<service::OfficeServer>(std::move(ports));
        CANBO_CHECK(server->start(options));
    }

    std::string token(const std::string& name) const {
        const std::string login = to_json(wire::LoginRequest{name, plan_password}).dump();
        const std::string answer = PlainClient(server->port()).ask(request_text("POST", "/api/v1/login", login));
        return base::parse_json(body_of(answer)).value()["access_token"];
    }

    formats::PlanContent content;
    service::OfficeStores stores;
    ledger::KindRegistry kinds;
    SteppedClock clock{*base::parse_time("2024-02-16T09:00:00+07:00")};
    base::SigningKey key{base::SigningKey::generate()};
    std::unique_ptr<service::OfficeServer> server;
};

/// Sở Du lịch registers a plan: an entry of that many octets and a little more.
inline ledger::FrozenEntry plan_entry(int number, std::size_t octets = 500) {
    constexpr int models[] = {9, 13, 22, 39}; // in which it has tasks
    const int model = models[number % 4];
    const Json milestone{{"id", "m1"},
                         {"name", "Mốc công việc số " + std::to_string(number)},
                         {"from", nullptr},
                         {"due", "2024-06-30"},
                         {"responsible", "Phòng Quản lý Du lịch"}};
    const Json body{{"model", model},
                    {"note", "Đăng ký kế hoạch thực hiện mô hình theo Kế hoạch 395; bản " + std::to_string(number) +
                                 std::string(octets, 'x')},
                    {"people", {"Phòng Quản lý Du lịch"}},
                    {"indicators", Json::array()},
                    {"milestones", {milestone}}};
    return ledger::freeze({base::new_uuid(), "plan", "SDL", fmt::format("model-{:02}", model), 1, body, "dm.sdl",
                           *base::parse_time("2024-02-16T02:00:00Z")})
        .value();
}

inline people::Account plan_account(const std::string& name, people::Role role, const std::string& agency) {
    return people::make_account(name, role, agency, plan_password, base::HashCost::Least).value();
}

} // namespace canbo::test
