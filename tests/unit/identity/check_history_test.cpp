#include "hex.h"
#include "identity/check_history.h"
#include "identity/wipe.h"
#include "support/card_issuer.h"

#include <catch2/catch.hpp>

#include <set>

using namespace canbo;
using namespace canbo::test;
using identity::CheckHistory;
using identity::Verdict;

namespace {

const base::Time now = *base::parse_time("2024-02-16T09:00:00+07:00");

identity::CardReading reading() {
    static const auto chip = make_chip(CardIssuer(), thu_nghiem(), ActiveKey::Rsa, 200);
    identity::CardReading out;
    out.files = chip.files;
    out.qr = identity::read_qr(qr_text(thu_nghiem()), today).value();
    out.printed = identity::read_mrz(mrz_text(thu_nghiem()), today).value();
    return out;
}

} // namespace

TEST_CASE("the history of a desk holds time, verdict and codes, and nobody", "[identity][history]") {
    CheckHistory history;
    const auto result = identity::assess(reading(), {}, today);
    history.add(identity::record_of(result, now));
    const auto text = history.to_json();
    for (const char* word : {"Thử", "001090000001", "010000001", "1990", "Hà Nội", "Nghiệm"})
        CHECK(text.find(word) == std::string::npos);
    const auto read = CheckHistory::from_json(text);
    REQUIRE(read.records().size() == 1);
    CHECK(read.records()[0].at == now);
    CHECK(read.records()[0].verdict == result.verdict);
    CHECK(read.records()[0].codes.size() == result.findings.size());
    CHECK(read.to_json() == text);
}

TEST_CASE("the newest two hundred checks are kept", "[identity][history]") {
    CheckHistory history;
    for (int i = 0; i < 205; ++i)
        history.add({now + std::chrono::minutes(i), Verdict::Genuine, {}});
    CHECK(history.records().size() == 200);
    CHECK(history.records().front().at == now + std::chrono::minutes(204));
}

TEST_CASE("a damaged history counts as none, an unknown code as unsaid", "[identity][history]") {
    for (const char* text : {"", "x", "{}", "[1]", "[{}]", "[{\"at\":\"2024\",\"verdict\":\"genuine\",\"codes\":[]}]"})
        CHECK(CheckHistory::from_json(text).records().empty());
    const auto read = CheckHistory::from_json(
        R"([{"at":"2024-02-16T02:00:00.000Z","verdict":"genuine","codes":["crl-missing","Nguyen Van A",7]}])");
    REQUIRE(read.records().size() == 1);
    CHECK(read.records()[0].codes == std::vector<std::string>{"crl-missing"});
}

TEST_CASE("every verdict has its own sentence, label and advice", "[identity][verdict]") {
    std::set<std::string> said;
    for (int i = 0; i < 6; ++i) {
        const auto verdict = static_cast<Verdict>(i);
        said.insert(
            {identity::verdict_sentence(verdict), identity::verdict_label(verdict), identity::verdict_advice(verdict)});
        CHECK(identity::verdict_from_name(identity::verdict_name(verdict)) == verdict);
    }
    CHECK(said.size() == 18);
    CHECK_FALSE(identity::verdict_from_name("green"));
}

TEST_CASE("what was read is gone after it was wiped", "[identity][wipe]") {
    auto read = reading();
    auto result = identity::assess(read, {}, today);
    const std::string_view address = read.qr->card.address; // its octets, whoever owns them
    const auto* octets = address.data();
    identity::wipe(read.qr->card.address);
    CHECK(std::string_view(octets, 6) == std::string_view("\0\0\0\0\0\0", 6));
    identity::wipe(read);
    CHECK(read.files.empty());
    CHECK_FALSE(read.qr);
    CHECK_FALSE(read.printed);
    identity::wipe(result);
    CHECK(result.person.number.empty());
    CHECK_FALSE(result.person.birth_date);
    CHECK(result.findings.empty());
    identity::CardCheck check;
    check.reading = reading();
    check.active_signature = "x";
    identity::wipe(check);
    CHECK(check.active_signature.empty());
    auto entry = identity::read_entry(qr_text(thu_nghiem()), today).value();
    identity::wipe(entry);
    CHECK(entry.secret.text.empty());
    CHECK_FALSE(entry.qr);
}
