#include "base/telex.h"

#include <catch2/catch.hpp>

using namespace canbo;

TEST_CASE("Telex puts the tone where Vietnamese spelling puts it", "[base][telex]") {
    const std::pair<const char*, const char*> words[] = {
        {"hoaf", "hòa"},        {"toans", "toán"},    {"quys", "quý"},        {"gias", "giá"},
        {"ddoongf", "đồng"},    {"nguowif", "người"}, {"tuwowngj", "tượng"},  {"DDuwcs", "Đức"},
        {"khuyeens", "khuyến"}, {"thuyr", "thủy"},    {"hoaif", "hoài"},      {"muwaf", "mừa"},
        {"giengs", "giéng"},    {"oanhj", "oạnh"},    {"nghieemj", "nghiệm"}, {"ngoaif", "ngoài"},
        {"LEEX", "LỄ"},         {"yeens", "yến"},     {"quoocs", "quốc"},     {"ddawngj", "đặng"}};
    for (const auto& [keys, word] : words)
        CHECK(base::from_telex(keys) == word);
}

TEST_CASE("a plain name without accents is not taken for Telex", "[base][telex]") {
    for (const char* name : {"NGUYEN VAN AN", "Ma Seo Lu", "Hoang Thi Oanh", "Y Bih", ""})
        CHECK_FALSE(base::looks_like_telex(name));
    CHECK_FALSE(base::looks_like_telex("Nguyễn Văn An"));
    CHECK(base::looks_like_telex("Nguyeenx Vawn An"));
}

TEST_CASE("the key of a tone may be pressed before the end of its syllable", "[base][telex]") {
    const std::pair<const char*, const char*> words[] = {{"maajt khaaur", "mật khẩu"},
                                                         {"cawn cuwowcs", "căn cước"},
                                                         {"nguowfi", "người"},
                                                         {"hoajt ddoongj", "hoạt động"},
                                                         {"xac suaats", "xac suất"},
                                                         {"risk", "rík"},
                                                         {"OTP", "OTP"},
                                                         {"24 gio", "24 gio"}};
    for (const auto& [keys, word] : words)
        CHECK(base::from_typed_telex(keys) == word);
}
