#include "contract/store_setup.h"
#include "faults/child_process.h"

#include <catch2/catch.hpp>
#include <sqlite3.h>

#include <atomic>
#include <cerrno>
#include <thread>

using namespace canbo;
using namespace canbo::test;
namespace fs = std::filesystem;

namespace {

// SQLite lets a test stand in for its system calls. While `bytes_left` is not negative, the disk has that much room.
long long bytes_left = -1;

ssize_t (*real_pwrite)(int, const void*, std::size_t, off_t) = nullptr;
ssize_t (*real_write)(int, const void*, std::size_t) = nullptr;

bool has_room(std::size_t count) {
    if (bytes_left < 0)
        return true;
    bytes_left = std::max(0LL, bytes_left - static_cast<long long>(count));
    errno = ENOSPC;
    return bytes_left > 0;
}
ssize_t pwrite_or_full(int file, const void* data, std::size_t count, off_t offset) {
    return has_room(count) ? real_pwrite(file, data, count, offset) : -1;
}
ssize_t write_or_full(int file, const void* data, std::size_t count) {
    return has_room(count) ? real_write(file, data, count) : -1;
}

class FullDisk {
public:
    explicit FullDisk(long long room) {
        m_vfs = sqlite3_vfs_find(nullptr);
        m_vfs->xSetSystemCall(m_vfs, nullptr, nullptr);
        real_pwrite = reinterpret_cast<decltype(real_pwrite)>(m_vfs->xGetSystemCall(m_vfs, "pwrite"));
        real_write = reinterpret_cast<decltype(real_write)>(m_vfs->xGetSystemCall(m_vfs, "write"));
        for (const char* name : {"pwrite", "pwrite64"})
            m_vfs->xSetSystemCall(m_vfs, name, reinterpret_cast<sqlite3_syscall_ptr>(pwrite_or_full));
        m_vfs->xSetSystemCall(m_vfs, "write", reinterpret_cast<sqlite3_syscall_ptr>(write_or_full));
        bytes_left = room;
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;
    ~FullDisk() {
        bytes_left = -1;
        m_vfs->xSetSystemCall(m_vfs, nullptr, nullptr); // all of them as they were
    }

private:
    sqlite3_vfs* m_vfs;
};

Result<void> append(Database& database, std::int64_t sequence, std::size_t size) {
    CANBO_TRY(auto tx, database.begin(Database::Mode::Write));
    CANBO_TRY_VOID(storage::SqlEntryStore().append(
        *tx, stored_entry(sequence, "report", "CAT", "x", {{"text", std::string(size, 'x')}})));
    return tx->commit();
}

std::int64_t last_sequence(Database& database) { return *storage::SqlEntryStore().last_sequence(*reading(database)); }

} // namespace

TEST_CASE("a full disk is said, nothing is half written, and work goes on when there is room again", "[faults]") {
    const TemporaryFolder folder;
    auto database = *storage::SqlDatabase::open_sqlite(folder.path() / "canbo.db", "0.1.0");
    REQUIRE(append(*database, 1, 100));
    const long long room = GENERATE(0, 1, 4'000, 30'000, 100'000, 190'000);
    const std::size_t size = GENERATE(std::size_t{100}, std::size_t{200'000}, std::size_t{900'000});
    INFO("room " << room << ", entry " << size);
    if (room < static_cast<long long>(size)) { // what is written is more than the entry
        const FullDisk full(room);
        const auto refused = append(*database, 2, size);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == ErrorCode::Storage);
        CHECK(refused.error().message == "The disk is full, nothing was changed; make room and try again");
        CHECK(last_sequence(*database) == 1); // reading still works
    }
    CHECK(last_sequence(*database) == 1);
    REQUIRE(append(*database, 2, size));
    CHECK(last_sequence(*database) == 2);
    CHECK(database->check());
    database.reset();
    database = *storage::SqlDatabase::open_sqlite(folder.path() / "canbo.db", "0.1.0");
    CHECK(last_sequence(*database) == 2);
}

