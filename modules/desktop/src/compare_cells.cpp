#include "desktop/compare_cells.h"

#include "base/text.h"

#include <cstdio>
#include <cstdlib>
#include <optional>
#include <tuple>

namespace canbo::desktop {
namespace {

using Moment = std::tuple<int, int, int, int, int>;

std::optional<Moment> moment_of(const std::string& text) {
    int day = 0, month = 0, year = 0, hour = 0, minute = 0;
    if (std::sscanf(text.c_str(), "%2d/%2d/%4d", &day, &month, &year) == 3)
        return Moment{year, month, day, 0, 0};
    if (std::sscanf(text.c_str(), "%2d:%2d %2d/%2d/%4d", &hour, &minute, &day, &month, &year) == 5)
        return Moment{year, month, day, hour, minute};
    return std::nullopt;
}

std::optional<double> number_of(const std::string& text) {
    std::string plain; // "1.234,5" as paper has it
    for (const char c : text)
        if (c != '.')
            plain += c == ',' ? '.' : c;
    char* end = nullptr;
    const double value = std::strtod(plain.c_str(), &end);
    return end == plain.c_str() ? std::nullopt : std::optional<double>(value);
}

template <class T>
int order(const T& a, const T& b) {
    return a < b ? -1 : b < a ? 1 : 0;
}

} // namespace

int compare_cells(const std::string& a, const std::string& b, bool numbers) {
    if (numbers)
        return order(number_of(a), number_of(b)); // nothing is before every number
    const auto when = moment_of(a), other = moment_of(b);
    if (when && other)
        return order(*when, *other);
    return base::compare(a, b);
}

} // namespace canbo::desktop
