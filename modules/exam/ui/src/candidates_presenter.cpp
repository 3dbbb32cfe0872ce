#include "exam_ui/candidates_presenter.h"

#include "base/text.h"
#include "base/translation.h"

#include <fmt/format.h>

#include <algorithm>

namespace canbo::exam::ui {

using desktop::ListRow;

namespace {

std::string sex_shown(const std::optional<identity::Sex>& sex) {
    if (!sex)
        return "–";
    return base::tr(*sex == identity::Sex::Male ? base::msgid("male") : base::msgid("female"));
}

/// A citizen's number is nobody's business on a screen: the last three digits tell people apart.
std::string hidden(const std::string& citizen) {
    constexpr std::size_t shown = 3;
    return citizen.size() <= shown ? citizen : "•••• " + citizen.substr(citizen.size() - shown);
}

ListRow row_of(const Candidate& one) {
    return {one.number,
            {one.number, one.name, base::show_day(one.birth), sex_shown(one.sex), hidden(one.citizen), one.room,
             one.seat > 0 ? std::to_string(one.seat) : "–",
             one.extra_minutes > 0 ? std::to_string(one.extra_minutes) : "–",
             one.photo.empty() ? "–" : base::tr("photo"), one.account}};
}

} // namespace

void CandidatesPresenter::read() {
    m_checked.reset();
    m_waiter.run(
        m_background,
        [desk = m_context.desk, exam = m_context.current.exam()]() -> Result<std::vector<Candidate>> {
            if (exam.empty())
                return fail(ErrorCode::NotFound, "Choose an exam first");
            return desk->roster(exam);
        },
        [this](Result<std::vector<Candidate>> roster) {
            m_kept.clear();
            if (roster)
                m_kept = *std::move(roster);
            else
                m_view.show_problem(roster.error());
            show_head();
            load();
        });
}

void CandidatesPresenter::check(const std::filesystem::path& file, const std::filesystem::path& photos) {
    m_waiter.run(
        m_background,
        [desk = m_context.desk, exam = m_context.current.exam(), file, photos] {
            return desk->read_roster(exam, file, photos);
        },
        [this](Result<RosterCheck> check) {
            if (!check) {
                m_view.show_problem(check.error());
                return;
            }
            m_checked = *std::move(check);
            show_head();
            load();
        });
}

void CandidatesPresenter::keep() {
    if (!m_checked || m_checked->issues.has_errors() || m_checked->candidates.empty())
        return;
    m_waiter.run(
        m_background,
        [desk = m_context.desk, exam = m_context.current.exam(), roster = m_checked->candidates] {
            return desk->save_roster(exam, roster);
        },
        [this](Result<void> saved) {
            if (!saved) {
                m_view.show_problem(saved.error());
                return;
            }
            m_view.show_done(base::tr("The list of candidates was kept"));
            read();
        });
}

void CandidatesPresenter::rooms(std::function<void(std::vector<std::pair<std::string, std::string>>)> then) {
    m_waiter.run(
        m_background, [desk = m_context.desk, exam = m_context.current.exam()] { return desk->exam(exam); },
        [this, then = std::move(then)](Result<Exam> exam) {
            if (!exam) {
                m_view.show_problem(exam.error());
                return;
            }
            std::vector<std::pair<std::string, std::string>> out;
            for (const auto& room : exam->rooms)
                out.emplace_back(room.room, room.name);
            then(std::move(out));
        });
}

void CandidatesPresenter::paper(const std::string& room, bool slips,
                                std::function<void(std::string, std::string)> show) {
    m_waiter.run(
        m_background,
        [desk = m_context.desk, exam = m_context.current.exam(), room, slips]() -> Result<std::string> {
            CANBO_TRY(const auto form, desk->roster_form(exam, room, slips));
            return desk->pdf(form);
        },
        [this, name = (slips ? "phieu-" : "danh-sach-") + m_context.current.exam() + "-" + room + ".pdf",
         show = std::move(show)](Result<std::string> pdf) {
            if (pdf)
                show(*std::move(pdf), name);
            else
                m_view.show_problem(pdf.error());
        });
}

void CandidatesPresenter::show_head() {
    RosterHead head;
    if (!m_checked) {
        head.good = !m_kept.empty();
        head.headline = m_kept.empty() ? base::tr("The exam has no candidates yet")
                                       : fmt::format("{}: {}", base::tr("Candidates"), m_kept.size());
        head.advice = base::tr("A list in XLSX or CSV is checked row by row before anything is kept.");
        m_on_head(head);
        return;
    }
    head.checked = true;
    const auto& issues = m_checked->issues.items();
    const auto errors = static_cast<std::size_t>(std::count_if(
        issues.begin(), issues.end(), [](const auto& one) { return one.severity == Issue::Severity::Error; }));
    head.bad = errors > 0;
    head.may_keep = errors == 0 && !m_checked->candidates.empty();
    head.headline = errors > 0 ? fmt::format("{}: {}", base::tr("Rows that are wrong; nothing was kept"), errors)
                               : fmt::format("{}: {}", base::tr("The file is good; candidates in it"),
                                             m_checked->candidates.size());
    head.advice = fmt::format("{}: {}. {}", base::tr("Doubtful rows"), issues.size() - errors,
                              errors > 0 ? base::tr("Mend the file and check it again.")
                                         : base::tr("Keep the list if it is right."));
    m_on_head(head);
}

std::function<desktop::ListPresenter::Rows()> CandidatesPresenter::reader() const {
    return [kept = m_kept, checked = m_checked]() -> Rows {
        std::vector<ListRow> rows;
        if (checked)
            for (std::size_t i = 0; i < checked->issues.items().size(); ++i) {
                const auto& issue = checked->issues.items()[i];
                const bool error = issue.severity == Issue::Severity::Error;
                rows.push_back(
                    {"issue-" + std::to_string(i),
                     {issue.where, (error ? "✕ " : "⚠ ") + base::tr(issue.sentence), "", "", "", "", "", "", "", ""},
                     error ? ListRow::Mark::Bad : ListRow::Mark::Warn,
                     1});
            }
        for (const auto& one : checked ? checked->candidates : kept)
            rows.push_back(row_of(one));
        return rows;
    };
}

} // namespace canbo::exam::ui
