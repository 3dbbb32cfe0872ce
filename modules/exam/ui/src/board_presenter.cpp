#include "exam_ui/board_presenter.h"

#include "base/text.h"
#include "base/translation.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace canbo::exam::ui {
namespace {

using State = AttemptState;

constexpr std::size_t most_events = 30, most_awaited = 8;
constexpr std::chrono::milliseconds stale{1'500};

std::set<Order> allowed_in(State state) {
    switch (state) {
    case State::Rostered:
        return {Order::Note};
    case State::Identified:
    case State::Seated:
    case State::Waiting:
        return {Order::Move, Order::Withdraw, Order::Stop, Order::Note};
    case State::Running:
    case State::Disconnected:
        return {Order::Pause, Order::AddTime, Order::Move, Order::Stop, Order::Withdraw, Order::Note};
    case State::Paused:
        return {Order::Resume, Order::AddTime, Order::Move, Order::Stop, Order::Withdraw, Order::Note};
    case State::Submitted:
    case State::TimeUp:
    case State::Stopped:
    case State::Withdrawn:
        return {Order::Reopen, Order::Note};
    default:
        return {};
    }
}

std::string awaited_words(const std::vector<AwaitedRow>& awaited) {
    std::string out;
    for (std::size_t i = 0; i < std::min(awaited.size(), most_awaited); ++i)
        out += "\n" + awaited[i].candidate + " " + awaited[i].name;
    if (awaited.size() > most_awaited)
        out += "\n" + fmt::format(fmt::runtime(base::tr("… and {} others")), awaited.size() - most_awaited);
    return out;
}

Result<std::string> carry_out(ExamRoom& room, const OrderRequest& in) {
    const auto done = [](const Result<void>& result, const char* sentence) -> Result<std::string> {
        return result ? Result<std::string>(base::tr(sentence)) : fail(result.error());
    };
    switch (in.order) {
    case Order::Pause:
        return done(room.pause(in.candidate, in.by, in.reason, in.is_break), base::msgid("The time stands"));
    case Order::Resume:
        return done(room.resume(in.candidate, in.by), base::msgid("The time goes on"));
    case Order::AddTime:
        return done(room.add_time(in.candidate, in.minutes, in.by, in.reason), base::msgid("More time was given"));
    case Order::Stop:
        return done(room.stop(in.candidate, in.by, in.reason), base::msgid("The attempt was ended"));
    case Order::Withdraw:
        return done(room.withdraw(in.candidate, in.by, in.reason),
                    base::msgid("It is noted that the candidate gave up"));
    case Order::Note:
        return done(room.note(in.candidate, in.category, in.by, in.reason), base::msgid("The incident is noted"));
    case Order::Reopen:
        return done(room.reopen(in.candidate, in.decision, in.minutes, in.by, in.reason),
                    base::msgid("The attempt goes on"));
    case Order::Move:
        break;
    }
    CANBO_TRY(const int seat, room.move(in.candidate, in.seat, in.by, in.reason));
    return fmt::format(fmt::runtime(base::tr("The candidate now sits at seat {}")), seat);
}

} // namespace

struct BoardPresenter::Look {
    RoomBoard board;
    std::vector<RoomEvent> events; ///< Of who is chosen.
    std::vector<RoomEvent> news;   ///< Of the whole room.
    const Exam* exam{nullptr};
    std::shared_ptr<OpenRoom> open; ///< Holds the exam.
    int chosen{0};
};

BoardPresenter::BoardPresenter(BoardView& view, CurrentRoom& current, desktop::Background& live,
                               desktop::Background& background, std::function<std::chrono::milliseconds()> steady)
    : m_view(view), m_current(current), m_live(live), m_background(background), m_steady(std::move(steady)) {}

void BoardPresenter::tick() {
    const auto open = m_current.open();
    if (!open) {
        m_map = {};
        m_details = {};
        m_any = false;
        m_chosen = 0;
        m_heard = -1;
        m_view.show_no_room();
        return;
    }
    const auto age = m_steady() - m_fresh;
    const auto sentence = m_any && age > stale
                              ? fmt::format(fmt::runtime(base::tr("What is shown is {} s old")), age.count() / 1000)
                              : std::string();
    if (sentence != m_age)
        m_view.show_age(m_age = sentence);
    if (m_looking)
        return;
    m_looking = true;
    m_asked = m_steady();
    std::string candidate;
    for (const auto& tile : m_map.tiles)
        if (tile.seat == m_chosen)
            candidate = tile.candidate;
    m_waiter.run(
        m_live,
        [open, candidate, chosen = m_chosen, nobody = m_chosen != 0 && candidate.empty()] {
            auto& room = open->room();
            return Look{room.board(),
                        nobody ? std::vector<RoomEvent>() : room.events(candidate, most_events),
                        room.events("", most_events),
                        &room.package().exam,
                        open,
                        chosen};
        },
        [this](Look look) {
            m_looking = false;
            if (look.open != m_current.open())
                return;
            tell_news(look.board, look.news);
            if (look.chosen == m_chosen)
                shown(std::move(look));
            else
                tick(); // another seat was chosen meanwhile
        });
}

/// One sentence for all that is new: the most urgent, and how many more there are.
void BoardPresenter::tell_news(const RoomBoard& board, const std::vector<RoomEvent>& news) {
    const auto before = std::exchange(m_heard, board.events);
    if (before < 0)
        return;
    const RoomEvent* urgent = nullptr;
    int count = 0;
    for (const auto& event : news) {
        const bool told = event.kind == RoomEvent::Kind::Lost ||
                          (event.kind == RoomEvent::Kind::Noted && event.by.empty() && event.station > 0);
        if (event.sequence <= before || !told)
            continue;
        ++count;
        const bool calls = event.kind == RoomEvent::Kind::Noted && event.data.value("category", "") == "help";
        if (urgent == nullptr || calls)
            urgent = &event;
    }
    if (urgent == nullptr)
        return;
    auto sentence = fmt::format("{} {}: {}", base::tr("Seat"), urgent->station, event_words(*urgent));
    if (count > 1)
        sentence += " " + fmt::format(fmt::runtime(base::tr("(and {} more)")), count - 1);
    m_view.show_alarm(sentence);
}

void BoardPresenter::shown(Look look) {
    m_fresh = m_asked;
    auto map = seat_map(look.board, *look.exam);
    if (!m_any || map != m_map)
        m_view.show_map(map, m_chosen);
    m_map = std::move(map);
    auto details = details_of(look.board, std::move(look.events));
    if (!m_any || details != m_details) {
        m_details = std::move(details);
        m_view.show_details(m_details);
    }
    m_any = true;
}

SeatDetails BoardPresenter::details_of(const RoomBoard& board, std::vector<RoomEvent> events) const {
    SeatDetails out;
    out.seat = m_chosen;
    const auto tile =
        std::find_if(m_map.tiles.begin(), m_map.tiles.end(), [&](const auto& one) { return one.seat == m_chosen; });
    const BoardLine* line = nullptr;
    if (tile != m_map.tiles.end())
        for (const auto& one : board.lines)
            if (one.candidate == tile->candidate)
                line = &one;
    out.headline = m_chosen == 0 ? base::tr("The whole room") : fmt::format("{} {}", base::tr("Seat"), m_chosen);
    for (const auto& event : events)
        out.events.push_back(
            {base::show_time(event.time).substr(0, 5),
             (m_chosen == 0 && !event.candidate.empty() ? event.candidate + ": " : "") + event_words(event), event.by});
    if (m_chosen == 0 && !m_map.awaited.empty())
        out.fields.emplace_back(base::tr("not here yet"), awaited_words(m_map.awaited));
    if (line == nullptr) {
        if (m_chosen != 0 && tile != m_map.tiles.end())
            out.fields.emplace_back(base::tr("State"), tile->state);
        return out;
    }
    const auto state = parse_attempt(line->state).value_or(State::Rostered);
    out.candidate = line->candidate;
    out.allowed = board.sealed ? std::set<Order>() : allowed_in(state);
    out.fields = {{base::tr("Candidate number"), line->candidate},
                  {base::tr("Name"), line->name},
                  {base::tr("State"), tile->sign + " " + tile->state},
                  {base::tr("Answered"), fmt::format("{}/{}", line->answered, line->questions)}};
    if (!tile->remaining.empty())
        out.fields.emplace_back(base::tr("Time left"), tile->remaining);
    if (line->deadline)
        out.fields.emplace_back(base::tr("Ends at"), base::show_time(*line->deadline));
    if (!tile->contact.empty())
        out.fields.emplace_back(base::tr("Last contact"), tile->contact);
    if (!line->reason.empty())
        out.fields.emplace_back(base::tr("Reason"), line->reason);
    return out;
}

void BoardPresenter::choose(int seat) {
    if (seat == m_chosen)
        return;
    m_chosen = seat;
    if (m_any)
        m_view.show_map(m_map, m_chosen);
    m_any = false; // what is shown on the side is another seat's
    tick();
}

bool BoardPresenter::find(const std::string& text) {
    const auto wanted = base::trim(text);
    if (wanted.empty())
        return false;
    const auto fits = [&](const SeatTile& tile) {
        return std::to_string(tile.seat) == wanted || tile.candidate == wanted ||
               (!tile.name.empty() && base::contains_folded(tile.name, wanted));
    };
    const auto& tiles = m_map.tiles;
    for (const bool after : {true, false})
        for (const auto& tile : tiles)
            if ((tile.seat > m_chosen) == after && fits(tile)) {
                choose(tile.seat);
                return true;
            }
    return false;
}

bool BoardPresenter::may_all(Order order) const {
    if (m_map.sealed || m_map.tiles.empty())
        return false;
    return order == Order::Pause || order == Order::Resume || order == Order::AddTime || order == Order::Note;
}

void BoardPresenter::give(OrderRequest request, std::function<void()> done) {
    const auto open = m_current.open();
    if (!open)
        return;
    if (request.by.empty())
        request.by = m_current.by();
    if (!request.all && request.candidate.empty())
        request.candidate = m_details.candidate;
    if (!request.all && request.candidate.empty()) // an order for all is asked for as one
        return;
    m_waiter.run(
        m_background, [open, request] { return carry_out(open->room(), request); },
        [this, done = std::move(done)](const Result<std::string>& said) {
            if (said)
                m_view.show_done(*said);
            else
                m_view.show_problem(said.error());
            if (said && done)
                done();
            tick();
        });
}

} // namespace canbo::exam::ui
