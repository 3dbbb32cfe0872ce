// What the office takes over HTTP on a real SQLite file at synchronous=FULL, against the same rows committed in groups
// by nothing but the server and the database, and against one commit for each request where a sync costs 4 ms.
//   office_bench SHARE FOLDER [SECONDS]     prints one JSON object; figures are ratios of one run
//   office_bench load SECONDS CLIENTS TOKEN PORT [PORT…]     only the clients, for offices that run elsewhere here
#include "base/crypto.h"
#include "common/office_kinds.h"
#include "common/office_stores.h"
#include "formats/content.h"
#include "http_server.h"
#include "ledger/receipt.h"
#include "service/office_server.h"
#include "wire/messages.h"
#include "wire/network.h"

#include <fmt/format.h>

#include <algorithm>
#include <arpa/inet.h>
#include <atomic>
#include <cstdio>
#include <filesystem>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <thread>
#include <unistd.h>

namespace {
std::atomic<int> syncs{0};
std::atomic<int> sync_microseconds{0}; // beyond what the disk itself takes
std::atomic<int> unsynced_answers{0};

int counted(int file, long call) {
    if (const int pause = sync_microseconds; pause > 0)
        std::this_thread::sleep_for(std::chrono::microseconds(pause));
    const int done = static_cast<int>(syscall(call, file));
    ++syncs;
    return done;
}
} // namespace

// Stand before the C library's, for SQLite too.
extern "C" int fdatasync(int file) { return counted(file, SYS_fdatasync); }
extern "C" int fsync(int file) { return counted(file, SYS_fsync); }

