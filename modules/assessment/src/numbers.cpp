#include "assessment/numbers.h"

#include "assessment/text_match.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace canbo::assessment {
namespace {

constexpr double slack = 1e-14;

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
    std::string out;
    if (from.empty())
        return std::string(text);
    for (;;) {
        const auto at = text.find(from);
        out.append(text.substr(0, at));
        if (at == std::string_view::npos)
            return out;
        out.append(to);
        text.remove_prefix(at + from.size());
    }
}

bool digit(char c) { return c >= '0' && c <= '9'; }

std::size_t skip_digits(std::string_view text, std::size_t at) {
    while (at < text.size() && digit(text[at]))
        ++at;
    return at;
}

/// Length of a signed whole number at `at`, 0 when there is none.
std::size_t signed_digits(std::string_view text, std::size_t at) {
    const std::size_t from = at < text.size() && (text[at] == '+' || text[at] == '-') ? at + 1 : at;
    const auto end = skip_digits(text, from);
    return end > from ? end - at : 0;
}

/// Length of the longest number at the start of `text`: sign, digits, point, digits, exponent. 0 when there is none.
std::size_t number_length(std::string_view text) {
    std::size_t at = !text.empty() && (text.front() == '+' || text.front() == '-') ? 1 : 0;
    const auto whole = skip_digits(text, at);
    std::size_t end = whole;
    if (end < text.size() && text[end] == '.') {
        const auto part = skip_digits(text, end + 1);
        if (whole > at || part > end + 1)
            end = part;
    }
    if (end == at)
        return 0;
    if (end < text.size() && text[end] == 'e')
        if (const auto exponent = signed_digits(text, end + 1))
            end += 1 + exponent;
    return end;
}

/// "1x10^3", "1*10**3", "1×10^3" and "1E3" as "1e3".
std::string with_e(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t taken = 0;
        if (text[i] == 'e' || text[i] == 'E')
            taken = 1;
        else
            for (const std::string_view sign : {"x10^", "x10**", "*10^", "*10**", "×10^", "×10**"})
                if (text.substr(i).starts_with(sign))
                    taken = sign.size();
        if (taken > 0 && signed_digits(text, i + taken) > 0) {
            out += 'e';
            i += taken;
        } else {
            out += text[i++];
        }
    }
    return out;
}

} // namespace

std::string NumberReader::plain(std::string_view text) const {
    const std::string out = with_e(replaced(text, " ", ""));
    if (out.find('.') != std::string::npos || std::count(out.begin(), out.end(), ',') > 1)
        return replaced(out, ",", "");
    return replaced(replaced(replaced(out, m_thousands, ""), m_decimal, "."), ",", ".");
}

ReadNumber NumberReader::read(std::string_view text, const std::string* unit) const {
    ReadNumber out;
    if (trim_answer(text).empty())
        return out;
    const std::string response = plain(text);
    const std::string_view whole(response);
    std::string_view number;
    if (units_before) { // the number that reaches to the end and begins earliest
        for (std::size_t i = 0; i < whole.size() && number.empty(); ++i)
            if (number_length(whole.substr(i)) == whole.size() - i)
                number = whole.substr(i);
        out.unit = whole.substr(0, whole.size() - number.size());
    } else {
        number = whole.substr(0, number_length(whole));
        out.unit = whole.substr(number.size());
    }
    if (number.empty())
        return {};
    out.value = leading_number(number);
    if (unit != nullptr)
        out.unit = *unit;
    for (const auto& [name, count] : units)
        if (name == out.unit)
            out.multiplier = 1 / count;
    return out;
}

bool NumberReader::has_thousands(std::string_view text) const {
    return (m_thousands == "." || m_thousands == ",") && text.find(m_thousands) != std::string_view::npos;
}

bool within(double value, double expected, double tolerance, Tolerance kind) {
    double least = expected;
    double most = expected;
    if (kind == Tolerance::Relative) {
        const double range = std::abs(expected) * (tolerance + slack);
        least -= range;
        most += range;
    } else if (kind == Tolerance::Nominal) {
        const double range = tolerance + slack * std::max(1.0, std::abs(expected));
        least -= range;
        most += range;
    } else {
        const double quotient = 1 + std::abs(tolerance + slack);
        least = expected < 0 ? expected * quotient : expected / quotient;
        most = expected < 0 ? expected / quotient : expected * quotient;
    }
    return least <= value && value <= most;
}

double leading_number(std::string_view text) {
    text = trim_answer(text);
    std::string lower(text);
    std::replace(lower.begin(), lower.end(), 'E', 'e');
    auto number = std::string_view(lower).substr(0, number_length(lower));
    if (number.starts_with('+'))
        number.remove_prefix(1);
    double value = 0;
    std::from_chars(number.data(), number.data() + number.size(), value);
    return value;
}

bool is_number(std::string_view text) {
    std::string lower(trim_answer(text));
    std::replace(lower.begin(), lower.end(), 'E', 'e');
    return !lower.empty() && number_length(lower) == lower.size();
}

std::string format_number(double value) { return fmt::format("{}", value); }

} // namespace canbo::assessment
