// The part of film_picture.h that plays, by the toolkit's player and GStreamer.
#include "../src/film_picture.h"

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

class MediaPlayer final : public FilmPicture {
public:
    MediaPlayer(wxWindow* parent, const std::filesystem::path& file); ///< Without a window where it does not begin.
    ~MediaPlayer() override;

    wxWindow* window() const override;
    void play() override;
    void pause() override;
    void seek(milliseconds to) override;
    void set_speed(double speed) override;
    milliseconds position() const override;
    State state() const override;

private:
    void catch_up();

    wxMediaCtrl* m_media;
    bool m_ready{false};  ///< Its length is known: it can play.
    bool m_failed{false}; ///< It ended before it had a length.
    bool m_ended{false};
    bool m_wanted{false}; ///< To play once it is ready.
    double m_speed{1};
    std::chrono::milliseconds m_place{0}; ///< Where to begin.
};

MediaPlayer::MediaPlayer(wxWindow* parent, const std::filesystem::path& file) : m_media(new wxMediaCtrl) {
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
    m_failed = !m_media->Load(wxString::FromUTF8(file.string()));
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

} // namespace

extern "C" FilmPicture* canbo_make_film_picture(wxWindow* parent, const std::filesystem::path& file) {
    if (!is_whole())
        return nullptr;
    auto player = std::make_unique<MediaPlayer>(parent, file);
    return player->window() == nullptr ? nullptr : player.release();
}

} // namespace canbo::training::ui
