#include "exam_ui/council_lists.h"

#include "base/decimal.h"
#include "base/text.h"
#include "base/translation.h"
#include "exam/forms.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace canbo::exam::ui {

using desktop::ListRow;

namespace {

// Moodle's guide to its statistics: a question whose discrimination is under this says little about who knows.
constexpr double weak_discrimination = 20;
constexpr std::size_t shown_digest = 16;

std::string number(const std::optional<double>& value) { return value ? base::format_decimal(*value) : "–"; }

Error nothing_chosen() { return {ErrorCode::NotFound, "Choose an exam first", {}, {}}; }

std::string filled(const char* sentence, std::size_t count, std::size_t of) {
    return fmt::format(fmt::runtime(base::tr(sentence)), count, of);
}

/// In one sentence, with the number of findings where there are more.
std::string verdict_of(const RoomArrival& room) {
    if (!room.here)
        return room.sent ? "↓ " + base::tr("At the office: collect it")
                         : "… " + base::tr("Not sealed yet, or not sent");
    const auto bad = std::find_if(room.report.findings.begin(), room.report.findings.end(),
                                  [](const auto& one) { return one.error; });
    if (bad != room.report.findings.end())
        return "✕ " + base::tr(bad->sentence) + (bad->where.empty() ? "" : " (" + bad->where + ")");
    const auto& findings = room.report.findings;
    return "✓ " +
           (findings.empty() ? base::tr("Everything that was checked holds") : base::tr(findings.front().sentence));
}

ListRow::Mark mark_of(const RoomArrival& room) {
    if (!room.here)
        return room.sent ? ListRow::Mark::Warn : ListRow::Mark::Muted;
    return room.report.valid() ? ListRow::Mark::Good : ListRow::Mark::Bad;
}

} // namespace

std::string stage_words(const ExamSummary& exam, base::Time now) {
    if (exam.unreadable)
        return "✕ " + base::tr("cannot be read") + ": " + base::tr(exam.unreadable->message);
    if (!exam.archive.empty())
        return base::tr("archived");
    if (exam.released)
        return base::tr(exam.proposed ? base::msgid("released; a change is proposed") : base::msgid("released"));
    if (exam.proposed)
        return base::tr("proposed, to be confirmed by another account");
    if (exam.sealed > 0)
        return filled(base::msgid("sealed rooms: {} of {}"), exam.sealed, exam.rooms);
    if (exam.opens)
        return base::tr(now >= exam.to     ? base::msgid("over, no room has come")
                        : now >= exam.from ? base::msgid("being held")
                                           : base::msgid("with its rooms"));
    if (exam.packed)
        return base::tr("packed, not published");
    return base::tr(exam.candidates > 0 ? base::msgid("set up, with candidates")
                                        : base::msgid("set up, without candidates"));
}

std::function<desktop::ListPresenter::Rows()> ExamsPresenter::reader() const {
    return [desk = m_context.desk, now = m_clock.now()]() -> Rows {
        CANBO_TRY(const auto exams, desk->exams());
        std::vector<ListRow> rows;
        for (const auto& one : exams)
            rows.push_back({one.exam,
                            {one.title, base::show_time(one.from), stage_words(one, now),
                             one.candidates > 0 ? std::to_string(one.candidates) : "–",
                             fmt::format("{}/{}", one.sealed, one.rooms),
                             one.key_here ? "● " + base::tr("here, whole") : "–", one.exam},
                            one.unreadable        ? ListRow::Mark::Bad
                            : one.released        ? ListRow::Mark::Good
                            : one.proposed        ? ListRow::Mark::Warn
                            : one.archive.empty() ? ListRow::Mark::None
                                                  : ListRow::Mark::Muted,
                            2});
        return rows;
    };
}

void ExamsPresenter::archive(const std::string& exam, ArchiveWish wish, const std::string& keep_years) {
    constexpr int most_years = 100;
    wish.keep_years = std::atoi(keep_years.c_str());
    if (wish.keep_years < 1 || wish.keep_years > most_years || wish.file.empty()) {
        m_view.show_problem(
            {ErrorCode::InvalidInput, "Say where the archive is written, and for how many years", {}, {}});
        return;
    }
    m_waiter.run(
        m_background, [desk = m_context.desk, exam, wish] { return desk->archive(exam, wish); },
        [this, wish](Result<base::Day> until) {
            if (!until) {
                m_view.show_problem(until.error());
                return;
            }
            auto done = fmt::format("{}: {} · {}: {}", base::tr("The exam was archived and checked"),
                                    wish.file.string(), base::tr("To be kept until"), base::show_day(*until));
            if (wish.clear)
                done +=
                    " · " + base::tr("The exam's folder was emptied; what travelled stays sealed in this computer's "
                                     "record and at the office");
            m_view.show_done(done);
            load();
        });
}