TEST_CASE("after a failure the rest of the transaction fails too and nothing of it is committed", "[faults]") {
    const TemporaryFolder folder;
    auto database = *storage::SqlDatabase::open_sqlite(folder.path() / "canbo.db", "0.1.0");
    storage::SqlSettingStore settings;
    storage::SqlBlobStore blobs;
    auto tx = writing(*database);
    REQUIRE(settings.set(*tx, "before", "1"));
    {
        const FullDisk full(0);
        const std::string large(20'000'000, 'x'); // more than SQLite's cache: it must write before the commit
        REQUIRE_FALSE(blobs.put(*tx, base::sha256_hex(large), large));
    }
    CHECK(settings.set(*tx, "after", "1").error().code == ErrorCode::Storage);
    CHECK(settings.get(*tx, "before").error().code == ErrorCode::Storage);
    CHECK(tx->commit().error().code == ErrorCode::Storage);
    auto reader = reading(*database);
    CHECK(*settings.get(*reader, "before") == std::nullopt);
    CHECK(*settings.get(*reader, "after") == std::nullopt);
    CHECK(writing(*database)->commit()); // and it holds nobody up
}

TEST_CASE("those whose shared commit finds the disk full are all told, and nothing of any of them is there",
          "[faults]") {
    const TemporaryFolder folder;
    auto database = *storage::SqlDatabase::open_sqlite(folder.path() / "canbo.db", "0.1.0");
    std::atomic<int> told{0};
    {
        auto first = writing(*database);
        std::vector<std::thread> others;
        for (int i = 0; i < 6; ++i)
            others.emplace_back([&] {
                auto tx = writing(*database);
                const auto last = *storage::SqlEntryStore().last_sequence(*tx);
                const auto entry = stored_entry(last + 1, "report", "CAT", "x", {{"text", std::string(3'000, 'x')}});
                if (!storage::SqlEntryStore().append(*tx, entry)) {
                    ++told;
                    return;
                }
                const auto done = tx->commit();
                told += !done && done.error().code == ErrorCode::Storage ? 1 : 0;
            });
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        REQUIRE(storage::SqlSettingStore().set(*first, "name", "x"));
        const FullDisk full(0);
        CHECK(first->commit().error().code == ErrorCode::Storage);
        for (auto& other : others)
            other.join();
    }
    CHECK(told == 6);
    CHECK(last_sequence(*database) == 0);
    CHECK(*storage::SqlSettingStore().get(*reading(*database), "name") == std::nullopt);
    REQUIRE(append(*database, 1, 100));
}

TEST_CASE("a start on a full disk says so", "[faults]") {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "canbo.db";
    { REQUIRE(storage::SqlDatabase::open_sqlite(file, "0.1.0")); }
    {
        const FullDisk full(0);
        const auto refused = storage::SqlDatabase::open_sqlite(file, "0.1.0");
        REQUIRE_FALSE(refused);
        CHECK(refused.error().message == "The disk is full, nothing was changed; make room and try again");
    }
    REQUIRE(storage::SqlDatabase::open_sqlite(file, "0.1.0"));
}

TEST_CASE("a first start on a full disk leaves nothing in the way of the next", "[faults]") {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "canbo.db";
    {
        const FullDisk full(GENERATE(0, 5'000, 20'000, 60'000));
        const auto refused = storage::SqlDatabase::open_sqlite(file, "0.1.0");
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == ErrorCode::Storage);
    }
    REQUIRE(storage::SqlDatabase::open_sqlite(file, "0.1.0"));
}

TEST_CASE("a file that may not grow is a storage error and what was acknowledged stays", "[faults]") {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "canbo.db";
    ChildProcess child({CANBO_FAULT_WRITER, "fill", file.string(), "1500000"});
    const std::string output = child.read_all();
    const int status = child.wait();
    REQUIRE((WIFEXITED(status) && WEXITSTATUS(status) == 0));
    const auto acknowledged = std::stoll(output);
    CHECK(output.substr(output.find(' ') + 1) == "storage\n");
    CHECK(acknowledged > 10);
    auto database = *storage::SqlDatabase::open_sqlite(file, "0.1.0");
    CHECK(last_sequence(*database) == acknowledged);
    CHECK(database->check());
    CHECK(append(*database, acknowledged + 1, 100));
}
