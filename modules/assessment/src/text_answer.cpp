#include "assessment/text_answer.h"

#include <algorithm>

namespace canbo::assessment {

bool ShortAnswer::is_same(const Response& before, const Response& now) const {
    return same_text(before, now, "answer");
}

Grade ShortAnswer::grade(const Response& response) const {
    if (const auto* answer = response.find("answer"))
        for (const auto& expected : answers)
            if (fits(*answer, expected.pattern, rules))
                return graded(expected.fraction);
    return graded(0);
}

Response ShortAnswer::correct() const {
    for (const auto& expected : answers)
        if (graded_state(expected.fraction) == AttemptState::GradedRight)
            return {{"answer", expected.pattern}};
    return {};
}

bool Numerical::is_gradable(const Response& response) const { return !response.text("answer").empty(); }

bool Numerical::is_complete(const Response& response) const {
    if (!is_gradable(response))
        return false;
    const auto read = reader.read(response.text("answer"));
    if (!read.value)
        return false;
    if (unit_display != UnitDisplay::Typed && !read.unit.empty() && read.unit != "0")
        return false;
    if (unit_apart() && !response.given("unit"))
        return false;
    return !reader.has_thousands(response.text("answer"));
}

bool Numerical::is_same(const Response& before, const Response& now) const {
    return same_text(before, now, "answer") && (!unit_apart() || same_text(before, now, "unit"));
}

Grade Numerical::grade(const Response& response) const {
    const auto* unit = unit_apart() ? response.find("unit") : nullptr;
    const auto read = reader.read(response.text("answer"), unit);
    if (!read.value)
        return graded(0);
    const double scaled = *read.value * read.multiplier.value_or(1);
    for (const auto& expected : answers) {
        const auto takes = [&](double value) {
            return expected.answer == "*" ||
                   within(value, leading_number(expected.answer), expected.tolerance, expected.kind);
        };
        const bool unit_right = takes(scaled) && read.multiplier.has_value();
        if (!takes(scaled) && !takes(*read.value))
            continue;
        double fraction = expected.fraction;
        if (!unit_right && unit_grading == UnitGrading::OfGrade)
            fraction -= unit_penalty * fraction;
        else if (!unit_right && unit_grading == UnitGrading::OfMark)
            fraction -= unit_penalty;
        return graded(unit_right ? fraction : std::max(fraction, 0.0));
    }
    return graded(0);
}

Response Numerical::correct() const {
    for (const auto& expected : answers)
        if (graded_state(expected.fraction) == AttemptState::GradedRight) {
            Response out{{"answer", expected.answer}};
            if (unit_apart() && !reader.units.empty())
                out.set("unit", reader.units.front().first);
            return out;
        }
    return {};
}

void Numerical::draw(Random&, Response& first) const {
    first.set("_separators", reader.decimal() + "$" + reader.thousands());
}

Result<void> Numerical::apply(const Response& first) {
    const auto stored = first.text("_separators");
    const auto at = stored.find('$');
    if (at == std::string_view::npos)
        return {};
    NumberReader next{std::string(stored.substr(0, at)), std::string(stored.substr(at + 1))};
    next.units = std::move(reader.units);
    next.units_before = reader.units_before;
    reader = std::move(next);
    return {};
}

bool Essay::is_complete(const Response& response) const {
    const auto text = response.text("answer");
    if (text.empty())
        return !required;
    int words = 0;
    bool inside = false;
    for (const char c : text) {
        const bool white = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        words += !white && !inside ? 1 : 0;
        inside = !white;
    }
    return (!least_words || words >= *least_words) && (!most_words || words <= *most_words);
}

bool Essay::is_same(const Response& before, const Response& now) const { return same_text(before, now, "answer"); }

} // namespace canbo::assessment
