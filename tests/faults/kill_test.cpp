#include "contract/store_setup.h"
#include "faults/child_process.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <set>
#include <sstream>
#include <thread>

using namespace canbo;
using namespace canbo::test;
namespace fs = std::filesystem;

namespace {

std::vector<std::string> whole_lines(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text.substr(0, text.rfind('\n') + 1)); // the last id may be cut off: then it was not read
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    return lines;
}

void check_ledger(const fs::path& file, const std::set<std::string>& acknowledged) {
    auto database = storage::SqlDatabase::open_sqlite(file, "0.1.0");
    REQUIRE(database);
    CHECK((*database)->check());
    auto tx = reading(**database);
    const auto stored = storage::SqlEntryStore().changes(*tx, 0, 1'000'000, {true, {}});
    REQUIRE(stored);
    std::set<std::string> ids;
    std::int64_t expected = 0;
    for (const auto& entry : *stored) {
        if (entry.sequence != ++expected)
            FAIL("a gap before sequence " << entry.sequence);
        if (!ids.insert(entry.entry.id).second)
            FAIL("twice: " << entry.entry.id);
        if (base::sha256_hex(entry.canonical) != entry.digest)
            FAIL("damaged: " << entry.entry.id);
    }
    CHECK(std::includes(ids.begin(), ids.end(), acknowledged.begin(), acknowledged.end()));
}

} // namespace

TEST_CASE("every entry acknowledged before a kill is stored once, without a gap", "[faults]") {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "canbo.db";
    std::set<std::string> acknowledged;
    const unsigned seed = std::random_device{}();
    INFO("seed " << seed);
    std::mt19937 random(seed);
    for (int kill = 0; kill < 20; ++kill) {
        ChildProcess child({CANBO_FAULT_WRITER, "append", file.string()});
        std::string output;
        REQUIRE(child.read_some(output)); // it is at work
        std::this_thread::sleep_for(std::chrono::microseconds(random() % 40'000));
        child.kill();
        output += child.read_all();
        const int status = child.wait();
        REQUIRE(WIFSIGNALED(status));
        const auto lines = whole_lines(output);
        acknowledged.insert(lines.begin(), lines.end());
        check_ledger(file, acknowledged);
    }
    CHECK(acknowledged.size() >= 20);
}

TEST_CASE("two programs writing at once keep one order, also when one is killed", "[faults]") {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "canbo.db";
    ChildProcess one({CANBO_FAULT_WRITER, "append", file.string()}); // both make the file
    ChildProcess two({CANBO_FAULT_WRITER, "append", file.string()});
    std::string output_one;
    std::string output_two;
    REQUIRE(one.read_some(output_one));
    REQUIRE(two.read_some(output_two));
    one.kill();
    output_one += one.read_all();
    REQUIRE(two.read_some(output_two));
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    two.kill();
    output_two += two.read_all();
    CHECK(WIFSIGNALED(one.wait()));
    CHECK(WIFSIGNALED(two.wait()));
    std::set<std::string> acknowledged;
    for (const auto& output : {output_one, output_two})
        for (const auto& line : whole_lines(output))
            acknowledged.insert(line);
    check_ledger(file, acknowledged);
}

TEST_CASE("a program killed between two store calls of a use case leaves all of it or nothing", "[faults]") {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "canbo.db";
    constexpr int calls = 7; // begin, last_sequence, append, put, set, record, commit
    std::int64_t done = 0;
    for (int kill_after = 0; kill_after <= calls; ++kill_after) {
        INFO("killed after call " << kill_after);
        ChildProcess child({CANBO_FAULT_WRITER, "use-case", file.string(), std::to_string(kill_after)});
        const int status = child.wait();
        if (kill_after == 0)
            REQUIRE((WIFEXITED(status) && WEXITSTATUS(status) == 0));
        else
            REQUIRE((WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL));
        done += kill_after == 0 || kill_after == calls ? 1 : 0;

        auto database = storage::SqlDatabase::open_sqlite(file, "0.1.0");
        REQUIRE(database);
        CHECK((*database)->check());
        auto tx = reading(**database);
        CHECK(*storage::SqlEntryStore().last_sequence(*tx) == done);
        CHECK(static_cast<std::int64_t>(storage::SqlOutbox().list(*tx)->size()) == done);
        CHECK(static_cast<std::int64_t>(storage::SqlAuditLog().list(*tx, 0, 100)->size()) == done);
        CHECK(*storage::SqlSettingStore().get(*tx, "feed.cursor") == std::to_string(done));
    }
    CHECK(done == 2);
}

TEST_CASE("a first start cut off at any moment can be done again", "[faults]") {
    std::mt19937 random(std::random_device{}());
    for (int kill = 0; kill < 20; ++kill) {
        const TemporaryFolder folder;
        const fs::path file = folder.path() / "canbo.db";
        ChildProcess child({CANBO_FAULT_WRITER, "append", file.string()});
        std::this_thread::sleep_for(std::chrono::microseconds(random() % 30'000));
        child.kill();
        child.wait();
        const auto output = child.read_all();
        const auto lines = whole_lines(output);
        check_ledger(file, {lines.begin(), lines.end()});
    }
}
