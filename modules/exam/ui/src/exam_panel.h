#pragma once

#include "pages.h"

#include <wx/timer.h>

namespace canbo::exam::ui {

/// The five pages of an exam room, above them where the room stands.
class ExamPanel final : public desktop::WorkspacePanel {
public:
    ExamPanel(wxWindow* parent, desktop::Shell& shell, const ExamParts& parts);
    ~ExamPanel() override;

    void add_commands(desktop::CommandTable& commands);
    void open_place(const std::string& place) override;
    std::string place() const override;
    void reload() override {}
    void flush() override;
    std::string help_page() const override { return "exam-room"; }

private:
    enum Page : std::size_t { Open, Readiness, CheckIn, Room, Closing };
    void show_page(std::size_t page);
    void tick();
    void show_line(const SeatMap& map);

    desktop::Shell& m_shell;
    ExamParts m_parts;
    CurrentRoom m_current;
    std::vector<wxButton*> m_tabs;
    wxStaticText* m_clock{nullptr};
    wxStaticText* m_counts{nullptr};
    wxSimplebook* m_book{nullptr};
    OpenPage* m_open{nullptr};
    ReadinessPage* m_readiness{nullptr};
    CheckInPage* m_check_in{nullptr};
    RoomPage* m_room{nullptr};
    ClosingPage* m_closing{nullptr};
    std::size_t m_page{0};
    bool m_started{false};
    int m_beat{0};
    wxTimer m_timer;
    desktop::Subscription m_room_changed;
    std::unique_ptr<identity::ui::ReaderWatcher> m_watch;
};

} // namespace canbo::exam::ui
