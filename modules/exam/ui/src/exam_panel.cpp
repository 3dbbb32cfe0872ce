#include "exam_panel.h"

#include "desktop/native.h"
#include "desktop/text.h"
#include "page_parts.h"

#include <wx/wrapsizer.h>

#include <iterator>

namespace canbo::exam::ui {

using namespace desktop;

namespace {

constexpr int tick_ms = 100;

struct PageKind {
    const char* place;
    const char* title; ///< msgid
};
constexpr PageKind page_kinds[] = {{"open", base::msgid("Open a room")},
                                   {"readiness", base::msgid("Readiness")},
                                   {"check-in", base::msgid("Check-in")},
                                   {"room", base::msgid("Exam room")},
                                   {"closing", base::msgid("Sealing and papers")}};

} // namespace

ExamPanel::ExamPanel(wxWindow* parent, Shell& shell, const ExamParts& parts)
    : WorkspacePanel(parent), m_shell(shell), m_parts(parts), m_timer(this) {
    SetBackgroundColour(theme().palette().surface);
    auto* column = new wxBoxSizer(wxVERTICAL);
    auto* bar = new wxWrapSizer(wxHORIZONTAL);
    for (std::size_t i = 0; i < std::size(page_kinds); ++i) {
        m_tabs.push_back(make_flat(this, tr(page_kinds[i].title), std::string("exam.page-") + page_kinds[i].place,
                                   [this, i] { show_page(i); }));
        bar->Add(m_tabs.back(), wxSizerFlags().Border(wxLEFT, FromDIP(grid)));
    }
    column->Add(bar, wxSizerFlags().Expand());
    auto* line = new wxBoxSizer(wxHORIZONTAL);
    m_clock = make_text(this, {}, TextSize::Strong);
    set_accessible(m_clock, {}, "exam.clock");
    m_counts = make_text(this, {});
    set_accessible(m_counts, {}, "exam.counts");
    line->Add(m_clock, wxSizerFlags().Border(wxRIGHT, FromDIP(3 * grid)));
    line->Add(m_counts, wxSizerFlags(1));
    column->Add(line, wxSizerFlags().Expand().Border(wxALL, FromDIP(grid)));
    m_book = new wxSimplebook(this);
    m_book->AddPage(m_open = new OpenPage(m_book, shell, m_current, m_parts), {});
    m_book->AddPage(m_readiness = new ReadinessPage(m_book, shell, m_current, m_parts), {});
    m_book->AddPage(m_check_in = new CheckInPage(m_book, shell, m_current, m_parts), {});
    m_book->AddPage(m_room = new RoomPage(m_book, shell, m_current, m_parts), {});
    m_book->AddPage(m_closing = new ClosingPage(m_book, shell, m_current, m_parts), {});
    column->Add(m_book, wxSizerFlags(1).Expand());
    SetSizer(column);
    m_room->on_map = [this](const SeatMap& map) { show_line(map); };
    m_closing->on_close = [this] { CallAfter([this] { m_open->close_room(); }); };
    m_room_changed = m_current.on_change([this] {
        if (!m_current.open()) // it was closed: the next one is opened on the first page
            CallAfter([this] { show_page(Open); });
    });
    Bind(wxEVT_TIMER, [this](wxTimerEvent&) { tick(); });
}

ExamPanel::~ExamPanel() { m_timer.Stop(); }

void ExamPanel::open_place(const std::string& place) {
    if (!m_started) {
        m_started = true;
        m_watch = m_parts.cards.watch([this](const identity::ReaderBook& book) {
            m_check_in->readers_changed(book);
            m_readiness->readers_changed(book);
        });
        m_timer.Start(tick_ms);
        m_open->load();
    }
    std::size_t page = m_page;
    for (std::size_t i = 0; i < std::size(page_kinds); ++i)
        if (place == page_kinds[i].place)
            page = i;
    show_page(page);
}

std::string ExamPanel::place() const { return page_kinds[m_page].place; }

void ExamPanel::flush() { m_check_in->leave(); }

void ExamPanel::show_page(std::size_t page) {
    if (m_page == CheckIn && page != CheckIn)
        m_check_in->leave();
    m_page = page;
    m_book->ChangeSelection(page);
    for (std::size_t i = 0; i < m_tabs.size(); ++i)
        if (i == page)
            add_style_class(m_tabs[i], "chosen-tab");
        else
            remove_style_class(m_tabs[i], "chosen-tab");
    if (page == Readiness)
        m_readiness->look();
    if (page == CheckIn) {
        m_check_in->load();
        m_check_in->focus_entry();
    }
    if (page == Closing)
        m_closing->load();
    m_shell.update_commands();
}

void ExamPanel::tick() {
    ++m_beat;
    if (m_page == CheckIn)
        m_check_in->tick();
    if (m_beat % 5 == 0) // also while another page is shown: its line stands above all
        m_room->tick();
    if (m_page == Readiness && m_beat % 10 == 0)
        m_readiness->look();
    if (m_page == Closing && m_beat % 10 == 0 && m_current.open() && !m_closing->can_seal())
        m_closing->load();
}

void ExamPanel::show_line(const SeatMap& map) {
    const bool open = !map.tiles.empty();
    const std::string clock = open ? map.room + " · " + map.clock : std::string();
    if (utf8(m_clock->GetLabelText()) == clock && utf8(m_counts->GetLabelText()) == map.counts)
        return;
    set_text(m_clock, clock, "exam.clock");
    set_text(m_counts, open ? map.counts : std::string(), "exam.counts");
    Layout();
}

void ExamPanel::add_commands(CommandTable& commands) {
    const MenuCommands add(commands, base::msgid("Exam room"));
    const auto add_order = [&](Order order, bool all, const char* id, const char* label, const char* help,
                               const char* shortcut, const char* icon) {
        add(
            id, label, help, shortcut, icon, [this, order, all] { m_room->order(order, all); },
            [this, order, all] { return m_page == Room && m_room->may(order, all); });
    };
    const char* keys[] = {"F2", "F3", "F4", "F5", "F6"};
    const char* ids[] = {"exam.go-open", "exam.go-readiness", "exam.go-check-in", "exam.go-room", "exam.go-closing"};
    for (std::size_t i = 0; i < std::size(page_kinds); ++i)
        add(ids[i], page_kinds[i].title, base::msgid("Shows this page"), keys[i], "", [this, i] { show_page(i); }, {});
    const auto checking = [this] { return m_page == CheckIn; };
    add(
        "exam.admit", base::msgid("Let in"), base::msgid("The faces are the same: the candidate gets the seat"),
        "Ctrl+Return", "accept", [this] { m_check_in->admit(); },
        [this] { return m_page == CheckIn && m_check_in->screen().can_admit; });
    add(
        "exam.by-hand", base::msgid("Identify by hand…"),
        base::msgid("Two invigilators look at another paper with a photo"), "Ctrl+H", "people",
        [this] { m_check_in->by_hand(); }, [this] { return m_page == CheckIn && m_check_in->screen().can_by_hand; });
    add(
        "exam.refuse", base::msgid("Refuse…"), base::msgid("Not let in, with the reason"), "Ctrl+Shift+D", "close",
        [this] { m_check_in->refuse(); }, [this] { return m_page == CheckIn && m_check_in->screen().can_by_hand; });
    add(
        "exam.next", base::msgid("Next candidate"), base::msgid("Clears the table for the next one"), "Ctrl+N",
        "forward", [this] { m_check_in->next(); }, checking);
    add(
        "exam.read-again", base::msgid("Read the card again"), base::msgid("What lies on the reader is read once more"),
        "Ctrl+Shift+R", "refresh", [this] { m_check_in->read_again(); }, checking);
    add(
        "exam.print-slip", base::msgid("Print the slip"), base::msgid("Seat and number to sign in, for the candidate"),
        "Ctrl+P", "print", [this] { m_check_in->print_slip(); },
        [this] { return m_page == CheckIn && m_check_in->screen().stage == CheckInScreen::Stage::Admitted; });
    add(
        "exam.find", base::msgid("Find a seat"), base::msgid("By seat, number or name"), "Ctrl+F", "search",
        [this] { m_room->find(); }, [this] { return m_page == Room; });
    add_order(Order::Pause, false, "exam.pause", base::msgid("Pause"),
              base::msgid("The time of the chosen seat stands"), "F7", "lock");
    add_order(Order::Pause, true, "exam.pause-all", base::msgid("Pause everybody"),
              base::msgid("The time of everybody at work stands"), "Shift+F7", "lock");
    add_order(Order::Resume, false, "exam.resume", base::msgid("Go on"),
              base::msgid("The time of the chosen seat goes on"), "F8", "unlock");
    add_order(Order::Resume, true, "exam.resume-all", base::msgid("Let everybody go on"),
              base::msgid("The time of everybody who is paused goes on"), "Shift+F8", "unlock");
    add_order(Order::AddTime, false, "exam.add-time", base::msgid("Add time"),
              base::msgid("For the chosen seat, with a reason"), "Ctrl+T", "add");
    add_order(Order::AddTime, true, "exam.add-time-all", base::msgid("Add time for everybody"),
              base::msgid("For everybody at work, with a reason"), "Ctrl+Shift+T", "add");
    add_order(Order::Move, false, "exam.move", base::msgid("Other seat"),
              base::msgid("The candidate goes on at another station"), "Ctrl+M", "forward");
    add_order(Order::Note, false, "exam.note", base::msgid("Note an incident"), base::msgid("It stands in the minutes"),
              "Ctrl+I", "flag");
    add_order(Order::Note, true, "exam.note-room", base::msgid("Note about the room"),
              base::msgid("An incident of nobody in particular, or a call for help"), "Ctrl+Shift+I", "flag");
    add_order(Order::Stop, false, "exam.stop", base::msgid("Stop"),
              base::msgid("Ends the candidate's attempt, with a reason"), "Ctrl+Shift+X", "close");
    add_order(Order::Withdraw, false, "exam.withdraw", base::msgid("Gives up"),
              base::msgid("The candidate leaves by their own wish"), "Ctrl+Shift+W", "withdraw");
    add_order(Order::Reopen, false, "exam.reopen", base::msgid("Reopen"),
              base::msgid("By an order of the council alone"), "", "return");
    add(
        "exam.seal", base::msgid("Seal the room"), base::msgid("Ends the room and writes its bundle"), "Ctrl+Shift+S",
        "lock", [this] { m_closing->seal(); }, [this] { return m_page == Closing && m_closing->can_seal(); });
    add(
        "exam.close", base::msgid("Close the room…"), base::msgid("The stations lose it; it can be opened again"), "",
        "close", [this] { m_open->close_room(); }, [this] { return m_current.open() != nullptr; });
}

} // namespace canbo::exam::ui
