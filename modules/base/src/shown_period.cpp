#include "base/shown_period.h"

#include "base/translation.h"

#include <fmt/format.h>

namespace canbo::base {

std::string shown_label(const Period& period) {
    const std::string form = period.kind() == Period::Kind::Weekly ? tr("Week {:02}/{:04}") : tr("Month {:02}/{:04}");
    return fmt::format(fmt::runtime(form), period.number(), period.year());
}

std::string shown_period(std::string_view text) {
    const auto period = Period::parse(text);
    return period ? shown_label(*period) : std::string(text);
}

} // namespace canbo::base
