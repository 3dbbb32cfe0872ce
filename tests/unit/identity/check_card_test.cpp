#include "identity/check_card.h"
#include "support/citizen_file.h"
#include "support/fault_list.h"
#include "support/vpcd_frames.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using identity::Verdict;

namespace {

const CardIssuer& issuer() {
    static const CardIssuer one;
    return one;
}
identity::TrustAnchors anchors() {
    static const auto list = issuer().revocation_list({3}, "20240101000000Z", "20250101000000Z");
    return {{issuer().root()}, {identity::read_revocation_list(list).value()}};
}
const identity::Purpose purpose{"thi-2024", "P1", "M05", "TS-001", std::string(16, 'n')};

struct Outcome {
    std::string error;
    identity::CardCheck check;
    identity::Assessment assessment;
};

Outcome check(const std::string& fault, const Citizen& citizen = thu_nghiem()) {
    CardPlan plan;
    REQUIRE((fault.empty() || put_fault(fault, plan)));
    const auto chip = make_card(issuer(), citizen, plan);
    VirtualCard card(chip, plan.faults);
    Outcome out;
    auto done = identity::check_card(card, {identity::CardSecret::Kind::MrzInformation, chip.mrz_information}, purpose);
    if (!done) {
        out.error = done.error().message;
        return out;
    }
    out.check = *done;
    out.assessment = identity::assess(out.check.reading, anchors(), *base::parse_day("2024-02-16"));
    return out;
}

} // namespace

TEST_CASE("a genuine card is found genuine with all that it holds", "[identity][check]") {
    for (const char* kind : {"", "ecdsa", "no-pace", "no-extended", "no-short-ids", "exact-length"}) {
        CAPTURE(kind);
        const auto out = check(kind);
        CHECK(out.error.empty());
        CHECK(out.assessment.verdict == Verdict::Genuine);
        CHECK(out.assessment.findings.empty());
        CHECK(out.check.reading.files.size() == 7);
        CHECK(out.check.access == (kind == std::string("no-pace") ? "BAC" : "id-PACE-ECDH-GM-AES-CBC-CMAC-128 (13)"));
    }
}

TEST_CASE("forgeries and copies are refused or stay without an anchor", "[identity][check]") {
    const auto has = [](const Outcome& out, const char* code) { return has_code(out.assessment.findings, code); };
    auto out = check("forged-sod");
    CHECK(out.assessment.verdict == Verdict::Refused);
    CHECK(has(out, "sod-signature"));
    out = check("changed-group");
    CHECK(out.assessment.verdict == Verdict::Refused);
    CHECK(has(out, "group-changed"));
    out = check("clone");
    CHECK(out.assessment.verdict == Verdict::Refused);
    CHECK(has(out, "active-failed"));
    CHECK(has(out, "chip-failed"));
    out = check("own-issuer");
    CHECK(out.assessment.verdict == Verdict::Consistent);
    CHECK(has(out, "sod-not-anchored"));
}

TEST_CASE("a card that breaks the protocol ends in a sentence", "[identity][check]") {
    CHECK(check("removed").error == "The contact to the card was lost");
    CHECK(check("endless").error == "A file of the card is larger than any card has");
    CHECK_FALSE(check("truncated").error.empty());
    CHECK_FALSE(check("wrong-status").error.empty());
}

TEST_CASE("PACE with chip authentication mapping proves the chip when its keys are anchored", "[identity][check]") {
    auto out = check("mapping");
    CHECK(out.check.access == "id-PACE-ECDH-CAM-AES-CBC-CMAC-128 (13)");
    REQUIRE(out.check.reading.mapping);
    CHECK(out.assessment.verdict == Verdict::Genuine);
    CHECK(out.assessment.findings.empty());
    // alone, without the other two proofs
    auto reading = out.check.reading;
    reading.active.reset();
    reading.chip.reset();
    const auto day = *base::parse_day("2024-02-16");
    CHECK(identity::assess(reading, anchors(), day).verdict == Verdict::Genuine);
    CHECK(identity::assess(reading, {}, day).verdict == Verdict::Consistent);
    const auto refused = [&](const identity::CardReading& bad, const char* code) {
        const auto result = identity::assess(bad, anchors(), day);
        return result.verdict == Verdict::Refused && has_code(result.findings, code);
    };
    auto bad = reading;
    bad.mapping->scalar[5] = static_cast<char>(bad.mapping->scalar[5] ^ 1);
    CHECK(refused(bad, "mapping-failed"));
    bad = reading;
    auto& file = bad.files[identity::CardFile::CardSecurity];
    file.back() = static_cast<char>(file.back() ^ 1);
    CHECK(refused(bad, "card-security-false"));
    // signed by a state that nobody admitted: the key fits, and counts for nothing
    bad = reading;
    const auto point = identity::read_dg14(bad.files.at(identity::data_group(14)))->keys.at(0).info;
    bad.files[identity::CardFile::CardSecurity] = CardIssuer().card_security(point.substr(point.size() - 65));
    CHECK(identity::assess(bad, anchors(), day).verdict == Verdict::Anchored);
    // without the file nothing is proven and nothing is held against the chip
    bad.files.erase(identity::CardFile::CardSecurity);
    const auto without = identity::assess(bad, anchors(), day);
    CHECK(without.verdict == Verdict::Anchored);
    CHECK(has_code(without.findings, "chip-not-proven"));
}

