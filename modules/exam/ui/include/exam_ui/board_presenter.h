#pragma once

#include "desktop/background.h"
#include "exam_ui/seat_map.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace canbo::exam::ui {

/// What an invigilator orders while the exam runs.
enum class Order { Pause, Resume, AddTime, Move, Stop, Withdraw, Note, Reopen };

struct OrderRequest {
    Order order{Order::Note};
    bool all{false};       ///< Everybody at work, where the order allows it; else who sits at the chosen seat.
    std::string candidate; ///< Empty: who is chosen; for a note without a person also `all`.
    std::string reason;    ///< Or the note's text.
    std::string category;
    int minutes{0};
    int seat{0}; ///< 0: the next free one.
    bool is_break{false};
    std::string decision; ///< Number of the council's order, to reopen.
    std::string by;       ///< Empty: the invigilator at this computer; to reopen the chairman.
};

struct EventRow {
    std::string time, what, by;
    bool operator==(const EventRow&) const = default;
};

/// The chosen seat, or the room when none is chosen.
struct SeatDetails {
    int seat{0};
    std::string candidate, headline;
    std::vector<std::pair<std::string, std::string>> fields; ///< Label and value.
    std::vector<EventRow> events;                            ///< The newest first.
    std::set<Order> allowed;                                 ///< For that candidate.
    bool operator==(const SeatDetails&) const = default;
};

class BoardView {
public:
    virtual ~BoardView() = default;
    virtual void show_map(const SeatMap& map, int chosen) = 0;
    virtual void show_details(const SeatDetails& details) = 0;
    /// No room is open.
    virtual void show_no_room() = 0;
    /// How old what is shown is, when it could not be read for over a second; empty: it is fresh.
    virtual void show_age(const std::string& sentence) = 0;
    /// Something that an invigilator should look at now: a call for help, what a station saw, a contact lost.
    virtual void show_alarm(const std::string& sentence) = 0;
    virtual void show_done(const std::string& sentence) = 0;
    virtual void show_problem(const Error& error) = 0;
};

/// The room while the exam runs: read again twice a second on a worker of its own, so that reading a card or sealing
/// never holds it up. UI thread only; what it is given outlives it.
class BoardPresenter {
public:
    BoardPresenter(BoardView& view, CurrentRoom& current, desktop::Background& live, desktop::Background& background,
                   std::function<std::chrono::milliseconds()> steady);

    /// Called twice a second while the page is shown.
    void tick();
    void choose(int seat);
    /// The seat of a candidate by number, name or seat number, the next one after the chosen. False: there is none.
    bool find(const std::string& text);
    /// `done`: called when the room has carried it out.
    void give(OrderRequest request, std::function<void()> done = {});

    bool may(Order order) const { return m_details.allowed.contains(order); }
    bool may_all(Order order) const;
    const SeatDetails& details() const { return m_details; }
    const SeatMap& map() const { return m_map; }

private:
    struct Look;
    void shown(Look look);
    void tell_news(const RoomBoard& board, const std::vector<RoomEvent>& news);
    SeatDetails details_of(const RoomBoard& board, std::vector<RoomEvent> events) const;

    BoardView& m_view;
    CurrentRoom& m_current;
    desktop::Background& m_live;
    desktop::Background& m_background;
    std::function<std::chrono::milliseconds()> m_steady;
    SeatMap m_map;
    SeatDetails m_details;
    int m_chosen{0};
    std::int64_t m_heard{-1}; ///< The newest event that was told of; -1: the room was not looked at yet.
    bool m_looking{false}, m_any{false};
    std::chrono::milliseconds m_asked{0}, m_fresh{0};
    std::string m_age;
    desktop::Waiter m_waiter;
};

} // namespace canbo::exam::ui
