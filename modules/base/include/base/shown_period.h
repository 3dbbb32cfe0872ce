#pragma once

#include "base/period.h"

#include <string>
#include <string_view>

namespace canbo::base {

// Period::label() is for paper, which is Vietnamese whatever the screen speaks. A screen follows the chosen language.

/// The period as a screen shows it: "Week 07/2024", "Tuần 07/2024".
std::string shown_label(const Period& period);
/// The same of a period's text; a text that is no period stays as it is.
std::string shown_period(std::string_view text);

} // namespace canbo::base
