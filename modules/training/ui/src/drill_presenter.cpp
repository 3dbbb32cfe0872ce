#include "training_ui/drill_presenter.h"

#include "assessment/random.h"
#include "base/crypto.h"
#include "base/text.h"
#include "base/translation.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace canbo::training::ui {
namespace {

constexpr std::size_t messages_a_drill = 10;
constexpr std::size_t scenes_a_drill = 6;

/// "2024-02-16T08:12" as a mail program's list shows it.
std::string short_date(const std::string& local) {
    if (local.size() < 16)
        return local;
    return local.substr(8, 2) + "/" + local.substr(5, 2) + " " + local.substr(11, 5);
}

const char* verdict_of(const MailMessage* message, const DrillTurn& turn) {
    if (message == nullptr || !turn.reply || !turn.reply->action)
        return turn.right ? base::msgid("Right") : base::msgid("Wrong");
    switch (outcome_of(*message, *turn.reply->action)) {
    case DrillOutcome::Hit:
        return base::msgid("Right");
    case DrillOutcome::Pass:
        return base::msgid("Right: nothing was wrong with it");
    case DrillOutcome::Miss:
        return base::msgid("Wrong");
    case DrillOutcome::FalseAlarm:
        return base::msgid("A false alarm: nothing was wrong with it");
    }
    return "";
}

/// Pictures stay in the whole lesson.
std::string without_pictures(const std::string& markdown) {
    std::string out;
    for (std::size_t from = 0; from < markdown.size();) {
        const auto end = std::min(markdown.find('\n', from), markdown.size());
        const auto line = markdown.substr(from, end - from);
        from = end + 1;
        if (!line.starts_with("!["))
            out += line + "\n";
    }
    return out;
}

} // namespace

const char* action_words(MailAction action) {
    switch (action) {
    case MailAction::Report:
        return base::msgid("Report as suspicious");
    case MailAction::Delete:
        return base::msgid("Delete");
    case MailAction::Reply:
        return base::msgid("Reply");
    case MailAction::Open:
        return base::msgid("Open and do as it says");
    }
    return "";
}

const char* certainty_words(Certainty certainty) {
    switch (certainty) {
    case Certainty::Unsure:
        return base::msgid("Not sure");
    case Certainty::FairlySure:
        return base::msgid("Fairly sure");
    case Certainty::Certain:
        return base::msgid("Certain");
    }
    return "";
}

DrillPresenter::DrillPresenter(DrillView& view, DrillParts parts, desktop::Background& background)
    : m_view(view), m_parts(std::move(parts)), m_background(background) {}

const DrillTurn* DrillPresenter::current() const { return m_log.session ? m_log.session->current() : nullptr; }

bool DrillPresenter::answering() const {
    const auto* turn = current();
    return turn != nullptr && !m_busy && turn->state == DrillState::Presented &&
           m_shown == static_cast<std::size_t>(turn - m_log.session->turns.data());
}

bool DrillPresenter::mail() const { return m_log.session && m_log.session->kind == DrillKind::Mailbox; }

bool DrillPresenter::may_read_lesson() const {
    const auto* turn = current();
    return turn != nullptr && !m_busy && turn->state == DrillState::Missed;
}

bool DrillPresenter::may_go_on() const {
    const auto* turn = current();
    return turn != nullptr && !m_busy && (turn->state == DrillState::Right || turn->state == DrillState::LessonSeen);
}

void DrillPresenter::start() {
    if (m_open) {
        show_current();
        return;
    }
    using Loaded = std::pair<OpenedDrills, DrillLog>;
    m_waiter.run(
        m_background,
        [parts = &m_parts]() -> Result<Loaded> {
            CANBO_TRY(auto open, parts->open());
            CANBO_TRY(auto log, parts->store.load(open.course.slug));
            return Loaded{std::move(open), std::move(log)};
        },
        [this](Result<Loaded> loaded) {
            if (!loaded) {
                m_view.show_problem(loaded.error());
                return;
            }
            m_open = std::move(loaded->first);
            m_log = std::move(loaded->second);
            // A course may lose an item from one version to the next; a drill over it cannot go on.
            if (const auto* turn = current(); turn != nullptr && !drill_item(m_open->mailbox, turn->item))
                m_log.session.reset();
            show_current();
        });
}

