#include "base/crypto.h"
#include "service/factor_check.h"
#include "service/totp.h"

#include <catch2/catch.hpp>

#include <set>

using namespace canbo;
using namespace std::chrono_literals;
using service::CodeCheck;

namespace {

base::Time seconds(std::int64_t since_1970) { return base::Time{std::chrono::seconds{since_1970}}; }

const base::Time now = seconds(1'708'000'015); // in the middle of a step

struct Factor {
    people::SecondFactor factor{service::new_factor("an.nguyen")};

    Factor() { factor.confirmed = true; }
    std::string code(base::Time time) const { return service::totp_code(factor.secret, service::totp_step(time)); }
    CodeCheck take(const std::string& code, base::Time time = now) { return service::take_code(factor, code, time); }
    std::string wrong() const { return code(now + 10min) == "000000" ? "000001" : "000000"; }
};

} // namespace

TEST_CASE("codes are those of RFC 6238, appendix B", "[service][factor]") {
    const std::string secret = "12345678901234567890";
    const auto code = [&](std::int64_t time) {
        return service::totp_code(secret, service::totp_step(seconds(time)), 8);
    };
    CHECK(code(59) == "94287082");
    CHECK(code(1'111'111'109) == "07081804");
    CHECK(code(1'111'111'111) == "14050471");
    CHECK(code(1'234'567'890) == "89005924");
    CHECK(code(2'000'000'000) == "69279037");
    CHECK(code(20'000'000'000) == "65353130");
}

TEST_CASE("codes by counter are those of RFC 4226, appendix D", "[service][factor]") {
    const char* codes[] = {"755224", "287082", "359152", "969429", "338314",
                           "254676", "287922", "162583", "399871", "520489"};
    for (int i = 0; i < 10; ++i)
        CHECK(service::totp_code("12345678901234567890", i) == codes[i]);
}

TEST_CASE("a code is good one step before and after its own, and no further", "[service][factor]") {
    Factor one;
    CHECK(one.take(one.code(now - 60s)) == CodeCheck::Wrong);
    CHECK(one.take(one.code(now + 60s)) == CodeCheck::Wrong);
    CHECK(one.take(one.code(now - 30s)) == CodeCheck::Right);
    CHECK(one.take(one.code(now)) == CodeCheck::Right);
    CHECK(one.take(one.code(now + 30s)) == CodeCheck::Right);
}

TEST_CASE("a code is taken once, and none of an earlier step after it", "[service][factor]") {
    Factor one;
    CHECK(one.take(one.code(now)) == CodeCheck::Right);
    CHECK(one.take(one.code(now)) == CodeCheck::Wrong);
    CHECK(one.take(one.code(now - 30s)) == CodeCheck::Wrong);
    CHECK(one.take(one.code(now + 30s), now + 5s) == CodeCheck::Right);
    CHECK(one.take(one.code(now + 30s), now + 35s) == CodeCheck::Wrong);
}

TEST_CASE("five wrong codes lock the factor for a quarter of an hour, even for the right one", "[service][factor]") {
    Factor one;
    for (int i = 0; i < 4; ++i)
        CHECK(one.take(one.wrong()) == CodeCheck::Wrong);
    CHECK(one.take(one.code(now)) == CodeCheck::Right); // and begins the count anew
    for (int i = 0; i < 5; ++i)
        CHECK(one.take(one.wrong()) == CodeCheck::Wrong);
    CHECK(one.take(one.code(now + 30s)) == CodeCheck::Locked);
    CHECK(one.take(one.code(now + 14min), now + 14min) == CodeCheck::Locked);
    CHECK(one.take(one.code(now + 15min), now + 15min) == CodeCheck::Right);
}

TEST_CASE("each recovery code is good once, as people type it", "[service][factor]") {
    Factor one;
    const auto codes = service::new_recovery_codes(one.factor);
    CHECK(std::set<std::string>(codes.begin(), codes.end()).size() == 10);
    for (const auto& kept : one.factor.recovery)
        CHECK(kept.size() == 64); // digests, not the codes
    CHECK(codes[0].size() == 19);
    std::string typed = codes[0];
    for (char& c : typed)
        c = c == '-' ? ' ' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    CHECK(one.take(typed) == CodeCheck::Recovery);
    CHECK(one.take(codes[0]) == CodeCheck::Wrong);
    CHECK(one.take(codes[1]) == CodeCheck::Recovery);
    CHECK(one.factor.recovery.size() == 8);
    Factor other;
    CHECK(other.take(codes[2]) == CodeCheck::Wrong);
}

TEST_CASE("what is no code at all is wrong and harms nothing", "[service][factor]") {
    for (const std::string& text : {std::string(), std::string("12345"), std::string("1234567"), std::string("abcdef"),
                                    std::string(4'000, '7'), std::string("\xff\xfe"), std::string(6, '\0')}) {
        Factor one;
        CHECK(one.take(text) == CodeCheck::Wrong);
    }
}

TEST_CASE("the secret is written as telephones read it", "[service][factor]") {
    CHECK(service::to_base32("") == "");
    CHECK(service::to_base32("f") == "MY"); // RFC 4648, section 10, without padding
    CHECK(service::to_base32("fo") == "MZXQ");
    CHECK(service::to_base32("foobar") == "MZXW6YTBOI");
    CHECK(service::totp_uri("dm.syt", "12345678901234567890") ==
          "otpauth://totp/Canbo:dm.syt?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Canbo");
    CHECK(service::new_factor("a").secret.size() == 20);
    CHECK(service::new_factor("a").secret != service::new_factor("a").secret);
}
