#include "hex.h"
#include "identity/qr.h"
#include "support/citizens.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;

TEST_CASE("the QR text of the reference is read and written back", "[identity][qr]") {
    const std::string text =
        "001090000001|010000001|Nguyễn Văn Thử Nghiệm|15011990|Nam|Số 1 Phố Giả Định, Phường Ví Dụ, "
        "Hà Nội|20052021";
    CHECK(qr_text(thu_nghiem()) == text);
    const auto read = identity::read_qr(text, today);
    REQUIRE(read);
    CHECK(read->findings.empty());
    CHECK(read->card.number.text == "001090000001");
    CHECK(read->card.old_number == "010000001");
    CHECK(read->card.name == "Nguyễn Văn Thử Nghiệm");
    CHECK(read->card.birth_date == day("1990-01-15"));
    CHECK(read->card.sex == identity::Sex::Male);
    CHECK(read->card.address == "Số 1 Phố Giả Định, Phường Ví Dụ, Hà Nội");
    CHECK(read->card.issued == day("2021-05-20"));
    CHECK(read->card.tail.empty());
    CHECK(identity::write_qr(read->card) == text);
}

TEST_CASE("an empty old number stays empty", "[identity][qr]") {
    auto citizen = thu_nghiem();
    citizen.old_number.clear();
    const auto read = identity::read_qr(qr_text(citizen), today);
    REQUIRE(read);
    CHECK(read->card.old_number.empty());
    CHECK(read->findings.empty());
}

TEST_CASE("fields after the seventh are kept verbatim and never moved", "[identity][qr]") {
    const auto text = qr_text(thu_nghiem()) + "|Trần Thị  Mẹ||079190000002 ";
    const auto read = identity::read_qr(text + "\r\n", today);
    REQUIRE(read);
    CHECK(read->card.tail == std::vector<std::string>{"Trần Thị  Mẹ", "", "079190000002 "});
    CHECK(read->card.issued == day("2021-05-20"));
    CHECK(has_code(read->findings, "qr-more-fields"));
    CHECK(identity::write_qr(read->card) == text);
}

TEST_CASE("the tail keys of a keyboard-wedge scanner are cut", "[identity][qr]") {
    const auto tail = GENERATE("\r", "\n", "\r\n", "\t", "\r\n\t\r\n");
    const auto read = identity::read_qr(qr_text(thu_nghiem()) + tail, today);
    REQUIRE(read);
    CHECK(read->card.issued == day("2021-05-20"));
    CHECK(read->findings.empty());
}

TEST_CASE("UTF-8 that a scanner showed as Latin-1 is turned back", "[identity][qr]") {
    const auto read = identity::read_qr(as_latin1_shows_it(qr_text(thu_nghiem())), today);
    REQUIRE(read);
    CHECK(read->card.name == "Nguyễn Văn Thử Nghiệm");
    CHECK(read->card.repaired);
    CHECK(has_code(read->findings, "qr-latin1"));
}

TEST_CASE("UTF-8 that a scanner showed as Windows-1252 is turned back", "[identity][qr]") {
    // "Nữ" is 4E E1 BB AF; "ễ" is E1 BB 85, whose last byte Windows-1252 shows as an ellipsis.
    const auto read = identity::read_qr("001190000001||Nguyá»…n Thá»­|15011990|Ná»¯|HÃ  Ná»™i|20052021", today);
    REQUIRE(read);
    CHECK(read->card.name == "Nguyễn Thử");
    CHECK(read->card.sex == identity::Sex::Female);
}

TEST_CASE("bare Latin-1 bytes are read with a warning", "[identity][qr]") {
    const auto read = identity::read_qr("001090000001||L\xEA V\xE0ng|15011990|Nam|H\xE0 N\xF4i|20052021", today);
    REQUIRE(read);
    CHECK(read->card.name == "Lê Vàng");
    CHECK(has_code(read->findings, "qr-latin1"));
}

TEST_CASE("Telex keystrokes become Vietnamese again", "[identity][qr]") {
    CHECK(to_telex("Nguyễn Văn Được") == "Nguyeenx Vawn DDuwowcj");
    const auto telex = to_telex(qr_text(thu_nghiem()));
    const auto read = identity::read_qr(telex, today);
    REQUIRE(read);
    CHECK(read->card.name == "Nguyễn Văn Thử Nghiệm");
    CHECK(read->card.address == "Số 1 Phố Giả Định, Phường Ví Dụ, Hà Nội");
    CHECK(has_code(read->findings, "qr-telex"));
    CHECK(read->card.number.text == "001090000001");
}

TEST_CASE("texts that are no card are refused", "[identity][qr]") {
    CHECK(identity::read_qr("", today).error().code == ErrorCode::InvalidInput);
    CHECK(identity::read_qr("https://example.vn/a|b|c|d|e|f|g", today).error().code == ErrorCode::InvalidInput);
    CHECK(identity::read_qr("001090000001|a|b|c|d|e", today).error().code == ErrorCode::InvalidInput);
    CHECK(identity::read_qr(std::string(5'000, '|'), today).error().code == ErrorCode::TooLarge);
    CHECK(identity::read_qr("00109000000X||a|15011990|Nam|b|20052021", today).error().code == ErrorCode::InvalidInput);
}

TEST_CASE("each thing that does not fit inside a QR text has its name", "[identity][qr]") {
    const std::pair<const char*, const char*> cases[] = {
        {"001090000001||A|15011991|Nam|b|20052021", "qr-number-year"},
        {"001090000001||A|15011990|Nữ|b|20052021", "qr-number-sex"},
        {"001090000001||A|31021990|Nam|b|20052021", "qr-birth-unreadable"},
        {"001290000001||A|15012090|Nam|b|20052021", "qr-birth-future"},
        {"001090000001||A|15011990|?|b|20052021", "qr-sex-unreadable"},
        {"001090000001||A|15011990|Nam|b|", "qr-issued-unreadable"},
        {"001090000001|12345|A|15011990|Nam|b|20052021", "qr-old-number-odd"},
        {"001090000001|||15011990|Nam|b|20052021", "qr-name-missing"}};
    for (const auto& [text, code] : cases) {
        const auto read = identity::read_qr(text, today);
        REQUIRE(read);
        REQUIRE(read->findings.size() == 1);
        CHECK(read->findings[0].code == code);
    }
}
