#include "hex.h"
#include "identity/verdict.h"
#include "support/card_issuer.h"

#include <catch2/catch.hpp>

#include <random>

using namespace canbo;
using namespace canbo::test;
using identity::assess;
using identity::CardFile;
using identity::CardReading;
using identity::check_sod;
using identity::data_group;
using identity::TrustAnchors;
using identity::Verdict;

namespace {

const CardIssuer& issuer() {
    static const CardIssuer made;
    return made;
}
const identity::RevocationList& nobody_revoked() {
    static const auto list =
        identity::read_revocation_list(issuer().revocation_list({3}, "20240101000000Z", "20250101000000Z")).value();
    return list;
}
TrustAnchors anchors() { return {{issuer().root()}, {nobody_revoked()}}; }

/// What a reader gets from a genuine card; a test spoils one thing.
CardReading genuine(const CardIssuer& by = issuer()) {
    CardReading out;
    out.files = make_chip(by, thu_nghiem(), ActiveKey::Rsa, 500).files;
    out.files.erase(CardFile::CardAccess);
    out.files.erase(data_group(3));
    out.qr = identity::read_qr(qr_text(thu_nghiem()), today).value();
    out.active = true;
    out.chip = true;
    return out;
}

} // namespace

TEST_CASE("a genuine card of an admitted state climbs the whole ladder", "[identity][verdict]") {
    const auto result = assess(genuine(), anchors(), today);
    CHECK(result.verdict == Verdict::Genuine);
    CHECK(result.findings.empty());
    REQUIRE(result.steps.size() == 5);
    CHECK(result.steps.back().ok);
    const auto json = identity::assessment_to_json(result);
    CHECK(json["verdict"] == "genuine");
    CHECK(json["person"]["birth_date"] == "1990-01-15");
    CHECK(json["person"]["name"] == "Nguyễn Văn Thử Nghiệm");
}

TEST_CASE("without a root the same card is consistent and never green", "[identity][verdict]") {
    const auto result = assess(genuine(), {}, today);
    CHECK(result.verdict == Verdict::Consistent);
    CHECK(has_code(result.findings, "sod-not-anchored"));
    CHECK_FALSE(result.steps[3].ok);
    CHECK_FALSE(result.steps[4].ok);
}

TEST_CASE("a clone with its own consistent security object and keys never passes consistent", "[identity][verdict]") {
    const CardIssuer forger(Scheme::EcdsaBrainpool256, "CSCA Thu Nghiem"); // even the name is copied
    const auto result = assess(genuine(forger), anchors(), today);
    CHECK(result.verdict == Verdict::Consistent);
}

TEST_CASE("a copy of the data without the keys is refused", "[identity][verdict]") {
    auto reading = genuine();
    reading.active = false;
    CHECK(assess(reading, anchors(), today).verdict == Verdict::Refused);
    reading = genuine();
    reading.chip = false;
    CHECK(assess(reading, anchors(), today).verdict == Verdict::Refused);
}

TEST_CASE("a proof counts only when its key stands in the security object", "[identity][verdict]") {
    auto reading = genuine();
    reading.active.reset();
    reading.chip.reset();
    auto result = assess(reading, anchors(), today);
    CHECK(result.verdict == Verdict::Anchored);
    CHECK(has_code(result.findings, "chip-not-proven"));
    reading.active = true;
    CHECK(assess(reading, anchors(), today).verdict == Verdict::Genuine);
    reading.files.erase(data_group(15));
    CHECK(assess(reading, anchors(), today).verdict == Verdict::Anchored);
}

TEST_CASE("a QR code alone proves nothing and says so", "[identity][verdict]") {
    CardReading reading;
    reading.qr = identity::read_qr(qr_text(thu_nghiem()), today).value();
    const auto result = assess(reading, anchors(), today);
    CHECK(result.verdict == Verdict::QrRead);
    CHECK(has_code(result.findings, "qr-proves-nothing"));
}

TEST_CASE("print that contradicts the chip stops at the opened chip", "[identity][verdict]") {
    auto reading = genuine();
    auto other = thu_nghiem();
    other.name = "Trần Khác";
    reading.qr = identity::read_qr(qr_text(other), today).value();
    const auto result = assess(reading, anchors(), today);
    CHECK(result.verdict == Verdict::ChipOpened);
    CHECK(has_code(result.findings, "qr-dg13-name"));
}