namespace {

using namespace canbo;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

const std::string password = "mật khẩu đủ dài";
constexpr int models[] = {9, 13, 22, 39}; // in which Sở Du lịch has tasks

ledger::FrozenEntry plan_entry(int number) {
    const int model = models[number % 4];
    const Json milestone{{"id", "m1"},
                         {"name", "Mốc công việc số " + std::to_string(number)},
                         {"from", nullptr},
                         {"due", "2024-06-30"},
                         {"responsible", "Phòng Quản lý Du lịch"}};
    const Json body{{"model", model},
                    {"note", "Đăng ký kế hoạch thực hiện mô hình theo Kế hoạch 395; bản " + std::to_string(number) +
                                 std::string(500, 'x')},
                    {"people", {"Phòng Quản lý Du lịch"}},
                    {"indicators", Json::array()},
                    {"milestones", {milestone}}};
    return ledger::freeze({base::new_uuid(), "plan", "SDL", fmt::format("model-{:02}", model), 1, body, "dm.sdl",
                           *base::parse_time("2024-02-16T02:00:00Z")})
        .value();
}

std::string put_request(const ledger::FrozenEntry& entry, const std::string& token) {
    return fmt::format("PUT /api/v1/entries/{} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {}\r\n"
                       "Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
                       entry.entry.id, token, entry.canonical.size(), entry.canonical);
}

/// A client's kept connection.
class Client {
public:
    explicit Client(std::uint16_t port) {
        m_socket = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int on = 1;
        ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        CANBO_CHECK(::connect(m_socket, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0);
    }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;
    ~Client() { ::close(m_socket); }

    std::string ask(const std::string& request) {
        CANBO_CHECK(::send(m_socket, request.data(), request.size(), MSG_NOSIGNAL) ==
                    static_cast<ssize_t>(request.size()));
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

struct Figures {
    double per_second{0};
    double syncs_each{0};
};

/// So many clients, each with one request at a time, spread over the ports.
Figures load(const std::vector<std::uint16_t>& ports, const std::string& token, int clients,
             std::chrono::milliseconds time) {
    std::atomic<int> next{0};
    std::atomic<int> accepted{0};
    const auto prepared = static_cast<std::size_t>(time.count()) * 9; // more than any run here takes
    static std::vector<ledger::FrozenEntry> entries;
    while (entries.size() < prepared)
        entries.push_back(plan_entry(static_cast<int>(entries.size())));
    for (auto& entry : entries) { // new ones under the same weight
        const std::string id = base::new_uuid();
        entry.canonical.replace(entry.canonical.find(entry.entry.id), id.size(), id);
        entry.entry.id = id;
    }
    const int before = syncs;
    const auto begun = std::chrono::steady_clock::now();
    std::vector<std::thread> threads;
    for (int i = 0; i < clients; ++i)
        threads.emplace_back([&, port = ports[static_cast<std::size_t>(i) % ports.size()]] {
            Client client(port);
            while (std::chrono::steady_clock::now() - begun < time) {
                const auto mine = static_cast<std::size_t>(next++);
                CANBO_CHECK(mine < entries.size());
                const int seen = syncs;
                const std::string answer = client.ask(put_request(entries[mine], token));
                if (!answer.starts_with("HTTP/1.1 201")) {
                    std::fprintf(stderr, "%s\n", answer.c_str());
                    std::abort();
                }
                unsynced_answers += syncs > seen ? 0 : 1;
                ++accepted;
            }
        });
    for (auto& thread : threads)
        thread.join();
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begun;
    return {accepted / passed.count(), static_cast<double>(syncs - before) / accepted};
}

service::ServerOptions many_threads() {
    service::ServerOptions options;
    options.limits.threads = 80;
    return options;
}

/// The office as canbo-office runs it.
struct Office {
    Office(const fs::path& share, const fs::path& folder)
        : content(formats::load_plan_content(share).value()),
          stores(apps::open_sqlite_stores(folder / "office.db", "0.1.0").value()) {
        apps::register_kinds(kinds, content, share);
        auto tx = stores.database->begin(Database::Mode::Write).value();
        const auto focal =
            people::make_account("dm.sdl", people::Role::Focal, "SDL", password, base::HashCost::Least).value();
        CANBO_CHECK(stores.accounts->put(*tx, focal));
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
                                   base::SigningKey::generate(),
                                   base::random_bytes(32),
                                   base::HashCost::Least};
        ports.rates.account = {1e9, 1e9}; // one account plays a province here
        server = std::make_unique<service::OfficeServer>(std::move(ports));
        CANBO_CHECK(server->start(many_threads()));
        const std::string login = to_json(wire::LoginRequest{"dm.sdl", password}).dump();
        const std::string answer = Client(server->port())
                                       .ask(fmt::format("POST /api/v1/login HTTP/1.1\r\nHost: x\r\n"
                                                        "Content-Length: {}\r\n\r\n{}",
                                                        login.size(), login));
        token = base::parse_json(answer.substr(answer.find("\r\n\r\n") + 4)).value()["access_token"];
    }

    formats::PlanContent content;
    service::OfficeStores stores;
    ledger::KindRegistry kinds;
    base::ManualClock clock{*base::parse_time("2024-02-16T09:00:00+07:00")};
    std::unique_ptr<service::OfficeServer> server;
    std::string token;
};

/// The same rows behind the same server, and nothing else: no login, no digest, no JSON, no rule, no signature.
class Bare final : public service::HttpApi {
public:
    Bare(const fs::path& folder, bool together)
        : m_together(together), m_stores(apps::open_sqlite_stores(folder / "bare.db", "0.1.0").value()),
          m_example(plan_entry(1)),
          m_receipt(ledger::sign_receipt(
              {m_example.entry.id, m_example.digest, 1'000, base::Time{}, {}, {}, m_example.digest},
              base::SigningKey::generate())) {}

    std::variant<service::AdmittedRequest, service::Answer> begin(const service::RequestHead& head) override {
        return service::AdmittedRequest{
            1'000'000, [this, id = head.path.substr(16)](std::string_view body) { return take(id, body); }};
    }
    void count(int) override {}

private:
    service::Answer take(const std::string& id, std::string_view body) {
        std::unique_lock lock(m_alone, std::defer_lock);
        if (!m_together)
            lock.lock();
        ledger::StoredEntry stored{0, m_example.entry, std::string(body), m_example.digest, "SDL", {}, m_receipt};
        stored.entry.id = id;
        auto tx = m_stores.database->begin(Database::Mode::Write).value();
        stored.sequence = ++m_sequence;
        CANBO_CHECK(m_stores.entries->append(*tx, stored));
        CANBO_CHECK(m_stores.chain->append(
            *tx, {stored.sequence, ledger::ChainLink::Of::Entry, stored.sequence, stored.digest, ""}));
        CANBO_CHECK(tx->commit());
        return {201, "application/json", m_receipt};
    }

    const bool m_together;
    service::OfficeStores m_stores;
    const ledger::FrozenEntry m_example;
    const std::string m_receipt;
    std::mutex m_alone;
    std::int64_t m_sequence{0};
};

struct BareServer {
    BareServer(const fs::path& folder, bool together) : api(folder, together), server(api) {
        CANBO_CHECK(server.start(many_threads()));
    }
    Bare api;
    service::HttpServer server;
};

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

fs::path fresh(const fs::path& folder, const char* name) {
    fs::create_directories(folder / name);
    return folder / name;
}

Json measure(const fs::path& share, const fs::path& folder, std::chrono::milliseconds time) {
    Office office(share, fresh(folder, "full"));
    BareServer together(fresh(folder, "together"), true);
    BareServer alone(fresh(folder, "alone"), false);
    const auto full = [&](int clients) { return load({office.server->port()}, office.token, clients, time); };
    full(64); // everything once before: prepared, read, warm
    load({together.server.port()}, "", 64, time);
    std::vector<double> ratios, fulls, bares, full_syncs;
    for (int round = 0; round < 5; ++round) {
        const auto bare = load({together.server.port()}, "", 64, time);
        const auto whole = full(64);
        ratios.push_back(whole.per_second / bare.per_second);
        fulls.push_back(whole.per_second);
        bares.push_back(bare.per_second);
        full_syncs.push_back(whole.syncs_each);
    }
    const auto one = full(1);
    sync_microseconds = 4'000;
    const auto slow_single = load({alone.server.port()}, "", 64, time);
    const auto slow_full = full(64);
    const auto slow_one = full(1);
    sync_microseconds = 0;
    return {{"full_per_second", median(fulls)},
            {"bare_per_second", median(bares)},
            {"ratio", median(ratios)},
            {"syncs_64", *std::max_element(full_syncs.begin(), full_syncs.end())},
            {"syncs_1", one.syncs_each},
            {"one_client_per_second", one.per_second},
            {"slow_single_per_second", slow_single.per_second},
            {"slow_full_per_second", slow_full.per_second},
            {"slow_ratio", slow_full.per_second / slow_single.per_second},
            {"slow_syncs_64", slow_full.syncs_each},
            {"slow_syncs_1", slow_one.syncs_each},
            {"unsynced_answers", unsynced_answers.load()}};
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 3)
        return 2;
    base::init_crypto();
    wire::init_network();
    if (argc > 5 && std::string_view(argv[1]) == "load") {
        std::vector<std::uint16_t> ports;
        for (int i = 5; i < argc; ++i)
            ports.push_back(static_cast<std::uint16_t>(std::atoi(argv[i])));
        const auto done = load(ports, argv[4], std::atoi(argv[3]),
                               std::chrono::milliseconds(static_cast<int>(std::atof(argv[2]) * 1000)));
        std::printf("%.1f\n", done.per_second);
        return 0;
    }
    const auto seconds = argc > 3 ? std::atof(argv[3]) : 2.0;
    const auto out = measure(argv[1], argv[2], std::chrono::milliseconds(static_cast<int>(seconds * 1000)));
    std::printf("%s\n", out.dump(2).c_str());
    return 0;
}
