// What the office takes over HTTP on a real SQLite file at synchronous=FULL, against the same rows committed in groups
// by nothing but the server and the database, and against one commit for each request where a sync costs 4 ms.
//   office_bench SHARE FOLDER [SECONDS]     prints one JSON object; figures are ratios of one run
//   office_bench load SECONDS CLIENTS TOKEN PORT [PORT…]     only the clients, for offices that run elsewhere here
#include "base/crypto.h"
#include "http_server.h"
#include "ledger/receipt.h"
#include "support/plan_office.h"
#include "wire/network.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <filesystem>
#include <mutex>
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

std::string put_request(const ledger::FrozenEntry& entry, const std::string& token) {
    return test::request_text("PUT", "/api/v1/entries/" + entry.entry.id, entry.canonical, token);
}

struct Figures {
    double per_second{0};
    double syncs_each{0};
};

/// So many clients, each with one request at a time, spread over the ports.
Figures load(const std::vector<std::uint16_t>& ports, const std::string& token, int clients,
             std::chrono::milliseconds time) {
    std::atomic<int> next{0};
    std::atomic<int> accepted{0};
    const auto prepared = static_cast<std::size_t>(time.count()) * 20; // more than any run here takes
    static std::vector<ledger::FrozenEntry> entries;
    while (entries.size() < prepared)
        entries.push_back(test::plan_entry(static_cast<int>(entries.size())));
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
            test::PlainClient client(port);
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

/// The same rows behind the same server, and nothing else: no login, no digest, no JSON, no rule, no signature.
class Bare final : public service::HttpApi {
public:
    Bare(const fs::path& folder, bool together)
        : m_together(together), m_stores(apps::open_sqlite_stores(folder / "bare.db", "0.1.0").value()),
          m_example(test::plan_entry(1)),
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
    test::PlanOffice office(share, fresh(folder, "full"), {test::plan_account("dm.sdl", people::Role::Focal, "SDL")},
                            many_threads());
    const std::string token = office.token("dm.sdl");
    BareServer together(fresh(folder, "together"), true);
    BareServer alone(fresh(folder, "alone"), false);
    const auto full = [&](int clients) { return load({office.server->port()}, token, clients, time); };
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
