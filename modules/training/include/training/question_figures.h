#pragma once

#include "assessment/item_statistics.h"
#include "training/verify_attempt.h"

#include <string>
#include <vector>

namespace canbo::training {

/// How a question did in one version of a quiz, by Moodle's formulas over the attempts that drew it.
struct QuestionFigures {
    std::string course, version;
    std::string lesson; ///< Empty: the final quiz.
    std::string question;
    std::string text; ///< In plain words.
    assessment::SlotStatistics figures;
};

struct QuizFigures {
    std::vector<QuestionFigures> questions; ///< By course, version, lesson and name.
    std::size_t attempts{0};                ///< That count.
    std::size_t left_out{0};                ///< With a finding, or whose course is not here in that version.
};

/// Of the attempts this desk may see: at the standing office those of all. An attempt that does not prove itself does
/// not count. Cost: replays every attempt. @error Storage
Result<QuizFigures> question_figures(const LearningDesk& desk, const OpenQuiz& open);

} // namespace canbo::training