void DrillPresenter::begin(DrillKind kind) {
    if (!m_open || m_busy)
        return;
    auto session = begin_drill(m_open->mailbox, m_open->course, kind,
                               kind == DrillKind::Mailbox ? messages_a_drill : scenes_a_drill,
                               assessment::seed_of(base::new_uuid()), m_parts.clock.now());
    if (!session) {
        m_view.show_problem(session.error());
        return;
    }
    m_log.session = *std::move(session);
    save([this] { show_current(); });
}

void DrillPresenter::show_current() {
    const auto* turn = current();
    m_certainty.reset();
    if (turn == nullptr) {
        m_view.show_lines({}, "", "");
        m_view.show_start(summary(), m_log.session.has_value());
        return;
    }
    show_turn(static_cast<std::size_t>(turn - m_log.session->turns.data()));
}

void DrillPresenter::show_turn(std::size_t at) {
    m_shown = at;
    show_lines();
    m_view.show_page(page_of(at));
}

void DrillPresenter::show_lines() {
    std::vector<DrillLine> lines;
    const auto& session = *m_log.session;
    for (std::size_t i = 0; i < session.turns.size(); ++i) {
        const auto& turn = session.turns[i];
        DrillLine line;
        line.key = std::to_string(i);
        const bool answered = turn.reply.has_value();
        line.right = answered && turn.right;
        line.wrong = answered && !turn.right;
        line.mark = line.right ? "✓" : line.wrong ? "✕" : turn.state == DrillState::Presented ? "●" : "";
        if (const auto* message = m_open->mailbox.message(turn.item)) {
            line.from = message->from_name;
            line.subject = message->subject;
            line.date = short_date(message->date);
        } else if (const auto* scene = m_open->mailbox.scene(turn.item)) {
            line.subject = scene->title;
        }
        lines.push_back(std::move(line));
    }
    const auto answered = std::count_if(session.turns.begin(), session.turns.end(),
                                        [](const auto& turn) { return turn.reply.has_value(); });
    m_view.show_lines(lines, std::to_string(m_shown),
                      fmt::format("{}: {}/{}", base::tr("Answered"), answered, session.turns.size()));
}

DrillPage DrillPresenter::page_of(std::size_t at) const {
    const auto& session = *m_log.session;
    const auto& turn = session.turns[at];
    DrillPage page;
    page.key = std::to_string(at);
    page.caption = fmt::format("{} {}/{}", session.kind == DrillKind::Mailbox ? base::tr("Message") : base::tr("Scene"),
                               at + 1, session.turns.size());
    if (!turn.retest_of.empty())
        page.caption += " · " + base::tr("Re-test");
    const auto* message = m_open->mailbox.message(turn.item);
    const auto* scene = m_open->mailbox.scene(turn.item);
    if (message != nullptr)
        page.message = *message;
    if (scene != nullptr)
        page.scene = *scene;
    page.state = turn.state;
    page.current = &turn == current();
    if (!turn.reply)
        return page;
    page.right = turn.right;
    page.verdict = (turn.right ? "✓ " : "✕ ") + base::tr(verdict_of(message, turn));
    if (const auto about = drill_item(m_open->mailbox, turn.item))
        page.why = about->why;
    if (turn.reply->action)
        page.answered = base::tr(action_words(*turn.reply->action));
    else if (scene != nullptr && turn.reply->choice && *turn.reply->choice < scene->choices.size())
        page.answered = scene->choices[*turn.reply->choice].text;
    page.answered += " · " + base::tr(certainty_words(turn.reply->certainty));
    page.flags = drill_flags(m_open->mailbox, turn.item);
    return page;
}

