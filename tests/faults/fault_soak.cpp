// A day of the office in a few minutes: requests of every kind without end, while its clock goes through 24 hours.
// Memory and descriptors must stay as they are. The clients are another process, so that only the office is measured.
//   fault_soak SHARE FOLDER REQUESTS     prints one line of figures; exit 0 when both stay flat
#include "base/crypto.h"
#include "support/plan_office.h"
#include "wire/network.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <sys/wait.h>
#include <thread>

using namespace canbo;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

constexpr int clients = 8;
constexpr int requests_of_a_connection = 60;
constexpr double least_served = 0.6;      // of the requests; three in ten ask for what must be refused
constexpr double most_megabytes_more = 6; // from the second fifth of the requests to the last
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

struct Sample {
    double share; ///< Of the requests.
    double megabytes;
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

double mean(const std::vector<Sample>& samples, double from, double to, double Sample::*value) {
    double sum = 0;
    int count = 0;
    for (const Sample& sample : samples)
        if (sample.share >= from && sample.share < to) {
            sum += sample.*value;
            ++count;
        }
    CANBO_CHECK(count > 0); // nothing seen is not flat
    return sum / count;
}

std::vector<Sample> watch(test::PlanOffice& office, int from_visitors, int requests) {
    std::vector<Sample> samples;
    const base::Time begun = office.clock.now();
    int done = 0;
    while (::read(from_visitors, &done, sizeof done) == sizeof done) {
        const double share = static_cast<double>(done) / requests;
        office.clock.set(begun + std::chrono::milliseconds(static_cast<std::int64_t>(share * 86'400'000)));
        samples.push_back({share, own_megabytes(), open_descriptors()});
    }
    return samples;
}

int report(const std::vector<Sample>& samples, int requests, double seconds, bool all_served) {
    const double early = mean(samples, 0.2, 0.4, &Sample::megabytes);
    const double late = mean(samples, 0.8, 1.1, &Sample::megabytes);
    const double open_early = mean(samples, 0.2, 0.4, &Sample::descriptors);
    const double open_late = mean(samples, 0.8, 1.1, &Sample::descriptors);
    const double slope = (late - early) / (0.6 * requests) * 1e6;
    std::printf(
        "soak: %d requests, 24 h of the office's clock in %.0f s: %.1f MB in the second fifth, %.1f MB in the last "
        "(%+.1f MB a million); descriptors %.0f and %.0f%s\n",
        requests, seconds, early, late, slope, open_early, open_late, all_served ? "" : "; not everything was served");
    const bool flat = late - early <= most_megabytes_more && open_late - open_early <= most_descriptors_more;
    return flat && all_served ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 4)
        return 2;
    const int requests = std::atoi(argv[3]);
    int to_visitors[2], to_office[2];
    CANBO_CHECK(::pipe(to_visitors) == 0 && ::pipe(to_office) == 0);
    const pid_t visitors = ::fork(); // before any thread
    if (visitors == 0)
        ::_exit(visit(to_visitors[0], to_office[1], requests));
    ::close(to_office[1]);
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
