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

FinalIntro intro_of(const FinalQuiz& rules, const FinalOutlook& seen, double best) {
    const auto percent = [](double share) { return base::format_decimal(share * 100) + " %"; };
    const auto line = [](const std::string& label, const std::string& value) { return label + ": " + value; };
    FinalIntro out;
    out.lines.push_back(line(base::tr("Number of questions"), std::to_string(rules.questions)));
    out.lines.push_back(
        rules.minutes == 0
            ? line(base::tr("Time"), base::tr("no limit"))
            : line(base::tr("Time"), fmt::format(fmt::runtime(base::tr("{} minutes; the clock runs on when you leave "
                                                                       "the page or close the program")),
                                                 rules.minutes)));
    const int left = rules.attempts - seen.begun;
    out.may_begin = rules.attempts == 0 || left > 0;
    out.lines.push_back(
        line(base::tr("Attempts"), rules.attempts == 0
                                       ? base::tr("as many as you want; the best one counts")
                                       : fmt::format(fmt::runtime(base::tr("{} of {} left; the best one counts")),
                                                     std::max(left, 0), rules.attempts)));
    out.lines.push_back(line(base::tr("Needed to pass"), percent(rules.pass)));
    if (best > 0)
        out.lines.push_back(line(base::tr("Best so far"), percent(best)));
    for (auto& rule : mark_rules())
        out.lines.push_back(std::move(rule));
    out.lines.push_back(base::tr("Answers are kept at once and may be changed until you hand in; only then are they "
                                 "marked"));
    return out;
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

std::vector<std::string> mark_rules() {
    return {base::tr("Every question counts the same; no answer counts as wrong"),
            base::tr("Where several answers may be right, each right one adds its share and each wrong one takes away; "
                     "a question never counts below zero"),
            base::tr("Where pairs are matched, each right pair adds its share")};
}

void FinalPresenter::prepare(const std::string& course, const FinalQuiz& rules, double best) {
    m_course = course;
    m_pass = rules.pass;
    if (!m_parts.look) {
        begin();
        return;
    }
    m_waiter.run(
        m_background, [look = m_parts.look, course] { return look(course); },
        [this, rules, best](const Result<FinalOutlook>& seen) {
            if (!seen)
                m_view.show_final_problem(seen.error());
            else if (seen->running)
                begin();
            else
                m_view.show_final_intro(intro_of(rules, *seen, best));
        });
}

void FinalPresenter::begin() { start(m_course, m_pass); }

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
