#include "contract/store_setup.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;

TEMPLATE_TEST_CASE("an attachment comes back byte for byte", "[contract][blobs]", ALL_SETUPS) {
    TestType setup;
    std::string every_byte;
    for (int i = 0; i < 3'600'000; ++i)
        every_byte.push_back(static_cast<char>(i * 7));
    const std::vector<std::string> contents{every_byte, "", std::string("\0", 1), std::string("a\0b'\"", 5),
                                            vietnamese};
    auto tx = writing(setup.database);
    for (const auto& content : contents)
        REQUIRE(setup.blobs.put(*tx, base::sha256_hex(content), content));
    REQUIRE(tx->commit());
    auto reader = reading(setup.database);
    for (const auto& content : contents) {
        const auto found = setup.blobs.get(*reader, base::sha256_hex(content));
        REQUIRE(found);
        REQUIRE(*found);
        CHECK((**found == content)); // not printed
        CHECK(*setup.blobs.has(*reader, base::sha256_hex(content)));
    }
}

TEMPLATE_TEST_CASE("an unknown attachment is nothing", "[contract][blobs]", ALL_SETUPS) {
    TestType setup;
    auto tx = reading(setup.database);
    CHECK_FALSE(*setup.blobs.get(*tx, base::sha256_hex("x")));
    CHECK_FALSE(*setup.blobs.has(*tx, base::sha256_hex("x")));
}

TEMPLATE_TEST_CASE("content that does not fit its digest is refused", "[contract][blobs]", ALL_SETUPS) {
    TestType setup;
    auto tx = writing(setup.database);
    CHECK(setup.blobs.put(*tx, base::sha256_hex("x"), "y").error().code == ErrorCode::DigestMismatch);
    CHECK(setup.blobs.put(*tx, "", "").error().code == ErrorCode::DigestMismatch);
    CHECK_FALSE(*setup.blobs.has(*tx, base::sha256_hex("x")));
    CHECK_FALSE(*setup.blobs.has(*tx, base::sha256_hex("y")));
}

TEMPLATE_TEST_CASE("storing the same attachment twice is nothing", "[contract][blobs]", ALL_SETUPS) {
    TestType setup;
    auto tx = writing(setup.database);
    REQUIRE(setup.blobs.put(*tx, base::sha256_hex("x"), "x"));
    REQUIRE(setup.blobs.put(*tx, base::sha256_hex("x"), "x"));
    CHECK(**setup.blobs.get(*tx, base::sha256_hex("x")) == "x");
}
