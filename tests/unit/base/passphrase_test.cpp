#include "base/passphrase.h"

#include <catch2/catch.hpp>

using namespace canbo;
using base::HashCost;
using base::PassphraseLock;

TEST_CASE("only the words that closed a secret open it again", "[base][passphrase]") {
    const PassphraseLock lock("bốn từ dễ nhớ", HashCost::Least);
    const std::string closed = lock.close("mã phiên");
    CHECK(closed.find("mã phiên") == std::string::npos);
    CHECK(lock.open(closed).value() == "mã phiên");
    CHECK(PassphraseLock::of(closed, "bốn từ dễ nhớ").value().open(closed).value() == "mã phiên");
    const auto other = PassphraseLock::of(closed, "bốn từ khó nhớ");
    REQUIRE_FALSE(other);
    CHECK(other.error().code == ErrorCode::Unauthenticated);
    CHECK(other.error().message == "This is not the passphrase of this desk");
    CHECK_FALSE(PassphraseLock::of(closed, ""));
}

TEST_CASE("the same words and secret never look the same twice", "[base][passphrase]") {
    const PassphraseLock one("bốn từ dễ nhớ", HashCost::Least), two("bốn từ dễ nhớ", HashCost::Least);
    CHECK(one.close("mã phiên") != one.close("mã phiên"));
    CHECK_FALSE(two.open(one.close("mã phiên"))); // another salt, another key
}

TEST_CASE("a lock that was opened closes what changes so that the same words open it", "[base][passphrase]") {
    const std::string first = PassphraseLock("bốn từ dễ nhớ", HashCost::Least).close("cũ");
    const auto again = PassphraseLock::of(first, "bốn từ dễ nhớ");
    REQUIRE(again);
    const std::string second = again->close("mới");
    CHECK(PassphraseLock::of(second, "bốn từ dễ nhớ").value().open(second).value() == "mới");
}

TEST_CASE("closed text that was cut, changed or never closed is refused", "[base][passphrase]") {
    const std::string closed = PassphraseLock("bốn từ dễ nhớ", HashCost::Least).close("mã phiên");
    for (std::size_t length = 0; length < closed.size(); ++length)
        CHECK_FALSE(PassphraseLock::of(closed.substr(0, length), "bốn từ dễ nhớ"));
    for (std::size_t at = 0; at < closed.size(); ++at) {
        std::string changed = closed;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        CHECK_FALSE(PassphraseLock::of(changed, "bốn từ dễ nhớ"));
    }
    CHECK(PassphraseLock::of("x" + std::string(80, 'a'), "bốn từ dễ nhớ").error().code == ErrorCode::InvalidInput);
}
