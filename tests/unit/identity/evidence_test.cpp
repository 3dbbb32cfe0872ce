#include "hex.h"
#include "identity/evidence.h"
#include "support/virtual_card.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using identity::CardFile;
using identity::CardReading;
using identity::CardSession;
using identity::data_group;
using identity::Purpose;
using identity::TrustAnchors;
using identity::Verdict;

namespace {

const CardIssuer& issuer() {
    static const CardIssuer made;
    return made;
}
TrustAnchors anchors() { return {{issuer().root()}}; }
Purpose purpose() { return {"thi-2024", "P1", "M05", "TS-001", std::string(16, 'n')}; }

/// Reads a virtual card for a purpose and writes what was proven.
std::string made(ActiveKey kind, const Purpose& asked, const Purpose& stated, const base::SigningKey& desk) {
    const auto chip = make_chip(issuer(), thu_nghiem(), kind, 300);
    VirtualCard card(chip);
    CardSession session(card, {identity::CardSecret::Kind::Can, chip.can});
    REQUIRE(session.open());
    CardReading reading;
    reading.files = session.read_all().value();
    const auto signature = identity::ask_active(session, identity::challenge_of(asked)).value();
    REQUIRE(signature);
    const auto now = *base::parse_time("2024-02-16T09:00:00+07:00");
    return identity::write_evidence(identity::evidence_of(reading, stated, *signature, now), desk).value();
}

} // namespace

TEST_CASE("evidence is verified again without card, by both kinds of key", "[identity][evidence]") {
    const auto desk = base::SigningKey::generate();
    for (const auto kind : {ActiveKey::Rsa, ActiveKey::Ecdsa}) {
        const auto report = identity::verify_evidence(made(kind, purpose(), purpose(), desk), anchors());
        REQUIRE(report);
        CHECK(report->verdict == Verdict::Genuine);
        CHECK(report->desk_key == base::to_hex(desk.public_key));
        CHECK(report->evidence.purpose.candidate == "TS-001");
    }
}

TEST_CASE("evidence without the verifier's own root is consistent at most", "[identity][evidence]") {
    const auto file = made(ActiveKey::Rsa, purpose(), purpose(), base::SigningKey::generate());
    CHECK(identity::verify_evidence(file, {})->verdict == Verdict::Consistent);
}

TEST_CASE("a signature given for another room or candidate cannot be used again", "[identity][evidence]") {
    auto other = purpose();
    other.candidate = "TS-002";
    const auto file = made(ActiveKey::Rsa, purpose(), other, base::SigningKey::generate());
    const auto report = identity::verify_evidence(file, anchors());
    REQUIRE(report);
    CHECK(report->verdict == Verdict::Refused);
    CHECK(has_code(report->findings, "active-failed"));
}

TEST_CASE("any changed character of evidence is noticed", "[identity][evidence]") {
    const auto good = made(ActiveKey::Rsa, purpose(), purpose(), base::SigningKey::generate());
    std::size_t taken = 0;
    for (std::size_t at = 0; at < good.size(); at += 7) {
        auto bad = good;
        bad[at] = bad[at] == 'A' ? 'B' : 'A';
        const auto report = identity::verify_evidence(bad, anchors());
        taken += report && bad != good ? 1U : 0U;
    }
    CHECK(taken == 0);
}

TEST_CASE("evidence holds the zone and no address, picture or other data group", "[identity][evidence]") {
    const auto file = made(ActiveKey::Rsa, purpose(), purpose(), base::SigningKey::generate());
    const auto json = base::parse_json(file, {400'000, 8}).value();
    CHECK(json["body"].size() == 9);
    CHECK_FALSE(json["body"].contains("dg2"));
    CHECK_FALSE(json["body"].contains("dg13"));
}

TEST_CASE("what is no evidence is refused", "[identity][evidence]") {
    for (const char* text : {"", "{}", "[]", "{\"body\":{},\"key\":\"00\",\"signature\":\"\"}"})
        CHECK_FALSE(identity::verify_evidence(text, anchors()));
}