void DrillPresenter::choose(const std::string& key) {
    if (!m_log.session || key.empty() || key.find_first_not_of("0123456789") != std::string::npos)
        return;
    const auto at = static_cast<std::size_t>(std::strtoul(key.c_str(), nullptr, 10));
    if (at >= m_log.session->turns.size() || at == m_shown)
        return;
    if (m_log.session->turns[at].state == DrillState::Waiting)
        show_current();
    else
        show_turn(at);
}

void DrillPresenter::answer(MailAction action) {
    if (answering() && mail())
        give({action, {}, m_certainty.value_or(Certainty::Unsure)});
}

void DrillPresenter::answer(std::size_t choice) {
    if (answering() && !mail())
        give({{}, choice, m_certainty.value_or(Certainty::Unsure)});
}

void DrillPresenter::give(DrillReply reply) {
    if (!m_certainty) {
        m_view.show_problem({ErrorCode::InvalidInput, "Say first how sure you are", {}, {}});
        return;
    }
    auto session = *m_log.session; // what could not be kept was not answered
    auto result = answer_drill(session, m_open->mailbox, reply, m_parts.clock.now());
    if (!result) {
        m_view.show_problem(result.error());
        return;
    }
    m_log.session = std::move(session);
    m_log.results.push_back(*std::move(result));
    save([this] { show_turn(m_shown); });
}

void DrillPresenter::read_lesson() {
    if (!may_read_lesson())
        return;
    const auto item = current()->item;
    const auto about = drill_item(m_open->mailbox, item);
    const auto* lesson = about ? m_open->course.lesson(about->lesson) : nullptr;
    if (!see_drill_lesson(*m_log.session, m_open->mailbox) || lesson == nullptr)
        return;
    std::string words = about->why;
    for (const auto& flag : drill_flags(m_open->mailbox, item))
        words += " " + flag.why;
    auto text = without_pictures(short_lesson(m_open->files[lesson->file], words));
    if (text.starts_with("# "))
        text.erase(0, std::min(text.find('\n'), text.size()));
    save([this, title = lesson->title, text = std::move(text)] {
        m_shown = static_cast<std::size_t>(current() - m_log.session->turns.data());
        show_lines();
        m_view.show_lesson(title, text);
    });
}

void DrillPresenter::next() {
    if (const auto* turn = current(); turn != nullptr && turn != &m_log.session->turns[m_shown])
        return show_current(); // one that was looked at again is left
    if (!may_go_on() || !next_in_drill(*m_log.session))
        return;
    save([this] { show_current(); });
}

void DrillPresenter::save(std::function<void()> then) {
    m_busy = true;
    m_waiter.run(
        m_background,
        [store = &m_parts.store, course = m_open->course.slug, log = m_log] { return store->save(course, log); },
        [this, then = std::move(then)](Result<void> saved) {
            m_busy = false;
            if (saved) {
                then();
                return;
            }
            m_view.show_problem(saved.error());
            m_open.reset(); // what is on the disk counts: read again
            start();
        });
}

DrillSummary DrillPresenter::summary() const {
    const auto score = score_drill(m_log.results);
    if (score.answers() == 0)
        return {};
    const auto percent = [](double share) { return base::format_decimal(share * 100) + "%"; };
    return {{base::tr("Answers"), std::to_string(score.answers())},
            {base::tr("Traps seen and right ways taken"), std::to_string(score.hits)},
            {base::tr("Good messages taken as such"), std::to_string(score.passes)},
            {base::tr("Missed"), std::to_string(score.misses)},
            {base::tr("False alarms"), std::to_string(score.false_alarms)},
            {base::tr("Certain and wrong"), std::to_string(score.confident_wrong)},
            {base::tr("Right answers"), percent(score.right)},
            {base::tr("Stated certainty"), percent(score.stated)}};
}

} // namespace canbo::training::ui
