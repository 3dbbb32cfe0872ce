#include "assessment/text_match.h"
#include "base/text.h"

#include <catch2/catch.hpp>

using namespace canbo::assessment;

namespace {

bool plain(const char* text, const char* pattern) { return fits(text, pattern, {}); }

} // namespace

TEST_CASE("case and white space at the ends do not count unless asked for", "[assessment][text]") {
    CHECK(plain("  CĂN CƯỚC ", "Căn cước"));
    CHECK(plain("ếch", "Ếch"));
    CHECK_FALSE(plain("can cuoc", "Căn cước"));
    CHECK_FALSE(fits("vneid", "VNeID", {true, false, false}));
    CHECK(fits("VNeID", "VNeID", {true, false, false}));
}

TEST_CASE("composed and decomposed letters are the same", "[assessment][text]") {
    CHECK(plain("mật khẩu", "m\u00E2\u0323t kh\u00E2\u0309u"));
}

TEST_CASE("an asterisk stands for anything on one line", "[assessment][text]") {
    CHECK(plain("a frog b", "*frog*"));
    CHECK(plain("frg", "fr*g"));
    CHECK(plain("", "*"));
    CHECK(plain("căn cước công dân", "căn*"));
    CHECK_FALSE(plain("a\nb", "a*b"));
    CHECK_FALSE(plain("fr", "fr*r"));
    CHECK(plain("aab", "a*a**b"));
}

TEST_CASE("an escaped asterisk is an asterisk, and other signs are themselves", "[assessment][text]") {
    CHECK(plain("1*2", "1\\*2"));
    CHECK_FALSE(plain("1x2", "1\\*2"));
    CHECK(plain("(x)", "(x)"));
    CHECK_FALSE(plain("abc", "a.c"));
    CHECK_FALSE(plain("b", "[ab]"));
}

TEST_CASE("the old and the new place of a tone mark are the same where the question allows it", "[assessment][text]") {
    const TextRules any{false, true, false};
    CHECK(fits("hòa", "hoà", any));
    CHECK(fits("Hoà Bình", "hòa bình", any));
    CHECK(fits("thủy", "thuỷ", any));
    CHECK(fits("khỏe", "khoẻ", any));
    CHECK(fits("TÒA", "toà", any));
    CHECK_FALSE(fits("hòa", "hoá", any));
    CHECK_FALSE(plain("hòa", "hoà"));
    CHECK(new_tone_placement("hòa thủy") == "hoà thuỷ");
    CHECK(new_tone_placement("hoàn của") == "hoàn của");
    CHECK(new_tone_placement("quý") == "quý");
}

TEST_CASE("accents may be left out where the question allows it", "[assessment][text]") {
    const TextRules loose{false, false, true};
    CHECK(fits("can cuoc", "Căn cước", loose));
    CHECK(fits("de an 06", "Đề án 06", loose));
    CHECK_FALSE(fits("can cuop", "Căn cước", loose));
}

TEST_CASE("Telex keystrokes that stayed raw are the word they spell where the question allows it",
          "[assessment][text]") {
    TextRules rules;
    CHECK_FALSE(fits("maajt khaaur", "mật khẩu", rules));
    rules.any_tone_placement = true;
    for (const char* typed : {"maajt khaaur", "maatj khaaur", " Maatj Khaaur ", "mật khẩu"})
        CHECK(fits(typed, "mật khẩu", rules));
    CHECK(fits("hoaf", "hoà", {false, true, false}));
    for (const char* wrong : {"mat khau", "maats khaaur", "mật khaaur", "maajt"})
        CHECK_FALSE(fits(wrong, "mật khẩu", rules));
    CHECK(fits("risk", "risk", rules)); // plain words stay themselves
    CHECK_FALSE(fits("rík", "risk", rules));
}
