#include "media_player.h"

#include "desktop/display.h"
#include "desktop/text.h"

#include <wx/dynlib.h>
#include <wx/log.h>
#include <wx/mediactrl.h>

namespace canbo::training::ui {

using std::chrono::milliseconds;

namespace {

/// The control takes it for granted that GStreamer has its parts: without a player it ends the program, without a sink
/// for X11 it shows nothing. Both are packages of their own.
bool is_whole() {
    static const bool whole = [] {
        const wxLogNull quiet;
        static wxDynamicLibrary library("libgstreamer-1.0.so.0", wxDL_VERBATIM | wxDL_QUIET); // loaded by the control's
        using Begin = int (*)(int*, char***, void**);
        using Find = void* (*)(const char*);
        const auto begin = reinterpret_cast<Begin>(library.GetSymbol("gst_init_check"));
        const auto find = reinterpret_cast<Find>(library.GetSymbol("gst_element_factory_find"));
        return begin != nullptr && find != nullptr && begin(nullptr, nullptr, nullptr) != 0 &&
               find("playbin") != nullptr && (find("xvimagesink") != nullptr || find("ximagesink") != nullptr);
    }();
    return whole;
}

} // namespace

MediaPlayer::MediaPlayer(wxWindow* parent, const std::filesystem::path& file) : m_media(nullptr) {
    // The toolkit's player draws through X11 only, elsewhere it brings the program down (wx #24987).
    if (desktop::is_wayland() || !is_whole())
        return;
    m_media = new wxMediaCtrl;
    if (!m_media->Create(parent, wxID_ANY)) {
        m_media->Destroy();
        m_media = nullptr;
        return;
    }
    // The control says "loaded" at once, whatever the file is; only a paused film finds out.
    m_media->Bind(wxEVT_MEDIA_LOADED, [this](wxMediaEvent&) { m_media->Pause(); });
    m_media->Bind(wxEVT_MEDIA_STATECHANGED, [this](wxMediaEvent& event) {
        catch_up();
        event.Skip();
    });
    m_media->Bind(wxEVT_MEDIA_FINISHED, [this](wxMediaEvent&) {
        catch_up();
        (m_ready ? m_ended : m_failed) = true;
    });
    m_failed = !m_media->Load(desktop::wx(file.string()));
}

MediaPlayer::~MediaPlayer() {
    if (m_media != nullptr)
        m_media->Destroy();
}

wxWindow* MediaPlayer::window() const { return m_media; }

/// What was asked for before the film was ready.
void MediaPlayer::catch_up() {
    if (m_ready || m_media->Length() <= 0)
        return;
    m_ready = true;
    set_speed(m_speed);
    seek(m_place);
    if (m_wanted)
        play();
}

void MediaPlayer::play() {
    m_wanted = true;
    if (!m_ready)
        return;
    if (m_ended)
        seek(milliseconds(0));
    m_media->Play();
}

void MediaPlayer::pause() {
    m_wanted = false;
    if (m_ready)
        m_media->Pause();
}

void MediaPlayer::seek(milliseconds to) {
    m_place = to;
    m_ended = false;
    if (m_ready)
        m_media->Seek(to.count());
}

void MediaPlayer::set_speed(double speed) {
    m_speed = speed;
    if (m_ready)
        m_media->SetPlaybackRate(speed);
}

milliseconds MediaPlayer::position() const { return m_ready ? milliseconds(m_media->Tell()) : m_place; }

FilmPlayer::State MediaPlayer::state() const {
    if (m_media == nullptr || m_failed)
        return State::Failed;
    if (!m_ready)
        return State::Loading;
    if (m_ended)
        return State::Ended;
    return m_media->GetState() == wxMEDIASTATE_PLAYING ? State::Playing : State::Paused;
}

} // namespace canbo::training::ui
