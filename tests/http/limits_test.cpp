#include "office_fixture.h"

#include <catch2/catch.hpp>

#include <thread>
#include <vector>

using namespace canbo;
using namespace canbo::test;
using namespace std::chrono_literals;

namespace {

class Stopwatch {
public:
    std::chrono::milliseconds passed() const {
        return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - m_start);
    }

private:
    std::chrono::steady_clock::time_point m_start{std::chrono::steady_clock::now()};
};

service::ServerOptions with_limits(int threads, std::chrono::milliseconds request = 20s) {
    service::ServerOptions options;
    options.limits.threads = threads;
    options.limits.request = request;
    return options;
}

std::string status_line(const std::string& answer) { return answer.substr(0, answer.find("\r\n")); }

} // namespace

TEST_CASE("fifty megabytes are refused before they are read", "[http][limits]") {
    OfficeFixture office;
    const auto token = office.token("focal");
    for (const std::string& head :
         {"PUT /api/v1/blobs/" + base::sha256_hex("x") + " HTTP/1.1\r\nAuthorization: Bearer " + token,
          "PUT /api/v1/entries/" + base::new_uuid() + " HTTP/1.1\r\nAuthorization: Bearer " + token,
          std::string("POST /api/v1/login HTTP/1.1")}) {
        RawConnection raw(office.port());
        const Stopwatch watch;
        REQUIRE(raw.send(head + "\r\nHost: x\r\nContent-Length: 50000000\r\n\r\n" + std::string(100'000, 'x')));
        const std::string answer = raw.receive();
        CHECK(status_line(answer).starts_with("HTTP/1.1 413"));
        CHECK(answer.find("urn:canbo:error:too-large") != std::string::npos);
        CHECK(watch.passed() < 1s);
        const std::string piece(1'000'000, 'x');
        int sent = 0;
        while (sent < 50 && raw.send(piece)) // the office goes away instead of reading it all
            ++sent;
        CHECK(sent < 50);
    }
    CHECK(office.ask("GET", "/health").status == 200);
}

TEST_CASE("a body that claims little and a page that claims too much are both held to their word", "[http][limits]") {
    OfficeFixture office;
    const auto token = office.token("focal");
    const auto big = entry_of("focal", "SYT", "big", "note", {{"text", std::string(999'000, 'x')}});
    CHECK(office.put(big, token).status == 201);
    CHECK(office.ask("PUT", "/api/v1/entries/" + base::new_uuid(), std::string(1'000'001, ' '), token).status == 413);
    CHECK(office.ask("POST", "/api/v1/login", std::string(64'001, ' ')).status == 413);
}

TEST_CASE("a body that trickles is cut by the deadline of the whole request", "[http][limits]") {
    OfficeFixture office(with_limits(4, 1s));
    RawConnection raw(office.port());
    const Stopwatch watch;
    REQUIRE(raw.send("POST /api/v1/login HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n"));
    std::string answer;
    while (answer.empty() && watch.passed() < 10s) { // a byte every 0.2 s: no single read ever times out
        raw.send("x");
        answer = raw.receive(200ms);
    }
    CHECK(status_line(answer).starts_with("HTTP/1.1 408"));
    CHECK(answer.find("urn:canbo:error:unreachable") != std::string::npos); // a desk tries again
    CHECK(watch.passed() < 3s);
}

TEST_CASE("a header that trickles is cut too", "[http][limits]") {
    OfficeFixture office(with_limits(4, 1s));
    RawConnection raw(office.port());
    const Stopwatch watch;
    REQUIRE(raw.send("GET /health HTTP/1.1\r\n"));
    while (watch.passed() < 8s && raw.send("X-a: b\r\n") && raw.receive(200ms).empty()) {
    }
    CHECK(watch.passed() < 3s);
    CHECK(office.ask("GET", "/health").status == 200);
}

TEST_CASE("idle clients do not keep the others waiting", "[http][limits]") {
    OfficeFixture office(with_limits(8));
    std::vector<RawConnection> idle;
    for (int i = 0; i < 24; ++i) {
        idle.emplace_back(office.port());
        if (i % 2 == 0) // half of them never ask anything, half ask once and keep the connection
            continue;
        idle.back().send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
    }
    const Stopwatch watch;
    CHECK(office.ask("GET", "/health").status == 200);
    CHECK(watch.passed() < 3s); // 15 s with Poco's own connection
}

TEST_CASE("slow senders free their threads at the deadline", "[http][limits]") {
    OfficeFixture office(with_limits(4, 1s));
    std::vector<RawConnection> slow;
    for (int i = 0; i < 4; ++i) {
        slow.emplace_back(office.port());
        slow.back().send("POST /api/v1/login HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nx");
    }
    const Stopwatch watch;
    CHECK(office.ask("GET", "/health").status == 200);
    CHECK(watch.passed() < 4s);
}

TEST_CASE("where all places are taken, the one that has idled longest goes for the next", "[http][limits]") {
    OfficeFixture office(with_limits(4));
    std::vector<RawConnection> open;
    for (int i = 0; i < 4; ++i) {
        open.emplace_back(office.port());
        open.back().send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
        CHECK(status_line(open.back().receive()) == "HTTP/1.1 200 OK");
        std::this_thread::sleep_for(20ms);
    }
    const Stopwatch watch;
    CHECK(office.ask("GET", "/health").status == 200);
    CHECK(watch.passed() < 500ms);
    open[0].send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK(open[0].receive(500ms).empty()); // it was the oldest
    open[3].send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK(status_line(open[3].receive()) == "HTTP/1.1 200 OK");
}

TEST_CASE("where nobody idles, the request that has been arriving longest goes, and one at work never",
          "[http][limits]") {
    OfficeFixture office(with_limits(3));
    const auto token = office.token("focal");
    std::vector<RawConnection> slow;
    for (int i = 0; i < 2; ++i) {
        slow.emplace_back(office.port());
        slow.back().send("POST /api/v1/login HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nx");
        std::this_thread::sleep_for(50ms);
    }
    int taken = 0; // Catch's checks are for one thread
    std::thread working([&] { taken = office.put(entry_of("focal", "SYT", "slow"), token).status; });
    const Stopwatch watch;
    CHECK(office.ask("GET", "/health").status == 200);
    CHECK(watch.passed() < 1500ms);
    working.join();
    CHECK(taken == 201);
    slow[1].send("xxxxxxxxx"); // this one may still end
    CHECK_FALSE(slow[1].receive(2s).empty());
}

TEST_CASE("several requests go over one connection, also when one is refused", "[http][limits]") {
    OfficeFixture office;
    RawConnection raw(office.port());
    for (int i = 0; i < 5; ++i) {
        raw.send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
        CHECK(status_line(raw.receive()) == "HTTP/1.1 200 OK");
        raw.send("PUT /api/v1/blobs/x HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nGET ");
        CHECK(status_line(raw.receive()) == "HTTP/1.1 401 Unauthorized");
    }
    raw.send("GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    CHECK(raw.receive().find("Connection: Close") != std::string::npos);
    CHECK(raw.receive(1s).empty());
}

TEST_CASE("what is not HTTP is refused with a problem", "[http][limits]") {
    OfficeFixture office;
    const std::vector<std::pair<std::string, std::string>> bad{
        {"GET /health HTTP/1.1\r\nContent-Length: abc\r\n\r\n", "400"},
        {"GET /health HTTP/1.1\r\nContent-Length: -1\r\n\r\n", "400"},
        {"POST /api/v1/login HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx", "400"},
        {"POST /api/v1/login HTTP/1.1\r\nContent-Length: 99999999999999999999999\r\n\r\n", "400"},
        {"POST /api/v1/login HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", "411"},
        {"POST /api/v1/login HTTP/1.1\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}", "411"},
        {"GET /%zz HTTP/1.1\r\n\r\n", "400"},
        {"GET /health HTTP/9.9\r\n\r\n", "400"},
        {"GET /" + std::string(20'000, 'a') + " HTTP/1.1\r\n\r\n", "400"},
        {"GET /health HTTP/1.1\r\nX: " + std::string(9'000, 'a') + "\r\n\r\n", "400"},
        {std::string(40, 'A') + " / HTTP/1.1\r\n\r\n", "400"},
    };
    for (const auto& [text, status] : bad) {
        RawConnection raw(office.port());
        raw.send(text);
        const auto answer = raw.receive();
        INFO(text.substr(0, 100) << " -> " << answer);
        CHECK(status_line(answer).starts_with("HTTP/1.1 " + status));
        CHECK(answer.find("application/problem+json") != std::string::npos);
    }
    std::string many = "GET /health HTTP/1.1\r\n";
    for (int i = 0; i < 30; ++i)
        many += "X-" + std::to_string(i) + ": " + std::string(2'000, 'a') + "\r\n";
    RawConnection raw(office.port());
    raw.send(many + "\r\n");
    CHECK(status_line(raw.receive()).starts_with("HTTP/1.1 431"));
}

TEST_CASE("noise does not harm the office", "[http][limits]") {
    OfficeFixture office(with_limits(16));
    std::string noise;
    for (int i = 0; i < 200; ++i) {
        RawConnection raw(office.port());
        raw.send(base::random_bytes(300) + "\r\n\r\n");
        raw.send("POST /api/v1/login HTTP/1.1\r\nContent-Length: 300\r\n\r\n" + base::random_bytes(300));
    }
    CHECK(office.ask("GET", "/health").status == 200);
}

TEST_CASE("a stopping office finishes what runs and takes nothing new", "[http][limits]") {
    OfficeFixture office;
    const auto token = office.token("focal");
    const auto port = office.port();
    const auto slow = entry_of("focal", "SYT", "slow");
    std::string answer;
    std::thread running([&] {
        RawConnection raw(port);
        raw.send("PUT /api/v1/entries/" + slow.entry.id + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token +
                 "\r\nContent-Length: " + std::to_string(slow.canonical.size()) + "\r\n\r\n" + slow.canonical);
        answer = raw.receive();
    });
    RawConnection idle(port);
    std::this_thread::sleep_for(300ms);
    const Stopwatch watch;
    office.server->stop();
    CHECK(watch.passed() < 3s);
    running.join();
    CHECK(status_line(answer) == "HTTP/1.1 201 Created");
    CHECK_THROWS(RawConnection(port));
}

TEST_CASE("a second office cannot take the port of the first", "[http][limits]") {
    OfficeFixture office;
    service::ServerOptions options;
    options.port = office.port();
    CHECK_THROWS(OfficeFixture(options));
}
