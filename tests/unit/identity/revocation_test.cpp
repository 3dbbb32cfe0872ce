#include "hex.h"
#include "identity/trust.h"
#include "identity/verdict.h"
#include "support/card_issuer.h"

#include <catch2/catch.hpp>

#include <random>

using namespace canbo;
using namespace canbo::test;
using identity::Bytes;
using identity::read_revocation_list;
using identity::TrustFileKind;
using identity::TrustStore;
using identity::Verdict;

namespace {

constexpr long signer = CardIssuer::signer_serial;
const base::Time now = *base::parse_time("2024-02-16T09:00:00+07:00");

const CardIssuer& issuer() {
    static const CardIssuer made;
    return made;
}
Bytes list(const std::vector<long>& serials, const char* from = "20240201000000Z", const char* to = "20240501000000Z",
           const RevocationTrait& trait = {}) {
    return issuer().revocation_list(serials, from, to, trait);
}
TrustStore with_root() {
    TrustStore store;
    REQUIRE(store.admit_at_once(issuer().root(), now));
    return store;
}
std::string in_pem(const Bytes& der, const char* label) {
    return std::string("-----BEGIN ") + label + "-----\n" + base::to_base64(der) + "\n-----END " + label + "-----\n";
}

/// What a genuine card is to a desk with this store.
identity::Assessment judged(const TrustStore& store, base::Day day = today) {
    static const auto files = make_chip(issuer(), thu_nghiem(), ActiveKey::Rsa, 200).files;
    identity::CardReading reading;
    reading.files = files;
    reading.files.erase(identity::CardFile::CardAccess);
    reading.files.erase(identity::data_group(3));
    reading.active = reading.chip = true;
    return identity::assess(reading, store.anchors(), day);
}

} // namespace

