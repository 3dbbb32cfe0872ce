// A day of the office in a few minutes: requests of every kind without end, while its clock goes through 24 hours.
// Memory and descriptors must stay as they are. The clients are another process, so that only the office is measured.
// What fills slowly is SQLite's page caches, up to their bound: they are filled first, and held against it; the rest
// must not rise at all.
//   fault_soak SHARE FOLDER REQUESTS     prints one line of figures; exit 0 when all stay flat
#include "base/crypto.h"
#include "support/plan_office.h"
#include "wire/network.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <malloc.h>
#include <sys/wait.h>
#include <thread>

extern "C" std::size_t __sanitizer_get_current_allocated_bytes() __attribute__((weak)); // null without a sanitizer

using namespace canbo;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

constexpr int clients = 8;
constexpr int requests_of_a_connection = 60;
constexpr double least_served = 0.6; // of the requests; three in ten ask for what must be refused
constexpr double warm = 0.25;        // of the requests come before anything is held against a bound
// What SQLite may hold: a page cache of 2,000 KiB (its default) for each reader that the pool keeps and for the writer,
// and a quarter of that for statements, look-aside memory and what a cache needs besides its pages.
constexpr int kept_readers = 8;
constexpr double sqlite_bound = (kept_readers + 1) * 2'000.0 / 1'024 * 1.25;
// For every 100,000 requests, once the caches are full.
constexpr double most_own = 0.05; // megabytes
constexpr double most_resident = 0.6;
/// A run that is shorter has not touched every page of its heap: its resident size is held against a bound only, which
/// is what SQLite may hold, what the office holds, and so much between them.
constexpr int long_run = 200'000;
constexpr double most_between = 6;
constexpr double most_descriptors_more = 4;

/// What one desk asks in its day.
class Visitor {
public:
    explicit Visitor(std::uint16_t port) : m_port(port) {}

    void ask_next() {
        if (!m_connection || m_asked % requests_of_a_connection == 0)
            m_connection = std::make_unique<test::PlainClient>(m_port);
        const std::string answer = m_connection->ask(next());
        if (answer.empty())
            m_connection.reset(); // closed while it idled
        if (answer.starts_with("HTTP/1.1 401"))
            log_in();
        if (answer.starts_with("HTTP/1.1 5"))
            ++unserved;
        if (answer.starts_with("HTTP/1.1 2"))
            ++served;
        ++m_asked;
    }

    int unserved{0};
    int served{0}; ///< With what was asked for.

private:
    std::string next() {
        switch (m_asked % 10) {
        case 0:
            m_entry = test::plan_entry(m_asked, 100);
            [[fallthrough]];
        case 1:
        case 2: // the same again, after a cut line
            return test::request_text("PUT", "/api/v1/entries/" + m_entry.entry.id, m_entry.canonical, m_token);
        case 3:
        case 4:
            return test::request_text("GET", fmt::format("/api/v1/changes?after={}&limit=5", m_asked / 10), {},
                                      m_token);
        case 5:
            return test::request_text("GET", "/api/v1/entries/" + m_entry.entry.id, {}, m_token);
        case 6:
            return test::request_text("PUT", "/api/v1/entries/" + base::new_uuid(), R"({"id": [[[[)", m_token);
        case 7:
            return test::request_text("GET", fmt::format("/api/v1/entries/{}", m_asked), {}, "not.a.token");
        case 8:
            return upload();
        default:
            return rare();
        }
    }

    std::string upload() {
        const std::string content = base::random_bytes(300);
        return test::request_text("PUT", "/api/v1/blobs/" + base::sha256_hex(content), content, m_token);
    }

    std::string rare() {
        if (m_asked % 1'000 == 999) {
            const Json wrong{{"name", fmt::format("ai.do{}", m_asked)}, {"password", "sai"}};
            return test::request_text("POST", "/api/v1/login", wrong.dump());
        }
        return test::request_text("GET", m_asked % 100 == 99 ? "/metrics" : fmt::format("/nowhere/{}", m_asked));
    }

    void log_in() {
        const Json login{{"name", "dm.sdl"}, {"password", test::plan_password}};
        const std::string answer =
            test::PlainClient(m_port).ask(test::request_text("POST", "/api/v1/login", login.dump()));
        const auto json = base::parse_json(test::body_of(answer));
        if (json && json->contains("access_token"))
            m_token = (*json)["access_token"];
    }

    const std::uint16_t m_port;
    std::unique_ptr<test::PlainClient> m_connection;
    ledger::FrozenEntry m_entry{test::plan_entry(0, 100)};
    std::string m_token;
    int m_asked{0};
};

