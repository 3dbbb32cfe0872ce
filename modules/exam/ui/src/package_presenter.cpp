#include "exam_ui/package_presenter.h"

#include "base/text.h"
#include "base/translation.h"

#include <fmt/format.h>

#include <algorithm>

namespace canbo::exam::ui {

namespace {

std::vector<std::string> parts_given(const std::string& first, const std::string& second) {
    std::vector<std::string> out;
    for (const auto& one : {first, second})
        if (const auto text = std::string(base::trim(one)); !text.empty())
            out.push_back(text);
    return out;
}

} // namespace

void PackagePresenter::read() {
    m_waiter.run(
        m_background,
        [desk = m_context.desk, name = m_context.current.exam()]() -> Result<std::optional<ExamSummary>> {
            CANBO_TRY(const auto exams, desk->exams());
            const auto found =
                std::find_if(exams.begin(), exams.end(), [&](const auto& one) { return one.exam == name; });
            return found == exams.end() ? std::nullopt : std::optional(*found);
        },
        [this](Result<std::optional<ExamSummary>> exam) {
            if (exam)
                show(*exam);
            else
                m_view.show_problem(exam.error());
        });
}

template <class Value>
void PackagePresenter::run(std::function<Result<Value>()> work, std::function<std::string(const Value&)> done) {
    m_waiter.run(m_background, std::move(work), [this, done = std::move(done)](Result<Value> made) {
        if (!made) {
            m_view.show_problem(made.error());
            return;
        }
        if (m_context.sent)
            m_context.sent();
        m_view.clear_parts();
        m_view.show_done(done(*made));
        read();
    });
}

void PackagePresenter::pack(const std::string& copy, bool new_key) {
    run<std::string>(
        [desk = m_context.desk, exam = m_context.current.exam(), copy = std::string(base::trim(copy)), new_key] {
            return desk->pack(exam, copy, new_key);
        },
        [](const std::string& digest) { return base::tr("The exam was packed") + ": " + digest.substr(0, 16); });
}

void PackagePresenter::split(const std::string& folder) {
    if (base::trim(folder).empty()) {
        m_view.show_problem({ErrorCode::InvalidInput, "Say where the parts of the key are written", {}, {}});
        return;
    }
    run<std::vector<std::filesystem::path>>(
        [desk = m_context.desk, exam = m_context.current.exam(), folder = std::string(base::trim(folder))] {
            return desk->split(exam, folder);
        },
        [](const auto& files) {
            std::string out = base::tr("The key was split; give each part to another member of the council") + ":";
            for (const auto& file : files)
                out += " " + file.filename().string();
            return out;
        });
}

void PackagePresenter::publish(const std::string& opens) {
    auto at = m_exam ? m_exam->from : base::Time{};
    if (!base::trim(opens).empty()) {
        const auto typed = typed_time(opens);
        if (!typed) {
            m_view.show_problem(typed.error());
            return;
        }
        at = *typed;
    }
    run<bool>(
        [desk = m_context.desk, exam = m_context.current.exam(), at]() -> Result<bool> {
            CANBO_TRY_VOID(desk->publish(exam, at));
            return true;
        },
        [](bool) { return base::tr("The package goes to the desks of its rooms"); });
}

void PackagePresenter::deposit(const std::string& first, const std::string& second) {
    run<bool>(
        [desk = m_context.desk, exam = m_context.current.exam(), parts = parts_given(first, second)]() -> Result<bool> {
            CANBO_TRY_VOID(desk->deposit(exam, parts));
            return true;
        },
        [](bool) { return base::tr("The office keeps these parts sealed until their time"); });
}

void PackagePresenter::join(const std::string& first, const std::string& second) {
    run<bool>(
        [desk = m_context.desk, exam = m_context.current.exam(), parts = parts_given(first, second)]() -> Result<bool> {
            CANBO_TRY_VOID(desk->join(exam, parts));
            return true;
        },
        [](bool) { return base::tr("The exam's key is on this computer"); });
}

void PackagePresenter::show(const std::optional<ExamSummary>& exam) {
    m_exam = exam;
    m_screen = {};
    if (!exam) {
        m_screen.headline = base::tr("Choose an exam first");
        m_view.show_package(m_screen);
        return;
    }
    const auto step = [this](const std::string& what, bool done, const std::string& more = {}) {
        m_screen.steps.push_back(
            {what, (done ? "✓ " + base::tr("done") : "… " + base::tr("to do")) + (more.empty() ? "" : ": " + more),
             done});
    };
    const bool begun = m_clock.now() >= exam->from;
    step(base::tr("The exam is set up"), exam->set_up);
    step(base::tr("Candidates"), exam->candidates > 0, exam->candidates > 0 ? std::to_string(exam->candidates) : "");
    const bool fits = exam->packed && !exam->stale;
    step(base::tr("Package"), fits,
         exam->packed && exam->stale ? base::tr("the exam or its list was saved again after it was packed")
                                     : std::string());
    step(base::tr("Key in parts"), exam->packed && !exam->key_here,
         exam->key_here ? base::tr("the whole key is still on this computer") : std::string());
    step(base::tr("Given to the rooms"), exam->opens.has_value(),
         exam->opens ? base::tr("the office gives its parts from") + " " + base::show_time(*exam->opens)
                     : std::string());
    m_screen.may_pack = exam->set_up && exam->candidates > 0 && !begun;
    m_screen.may_split = exam->packed && exam->key_here;
    m_screen.may_publish = fits && exam->set_up && !begun;
    m_screen.asks_new_key = exam->key_elsewhere;
    m_screen.may_deposit = exam->opens.has_value() && !begun;
    m_screen.may_join = exam->packed && !exam->key_here;
    m_screen.opens = base::show_time(exam->from);
    m_screen.good = exam->opens.has_value() && !exam->stale;
    m_screen.headline = exam->title;
    m_screen.advice = exam->unreadable ? base::tr(exam->unreadable->message)
                      : begun          ? base::tr("The exam has begun: its package stays as it is.")
                      : !exam->packed  ? base::tr("Pack the exam: it is sealed, and nobody reads it without the key.")
                      : !fits          ? base::tr("Pack the exam again: its package does not hold what is saved now.")
                      : exam->key_here ? base::tr("Split the key: two of three parts open the exam.")
                      : !exam->opens   ? base::tr("Give the package to the rooms; it may come days before.")
                                       : base::tr("Everything is with the rooms; the key waits for its time.");
    m_view.show_package(m_screen);
}

} // namespace canbo::exam::ui
