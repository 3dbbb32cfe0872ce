#include "training_ui/final_quiz.h"

#include "base/text.h"
#include "base/translation.h"

#include <fmt/format.h>

#include <algorithm>

namespace canbo::training::ui {
namespace {

bool is_answered(const QuizAttempt& attempt, int slot) {
    return attempt.question(slot).state() != assessment::AttemptState::Todo;
}

/// The one after this, else the first without an answer, else this one.
int next_after(const QuizAttempt& attempt, int slot) {
    const int count = static_cast<int>(attempt.size());
    if (slot < count)
        return slot + 1;
    for (int other = 1; other <= count; ++other)
        if (!is_answered(attempt, other))
            return other;
    return slot;
}

} // namespace

FinalPresenter::FinalPresenter(FinalView& view, FinalParts parts, desktop::Background& background,
                               std::function<std::chrono::milliseconds()> monotonic)
    : m_view(view), m_parts(std::move(parts)), m_background(background), m_monotonic(std::move(monotonic)) {}

void FinalPresenter::start(const std::string& course, double pass) {
    if (m_busy)
        return;
    m_busy = true;
    m_pass = pass;
    m_slot = 1;
    m_waiter.run(
        m_background, [start = m_parts.start, course] { return start(course); },
        [this](Result<FinalStep> step) {
            int first = 1;
            if (step)
                for (int slot = static_cast<int>(step->attempt->size()); slot >= 1; --slot)
                    if (!is_answered(*step->attempt, slot))
                        first = slot;
            take(std::move(step), first);
        });
}

void FinalPresenter::take(Result<FinalStep> step, int next) {
    m_busy = false;
    if (!step) {
        m_view.show_final_problem(step.error());
        return;
    }
    m_step = *std::move(step);
    m_taken = m_monotonic();
    m_slot = next;
    show();
}

void FinalPresenter::show() {
    const QuizAttempt& attempt = *m_step.attempt;
    if (attempt.finished()) {
        std::size_t right = 0;
        for (int slot = 1; slot <= static_cast<int>(attempt.size()); ++slot)
            right += attempt.question(slot).fraction().value_or(0) > 0.999999 ? 1 : 0;
        m_view.show_final_end(
            {fmt::format("{}: {} % · {}: {}/{}", base::tr("Mark"), base::format_decimal(attempt.mark() * 100),
                         base::tr("Right"), right, attempt.size()),
             attempt.mark() >= m_pass - 1e-9});
        return;
    }
    const auto& engine = attempt.question(m_slot);
    FinalQuestion out;
    static_cast<QuestionView&>(out.question) = view_of(attempt.source(m_slot), engine.question());
    out.question.number = static_cast<std::size_t>(m_slot);
    out.question.count = attempt.size();
    if (engine.steps().size() > 1)
        out.given = given_in(out.question, attempt.source(m_slot).type, engine.last_step().answer);
    out.caption = caption();
    out.last = m_slot == static_cast<int>(attempt.size());
    m_view.show_final_question(out);
}

std::optional<std::chrono::milliseconds> FinalPresenter::left() const {
    if (!m_step.left)
        return std::nullopt;
    return std::max(*m_step.left - (m_monotonic() - m_taken), std::chrono::milliseconds(0));
}

std::string FinalPresenter::caption() const {
    std::string out =
        fmt::format("{}: {}/{}", base::tr("Answered"), m_step.attempt->answered(), m_step.attempt->size());
    if (const auto time = left()) {
        const auto seconds = time->count() / 1000;
        out += fmt::format(" · {}: {}:{:02}", base::tr("Time left"), seconds / 60, seconds % 60);
    }
    return out;
}

void FinalPresenter::answer(const GivenAnswer& given) {
    if (!running() || m_busy)
        return;
    m_busy = true;
    const auto& source = m_step.attempt->source(m_slot);
    const auto view = view_of(source, m_step.attempt->question(m_slot).question());
    m_waiter.run(
        m_background,
        [answer = m_parts.answer, id = m_step.attempt->log().id(), slot = m_slot,
         sent = response_to(view, source.type, given)] { return answer(id, slot, sent); },
        [this](Result<FinalStep> step) {
            const int next = step ? next_after(*step->attempt, m_slot) : m_slot;
            const bool over = !step && step.error().code == ErrorCode::Closed;
            take(std::move(step), next);
            if (over)
                hand_in(); // it was ended with what came in time: its mark is shown
        });
}

void FinalPresenter::go(int slot) {
    if (!running() || m_busy || slot < 1 || slot > static_cast<int>(m_step.attempt->size()))
        return;
    m_slot = slot;
    show();
}

void FinalPresenter::hand_in() {
    if (m_step.attempt == nullptr || m_busy)
        return;
    m_busy = true;
    m_waiter.run(
        m_background, [finish = m_parts.finish, id = m_step.attempt->log().id()] { return finish(id); },
        [this](Result<FinalStep> step) { take(std::move(step), m_slot); });
}

void FinalPresenter::tick() {
    if (!running() || m_busy)
        return;
    if (const auto time = left(); time && time->count() == 0)
        hand_in();
    else
        m_view.show_final_caption(caption());
}

} // namespace canbo::training::ui
