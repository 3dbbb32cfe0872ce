#pragma once

#include "training/completion.h"

#include <functional>
#include <string>
#include <vector>

namespace canbo::training::ui {

/// A line of what is assigned to the learner and not completed.
struct DueLine {
    std::string course;
    std::string text; ///< "Due in 5 days, 31/12/2026: An toàn thông tin"
    bool overdue{false};
};

/// How far off a last day is, in words of the chosen language: "Overdue by 3 days", "Due today", "Due in 5 days".
std::string due_words(base::Day due, base::Day today);

/// Late ones first, then the nearest. `title_of`: of a course.
std::vector<DueLine> due_lines(const std::vector<DueCourse>& due,
                               const std::function<std::string(const std::string& course)>& title_of, base::Day today);

} // namespace canbo::training::ui
