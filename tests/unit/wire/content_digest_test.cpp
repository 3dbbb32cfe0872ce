#include "wire/content_digest.h"

#include <catch2/catch.hpp>

using namespace canbo;

TEST_CASE("Content-Digest gives RFC 9530's example", "[wire]") {
    CHECK(wire::content_digest("{\"hello\": \"world\"}") == "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:");
}

TEST_CASE("a body is held against the sha-256 member only", "[wire]") {
    const std::string right = wire::content_digest("body");
    for (const std::string& header : {std::string(), right, std::string("sha-512=:AAAA:"), "sha-512=:AAAA:, " + right})
        CHECK(wire::check_content_digest(header, "body"));
    CHECK(wire::check_content_digest(right, "other").error().code == ErrorCode::DigestMismatch);
    CHECK(wire::check_content_digest("sha-512=:AAAA:," + right, "other").error().code == ErrorCode::DigestMismatch);
    for (const char* header : {"sha-256=AAAA", "sha-256=:not base64:", "sha-256=:", "nonsense", "sha-256=:AA==: x"})
        CHECK(wire::check_content_digest(header, "body").error().code == ErrorCode::InvalidInput);
}
