#include "base/crypto.h"
#include "exam/key_share.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::exam;

TEST_CASE("any two of three parts give the key, in any order", "[exam][key]") {
    for (int round = 0; round < 50; ++round) {
        const auto key = base::random_bytes(32);
        const auto parts = *split_secret(key, 2, 3);
        for (const auto& [a, b] : std::vector<std::pair<int, int>>{{0, 1}, {0, 2}, {1, 2}, {2, 0}, {1, 0}})
            CHECK(*join_secret({parts[static_cast<std::size_t>(a)], parts[static_cast<std::size_t>(b)]}) == key);
        CHECK(*join_secret(parts) == key);
        CHECK(*join_secret({parts[0]}) != key);
    }
}

TEST_CASE("every threshold up to the count works, and one part less does not", "[exam][key]") {
    for (int count = 2; count <= 7; ++count)
        for (int needed = 2; needed <= count; ++needed) {
            const auto key = base::random_bytes(32);
            auto parts = *split_secret(key, needed, count);
            parts.resize(static_cast<std::size_t>(needed));
            CHECK(*join_secret(parts) == key);
            parts.pop_back();
            CHECK(*join_secret(parts) != key);
        }
}

TEST_CASE("the field is that of AES", "[exam][key]") {
    // Two points of a line over GF(2^8): f(1) = s + a, f(2) = s + 2a. FIPS 197, 4.2: {57} * {02} = {ae}.
    const KeyShare one{1, std::string(1, static_cast<char>(0x13 ^ 0x57))};
    const KeyShare two{2, std::string(1, static_cast<char>(0x13 ^ 0xae))};
    CHECK(*join_secret({one, two}) == "\x13");
    // {57} * {13} = {fe}
    const KeyShare far{0x13, std::string(1, static_cast<char>(0x42 ^ 0xfe))};
    CHECK(*join_secret({{1, std::string(1, static_cast<char>(0x42 ^ 0x57))}, far}) == "\x42");
}

TEST_CASE("one part tells nothing: every byte is as likely as another", "[exam][key]") {
    std::vector<int> seen(256);
    for (int round = 0; round < 4'000; ++round)
        ++seen[static_cast<unsigned char>(split_secret("A", 2, 3)->at(0).bytes[0])];
    for (const int count : seen)
        CHECK(count > 0);
}

TEST_CASE("parts that do not belong together are refused", "[exam][key]") {
    const auto parts = *split_secret(std::string(32, 'k'), 2, 3);
    CHECK(join_secret({}).error().code == ErrorCode::InvalidInput);
    CHECK(join_secret({parts[0], parts[0]}).error().code == ErrorCode::InvalidInput);
    CHECK(join_secret({parts[0], {2, "short"}}).error().code == ErrorCode::InvalidInput);
    CHECK(join_secret({parts[0], {0, parts[1].bytes}}).error().code == ErrorCode::InvalidInput);
    CHECK(split_secret("", 2, 3).error().code == ErrorCode::InvalidInput);
    CHECK(split_secret("k", 1, 3).error().code == ErrorCode::InvalidInput);
    CHECK(split_secret("k", 4, 3).error().code == ErrorCode::InvalidInput);
}

TEST_CASE("a part as a line of text finds a slip of the pen", "[exam][key]") {
    const auto key = base::random_bytes(32);
    const auto parts = *split_secret(key, 2, 3);
    std::vector<NamedShare> named;
    for (const auto& part : parts)
        named.push_back(*read_share(" " + write_share({"thi-thu", exam_key_id(key), 2, part}) + "\r\n"));
    CHECK(*join_shares({named[2], named[0]}) == key);
    CHECK(join_shares({named[0]}).error().code == ErrorCode::InvalidInput);
    auto other = named[1];
    other.exam = "thi-khac";
    CHECK(join_shares({named[0], other}).error().code == ErrorCode::InvalidInput);
    auto wrong = named[1];
    wrong.share.bytes[7] ^= 1;
    CHECK(join_shares({named[0], wrong}).error().code == ErrorCode::DigestMismatch);
    const auto line = write_share(named[0]);
    for (std::size_t at = 14; at < line.size(); ++at) {
        auto changed = line;
        changed[at] = changed[at] == '0' ? '1' : '0';
        CHECK_FALSE(read_share(changed));
    }
    for (const char* text : {"", "canbo-share-1", "canbo-share-1.a.b.2.1.zz.00000000", "......"})
        CHECK_FALSE(read_share(text));
}
