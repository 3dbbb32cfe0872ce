#include "assessment/calculated.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::assessment;

namespace {

double value(const char* formula, const Variables& variables = {}) {
    const auto out = evaluate(formula, variables);
    REQUIRE(out);
    return *out;
}

} // namespace

TEST_CASE("formulas follow the usual order of operations", "[assessment][calculated]") {
    CHECK(value("1 + 2 * 3") == 7);
    CHECK(value("-2 ** 2") == -4);
    CHECK(value("2 ** 3 ** 2") == 512);
    CHECK(value("(1 + 2) * 3 % 4") == 1);
    CHECK(value("1.5e2 / 3") == 50);
    CHECK(value("{a} - {b}", {{"a", 3}, {"b", -4}}) == 7);
}

TEST_CASE("formulas know the functions of calculated questions", "[assessment][calculated]") {
    CHECK(value("round(2.345, 2)") == Approx(2.35).margin(0.011));
    CHECK(value("max(1, 5, 3) + min(4, 2)") == 7);
    CHECK(value("sqrt(pow(3, 2) + 4 ** 2)") == 5);
    CHECK(value("deg2rad(180)") == Approx(value("pi()")));
    CHECK(value("log(exp(2))") == Approx(2));
    CHECK(value("atan2(1, 1) * 4") == Approx(value("pi()")));
}

TEST_CASE("what is no formula is refused", "[assessment][calculated]") {
    for (const auto* bad : {"", "1 +", "{x}", "system(1)", "1 / 0", "sqrt(-1)", "1 2", "((1)"})
        CHECK_FALSE(evaluate(bad, {}));
    CHECK_FALSE(evaluate(std::string(10'000, '('), {}));
}

TEST_CASE("texts show the values of the attempt and what follows from them", "[assessment][calculated]") {
    CHECK(*substitute("{a} cộng {b} là {={a}+{b}}", {{"a", 3}, {"b", -4.5}}, ',') == "3 cộng -4,5 là -1,5");
    CHECK(*substitute("{c} ở lại", {}) == "{c} ở lại");
}

TEST_CASE("a calculated question grades by the drawn values", "[assessment][calculated]") {
    Calculated question;
    question.answers = {{"{a} + {b}", 0.01, Tolerance::Nominal, 1}, {"*", 0, Tolerance::Nominal, 0}};
    question.variants = {{{"a", 1}, {"b", 5}}, {{"a", 2}, {"b", 7}}};
    Random random(3);
    Response first;
    question.draw(random, first);
    REQUIRE(question.apply(first));
    const double sum = first.integer("_var_a") == 1 ? 6 : 9;
    CHECK(question.grade({{"answer", format_number(sum)}}).fraction == 1);
    REQUIRE(question.apply({{"_var_a", "10"}, {"_var_b", "0.5"}}));
    CHECK(question.grade({{"answer", "10,5"}}).fraction == 1);
    CHECK(question.grade({{"answer", format_number(sum)}}).fraction == 0);
}
