#include "exam_ui/closing_presenter.h"

#include "base/file.h"
#include "base/text.h"
#include "base/translation.h"
#include "exam/forms.h"
#include "exam_ui/seat_map.h"

#include <fmt/format.h>

namespace canbo::exam::ui {
namespace {

std::string outcome_words(const ResultLine& line) {
    if (line.outcome == "absent")
        return base::tr("absent");
    if (line.outcome == "stopped" || line.outcome == "withdrawn")
        return state_words(*parse_attempt(line.outcome));
    return base::tr(line.passed ? base::msgid("passed") : base::msgid("not passed"));
}

std::vector<ResultRow> result_rows(const RoomRecord& record) {
    std::vector<ResultRow> out;
    for (const auto& line : record.results) {
        const auto* person = find_candidate(record.roster, line.candidate);
        const bool came = line.outcome != "absent";
        out.push_back({line.candidate, person == nullptr ? "" : person->name,
                       (line.passed ? "✓ " : "– ") + outcome_words(line),
                       came ? base::format_decimal(line.score.total) : "",
                       came ? base::format_decimal(line.score.percent()) : "", line.passed});
    }
    return out;
}

} // namespace

ClosingPresenter::ClosingPresenter(ClosingView& view, CurrentRoom& current, base::FormRenderer& renderer,
                                   desktop::Background& background, bool is_council)
    : m_view(view), m_current(current), m_renderer(renderer), m_background(background), m_is_council(is_council),
      m_room_changed(current.on_change([this] {
          m_screen = {};
          m_record.reset();
          m_view.show_paper({}, {});
          load();
      })) {}

void ClosingPresenter::load() {
    const auto open = m_current.open();
    m_screen.open = open != nullptr;
    if (!open) {
        show();
        return;
    }
    m_waiter.run(
        m_background, [open] { return open->room().board(); },
        [this, open](const RoomBoard& board) {
            if (open != m_current.open())
                return;
            m_screen.sealed = board.sealed;
            m_screen.unfinished.clear();
            for (const auto& line : board.lines) {
                const auto state = parse_attempt(line.state).value_or(AttemptState::Rostered);
                if (state != AttemptState::Rostered && !is_ended(state))
                    m_screen.unfinished.push_back(
                        fmt::format("{} {} · {} {}", line.candidate, line.name, state_sign(state), state_words(state)));
            }
            show();
            if (board.sealed && !m_record) // sealed before the program ended
                m_waiter.run(
                    m_background, [open, by = m_current.by()] { return open->seal(by); },
                    [this, open](Result<SealedRoom> sealed) {
                        if (open != m_current.open())
                            return;
                        if (sealed)
                            take(*std::move(sealed));
                        else
                            m_view.show_problem(sealed.error());
                    });
        });
}

void ClosingPresenter::seal(const std::filesystem::path& file) {
    const auto open = m_current.open();
    if (!open)
        return;
    m_waiter.run(
        m_background,
        [open, file, by = m_current.by()]() -> Result<SealedRoom> {
            CANBO_TRY(auto sealed, open->seal(by));
            CANBO_TRY_VOID(base::write_file(file, sealed.bundle, true));
            return sealed;
        },
        [this, open, file](Result<SealedRoom> sealed) {
            if (open != m_current.open())
                return;
            if (!sealed) {
                m_view.show_problem(sealed.error());
                load();
                return;
            }
            m_screen.file = file.string();
            m_view.show_done(base::tr("The room is sealed and its bundle is saved"));
            take(*std::move(sealed));
        });
}

void ClosingPresenter::take(SealedRoom sealed) {
    m_screen.sealed = true;
    m_screen.unfinished.clear();
    m_screen.digest = base::sha256_hex(sealed.bundle);
    m_screen.checks.clear();
    for (const auto& one : sealed.report.findings)
        m_screen.checks.push_back((one.error ? "✕ " : "• ") + base::tr(one.sentence) +
                                  (one.where.empty() ? "" : " (" + one.where + ")"));
    if (sealed.report.valid())
        m_screen.checks.insert(m_screen.checks.begin(), "✓ " + base::tr("Everything that was checked holds"));
    if (sealed.report.record) {
        m_record = std::make_shared<const RoomRecord>(*std::move(sealed.report.record));
        m_screen.results_shown = m_is_council || m_record->exam.rules.at_end == AtEnd::Score;
        m_screen.results = m_screen.results_shown ? result_rows(*m_record) : std::vector<ResultRow>();
        m_screen.receipts.clear();
        for (const auto& [candidate, receipt] : m_record->receipts) {
            const auto* person = find_candidate(m_record->roster, candidate);
            m_screen.receipts.emplace_back(candidate, candidate + (person == nullptr ? "" : " " + person->name));
        }
    }
    show();
    show_paper(Paper::Minutes, {});
}

void ClosingPresenter::show_paper(Paper paper, const std::string& candidate) {
    if (!m_record || (paper == Paper::Results && !m_screen.results_shown))
        return;
    const char* name = paper == Paper::Minutes ? "bien-ban" : paper == Paper::Results ? "ket-qua" : "phieu-xac-nhan";
    const auto file = fmt::format("{}-{}{}{}.pdf", name, m_record->room, candidate.empty() ? "" : "-", candidate);
    m_waiter.run(
        m_background,
        [renderer = &m_renderer, record = m_record, digest = m_screen.digest, paper,
         candidate]() -> Result<base::RenderedDocument> {
            if (paper == Paper::Receipt) {
                CANBO_TRY(const auto form, receipt_form(*record, candidate));
                return renderer->render_pdf(form);
            }
            return renderer->render_pdf(paper == Paper::Minutes ? minutes_form(*record, digest)
                                                                : results_form(*record, digest));
        },
        [this, file](Result<base::RenderedDocument> made) {
            if (made)
                m_view.show_paper(made->bytes, file);
            else
                m_view.show_problem(made.error());
        });
}

std::string ClosingPresenter::bundle_name() const {
    const auto open = m_current.open();
    return open ? open->room().package().exam.exam + "-" + open->room().room() + ".bundle" : "room.bundle";
}

void ClosingPresenter::show() {
    m_screen.can_seal = m_screen.open && m_screen.unfinished.empty();
    m_screen.mood = Mood::Plain;
    if (!m_screen.open) {
        m_screen.headline = base::tr("No room is open on this computer");
        m_screen.advice = base::tr("Open it on the page Open a room");
    } else if (!m_screen.sealed && !m_screen.unfinished.empty()) {
        m_screen.headline =
            fmt::format(fmt::runtime(base::tr("{} candidates have not finished")), m_screen.unfinished.size());
        m_screen.advice =
            base::tr("A room is sealed when everybody has handed in, run out of time, or was ended by you");
        m_screen.mood = Mood::Warn;
    } else if (!m_screen.sealed) {
        m_screen.headline = base::tr("Everybody has finished: the room can be sealed");
        m_screen.advice =
            base::tr("Afterwards nothing can be added or changed: the bundle proves every event and answer");
        m_screen.mood = Mood::Good;
    } else {
        m_screen.headline = base::tr("The room is sealed");
        m_screen.advice = m_screen.file.empty()
                              ? base::tr("Save the bundle and bring it to the council; sign the minutes")
                              : base::tr("Bring the bundle to the council, sign the minutes, then close the room");
        m_screen.mood = Mood::Good;
    }
    m_view.show_closing(m_screen);
}

} // namespace canbo::exam::ui