void RoomsPresenter::collect(const std::vector<std::filesystem::path>& files) {
    m_waiter.run(
        m_background,
        [desk = m_context.desk, exam = m_context.current.exam(), files] { return desk->collect(exam, files); },
        [this](Result<std::size_t> came) {
            if (!came) {
                m_view.show_problem(came.error());
                return;
            }
            if (m_context.sent)
                m_context.sent();
            m_view.show_done(*came == 0 ? base::tr("Everything that the office has is here")
                                        : fmt::format("{}: {}", base::tr("Files that came"), *came));
            load();
        });
}

void RoomsPresenter::paper(const std::string& room, RoomPaper paper, const std::string& which,
                           std::function<void(std::string, std::string)> show) {
    struct Made {
        std::string pdf, name;
    };
    m_waiter.run(
        m_background,
        [desk = m_context.desk, exam = m_context.current.exam(), room, paper, which]() -> Result<Made> {
            CANBO_TRY(const auto sealed, desk->room(exam, room));
            const auto& record = sealed->record;
            auto form = paper == RoomPaper::Minutes   ? Result<base::FormData>(minutes_form(record, sealed->bundle))
                        : paper == RoomPaper::Results ? Result<base::FormData>(results_form(record, sealed->bundle))
                        : paper == RoomPaper::Receipt
                            ? receipt_form(record, which, sealed->bundle)
                            : incident_form(record, std::strtoll(which.c_str(), nullptr, 10), sealed->bundle);
            if (!form)
                return fail(form.error());
            CANBO_TRY(auto pdf, desk->pdf(*form));
            const char* kinds[] = {"bien-ban", "ket-qua", "bien-nhan", "su-viec"};
            return Made{std::move(pdf), fmt::format("{}-{}-{}{}.pdf", kinds[static_cast<int>(paper)], exam, room,
                                                    which.empty() ? "" : "-" + which)};
        },
        [this, show = std::move(show)](Result<Made> made) {
            if (made)
                show(std::move(made->pdf), std::move(made->name));
            else
                m_view.show_problem(made.error());
        });
}

void RoomsPresenter::subjects(const std::string& room, std::function<void(Subjects)> then) {
    m_waiter.run(
        m_background,
        [desk = m_context.desk, exam = m_context.current.exam(), room]() -> Result<Subjects> {
            CANBO_TRY(const auto sealed, desk->room(exam, room));
            Subjects out;
            for (const auto& [candidate, receipt] : sealed->record.receipts) {
                const auto* person = find_candidate(sealed->record.roster, candidate);
                out.receipts.emplace_back(candidate, candidate + (person == nullptr ? "" : " · " + person->name));
            }
            for (const auto& one : incidents_of(sealed->record))
                out.incidents.emplace_back(std::to_string(one.sequence),
                                           base::show_time(one.time) + " · " + one.candidate + " · " + one.what);
            return out;
        },
        [this, then = std::move(then)](Result<Subjects> found) {
            if (found)
                then(*std::move(found));
            else
                m_view.show_problem(found.error());
        });
}

std::function<desktop::ListPresenter::Rows()> RoomsPresenter::reader() const {
    return [desk = m_context.desk, exam = m_context.current.exam()]() -> Rows {
        if (exam.empty())
            return fail(nothing_chosen());
        CANBO_TRY(const auto rooms, desk->rooms(exam));
        std::vector<ListRow> rows;
        for (const auto& one : rooms) {
            std::string candidates = "–", incidents = "–";
            if (one.report.record) {
                candidates = std::to_string(one.report.record->answers.size());
                incidents = std::to_string(incidents_of(*one.report.record).size());
            }
            rows.push_back({one.place.room,
                            {one.place.name + " (" + one.place.room + ")", verdict_of(one), one.sent_by, candidates,
                             incidents, one.digest.substr(0, shown_digest)},
                            mark_of(one),
                            1});
        }
        return rows;
    };
}

void ResultsPresenter::read() {
    m_waiter.run(
        m_background,
        [desk = m_context.desk, exam = m_context.current.exam()]() -> Result<ResultsNow> {
            if (exam.empty())
                return fail(nothing_chosen());
            return desk->results(exam);
        },
        [this](Result<ResultsNow> now) {
            m_now.reset();
            m_why_not.reset();
            if (now)
                m_now = *std::move(now);
            else
                m_why_not = now.error(); // said above the empty list
            show_head();
            load();
        });
}

std::string ResultsPresenter::summary() const {
    if (!m_now)
        return {};
    std::size_t passed = 0, absent = 0;
    const auto& lines = m_now->results->lines;
    for (const auto& line : lines) {
        passed += line.result.passed ? 1 : 0;
        absent += line.result.outcome == "absent" ? 1 : 0;
    }
    return fmt::format("{}: {} · {}: {} · {}: {}", base::tr("Candidates"), lines.size(), base::tr("passed"), passed,
                       base::tr("absent"), absent);
}

