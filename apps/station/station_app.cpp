#include "station_app.h"

#include "base/file.h"
#include "base/log.h"
#include "base/translation.h"
#include "common/ui_watch.h"
#include "desktop/text.h"
#include "station_parts.h"

#include <wx/display.h>
#include <wx/sizer.h>

#include <cstdio>

namespace canbo::apps {
namespace {

using desktop::tr;

constexpr int back_after_ms = 700; ///< Long enough for a look at who has it.
constexpr int window_width = 1'024, window_height = 768;

/// For who started it from a terminal.
void tell(const Error& error) {
    std::fprintf(stderr, "error: %s: %s: %s\n", std::string(base::code_name(error.code)).c_str(), error.message.c_str(),
                 error.where.c_str());
}

} // namespace

bool StationApp::OnInit() {
    std::error_code ignored;
    std::filesystem::create_directories(m_options.data, ignored);
    auto lock = service::FolderLock::take(m_options.data, "station.lock");
    const auto share = base::find_share(m_options.program);
    if (!lock || !share) {
        tell(lock ? share.error() : lock.error());
        return false;
    }
    m_only_one = std::move(*lock);
    m_share = *share;
    base::choose_language(m_options.program);
    wxLog::EnableLogging(false); // the toolkit must never open a dialog
    choose_look({});
    m_line = std::make_unique<desktop::Worker>();
    m_disk = std::make_unique<desktop::Worker>();
    watch_ui_thread();
    SetExitOnFrameDelete(true);
    make_window(*share);
    m_watch = std::make_unique<MachineWatch>(machine_eyes(), [this](std::vector<station::Seen> seen) {
        CallAfter([this, seen = std::move(seen)] {
            if (m_panel != nullptr)
                m_panel->presenter().seen(seen);
        });
    });
    return true;
}

void StationApp::choose_look(const station::ui::Look& look) {
    auto made = std::make_unique<desktop::Theme>(look.contrast ? desktop::Theme::Choice::Contrast
                                                               : desktop::Theme::Choice::Light,
                                                 m_share / "content" / "icons", look.scale());
    desktop::set_theme(made.get());
    m_theme = std::move(made);
}

void StationApp::make_window(const std::filesystem::path& share) {
    m_frame = new wxFrame(nullptr, wxID_ANY, tr("Exam station"), wxDefaultPosition, wxSize(window_width, window_height),
                          m_options.windowed ? wxDEFAULT_FRAME_STYLE : wxDEFAULT_FRAME_STYLE | wxSTAY_ON_TOP);
    m_panel = new station::ui::StationPanel(m_frame, station_parts(m_options.data, share, *m_line, *m_disk), *m_disk,
                                            [this](const station::ui::Look& look) { choose_look(look); });
    auto* whole = new wxBoxSizer(wxVERTICAL);
    whole->Add(m_panel, wxSizerFlags(1).Expand());
    m_frame->SetSizer(whole);
    m_frame->Bind(wxEVT_CLOSE_WINDOW, [this](wxCloseEvent& event) {
        if (event.CanVeto() && !m_options.windowed && m_panel != nullptr && !m_panel->presenter().may_close()) {
            event.Veto();
            return;
        }
        m_panel = nullptr;
        event.Skip();
    });
    SetTopWindow(m_frame);
    if (!m_options.windowed) {
        fill_screen();
        keep_keyboard();
    }
    m_frame->Show();
    m_frame->Raise();
    m_panel->presenter().start(m_options.room);
}

/// With a window manager that gives the screen, and in a kiosk session, which has none.
void StationApp::fill_screen() {
    m_frame->SetSize(wxDisplay(0u).GetGeometry());
    m_frame->ShowFullScreen(true);
}

/// Where no window manager gives the keyboard back, the station takes it; that it was away is told by the watch.
void StationApp::keep_keyboard() {
    m_back = std::make_unique<wxTimer>();
    m_frame->Bind(wxEVT_ACTIVATE, [this](wxActivateEvent& event) {
        if (!event.GetActive() && m_back)
            m_back->StartOnce(back_after_ms);
        event.Skip();
    });
    m_back->Bind(wxEVT_TIMER, [this](wxTimerEvent&) {
        if (m_panel != nullptr && !m_frame->IsActive() && wxGetActiveWindow() == nullptr)
            m_frame->Raise();
    });
}

int StationApp::OnExit() {
    m_back.reset();

    m_watch.reset(); // its thread calls us
    m_line.reset();
    m_disk.reset();
    desktop::set_theme(nullptr);
    return wxApp::OnExit();
}

} // namespace canbo::apps
