#include "access_token.h"
#include "base/crypto.h"

#include <catch2/catch.hpp>

using namespace canbo;

TEST_CASE("tokens that have run out are not remembered for long", "[service]") {
    const std::string secret(32, 's');
    const people::Person person{"dm.syt", people::Role::Focal, "SYT"};
    service::AccessTokenReader reader(secret);
    base::Time now = *base::parse_time("2024-02-16T09:00:00+07:00");
    std::size_t most = 0;
    std::string last;
    for (int i = 0; i < 4'000; ++i) { // one log-in every 20 seconds for a day: 45 hold at a time
        last = service::make_access_token(person, std::to_string(i), now, secret);
        REQUIRE(reader.read(last, now));
        most = std::max(most, reader.remembered());
        now += std::chrono::seconds(20);
    }
    CHECK(most <= 257);
    CHECK(reader.read(last, now)->session == "3999");
    CHECK(reader.read(last, now + service::access_token_life).error().code == ErrorCode::Unauthenticated);
}
