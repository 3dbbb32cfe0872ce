#include "contract/store_setup.h"
#include "storage/staged_blobs.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;

namespace {
template <class Setup>
struct StagedOf {
    storage::SqlStagedBlobStore store;
};
template <>
struct StagedOf<MemorySetup> {
    MemoryStagedBlobStore store;
};
} // namespace

TEMPLATE_TEST_CASE("parts follow each other and make a whole, each account its own", "[contract][staged]", ALL_SETUPS) {
    TestType setup;
    auto staged = StagedOf<TestType>();
    auto tx = writing(setup.database);
    CHECK(*staged.store.size(*tx, "an", "d") == 0);
    const std::string zeros("\0\0x", 3);
    REQUIRE(staged.store.append(*tx, "an", "d", 0, "abc", at(1000)));
    REQUIRE(staged.store.append(*tx, "an", "d", 3, zeros, at(1000)));
    REQUIRE(staged.store.append(*tx, "an", "d", 6, "", at(1000)));
    REQUIRE(staged.store.append(*tx, "ha", "d", 0, "other", at(1000)));
    REQUIRE(staged.store.append(*tx, "an", "e", 0, "more", at(1000)));
    CHECK(staged.store.append(*tx, "an", "d", 3, "again", at(1000)).error().code == ErrorCode::Conflict);
    CHECK(staged.store.append(*tx, "an", "d", 7, "a gap", at(1000)).error().code == ErrorCode::Conflict);
    REQUIRE(tx->commit());
    tx = writing(setup.database);
    CHECK(*staged.store.content(*tx, "an", "d") == "abc" + zeros);
    CHECK(*staged.store.size(*tx, "an", "d") == 6);
    CHECK(*staged.store.staged(*tx, "an") == 10);
    REQUIRE(staged.store.remove(*tx, "an", "d"));
    CHECK(*staged.store.size(*tx, "an", "d") == 0);
    CHECK(*staged.store.content(*tx, "ha", "d") == "other");
    REQUIRE(staged.store.remove_of(*tx, "an"));
    CHECK(*staged.store.staged(*tx, "an") == 0);
    CHECK(*staged.store.content(*tx, "ha", "d") == "other");
}

TEMPLATE_TEST_CASE("what nobody goes on with is swept away whole, what somebody does stays whole", "[contract][staged]",
                   ALL_SETUPS) {
    TestType setup;
    auto staged = StagedOf<TestType>();
    auto tx = writing(setup.database);
    REQUIRE(staged.store.append(*tx, "an", "left", 0, "abc", at(1000)));
    REQUIRE(staged.store.append(*tx, "an", "going", 0, "abc", at(1000)));
    REQUIRE(staged.store.append(*tx, "an", "going", 3, "def", at(2000)));
    REQUIRE(staged.store.sweep(*tx, at(1000)));
    CHECK(*staged.store.size(*tx, "an", "left") == 0);
    CHECK(*staged.store.content(*tx, "an", "going") == "abcdef");
}
