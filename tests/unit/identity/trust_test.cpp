#include "hex.h"
#include "identity/trust.h"
#include "support/card_issuer.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using identity::TrustStore;

namespace {

const CardIssuer& issuer() {
    static const CardIssuer made;
    return made;
}
const base::Time now = *base::parse_time("2024-02-16T09:00:00+07:00");

} // namespace

TEST_CASE("a root is proposed by one account and admitted by another", "[identity][trust]") {
    TrustStore store;
    const auto print = store.propose(issuer().root(), "quantri1", now);
    REQUIRE(print);
    CHECK(*print == identity::fingerprint(issuer().root()));
    CHECK(store.anchors().roots.empty());
    CHECK(store.confirm(*print, "quantri1").error().code == ErrorCode::Forbidden);
    CHECK(store.confirm(std::string(64, '0'), "quantri2").error().code == ErrorCode::NotFound);
    CHECK(store.anchors().roots.empty());
    REQUIRE(store.confirm(*print, "quantri2"));
    CHECK(store.anchors().roots == std::vector<std::string>{issuer().root()});
    CHECK(store.confirm(*print, "quantri3").error().code == ErrorCode::Conflict);
}

TEST_CASE("proposing an admitted root again takes nothing back", "[identity][trust]") {
    TrustStore store;
    const auto print = store.propose(issuer().root(), "quantri1", now).value();
    REQUIRE(store.confirm(print, "quantri2"));
    CHECK(store.propose(issuer().root(), "quantri3", now));
    CHECK(store.roots().size() == 1);
    CHECK(store.roots()[0].admitted());
    REQUIRE(store.remove(print));
    CHECK(store.anchors().roots.empty());
    CHECK(store.remove(print).error().code == ErrorCode::NotFound);
}

TEST_CASE("PEM is taken as DER is", "[identity][trust]") {
    const auto base64 = base::to_base64(issuer().root());
    std::string pem = "subject: an invented state\n-----BEGIN CERTIFICATE-----\r\n";
    for (std::size_t at = 0; at < base64.size(); at += 64)
        pem += base64.substr(at, 64) + "\r\n";
    TrustStore store;
    CHECK(store.propose(pem + "-----END CERTIFICATE-----\r\n", "a", now).value() ==
          identity::fingerprint(issuer().root()));
    CHECK_FALSE(store.propose(pem, "a", now));
    CHECK_FALSE(store.propose(issuer().signer(), "a", now));
}

TEST_CASE("a store is written and read again, and a damaged one refused", "[identity][trust]") {
    TrustStore store;
    const auto print = store.propose(issuer().root(), "quantri1", now).value();
    REQUIRE(store.confirm(print, "quantri2"));
    const auto text = store.to_json();
    const auto read = TrustStore::from_json(text);
    REQUIRE(read);
    CHECK(read->to_json() == text);
    CHECK(read->anchors().roots == store.anchors().roots);
    CHECK_FALSE(TrustStore::from_json("{}"));
    CHECK_FALSE(TrustStore::from_json("{\"roots\":[{\"certificate\":\"AAAA\"}]}"));
}
