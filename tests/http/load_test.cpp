#include "office_fixture.h"

#include <catch2/catch.hpp>

#include <atomic>
#include <set>
#include <thread>
#include <vector>

using namespace canbo;
using namespace canbo::test;
using namespace std::chrono_literals;

// Poco's tokens and digests crash within seconds on threads when the crypto library was not initialised first
// (pocoproject/poco#1498); wire::init_network() does that, and this test notices when it no longer does.
TEST_CASE("many desks at once log in, send and read without a fault", "[http][load]") {
    service::ServerOptions options;
    options.limits.threads = 32;
    OfficeFixture office(options, Keep::Sqlite);
    std::atomic<int> faults{0};
    std::atomic<int> sent{0};
    std::atomic<int> asked{0};
    const auto until = std::chrono::steady_clock::now() + 1500ms;
    std::vector<std::thread> desks;
    for (int desk = 0; desk < 12; ++desk)
        desks.emplace_back([&, desk] {
            const std::string name = desk % 2 == 0 ? "focal" : "focal.sgd";
            const std::string agency = desk % 2 == 0 ? "SYT" : "SGD";
            auto client = office.client();
            while (std::chrono::steady_clock::now() < until) {
                if (!client.login({name, password})) {
                    ++faults;
                    continue;
                }
                for (int i = 0; i < 5; ++i) {
                    const auto frozen = entry_of(name, agency, "load");
                    const auto first = client.put_entry(frozen);
                    const auto again = client.put_entry(frozen);
                    const bool same = first && again && *first == *again;
                    faults += same ? 0 : 1;
                    sent += same ? 1 : 0;
                    faults += client.changes(0, 20) ? 0 : 1;
                    ++asked;
                }
            }
        });
    for (auto& desk : desks)
        desk.join();
    CHECK(faults == 0);
    CHECK(asked > 10);
    auto tx = *office.stores.database->begin(Database::Mode::Read);
    CHECK(*office.stores.entries->last_sequence(*tx) == sent);
}

TEST_CASE("one entry sent by many at the same moment is one entry", "[http][load]") {
    OfficeFixture office({}, Keep::Sqlite);
    const auto token = office.token("focal");
    const auto frozen = entry_of("focal", "SYT", "same");
    std::vector<Reply> replies(16);
    std::vector<std::thread> senders;
    for (auto& reply : replies)
        senders.emplace_back([&] { reply = office.put(frozen, token); });
    for (auto& sender : senders)
        sender.join();
    int created = 0;
    for (const auto& reply : replies) {
        created += reply.status == 201 ? 1 : 0;
        CHECK(reply.body == replies.front().body);
    }
    CHECK(created == 1);
}
