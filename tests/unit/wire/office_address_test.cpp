#include "wire/http_office_client.h"

#include <catch2/catch.hpp>

using namespace canbo;

TEST_CASE("an office elsewhere is reached by https only", "[wire]") {
    const auto far = wire::OfficeAddress::parse("https://vanphong.laocai.gov.vn:8443/");
    REQUIRE(far);
    CHECK(far->secure);
    CHECK(far->port == 8443);
    CHECK(wire::OfficeAddress::parse("https://office.example")->port == 443);
    for (const char* near :
         {"http://localhost:8395", "http://127.0.0.1:8395", "http://[::1]:8395", "http://127.9.8.7:1"})
        CHECK_FALSE(wire::OfficeAddress::parse(near)->secure);
    for (const char* wrong :
         {"http://10.0.0.1:8395", "http://127.0.0.1.evil.com", "http://localhost.evil.com", "ftp://localhost",
          "https://", "localhost:8395", "https://a/b", "https://user:pw@a", "", "https://a:0"})
        CHECK(wire::OfficeAddress::parse(wrong).error().code == ErrorCode::InvalidInput);
}

TEST_CASE("nothing is asked of the office before a login", "[wire]") {
    wire::HttpOfficeClient client({false, "127.0.0.1", 1}, {});
    CHECK(client.changes(0, 10).error().code == ErrorCode::Unauthenticated);
    CHECK(client.refresh().error().code == ErrorCode::Unauthenticated);
    CHECK(client.health().error().code == ErrorCode::Unreachable);
}