void ResultsPresenter::show_head() {
    ResultsHead head;
    if (!m_now) {
        head.headline = base::tr("There is no list of results yet");
        head.advice = m_why_not ? base::tr(m_why_not->message) : std::string();
        m_on_head(head);
        return;
    }
    const auto& now = *m_now;
    const auto same = [&](const std::optional<Release>& one) { return one && one->digest == now.results->digest; };
    const bool complete = now.results->complete();
    head.has_decision = same(now.proposed) || same(now.released);
    head.bad = !complete;
    head.good = same(now.released);
    head.may_confirm = complete && same(now.proposed) && now.proposed->proposed_by != now.account;
    head.may_propose = complete && !head.has_decision;
    head.headline = head.good ? base::tr("The results are released")
                    : same(now.proposed)
                        ? base::tr("The release is proposed and waits for another account of the council")
                    : complete ? base::tr("Every room is here and nothing contradicts")
                               : base::tr("These results cannot be released yet");
    head.advice = summary();
    for (const auto& finding : now.results->findings)
        head.advice += fmt::format(" · {} {}{}", finding.error ? "✕" : "•", base::tr(finding.sentence),
                                   finding.where.empty() ? "" : " (" + finding.where + ")");
    if (same(now.proposed))
        head.advice += " · " + base::tr("Proposed by") + " " + now.proposed->proposed_by;
    m_on_head(head);
}

void ResultsPresenter::propose(const std::string& number, const std::string& date) {
    const auto day = base::parse_day(base::trim(date));
    if (!day) {
        m_view.show_problem(day.error());
        return;
    }
    decide([desk = m_context.desk, exam = m_context.current.exam(), number,
            day = *day] { return desk->propose(exam, number, day); },
           base::tr("The release was proposed; another account of the council confirms it"));
}

void ResultsPresenter::confirm() {
    decide([desk = m_context.desk, exam = m_context.current.exam()] { return desk->confirm(exam); },
           base::tr("The results are released; each candidate gets their own"));
}

void ResultsPresenter::decide(std::function<Result<void>()> work, std::string done) {
    m_waiter.run(m_background, std::move(work), [this, done = std::move(done)](Result<void> decided) {
        if (!decided) {
            m_view.show_problem(decided.error());
            return;
        }
        if (m_context.sent)
            m_context.sent();
        m_view.show_done(done);
        read();
    });
}

void ResultsPresenter::make_pdf(std::function<Result<base::FormData>(const ResultsNow&, base::Day)> form,
                                std::string name, std::function<void(std::string, std::string)> show) {
    m_waiter.run(
        m_background,
        [desk = m_context.desk, exam = m_context.current.exam(), form = std::move(form)]() -> Result<std::string> {
            CANBO_TRY(const auto now, desk->results(exam));
            CANBO_TRY(const auto data, form(now, desk->today()));
            return desk->pdf(data);
        },
        [this, name = std::move(name), show = std::move(show)](Result<std::string> pdf) {
            if (pdf)
                show(*std::move(pdf), name);
            else
                m_view.show_problem(pdf.error());
        });
}

void ResultsPresenter::list_paper(std::function<void(std::string, std::string)> show) {
    make_pdf([](const ResultsNow& now, base::Day day) { return result_list_form(*now.results, day); },
             "danh-sach-ket-qua-" + m_context.current.exam() + ".pdf", std::move(show));
}

void ResultsPresenter::decision_paper(std::function<void(std::string, std::string)> show) {
    make_pdf(
        [](const ResultsNow& now, base::Day) -> Result<base::FormData> {
            for (const auto& one : {now.released, now.proposed})
                if (one && one->digest == now.results->digest)
                    return decision_form(*now.results, one->decision());
            return fail(ErrorCode::NotFound, "Nobody has proposed to release the results yet");
        },
        "quyet-dinh-" + m_context.current.exam() + ".pdf", std::move(show));
}

void ResultsPresenter::write_book(const std::filesystem::path& file, bool replace) {
    m_waiter.run(
        m_background,
        [desk = m_context.desk, exam = m_context.current.exam(), file, replace]() -> Result<void> {
            std::error_code code;
            if (!replace && std::filesystem::exists(file, code))
                return fail(ErrorCode::Conflict, "There is a file of this name already; it was not replaced",
                            file.string());
            CANBO_TRY(const auto now, desk->results(exam));
            return desk->write_xlsx(results_workbook(*now.results), file);
        },
        [this, file](Result<void> written) {
            if (written)
                m_view.show_done(base::tr("The file was written") + ": " + file.string());
            else
                m_view.show_problem(written.error());
        });
}

