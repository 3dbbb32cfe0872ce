#include "base/text.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <vector>

using namespace canbo;

TEST_CASE("search finds Vietnamese text without its marks, đ included", "[base][text]") {
    CHECK(base::search_key("  Đề  Án 06 ") == "de an 06");
    CHECK(base::contains_folded("Đổi mới hoà giải", "doi moi hoa"));
    CHECK(base::contains_folded("bất kỳ", ""));
    CHECK_FALSE(base::contains_folded("Sở Y tế", "Sở Du lịch"));
}

TEST_CASE("text is stored in NFC and nothing else", "[base][text]") {
    CHECK(base::to_nfc("e\xcc\xa3\xcc\x82").value() == "ệ");
    CHECK(base::to_nfc("\xc3\x28").error().code == ErrorCode::InvalidInput);
    CHECK(base::is_clean_text("dòng một\ndòng hai"));
    CHECK_FALSE(base::is_clean_text("e\xcc\xa3\xcc\x82"));
    CHECK_FALSE(base::is_clean_text(std::string_view("a\0b", 3)));
    CHECK_FALSE(base::is_clean_text("a\x1b[31m"));
    CHECK(base::is_clean_text("a\tb~"));
    CHECK_FALSE(base::is_clean_text("a\x7f"));
    CHECK_FALSE(base::is_clean_text("a\xc2\x85")); // a control character beyond ASCII
    CHECK_FALSE(base::is_clean_text("a\xff"));
}

TEST_CASE("sorting follows the Vietnamese alphabet", "[base][text]") {
    std::vector<std::string> names{"Yến", "Ước", "Đức", "Dũng", "Ân", "Ăn", "An", "Em"};
    std::sort(names.begin(), names.end(), [](auto& a, auto& b) { return base::compare(a, b) < 0; });
    CHECK(names == std::vector<std::string>{"An", "Ăn", "Ân", "Dũng", "Đức", "Em", "Ước", "Yến"});
}

TEST_CASE("numbers print with a decimal comma and dots between thousands", "[base][text]") {
    CHECK(base::format_decimal(1234567) == "1.234.567");
    CHECK(base::format_decimal(81.3) == "81,3");
    CHECK(base::format_decimal(-0.001) == "0");
    CHECK(base::format_decimal(-1234.5) == "-1.234,5");
    CHECK(base::format_decimal(100) == "100");
}

TEST_CASE("a text fits into columns by characters, not bytes", "[base][text]") {
    CHECK(base::fit("Sở Thông tin và Truyền thông", 9) == "Sở Thông…");
    CHECK(base::fit("Sở", 4, true) == "Sở  ");
    CHECK(base::upper("đề án hòa") == "ĐỀ ÁN HÒA");
}