TEST_CASE("changed, added and missing data groups are named", "[identity][verdict]") {
    auto reading = genuine();
    auto other = thu_nghiem();
    other.address = "Nơi khác";
    reading.files[data_group(13)] = dg13_file(other);
    CHECK(has_code(assess(reading, anchors(), today).findings, "group-changed"));
    CHECK(assess(reading, anchors(), today).verdict == Verdict::Refused);

    reading = genuine();
    reading.files[data_group(11)] = identity::from_hex("6B00").value();
    CHECK(has_code(assess(reading, anchors(), today).findings, "group-not-in-sod"));

    reading = genuine();
    reading.files[CardFile::Com] = identity::from_hex("60175F0104303130375F36063034303030305C056175636D6E").value();
    CHECK(has_code(assess(reading, anchors(), today).findings, "group-hidden"));

    reading = genuine();
    reading.files.erase(CardFile::Sod);
    CHECK(has_code(assess(reading, anchors(), today).findings, "sod-missing"));
    CHECK(assess(reading, anchors(), today).verdict == Verdict::Refused);
}

TEST_CASE("an expired card is named and judged by its signature all the same", "[identity][verdict]") {
    const auto result = assess(genuine(), anchors(), day("2033-01-01"));
    CHECK(has_code(result.findings, "card-expired"));
    CHECK(result.verdict == Verdict::Genuine); // the signer was valid when it signed
}

TEST_CASE("roots on curves spelt out, RSA and RSA-PSS anchor a card", "[identity][verdict]") {
    for (const auto scheme : {Scheme::EcdsaBrainpool512Explicit, Scheme::RsaPkcs1, Scheme::RsaPss}) {
        const CardIssuer state(scheme, "CSCA Khac");
        const auto sod = make_chip(state, thu_nghiem(), ActiveKey::Rsa, 100).files.at(CardFile::Sod);
        CAPTURE(static_cast<int>(scheme));
        CHECK(identity::check_root(state.root()));
        const auto report = check_sod(sod, {{issuer().root(), state.root()}}, today);
        CHECK(report.signature_valid);
        CHECK(report.anchored);
        CHECK(report.root_fingerprint == identity::fingerprint(state.root()));
        REQUIRE(report.findings.size() == 1);
        CHECK(report.findings[0].code == "crl-missing");
    }
}

TEST_CASE("a signer's certificate is no root", "[identity][verdict]") {
    CHECK_FALSE(identity::check_root(issuer().signer()));
    CHECK_FALSE(identity::check_root("no certificate"));
}

TEST_CASE("none of the single-bit changes of a security object is accepted", "[identity][verdict]") {
    for (const auto scheme : {Scheme::EcdsaBrainpool256, Scheme::RsaPss}) {
        const CardIssuer state(scheme, "CSCA Thu");
        const auto sod = make_chip(state, thu_nghiem(), ActiveKey::Rsa, 100).files.at(CardFile::Sod);
        const TrustAnchors trust{{state.root()}};
        REQUIRE(check_sod(sod, trust, today).anchored);
        std::size_t accepted = 0;
        for (std::size_t bit = 0; bit < sod.size() * 8; ++bit) {
            auto bad = sod;
            bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ (1 << (bit % 8)));
            accepted += check_sod(bad, trust, today).anchored ? 1U : 0U;
        }
        WARN(sod.size() * 8 << " single-bit changes, accepted: " << accepted);
        CHECK(accepted == 0);
    }
}

TEST_CASE("none of ten thousand mutations of security object and data groups is accepted", "[identity][verdict]") {
    std::mt19937 random(10'000);
    const auto good = genuine();
    std::vector<CardFile> files;
    for (const auto& [file, content] : good.files)
        if (file != CardFile::Com)
            files.push_back(file);
    std::size_t accepted = 0;
    for (int i = 0; i < 10'000; ++i) {
        auto reading = good;
        auto& file = reading.files[files[random() % files.size()]];
        const auto before = file;
        for (auto count = random() % 8 + 1; count > 0; --count)
            file[random() % file.size()] = static_cast<char>(random());
        if (file == before)
            continue;
        const auto verdict = assess(reading, anchors(), today).verdict;
        accepted += verdict == Verdict::Anchored || verdict == Verdict::Genuine ? 1U : 0U;
    }
    CHECK(accepted == 0);
}