std::function<desktop::ListPresenter::Rows()> ResultsPresenter::reader() const {
    return [now = m_now]() -> Rows {
        std::vector<ListRow> rows;
        if (!now)
            return rows;
        for (const auto& line : now->results->lines)
            rows.push_back({line.result.candidate + "/" + line.room,
                            {line.result.candidate, line.name, base::show_day(line.birth), line.room,
                             base::tr(outcome_msgid(line.result)), base::format_decimal(line.result.score.total),
                             base::format_decimal(line.result.score.percent()) + " %"},
                            line.result.passed ? ListRow::Mark::Good : ListRow::Mark::Muted,
                            4});
        return rows;
    };
}

std::function<desktop::ListPresenter::Rows()> ItemsPresenter::reader() const {
    return [desk = m_context.desk, exam = m_context.current.exam()]() -> Rows {
        if (exam.empty())
            return fail(nothing_chosen());
        CANBO_TRY(const auto now, desk->results(exam));
        std::vector<ListRow> rows;
        for (const auto& one : now.results->items) {
            const auto& s = one.statistics;
            const bool weak = s.discrimination_index && *s.discrimination_index < weak_discrimination;
            rows.push_back(
                {std::to_string(s.slot),
                 {one.bank, one.category, one.name, std::to_string(s.attempts),
                  s.facility ? base::format_decimal(*s.facility * 100) + " %" : "–", number(s.standard_deviation),
                  number(s.discrimination_index) + (weak ? " ⚠" : ""), number(s.discriminative_efficiency)},
                 weak ? ListRow::Mark::Warn : ListRow::Mark::None,
                 6});
        }
        return rows;
    };
}

namespace {
std::string key_of(const RemarkLine& line) {
    return fmt::format("{}/{}/{}", line.candidate, line.event, base::to_iso(line.asked));
}
} // namespace

const RemarkLine* RemarksPresenter::open_line(const std::string& key) const {
    for (const auto& line : m_lines)
        if (key_of(line) == key && !line.answered)
            return &line;
    return nullptr;
}

Result<std::map<int, double>> RemarksPresenter::marks_of(const std::string& text) {
    std::map<int, double> out;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find(';', at), text.size());
        std::string one(base::trim(std::string_view(text).substr(at, end - at)));
        at = end + 1;
        if (one.empty())
            continue;
        const auto equals = std::min(one.find('='), one.size());
        const int slot = std::atoi(one.substr(0, equals).c_str());
        const auto mark = base::parse_decimal(one.substr(std::min(equals + 1, one.size())));
        if (!mark || slot < 1)
            return fail(ErrorCode::InvalidInput, "Changed marks look like 3=0,5; 7=1", "marks");
        out[slot] = *mark;
    }
    return out;
}

void RemarksPresenter::answer(const std::string& key, const std::string& by, const std::string& answer,
                              const std::map<int, double>& marks, std::function<void()> done) {
    const auto* line = open_line(key);
    if (line == nullptr)
        return;
    m_waiter.run(
        m_background,
        [desk = m_context.desk, exam = m_context.current.exam(), line = *line, by, answer, marks] {
            return desk->answer(exam, line, by, answer, marks);
        },
        [this, done = std::move(done)](Result<void> answered) {
            if (!answered) {
                m_view.show_problem(answered.error());
                return;
            }
            if (done)
                done();
            if (m_context.sent)
                m_context.sent();
            m_view.show_done(base::tr("The request was answered; release the results again if marks changed"));
            read();
        });
}

void RemarksPresenter::read() {
    m_waiter.run(
        m_background,
        [desk = m_context.desk, exam = m_context.current.exam()]() -> Result<std::vector<RemarkLine>> {
            if (exam.empty())
                return fail(nothing_chosen());
            return desk->remarks(exam);
        },
        [this](Result<std::vector<RemarkLine>> lines) {
            m_lines.clear();
            if (lines)
                m_lines = *std::move(lines);
            else
                m_view.show_problem(lines.error());
            load();
        });
}

std::function<desktop::ListPresenter::Rows()> RemarksPresenter::reader() const {
    return [lines = m_lines]() -> Rows {
        std::vector<ListRow> rows;
        for (const auto& one : lines) {
            std::string marks;
            for (const auto& [slot, mark] : one.marks)
                marks += fmt::format("{}{} = {}", marks.empty() ? "" : "; ", slot, base::format_decimal(mark));
            rows.push_back({key_of(one),
                            {base::show_time(one.asked), one.candidate, one.room, one.reason,
                             one.answered ? "✓ " + one.answer : "● " + base::tr("to be decided"),
                             one.answered && marks.empty() ? base::tr("all marks stay") : marks},
                            one.answered ? ListRow::Mark::Muted : ListRow::Mark::Warn,
                            4});
        }
        return rows;
    };
}

} // namespace canbo::exam::ui
