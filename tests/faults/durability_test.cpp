#include "contract/store_setup.h"

#include <catch2/catch.hpp>

#include <atomic>
#include <mutex>
#include <set>
#include <sys/syscall.h>
#include <thread>
#include <unistd.h>
#include <vector>

// Stands before the C library's for SQLite too: counts what would survive a power cut. Kill tests cannot show that,
// because what a killed process wrote is still in the kernel.
namespace {
std::atomic<int> syncs{0};
std::atomic<int> slowness{0}; // milliseconds more than the disk takes

void count() {
    if (slowness > 0)
        std::this_thread::sleep_for(std::chrono::milliseconds(slowness));
    ++syncs;
}
} // namespace
extern "C" int fdatasync(int file) {
    const int done = static_cast<int>(syscall(SYS_fdatasync, file));
    count();
    return done;
}
extern "C" int fsync(int file) {
    const int done = static_cast<int>(syscall(SYS_fsync, file));
    count();
    return done;
}

using namespace canbo;
using namespace canbo::test;

TEST_CASE("each commit is synced to the disk before it returns, a roll-back and a reader need no sync", "[faults]") {
    SqliteSetup setup;
    for (int i = 0; i < 20; ++i) {
        auto tx = writing(setup.database);
        REQUIRE(setup.entries.append(*tx, stored_entry(i + 1, "report", "CAT", "x")));
        const int before = syncs;
        REQUIRE(tx->commit());
        CHECK(syncs > before);
    }
    const int before = syncs;
    {
        auto tx = writing(setup.database);
        REQUIRE(setup.settings.set(*tx, "name", "x"));
    }
    REQUIRE(reading(setup.database)->commit());
    CHECK(syncs == before);
}

TEST_CASE("a writer that had to give up at first syncs its commit all the same", "[faults]") {
    SqliteSetup setup;
    auto other = *storage::SqlDatabase::open_sqlite(setup.folder.path() / "canbo.db", "0.1.0", {},
                                                    std::chrono::milliseconds(20));
    {
        auto tx = writing(setup.database);
        REQUIRE_FALSE(other->begin(Database::Mode::Write));
    }
    auto tx = writing(*other);
    REQUIRE(setup.settings.set(*tx, "name", "x"));
    const int before = syncs;
    REQUIRE(tx->commit());
    CHECK(syncs > before);
}

TEST_CASE("many writers share a sync, none returns before its own, and who gives up takes nothing of the others",
          "[faults]") {
    SqliteSetup setup;
    constexpr int writers = 64;
    constexpr int rounds = 12;
    std::mutex mutex;
    std::set<std::string> kept;
    std::set<std::string> given_up;
    std::atomic<int> early{0};
    std::atomic<int> failed{0};
    slowness = 4;
    const int before = syncs;
    std::vector<std::thread> threads;
    for (int writer = 0; writer < writers; ++writer)
        threads.emplace_back([&, writer] {
            for (int round = 0; round < rounds; ++round) {
                auto tx = writing(setup.database);
                const auto last = *setup.entries.last_sequence(*tx);
                const auto entry = stored_entry(last + 1, "report", "CAT", "x");
                const bool fits = setup.entries.append(*tx, entry).has_value();
                const bool refused = !setup.entries.append(*tx, entry).has_value(); // by the database, in the middle
                failed += fits && refused ? 0 : 1;
                const int seen = syncs;
                const bool stay = (writer + round) % 4 != 0;
                if (stay) {
                    failed += tx->commit() ? 0 : 1;
                    early += syncs > seen ? 0 : 1;
                }
                tx.reset();
                const std::lock_guard lock(mutex);
                (stay ? kept : given_up).insert(entry.entry.id);
            }
        });
    for (auto& thread : threads)
        thread.join();
    slowness = 0;
    CHECK(failed == 0);
    CHECK(early == 0);
    CHECK(kept.size() == writers * rounds * 3 / 4);
    CHECK(static_cast<double>(syncs - before) / static_cast<double>(kept.size()) < 0.1);
    std::set<std::string> stored;
    std::int64_t expected = 0;
    const auto all = *setup.entries.changes(*reading(setup.database), 0, 10'000, {true, {}});
    for (const auto& entry : all) {
        CHECK(entry.sequence == ++expected);
        stored.insert(entry.entry.id);
    }
    CHECK(stored == kept);
}

TEST_CASE("a reader does not wait for a commit that the disk holds up", "[faults]") {
    SqliteSetup setup;
    slowness = 600;
    std::thread writer([&] {
        auto tx = writing(setup.database);
        CHECK(setup.settings.set(*tx, "name", "x"));
        CHECK(tx->commit());
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(150));
    const auto begun = std::chrono::steady_clock::now();
    CHECK(*setup.settings.get(*reading(setup.database), "name") == std::nullopt);
    CHECK(std::chrono::steady_clock::now() - begun < std::chrono::milliseconds(300));
    writer.join();
    slowness = 0;
    CHECK(*setup.settings.get(*reading(setup.database), "name") == "x");
}

TEST_CASE("a lone writer needs little more than one sync a commit", "[faults]") {
    SqliteSetup setup;
    const int before = syncs;
    constexpr int commits = 400;
    for (int i = 1; i <= commits; ++i) {
        auto tx = writing(setup.database);
        REQUIRE(setup.entries.append(*tx, stored_entry(i, "report", "CAT", "x", {{"text", std::string(1'000, 'x')}})));
        REQUIRE(setup.chain.append(*tx, {i, ledger::ChainLink::Of::Entry, i, std::string(64, 'a'), ""}));
        REQUIRE(tx->commit());
    }
    CHECK(static_cast<double>(syncs - before) / commits <= 1.05);
}
