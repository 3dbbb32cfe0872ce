#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace canbo::assessment {

/// What a typed number says.
struct ReadNumber {
    std::optional<double> value;
    std::string unit;                 ///< What stands beside the digits; may be empty.
    std::optional<double> multiplier; ///< Turns the value into the first unit's; nothing when the unit is unknown.
};

/// Reads numbers as people write them: decimal comma or point, thousands, 1e3, 1x10^3, a unit after (or before) it.
/// A point beside a comma, or several commas, make the commas thousands whatever the convention: Moodle's rule.
class NumberReader {
public:
    NumberReader() = default;
    NumberReader(std::string decimal, std::string thousands)
        : m_decimal(std::move(decimal)), m_thousands(std::move(thousands)) {}

    /// Units and how many of each make one of the first, e.g. {"m", 1}, {"cm", 100}.
    std::vector<std::pair<std::string, double>> units;
    bool units_before{false}; ///< "$5" rather than "5 $".

    /// `unit`: chosen in a field of its own, instead of what stands beside the digits.
    ReadNumber read(std::string_view text, const std::string* unit = nullptr) const;
    /// True when the text holds the sign for thousands (a point or a comma): such an answer is asked for again.
    bool has_thousands(std::string_view text) const;
    const std::string& decimal() const { return m_decimal; }
    const std::string& thousands() const { return m_thousands; }

private:
    std::string plain(std::string_view text) const;

    std::string m_decimal{","};
    std::string m_thousands{"."};
};

/// What an expected number accepts around it.
enum class Tolerance { Relative = 1, Nominal = 2, Geometric = 3 };

/// True when `value` lies within `tolerance` of `expected` (with the tiny slack of Moodle's 14 digits).
bool within(double value, double expected, double tolerance, Tolerance kind);

/// The number at the start of a text, point as decimal sign; 0 when there is none. PHP's reading of a numeric text.
double leading_number(std::string_view text);
/// True when the whole text (white space around it aside) is one number.
bool is_number(std::string_view text);
/// Shortest text that reads back as the same number, point as decimal sign: 0.5, 100, 33.33333.
std::string format_number(double value);

} // namespace canbo::assessment