/// The other process: reads the port, writes how many requests are done, and at the end how many met a 5xx.
int visit(int from_office, int to_office, int requests) {
    std::uint16_t port = 0;
    if (::read(from_office, &port, sizeof port) != sizeof port)
        return 1;
    base::init_crypto();
    std::atomic<int> done{0}, unserved{0}, served{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < clients; ++i)
        threads.emplace_back([&] {
            Visitor visitor(port);
            while (done++ < requests)
                visitor.ask_next();
            unserved += visitor.unserved;
            served += visitor.served;
        });
    while (done < requests) {
        const int now = done;
        if (::write(to_office, &now, sizeof now) != sizeof now)
            return 1;
        std::this_thread::sleep_for(20ms);
    }
    for (auto& thread : threads)
        thread.join();
    return unserved == 0 && served > least_served * requests ? 0 : 1;
}

/// Bytes that SQLite has from its allocator: its page caches, statements and connections. Counted here, because what a
/// whole day fills slowly is a cache with a bound, and what grows without one is a leak.
std::atomic<std::int64_t> sqlite_bytes{0};
sqlite3_mem_methods plain_sqlite;

void* sqlite_malloc(int bytes) {
    void* block = plain_sqlite.xMalloc(bytes);
    sqlite_bytes += block != nullptr ? plain_sqlite.xSize(block) : 0;
    return block;
}

void sqlite_free(void* block) {
    sqlite_bytes -= block != nullptr ? plain_sqlite.xSize(block) : 0;
    plain_sqlite.xFree(block);
}

void* sqlite_realloc(void* block, int bytes) {
    const int before = plain_sqlite.xSize(block);
    void* moved = plain_sqlite.xRealloc(block, bytes);
    sqlite_bytes += moved != nullptr ? plain_sqlite.xSize(moved) - before : 0;
    return moved;
}

/// Before anything else of SQLite.
void count_sqlite() {
    CANBO_CHECK(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &plain_sqlite) == SQLITE_OK);
    sqlite3_mem_methods counting = plain_sqlite;
    counting.xMalloc = sqlite_malloc;
    counting.xFree = sqlite_free;
    counting.xRealloc = sqlite_realloc;
    CANBO_CHECK(sqlite3_config(SQLITE_CONFIG_MALLOC, &counting) == SQLITE_OK);
}

/// Bytes in use on the heap. A sanitizer has a heap of its own, of which the C library's counters know nothing.
double heap_bytes() {
    if (__sanitizer_get_current_allocated_bytes != nullptr)
        return static_cast<double>(__sanitizer_get_current_allocated_bytes());
    const auto heap = ::mallinfo2();
    return static_cast<double>(heap.uordblks + heap.hblkhd);
}

struct Sample {
    double share;     ///< Of the requests.
    double resident;  ///< Megabytes of the process, its files not counted.
    double allocated; ///< Megabytes in use on the heap, without SQLite's: what the office itself holds.
    double sqlite;    ///< Megabytes that SQLite holds.
    double descriptors;
};

double own_megabytes() {
    std::ifstream status("/proc/self/status");
    std::string word;
    double kilobytes = 0;
    while (status >> word)
        if (word == "RssAnon:")
            status >> kilobytes;
    return kilobytes / 1024;
}

double open_descriptors() {
    const auto range = fs::directory_iterator("/proc/self/fd");
    return static_cast<double>(std::distance(begin(range), end(range)));
}

Sample sample_now(double share) {
    constexpr double megabyte = 1024 * 1024;
    const auto of_sqlite = static_cast<double>(sqlite_bytes.load());
    return {share, own_megabytes(), (heap_bytes() - of_sqlite) / megabyte, of_sqlite / megabyte, open_descriptors()};
}

/// Every connection's page cache is full after this: as many readers at a time as the pool keeps, each reading all.
void fill_caches(test::PlanOffice& office) {
    std::vector<std::unique_ptr<Transaction>> readers;
    for (int i = 0; i < kept_readers; ++i)
        readers.push_back(office.stores.database->begin(Database::Mode::Read).value());
    for (auto& reader : readers)
        for (std::int64_t after = 0;;) {
            const auto page = office.stores.entries->changes(*reader, after, 100, {true, {}, true}).value();
            if (page.empty())
                break;
            after = page.back().sequence;
        }
}

/// Least squares: how much the value rises over all requests.
double rise(const std::vector<Sample>& samples, double Sample::*value) {
    double n = 0, x = 0, y = 0, xx = 0, xy = 0;
    for (const Sample& sample : samples)
        if (sample.share >= warm) {
            n += 1, x += sample.share, y += sample.*value;
            xx += sample.share * sample.share, xy += sample.share * sample.*value;
        }
    CANBO_CHECK(n > 10); // nothing seen is not flat
    return (n * xy - x * y) / (n * xx - x * x);
}

