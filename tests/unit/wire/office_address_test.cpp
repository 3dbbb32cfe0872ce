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

TEST_CASE("an address carries the pin of its certificate, in hex or Base64", "[wire]") {
    const std::string hex(64, 'a');
    const auto pinned = wire::OfficeAddress::pinned("https://office.example:8443/", hex);
    REQUIRE(pinned);
    CHECK(*pinned == "https://office.example:8443/#sha256=" + hex);
    CHECK(wire::OfficeAddress::parse(*pinned)->pin == std::string(32, '\xaa'));
    CHECK(wire::OfficeAddress::parse(*pinned)->port == 8443);
    CHECK(wire::OfficeAddress::parse(*pinned)->same_place(*wire::OfficeAddress::parse("https://office.example:8443")));
    std::string colons;
    for (int i = 0; i < 32; ++i)
        colons += i == 0 ? "AA" : ":AA";
    CHECK(*wire::OfficeAddress::pinned("https://office.example:8443/", colons) == *pinned);
    CHECK(*wire::OfficeAddress::pinned("https://office.example:8443/",
                                       "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo=") == *pinned);
    CHECK(*wire::OfficeAddress::pinned(*pinned, std::string(64, 'b')) ==
          "https://office.example:8443/#sha256=" + std::string(64, 'b'));
    for (const auto& wrong : {std::string(), std::string(63, 'a'), std::string(64, 'g'), std::string("YWJj")})
        CHECK(wire::OfficeAddress::pinned("https://office.example", wrong).error().where == "server-pin");
    for (const char* wrong : {"https://a#", "https://a#sha256=", "https://a#x"})
        CHECK(wire::OfficeAddress::parse(wrong).error().code == ErrorCode::InvalidInput);
    CHECK(wire::OfficeAddress::pinned("http://127.0.0.1:1", hex).error().where == "server-pin");
}

TEST_CASE("nothing is asked of the office before a login", "[wire]") {
    wire::HttpOfficeClient client({false, "127.0.0.1", 1}, {});
    CHECK(client.changes(0, 10).error().code == ErrorCode::Unauthenticated);
    CHECK(client.refresh().error().code == ErrorCode::Unauthenticated);
    CHECK(client.health().error().code == ErrorCode::Unreachable);
}
