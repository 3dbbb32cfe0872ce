#include "hex.h"
#include "identity/mrz.h"
#include "support/citizens.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using identity::check_digit;

TEST_CASE("vector 0: check digits of ICAO 9303-3 appendix A", "[identity][mrz][vector]") {
    CHECK(check_digit("520727") == '3');
    CHECK(check_digit("AB2134<<<") == '5');
    const std::string td3 = "HA672242<6YTO5802254M9601086<<<<<<<<<<<<<<0";
    CHECK(check_digit(td3.substr(0, 10) + td3.substr(13, 7) + td3.substr(21, 22)) == '8');
    const std::string upper = "I<YTOD231458907<<<<<<<<<<<<<<<";
    const std::string middle = "3407127M9507122YTO<<<<<<<<<<<";
    CHECK(check_digit(upper.substr(5) + middle.substr(0, 7) + middle.substr(8, 7) + middle.substr(18, 11)) == '2');
}

TEST_CASE("vector 0: a TD1 document number longer than nine gives its MRZ information", "[identity][mrz][vector]") {
    const auto read = identity::read_mrz("I<YTOD23145890<7349<<<<<<<<<<<"
                                         "3407127M9507122YTO<<<<<<<<<<<8"
                                         "STEVENSON<<PETER<JOHN<<<<<<<<<",
                                         today);
    REQUIRE(read);
    CHECK(read->mrz.document_number == "D23145890734");
    CHECK(read->mrz.information == "D23145890734934071279507122");
    CHECK_FALSE(has_code(read->findings, "mrz-check-document"));
}

TEST_CASE("vector 10: the zone of the reference card", "[identity][mrz][vector]") {
    const std::string text =
        "IDVNM0900000018001090000001<<9\n9001158M3001156VNM<<<<<<<<<<<2\nNGUYEN<<VAN<THU<NGHIEM<<<<<<<<";
    const auto read = identity::read_mrz(text, today);
    REQUIRE(read);
    CHECK(read->findings.empty());
    CHECK(read->mrz.citizen_number == "001090000001");
    CHECK(read->mrz.document_number == "090000001");
    CHECK(read->mrz.information == "090000001890011583001156");
    CHECK(read->mrz.birth_date == day("1990-01-15"));
    CHECK(read->mrz.sex == identity::Sex::Male);
    CHECK(read->mrz.expiry == identity::Expiry{false, day("2030-01-15")});
    CHECK(read->mrz.surname == "NGUYEN");
    CHECK(read->mrz.given == "VAN THU NGHIEM");
    CHECK(read->mrz.text == mrz_text(thu_nghiem()));
}

TEST_CASE("vector 1: the information of a TD2 or TD3 zone", "[identity][mrz][vector]") {
    const auto td2 =
        identity::read_mrz("I<UTOSTEVENSON<<PETER<<<<<<<<<<<<<<<L898902C<3UTO6908061F9406236<<<<<<<2", today);
    REQUIRE(td2);
    CHECK(td2->mrz.information == "L898902C<369080619406236");
    const auto td3 = identity::read_mrz(
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C<3UTO6908061F9406236ZE184226B<<<<<14", today);
    REQUIRE(td3);
    CHECK(td3->findings.empty());
    CHECK(td3->mrz.information == "L898902C<369080619406236");
}

TEST_CASE("a card without expiry and a long name are read as they are meant", "[identity][mrz]") {
    auto citizen = thu_nghiem();
    citizen.expiry.reset();
    citizen.name = "Nguyễn Phúc Hoàng Thị Nghiêm Trang Quỳnh";
    const auto read = identity::read_mrz(mrz_text(citizen), today);
    REQUIRE(read);
    CHECK(read->findings.empty());
    CHECK(read->mrz.expiry == identity::Expiry{true, {}});
    CHECK(read->mrz.name_cut);
}

TEST_CASE("each damaged check digit has its name", "[identity][mrz]") {
    const auto good = mrz_text(thu_nghiem());
    const std::pair<std::size_t, const char*> cases[] = {{14, "mrz-check-document"},
                                                         {29, "mrz-check-number"},
                                                         {36, "mrz-check-birth"},
                                                         {44, "mrz-check-expiry"},
                                                         {59, "mrz-check-composite"}};
    for (const auto& [at, code] : cases) {
        auto bad = good;
        bad[at] = bad[at] == '9' ? '0' : static_cast<char>(bad[at] + 1);
        const auto read = identity::read_mrz(bad, today);
        REQUIRE(read);
        CHECK(has_code(read->findings, code));
    }
}

TEST_CASE("any single digit changed in a zone is noticed", "[identity][mrz]") {
    const auto good = mrz_text(thu_nghiem());
    for (std::size_t at = 5; at < 60; ++at)
        for (char digit = '0'; digit <= '9'; ++digit) {
            if (good[at] < '0' || good[at] > '9' || digit == good[at])
                continue;
            auto bad = good;
            bad[at] = digit;
            CHECK_FALSE(identity::read_mrz(bad, today)->findings.empty());
        }
}

TEST_CASE("what is no zone is refused", "[identity][mrz]") {
    for (const char* text : {"", "IDVNM", "idvnm0900000018001090000001<<9"})
        CHECK_FALSE(identity::read_mrz(text, today));
    CHECK_FALSE(identity::read_mrz(std::string(91, '<'), today));
    CHECK_FALSE(identity::read_mrz(std::string(89, '<') + "é", today));
}

TEST_CASE("fillers alone are a zone with nothing readable in it", "[identity][mrz]") {
    const auto read = identity::read_mrz(std::string(90, '<'), today);
    REQUIRE(read);
    CHECK(has_code(read->findings, "mrz-birth-unreadable"));
}
