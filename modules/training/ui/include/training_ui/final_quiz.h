#pragma once

#include "desktop/background.h"
#include "training/quiz_attempt.h"
#include "training_ui/practice.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace canbo::training::ui {

/// An attempt after a step, and how much of its time is left.
struct FinalStep {
    std::shared_ptr<const QuizAttempt> attempt;
    std::optional<std::chrono::milliseconds> left;
};

/// What is known before it begins.
struct FinalOutlook {
    int begun{0};        ///< Attempts, on any device.
    bool running{false}; ///< One of them is open here.
};

/// What the final quiz stands on; filled by the app, called on the worker. Each is on the disk when it returns.
struct FinalParts {
    /// Begins one, or goes on with the one that is running.
    std::function<Result<FinalStep>(const std::string& course)> start;
    std::function<Result<FinalStep>(const std::string& id, int slot, const assessment::Response& sent)> answer;
    std::function<Result<FinalStep>(const std::string& id)> finish;
    /// Null: nothing is said before the first question.
    std::function<Result<FinalOutlook>(const std::string& course)> look{};
};

/// What is said before it begins: how many questions and attempts, how long, how it is marked.
struct FinalIntro {
    std::vector<std::string> lines;
    bool may_begin{true};
};

/// A question of the final quiz, with what was answered before.
struct FinalQuestion {
    PracticeQuestion question;
    GivenAnswer given;
    std::string caption; ///< "Answered: 3/30 · time left: 28:10"
    bool last{false};
};

struct FinalEnd {
    std::string summary; ///< "Mark: 86,7 % · 26/30 right"
    bool passed{false};
};

/// How answers are marked, one sentence each, in the chosen language.
std::vector<std::string> mark_rules();

class FinalView {
public:
    virtual ~FinalView() = default;
    virtual void show_final_intro(const FinalIntro& intro) = 0;
    virtual void show_final_question(const FinalQuestion& question) = 0;
    /// Only the time beside the question changed.
    virtual void show_final_caption(const std::string& caption) = 0;
    virtual void show_final_end(const FinalEnd& end) = 0;
    virtual void show_final_problem(const Error& error) = 0;
};

/// The quiz at the end of a course: answered in any order, every answer kept at once, graded when it is handed in or
/// when its time is over. UI thread only; the view outlives it.
class FinalPresenter {
public:
    /// `monotonic`: a clock nobody can set, for the time shown.
    FinalPresenter(FinalView& view, FinalParts parts, desktop::Background& background,
                   std::function<std::chrono::milliseconds()> monotonic);

    /// Says the rules, then begin() begins; goes on at once with one that is running. `best`: mark so far, a share.
    void prepare(const std::string& course, const FinalQuiz& rules, double best);
    void begin();
    /// `pass`: share of the mark that is needed.
    void start(const std::string& course, double pass);
    /// Keeps the answer, then shows the next question; after the last one the first that has no answer.
    void answer(const GivenAnswer& given);
    void go(int slot);
    void hand_in();
    /// Once a second: shows the time, and hands in when it is over.
    void tick();
    void leave() { m_step = {}; }
    bool running() const { return m_step.attempt != nullptr && !m_step.attempt->finished(); }
    int slot() const { return m_slot; }

private:
    void take(Result<FinalStep> step, int next);
    void show();
    std::string caption() const;
    std::optional<std::chrono::milliseconds> left() const;

    FinalView& m_view;
    FinalParts m_parts;
    desktop::Background& m_background;
    std::function<std::chrono::milliseconds()> m_monotonic;
    FinalStep m_step;
    std::string m_course;                 ///< Prepared, not begun.
    std::chrono::milliseconds m_taken{0}; ///< When the step came.
    double m_pass{0};
    int m_slot{1};
    bool m_busy{false};
    desktop::Waiter m_waiter;
};

} // namespace canbo::training::ui