TEST_CASE("a list says whom it takes back, from when and until when", "[identity][revocation]") {
    const auto der = list({3, signer, 70'000});
    const auto read = read_revocation_list(der);
    REQUIRE(read);
    CHECK(read->holds(std::string(1, '\x07')));
    CHECK(read->holds(hex("011170")));
    CHECK_FALSE(read->holds(std::string(1, '\x04')));
    CHECK(base::to_iso(read->this_update) == "2024-02-01T00:00:00.000Z");
    CHECK(base::to_iso(read->next_update) == "2024-05-01T00:00:00.000Z");
    CHECK(read->fingerprint == identity::fingerprint(der));
    CHECK_FALSE(read->outdated(day("2024-05-01")));
    CHECK(read->outdated(day("2024-05-02")));
    CHECK(identity::signed_by(*read, issuer().root()));
    CHECK_FALSE(identity::signed_by(*read, CardIssuer().root())); // of the same name
    CHECK_FALSE(identity::signed_by(*read, issuer().signer()));
    CHECK(read_revocation_list(list({}))->serials.empty());
}

TEST_CASE("a list of another profile is refused", "[identity][revocation]") {
    RevocationTrait part, endless, forged;
    part.critical = endless.no_next = forged.by_signer = true;
    CHECK_FALSE(read_revocation_list(list({3}, "20240201000000Z", "20240501000000Z", part)));
    CHECK_FALSE(read_revocation_list(list({3}, "20240201000000Z", "20240501000000Z", endless)));
    CHECK_FALSE(read_revocation_list(list({3}, "20240501000000Z", "20240201000000Z")));
    CHECK_FALSE(read_revocation_list(list({3}) + "x"));
    CHECK_FALSE(read_revocation_list(issuer().root()));
    CHECK(read_revocation_list(Bytes(2'000'001, '0')).error().code == ErrorCode::TooLarge);
    auto store = with_root();
    const auto by_signer = list({3}, "20240201000000Z", "20240501000000Z", forged);
    REQUIRE(read_revocation_list(by_signer));
    CHECK(store.take_revocations(by_signer, "a", now).error().code == ErrorCode::NotFound);
}

TEST_CASE("no changed bit of a list leaves its signature true", "[identity][revocation]") {
    const auto der = list({3, signer});
    std::size_t taken = 0;
    for (std::size_t bit = 0; bit < der.size() * 8; ++bit) {
        auto bad = der;
        bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ (1 << (bit % 8)));
        const auto read = read_revocation_list(bad);
        taken += read && identity::signed_by(*read, issuer().root()) ? 1U : 0U;
    }
    CHECK(taken == 0);
    for (std::size_t size = 0; size < der.size(); ++size)
        CHECK_FALSE(read_revocation_list(der.substr(0, size)));
}

TEST_CASE("lists on curves spelt out, RSA and RSA-PSS are taken", "[identity][revocation]") {
    for (const auto scheme : {Scheme::EcdsaBrainpool512Explicit, Scheme::RsaPkcs1, Scheme::RsaPss}) {
        CAPTURE(static_cast<int>(scheme));
        const CardIssuer state(scheme, "CSCA Khac");
        auto store = with_root();
        REQUIRE(store.admit_at_once(state.root(), now));
        CHECK(store.take_revocations(state.revocation_list({1}, "20240201000000Z", "20240501000000Z"), "a", now));
        CHECK(store.revocations().at(0).root == identity::fingerprint(state.root()));
    }
}

TEST_CASE("the three kinds of file are told apart, in DER and PEM", "[identity][revocation]") {
    const auto kind = [](const Bytes& der, const char* label) {
        const auto from_pem = identity::der_of_file("a word before\r\n" + in_pem(der, label));
        REQUIRE(from_pem);
        CHECK(*from_pem == der);
        CHECK(*identity::der_of_file(der) == der);
        return identity::trust_file_kind(der);
    };
    CHECK(kind(list({3}), "X509 CRL") == TrustFileKind::RevocationList);
    CHECK(kind(issuer().root(), "CERTIFICATE") == TrustFileKind::Certificate);
    CHECK(kind(issuer().master_list({issuer().root()}), "CMS") == TrustFileKind::MasterList);
    CHECK(identity::trust_file_kind("nothing of all") == TrustFileKind::Certificate);
    CHECK_FALSE(identity::der_of_file("-----BEGIN X509 CRL-----\nAAAA\n"));
    CHECK_FALSE(identity::der_of_file("-----BEGIN X509 CRL"));
}

TEST_CASE("a signer that was taken back is refused, whenever it signed", "[identity][revocation]") {
    auto store = with_root();
    CHECK(judged(store).verdict == Verdict::Genuine);
    CHECK(has_code(judged(store).findings, "crl-missing"));
    REQUIRE(store.take_revocations(list({3}, "20240101000000Z"), "quantri1", now));
    CHECK(judged(store).verdict == Verdict::Genuine);
    CHECK(judged(store).findings.empty());
    REQUIRE(store.take_revocations(list({3, signer}), "quantri1", now));
    const auto refused = judged(store);
    CHECK(refused.verdict == Verdict::Refused);
    CHECK(has_code(refused.findings, "sod-signer-revoked"));
    CHECK_FALSE(refused.sod.anchored);
    CHECK(refused.sod.signature_valid);
}

TEST_CASE("an outdated list is said and still takes back", "[identity][revocation]") {
    auto store = with_root();
    REQUIRE(store.take_revocations(list({3}, "20230101000000Z", "20230401000000Z"), "quantri1", now));
    auto result = judged(store);
    CHECK(result.verdict == Verdict::Genuine);
    REQUIRE(result.findings.size() == 1);
    CHECK(result.findings[0].code == "crl-outdated");
    CHECK(result.findings[0].severity == identity::Finding::Severity::Warning);
    CHECK(judged(store, day("2023-02-01")).findings.empty());
    REQUIRE(store.take_revocations(list({signer}, "20230201000000Z", "20230401000000Z"), "quantri1", now));
    CHECK(judged(store).verdict == Verdict::Refused);
}

TEST_CASE("only an admitted root's list is taken, and no older one after it", "[identity][revocation]") {
    TrustStore store;
    const auto print = store.propose(issuer().root(), "quantri1", now).value();
    CHECK(store.take_revocations(list({3}), "quantri1", now).error().code == ErrorCode::NotFound);
    REQUIRE(store.confirm(print, "quantri2"));
    const auto taken = store.take_revocations(list({3}), "quantri1", now);
    REQUIRE(taken);
    CHECK(store.take_revocations(CardIssuer().revocation_list({3}, "20240201000000Z", "20240501000000Z"), "a", now)
              .error()
              .code == ErrorCode::NotFound);
    CHECK(store.take_revocations(list({}, "20240131000000Z"), "quantri1", now).error().code == ErrorCode::Conflict);
    CHECK(store.take_revocations(list({}, "20240217000000Z"), "quantri1", now).error().code == ErrorCode::InvalidInput);
    CHECK(store.revocations().at(0).list.fingerprint == *taken);
    CHECK(store.remove(*taken).error().code == ErrorCode::Forbidden);
    REQUIRE(store.remove(print));
    CHECK(store.revocations().empty());
}

TEST_CASE("lists are written and read again with the roots, and none whose signature is false",
          "[identity][revocation]") {
    auto store = with_root();
    const auto der = list({3});
    REQUIRE(store.take_revocations(der, "quantri1", now));
    const auto text = store.to_json();
    const auto read = TrustStore::from_json(text);
    REQUIRE(read);
    CHECK(read->to_json() == text);
    CHECK(read->anchors().revocations.at(0).der == der);
    auto changed = der;
    changed.back() = static_cast<char>(changed.back() ^ 1);
    auto bad = text;
    const auto encoded = base::to_base64(der);
    bad.replace(bad.find(encoded), encoded.size(), base::to_base64(changed));
    CHECK_FALSE(TrustStore::from_json(bad));
    auto before_lists = Json::parse(text);
    before_lists.erase("revocations");
    CHECK(TrustStore::from_json(before_lists.dump())->revocations().empty());
}

TEST_CASE("ten thousand mutations of a list neither crash nor are taken", "[identity][revocation]") {
    std::mt19937 random(5'280);
    const auto der = list({3, signer});
    std::size_t taken = 0;
    for (int i = 0; i < 10'000; ++i) {
        auto bad = der;
        for (unsigned changes = 1 + random() % 8; changes > 0; --changes)
            bad[random() % bad.size()] = static_cast<char>(random());
        const auto read = read_revocation_list(bad);
        taken += bad != der && read && identity::signed_by(*read, issuer().root()) ? 1U : 0U;
    }
    CHECK(taken == 0);
}