TEST_CASE("a copy of the chip fails chip authentication mapping", "[identity][check]") {
    CardPlan plan;
    REQUIRE(put_fault("mapping", plan));
    REQUIRE(put_fault("clone", plan));
    const auto chip = make_card(issuer(), thu_nghiem(), plan);
    VirtualCard card(chip, plan.faults);
    const auto done =
        identity::check_card(card, {identity::CardSecret::Kind::MrzInformation, chip.mrz_information}, purpose);
    REQUIRE(done);
    const auto result = identity::assess(done->reading, anchors(), *base::parse_day("2024-02-16"));
    CHECK(result.verdict == Verdict::Refused);
    CHECK(has_code(result.findings, "mapping-failed"));
}

TEST_CASE("no changed bit of EF.CardSecurity is accepted", "[identity][check]") {
    const auto chip = make_card(issuer(), thu_nghiem(), [] {
        CardPlan plan;
        plan.mapping = true;
        return plan;
    }());
    const auto& good = chip.files.at(identity::CardFile::CardSecurity);
    const auto day = *base::parse_day("2024-02-16");
    REQUIRE(identity::check_card_security(good, anchors(), day).anchored);
    std::size_t accepted = 0;
    for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
        auto bad = good;
        bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ (1 << (bit % 8)));
        accepted += identity::check_card_security(bad, anchors(), day).anchored ? 1U : 0U;
    }
    CHECK(accepted == 0);
}

TEST_CASE("every invented person's card is read with what it shows", "[identity][check]") {
    for (const auto& person : named_citizens()) {
        CAPTURE(person.name);
        const auto out = check("", person.citizen);
        CHECK(out.assessment.verdict == Verdict::Genuine);
        CHECK(out.assessment.person.number == person.citizen.number);
        CHECK(out.assessment.person.name == person.citizen.name);
        CHECK(out.assessment.person.expiry->never == !person.citizen.expiry.has_value());
        CHECK(has_code(out.assessment.findings, "dg13-opaque-field") == person.citizen.layout_2024);
    }
}

TEST_CASE("a citizen is read from a file and what is missing is filled in", "[identity][check]") {
    const auto read = read_citizen(Json{{"number", "010195000002"}, {"sex", "female"}, {"expiry", nullptr}});
    REQUIRE(read);
    CHECK(read->number == "010195000002");
    CHECK(read->sex == identity::Sex::Female);
    CHECK_FALSE(read->expiry);
    CHECK(read->name == thu_nghiem().name);
    CHECK_FALSE(read_citizen(Json{{"number", "12"}}));
    CHECK_FALSE(read_citizen(Json{{"birth_day", "1990-01-15"}}));
}

TEST_CASE("messages of the virtual reader are cut out of any pieces", "[identity][vpcd]") {
    using Kind = VpcdMessage::Kind;
    const std::string stream("\x00\x01\x04\x00\x00\x00\x01\x09\x00\x04\x00\xA4\x04\x0C\x00\x01\x00", 17);
    for (std::size_t piece = 1; piece <= stream.size(); ++piece) {
        VpcdReader reader;
        std::vector<VpcdMessage> messages;
        for (std::size_t at = 0; at < stream.size(); at += piece) {
            reader.take(stream.substr(at, piece));
            while (auto message = reader.next())
                messages.push_back(*message);
        }
        REQUIRE(messages.size() == 3);
        CHECK(messages[0].kind == Kind::AnswerToReset);
        CHECK(messages[1].kind == Kind::Command);
        CHECK(messages[1].command == std::string("\x00\xA4\x04\x0C", 4));
        CHECK(messages[2].kind == Kind::PowerOff);
        CHECK(reader.waiting() == 0);
    }
    CHECK(vpcd_frame("ab") == std::string("\x00\x02"
                                          "ab",
                                          4));
}
