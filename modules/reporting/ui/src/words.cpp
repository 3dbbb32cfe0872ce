#include "reporting_ui/words.h"

#include "base/text.h"
#include "base/translation.h"

#include <fmt/format.h>

#include <cmath>

namespace canbo::reporting::ui {
namespace {

using namespace std::chrono_literals;
constexpr std::chrono::hours soon{48};

struct Known {
    const char* state;
    const char* symbol;
    Mark mark;
};

constexpr Known states[] = {
    {"draft", "✎", Mark::Warn},     {"queued", "◷", Mark::Info},        {"sent", "◷", Mark::Info},
    {"refused", "✖", Mark::Bad},    {"received", "✓", Mark::Good},      {"returned", "↩", Mark::Bad},
    {"accepted", "✓✓", Mark::Good}, {"consolidated", "✓✓", Mark::Good}, {"superseded", "↷", Mark::Muted},
};

std::string filled(const char* sentence, std::int64_t a, std::int64_t b) {
    return fmt::format(fmt::runtime(base::tr(sentence)), a, b);
}

} // namespace

StateWord state_word(const std::string& state, bool in_conflict) {
    if (in_conflict)
        return {"⚠ " + base::tr("two versions, choose one"), Mark::Bad};
    for (const auto& known : states)
        if (state == known.state)
            return {std::string(known.symbol) + " " + base::tr(state), known.mark};
    return {"○ " + base::tr("not begun"), Mark::Muted};
}

std::string count_down(base::Time due, base::Time now) {
    const bool late = now > due;
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(late ? now - due : due - now).count();
    const auto days = minutes / (24 * 60), hours = minutes / 60 % 24, rest = minutes % 60;
    if (days > 0)
        return filled(late ? base::msgid("late by {} d {} h") : base::msgid("{} d {} h left"), days, hours);
    return filled(late ? base::msgid("late by {} h {} min") : base::msgid("{} h {} min left"), hours, rest);
}

Mark count_down_mark(base::Time due, base::Time now) {
    if (now > due)
        return Mark::Bad;
    return due - now <= soon ? Mark::Warn : Mark::Plain;
}

std::string report_title(const base::Period& period) {
    const char* title = period.kind() == base::Period::Kind::Weekly ? base::msgid("Report of week {:02}/{}")
                                                                    : base::msgid("Report of month {:02}/{}");
    return fmt::format(fmt::runtime(base::tr(title)), period.number(), period.year());
}

std::string size_text(std::int64_t bytes) {
    if (bytes < 1000)
        return std::to_string(bytes) + " B";
    if (bytes < 1'000'000)
        return base::format_decimal(std::round(static_cast<double>(bytes) / 100.0) / 10.0) + " kB";
    return base::format_decimal(std::round(static_cast<double>(bytes) / 100'000.0) / 10.0) + " MB";
}

} // namespace canbo::reporting::ui
