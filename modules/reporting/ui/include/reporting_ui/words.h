#pragma once

#include "base/clock.h"
#include "base/period.h"

#include <string>

namespace canbo::reporting::ui {

/// What a word means; a panel gives it a colour beside its symbol.
enum class Mark { Plain, Muted, Good, Warn, Bad, Info };

/// A state as it is shown: never by colour alone.
struct StateWord {
    std::string text; ///< Symbol and word in the chosen language: "✎ dự thảo".
    Mark mark{Mark::Plain};
};

/// `state` as ReportView has it; empty: nothing was begun.
StateWord state_word(const std::string& state, bool in_conflict);

/// How long until `due`, in the two largest units: "còn 2 ngày 3 giờ", "quá hạn 5 giờ 10 phút".
std::string count_down(base::Time due, base::Time now);
/// Late, or so near that it must be said aloud.
Mark count_down_mark(base::Time due, base::Time now);

/// "Báo cáo tuần 07/2024": the report's name in lists and heads.
std::string report_title(const base::Period& period);

/// "1,4 MB"
std::string size_text(std::int64_t bytes);

} // namespace canbo::reporting::ui
