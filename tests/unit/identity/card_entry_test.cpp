#include "hex.h"
#include "identity/card_entry.h"
#include "support/citizens.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using namespace std::chrono_literals;
using identity::CardEntry;
using identity::Keystrokes;
using identity::read_entry;
using Kind = identity::CardEntry::Kind;

namespace {

/// So many keys with this gap, from a moment on. Returns the moment of the last.
std::chrono::milliseconds press(Keystrokes& keys, int count, std::chrono::milliseconds gap,
                                std::chrono::milliseconds from = 10'000ms) {
    for (int i = 0; i < count; ++i)
        keys.press(from + gap * i);
    return from + gap * (count - 1);
}

} // namespace

TEST_CASE("digits open a card by its CAN, six of them or the whole number", "[identity][entry]") {
    for (const char* text : {"000001", " 000 001 ", "000-001", "001090000001", "001 090 000001\r\n"}) {
        CAPTURE(text);
        const auto entry = read_entry(text, today);
        REQUIRE(entry);
        CHECK(entry->secret.kind == identity::CardSecret::Kind::Can);
        CHECK(entry->secret.text == "000001");
        CHECK_FALSE(entry->qr);
    }
    CHECK(read_entry("000001", today)->kind == Kind::Can);
    CHECK(read_entry("001090000001", today)->kind == Kind::Number);
}

TEST_CASE("a scanned code opens by its CAN and keeps what it says", "[identity][entry]") {
    const auto entry = read_entry(qr_text(thu_nghiem()) + "\r\n", today);
    REQUIRE(entry);
    CHECK(entry->kind == Kind::Qr);
    CHECK(entry->secret.text == "000001");
    REQUIRE(entry->qr);
    CHECK(entry->qr->card.name == "Nguyễn Văn Thử Nghiệm");
}

TEST_CASE("what hands left in the field before a scan is passed over", "[identity][entry]") {
    for (const char* before : {"1", "000001", "abc ", "999999999999"}) {
        CAPTURE(before);
        const auto entry = read_entry(before + qr_text(thu_nghiem()), today);
        REQUIRE(entry);
        CHECK(entry->qr->card.number.text == "001090000001");
    }
}

TEST_CASE("a zone opens by its information, whole or in part", "[identity][entry]") {
    const auto whole = read_entry(mrz_text(thu_nghiem()) + "\n", today);
    REQUIRE(whole);
    CHECK(whole->kind == Kind::Zone);
    CHECK(whole->secret.kind == identity::CardSecret::Kind::MrzInformation);
    CHECK(whole->secret.text == "090000001890011583001156");
    CHECK(whole->printed);
    const auto part = read_entry("090000001890011583001156", today);
    REQUIRE(part);
    CHECK(part->secret.text == whole->secret.text);
    CHECK_FALSE(part->printed);
}

TEST_CASE("what opens no card is refused in one sentence", "[identity][entry]") {
    for (const char* text : {"", "12345", "1234567", "abc", "x|y", "https://example.org/", "IDVNM0900000018"}) {
        CAPTURE(text);
        CHECK(read_entry(text, today).error().code == ErrorCode::InvalidInput);
    }
    CHECK(read_entry(std::string(5'000, '1'), today).error().code == ErrorCode::TooLarge);
}

TEST_CASE("a scanner is told from hands by its speed", "[identity][entry]") {
    Keystrokes keys;
    CHECK_FALSE(keys.by_scanner());
    CHECK(keys.ended(0ms));
    auto last = press(keys, 120, 8ms);
    CHECK(keys.by_scanner());
    CHECK_FALSE(keys.ended(last + 100ms));
    CHECK(keys.ended(last + 151ms));
    keys.forget();
    CHECK_FALSE(keys.by_scanner());
    press(keys, 120, 80ms); // the fastest hands
    CHECK_FALSE(keys.by_scanner());
    keys.forget();
    press(keys, 19, 1ms); // a key that repeats, a word
    CHECK_FALSE(keys.by_scanner());
}

TEST_CASE("a scan after typing by hand, and one with hiccups, are scans", "[identity][entry]") {
    Keystrokes keys;
    const auto typed = press(keys, 6, 200ms);
    const auto last = press(keys, 60, 10ms, typed + 400ms);
    CHECK(keys.by_scanner());
    keys.press(last + 140ms); // the machine was busy
    press(keys, 30, 10ms, last + 150ms);
    CHECK(keys.by_scanner());
    press(keys, 6, 200ms, last + 1'000ms); // hands again
    CHECK_FALSE(keys.by_scanner());
}