double most(const std::vector<Sample>& samples, double Sample::*value) {
    double highest = 0;
    for (const Sample& sample : samples)
        highest = std::max(highest, sample.*value);
    return highest;
}

std::vector<Sample> watch(test::PlanOffice& office, int from_visitors, int requests) {
    constexpr int sampled = 5; // every so many: what is seen is memory, too
    std::vector<Sample> samples;
    samples.reserve(20'000);
    const base::Time begun = office.clock.now();
    bool filled = false;
    int done = 0;
    for (int told = 0; ::read(from_visitors, &done, sizeof done) == sizeof done; ++told) {
        const double share = static_cast<double>(done) / requests;
        office.clock.set(begun + std::chrono::milliseconds(static_cast<std::int64_t>(share * 86'400'000)));
        if (!filled && share >= warm * 0.8) {
            fill_caches(office);
            filled = true;
        }
        if (told % sampled == 0)
            samples.push_back(sample_now(share));
    }
    return samples;
}

/// How the memory went, for whoever looks for what rises.
void print_tenths(const std::vector<Sample>& samples) {
    for (int tenth = 0; tenth < 10; ++tenth) {
        Sample sum{};
        int count = 0;
        for (const Sample& sample : samples)
            if (static_cast<int>(sample.share * 10) == tenth) {
                sum.resident += sample.resident, sum.allocated += sample.allocated, sum.sqlite += sample.sqlite;
                ++count;
            }
        if (count > 0)
            std::printf("tenth %d: resident %.2f MB, own heap %.3f MB, SQLite %.2f MB\n", tenth + 1,
                        sum.resident / count, sum.allocated / count, sum.sqlite / count);
    }
}

int report(const std::vector<Sample>& samples, int requests, double seconds, bool all_served) {
    print_tenths(samples);
    const double hundred_thousands = requests / 1e5;
    const double resident = rise(samples, &Sample::resident), own = rise(samples, &Sample::allocated);
    const double descriptors = rise(samples, &Sample::descriptors);
    const double caches = most(samples, &Sample::sqlite);
    std::printf(
        "soak: %d requests, 24 h of the office's clock in %.0f s; every 100,000 requests after the first %.0f %%: "
        "resident %+.2f MB, the office's own heap %+.3f MB (%.1f MB at most); SQLite's caches %.1f MB at most "
        "(bound %.1f); resident %.1f MB at most; descriptors %+.1f in all%s\n",
        requests, seconds, warm * 100, resident / hundred_thousands, own / hundred_thousands,
        most(samples, &Sample::allocated), caches, sqlite_bound, most(samples, &Sample::resident), descriptors,
        all_served ? "" : "; not everything was served");
    const double allowed = std::max(1.0, hundred_thousands); // a short run's noise is not a slope
    const double most_now = most(samples, &Sample::resident);
    // What a sanitizer keeps beside each byte is not the office's.
    const bool bounded = __sanitizer_get_current_allocated_bytes != nullptr ||
                         (most_now <= sqlite_bound + most(samples, &Sample::allocated) + most_between &&
                          (requests < long_run || resident <= most_resident * allowed));
    const bool flat =
        own <= most_own * allowed && caches <= sqlite_bound && bounded && descriptors <= most_descriptors_more;
    return flat && all_served ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 4)
        return 2;
    // Blocks that a thread keeps for itself (glibc's tcache, up to 200 KB a thread) would count as in use.
    if (::setenv("GLIBC_TUNABLES", "glibc.malloc.tcache_count=0", 0) == 0 &&
        std::getenv("CANBO_SOAK_BEGUN") == nullptr) {
        ::setenv("CANBO_SOAK_BEGUN", "1", 1);
        ::execv("/proc/self/exe", argv);
    }
    const int requests = std::atoi(argv[3]);
    int to_visitors[2], to_office[2];
    CANBO_CHECK(::pipe(to_visitors) == 0 && ::pipe(to_office) == 0);
    const pid_t visitors = ::fork(); // before any thread
    if (visitors == 0)
        ::_exit(visit(to_visitors[0], to_office[1], requests));
    ::close(to_office[1]);
    count_sqlite();
    base::init_crypto();
    wire::init_network();
    test::PlanOffice office(argv[1], argv[2], {test::plan_account("dm.sdl", people::Role::Focal, "SDL")});
    const std::uint16_t port = office.server->port();
    CANBO_CHECK(::write(to_visitors[1], &port, sizeof port) == sizeof port);
    const auto begun = std::chrono::steady_clock::now();
    const auto samples = watch(office, to_office[0], requests);
    int status = 1;
    ::waitpid(visitors, &status, 0);
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begun;
    return report(samples, requests, passed.count(), WIFEXITED(status) && WEXITSTATUS(status) == 0);
}
