#pragma once

#include "base/clock.h"

#include <optional>
#include <string>
#include <string_view>

namespace canbo::identity {

/// ddMMyyyy of the QR code; nothing when it is no day of the calendar.
std::optional<base::Day> day_from_digits(std::string_view ddMMyyyy);
std::string digits_of(base::Day day);
/// dd/MM/yyyy of DG13.
std::optional<base::Day> day_from_slashes(std::string_view text);
std::string slashes_of(base::Day day);
std::optional<base::Day> make_day(int year, unsigned month, unsigned day);
int year_of(base::Day day);

} // namespace canbo::identity
