#include "training_ui/due_list.h"

#include "base/translation.h"

#include <fmt/format.h>

#include <algorithm>

namespace canbo::training::ui {

std::string due_words(base::Day due, base::Day today) {
    const auto days = (due - today).count();
    if (days < -1)
        return fmt::format(fmt::runtime(base::tr("Overdue by {} days")), -days);
    if (days == -1)
        return base::tr("Overdue since yesterday");
    if (days == 0)
        return base::tr("Due today");
    if (days == 1)
        return base::tr("Due tomorrow");
    return fmt::format(fmt::runtime(base::tr("Due in {} days")), days);
}

std::vector<DueLine> due_lines(const std::vector<DueCourse>& due,
                               const std::function<std::string(const std::string& course)>& title_of, base::Day today) {
    std::vector<DueLine> out;
    for (const auto& one : due) {
        if (one.state == DueCourse::State::Completed)
            continue;
        std::string title = title_of(one.assignment.course);
        if (one.state == DueCourse::State::Begun)
            title += " · " + base::tr("begun");
        out.push_back(
            {one.assignment.course,
             fmt::format("{}, {}: {}", due_words(one.assignment.due, today), base::show_day(one.assignment.due), title),
             one.overdue});
    }
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.overdue && !b.overdue; });
    return out;
}

} // namespace canbo::training::ui
