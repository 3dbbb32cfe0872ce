#include "training/question_figures.h"

#include <map>
#include <memory>
#include <tuple>

namespace canbo::training {
namespace {

using QuizKey = std::tuple<std::string, std::string, std::string>; // course, version, lesson

struct Quiz {
    std::map<std::string, int> slots; // by the question's name
    std::map<std::string, std::string> texts;
    std::vector<assessment::MarkRow> rows;
};

/// Each quiz is read once, not once for every attempt.
OpenQuiz read_once(const OpenQuiz& open) {
    const auto kept = std::make_shared<std::map<QuizKey, Result<OpenedQuiz>>>();
    return [kept, open](const std::string& course, const std::string& version, const std::string& lesson) {
        const QuizKey key{course, version, lesson};
        auto found = kept->find(key);
        if (found == kept->end())
            found = kept->emplace(key, open(course, version, lesson)).first;
        return found->second;
    };
}

void add_attempt(Quiz& quiz, const AttemptVerdict& verdict) {
    for (const auto& one : verdict.questions) {
        const int slot = quiz.slots.emplace(one.name, static_cast<int>(quiz.slots.size()) + 1).first->second;
        quiz.texts[one.name] = one.text;
        quiz.rows.push_back({verdict.attempt, slot, one.mark.value_or(0), one.max});
    }
}

} // namespace

Result<QuizFigures> question_figures(const LearningDesk& desk, const OpenQuiz& open) {
    std::vector<std::string> ids;
    {
        CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Read));
        CANBO_TRY(const auto entries, entries_here(*tx, desk, attempt_kind));
        for (const auto& entry : entries)
            ids.push_back(entry.id);
    }
    const auto once = read_once(open);
    QuizFigures out;
    std::map<QuizKey, Quiz> quizzes;
    for (const auto& id : ids) {
        CANBO_TRY(const auto verdict, verify_attempt(desk, id, once));
        if (!verdict.valid) {
            ++out.left_out;
            continue;
        }
        ++out.attempts;
        add_attempt(quizzes[{verdict.course, verdict.version, verdict.lesson}], verdict);
    }
    for (const auto& [key, quiz] : quizzes) {
        const auto figures = assessment::slot_statistics(quiz.rows);
        for (const auto& [name, slot] : quiz.slots)
            for (const auto& one : figures)
                if (one.slot == slot)
                    out.questions.push_back(
                        {std::get<0>(key), std::get<1>(key), std::get<2>(key), name, quiz.texts.at(name), one});
    }
    return out;
}

} // namespace canbo::training
