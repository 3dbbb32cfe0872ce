#include "base/decimal.h"

#include "base/text.h"

#include <algorithm>
#include <charconv>
#include <string>

namespace canbo::base {

Result<double> parse_decimal(std::string_view text) {
    std::string plain(trim(text));
    const bool comma = plain.find(',') != std::string::npos;
    const auto dots = std::count(plain.begin(), plain.end(), '.');
    const auto last_dot = plain.rfind('.');
    const bool thousands = comma || dots > 1 || (dots == 1 && plain.size() - last_dot == 4);
    if (thousands)
        plain.erase(std::remove(plain.begin(), plain.end(), '.'), plain.end());
    std::replace(plain.begin(), plain.end(), ',', '.');
    double value = 0;
    const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
    if (error != std::errc() || end != plain.data() + plain.size() || plain.empty())
        return fail(ErrorCode::InvalidInput, "Write a number, with a comma before the decimals");
    return value;
}

} // namespace canbo::base
