#include "contract/store_setup.h"

#include <catch2/catch.hpp>

#include <atomic>
#include <sys/syscall.h>
#include <unistd.h>

// Stands before the C library's for SQLite too: counts what would survive a power cut. Kill tests cannot show that,
// because what a killed process wrote is still in the kernel.
namespace {
std::atomic<int> syncs{0};
}
extern "C" int fdatasync(int file) {
    ++syncs;
    return static_cast<int>(syscall(SYS_fdatasync, file));
}
extern "C" int fsync(int file) {
    ++syncs;
    return static_cast<int>(syscall(SYS_fsync, file));
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
