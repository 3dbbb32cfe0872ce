#include "film_panel.h"

#include "base/text.h"
#include "base/translation.h"
#include "desktop/native.h"
#include "desktop/text.h"
#include "film_picture.h"

#include <wx/slider.h>
#include <wx/utils.h>

#include <array>
#include <cstdlib>

namespace canbo::training::ui {

using desktop::grid;
using desktop::TextSize;
using desktop::tr;
using desktop::wx;
using std::chrono::milliseconds;

namespace {

constexpr int tick_ms = 200;
constexpr int caption_width = 80 * grid;
constexpr milliseconds step{10'000};
constexpr std::array<double, 5> speeds{0.75, 1, 1.25, 1.5, 2};
constexpr int own_speed = 1;

milliseconds monotonic() {
    return std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

} // namespace

FilmPanel::FilmPanel(wxWindow* parent, desktop::Shell& shell)
    : wxPanel(parent), m_shell(shell), m_presenter(
                                           *this,
                                           [this](const WatchedPart& part) {
                                               if (m_watched)
                                                   m_watched(part);
                                           },
                                           monotonic) {
    SetBackgroundColour(desktop::theme().palette().surface);
    auto* column = new wxBoxSizer(wxVERTICAL);
    const auto side = wxSizerFlags().Expand().Border(wxLEFT | wxRIGHT | wxBOTTOM, FromDIP(2 * grid));
    m_stage = new wxPanel(this);
    m_stage->SetSizer(new wxBoxSizer(wxVERTICAL));
    desktop::set_accessible(m_stage, tr("Picture of the film"), "learning.film-picture");
    column->Add(m_stage, wxSizerFlags(3).Expand().Border(wxLEFT | wxRIGHT | wxBOTTOM, FromDIP(2 * grid)));
    m_no_picture = new wxPanel(this);
    auto* instead = new wxBoxSizer(wxVERTICAL);
    instead->Add(desktop::make_wrapped(m_no_picture,
                                       tr("This machine cannot show the film here. What is said and seen in it runs "
                                          "below as text and counts like the film; the film itself can be opened in "
                                          "another program."),
                                       FromDIP(caption_width)));
    instead->Add(desktop::make_button(m_no_picture, tr("Open in another program"), "learning.film-elsewhere",
                                      [this] { open_elsewhere(); }),
                 wxSizerFlags().Border(wxTOP, FromDIP(grid)));
    m_no_picture->SetSizer(instead);
    column->Add(m_no_picture, side);
    m_caption = desktop::make_text(this, {}, TextSize::Strong);
    m_caption->SetWindowStyleFlag(wxALIGN_CENTRE_HORIZONTAL | wxST_NO_AUTORESIZE);
    m_caption->SetMinSize(wxSize(-1, 2 * m_caption->GetCharHeight() + FromDIP(grid)));
    column->Add(m_caption, side);
    m_place = new wxSlider(this, wxID_ANY, 0, 0, 1);
    desktop::set_accessible(m_place, tr("Place in the film"), "learning.film-place");
    m_place->Bind(wxEVT_SLIDER,
                  [this](wxCommandEvent&) { m_presenter.seek(std::chrono::seconds(m_place->GetValue())); });
    column->Add(m_place, side);
    column->Add(make_row(), side);
    std::vector<desktop::TableColumn> columns{{"time", tr("Time"), 70, true}, {"text", tr("What is said"), 560}};
    m_lines = new desktop::TableView(this, tr("What is said in the film"), "learning.captions", std::move(columns),
                                     &shell.settings());
    m_lines->on_activated = [this](const std::string& key) {
        m_presenter.seek_line(std::strtoul(key.c_str(), nullptr, 10));
    };
    column->Add(m_lines, wxSizerFlags(1).Expand().Border(wxLEFT | wxRIGHT | wxBOTTOM, FromDIP(2 * grid)));
    SetSizer(column);
    m_ticks.Bind(wxEVT_TIMER, [this](wxTimerEvent&) { m_presenter.tick(); });
    Bind(wxEVT_CHAR_HOOK, [this](wxKeyEvent& event) {
        const bool on_button = wxDynamicCast(FindFocus(), wxButton) != nullptr;
        if (event.GetKeyCode() == WXK_SPACE && !event.HasAnyModifiers() && !on_button)
            m_presenter.play_or_pause();
        else
            event.Skip();
    });
}

wxSizer* FilmPanel::make_row() {
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    const auto gap = wxSizerFlags().CentreVertical().Border(wxRIGHT, FromDIP(grid));
    m_play = desktop::make_primary(this, tr("Play"), "learning.film-play", [this] { m_presenter.play_or_pause(); });
    row->Add(m_play, gap);
    row->Add(desktop::make_button(this, tr("10 s back"), "learning.film-back", [this] { m_presenter.seek_by(-step); }),
             gap);
    row->Add(desktop::make_button(this, tr("10 s on"), "learning.film-on", [this] { m_presenter.seek_by(step); }), gap);
    wxArrayString names;
    for (const double speed : speeds)
        names.push_back(wx(base::format_decimal(speed) + "×"));
    auto* choice = desktop::make_choice(this, tr("Speed"), "learning.film-speed", names);
    choice->SetSelection(own_speed);
    choice->Bind(wxEVT_CHOICE, [this, choice](wxCommandEvent&) {
        m_presenter.set_speed(speeds[static_cast<std::size_t>(choice->GetSelection())]);
    });
    row->Add(choice, gap);
    m_time = desktop::make_text(this, {}, TextSize::Caption, desktop::Tone::Muted);
    row->Add(m_time, wxSizerFlags(1).CentreVertical());
    row->Add(desktop::make_button(this, tr("Back to the lesson"), "learning.film-leave",
                                  [this] {
                                      if (on_leave)
                                          CallAfter([this] { on_leave(); });
                                  }),
             wxSizerFlags().CentreVertical());
    return row;
}

void FilmPanel::open(OpenFilm film, std::filesystem::path file, std::function<void(const WatchedPart&)> watched) {
    close();
    m_watched = std::move(watched);
    m_file = std::move(file);
    auto player = make_film_picture(m_stage, m_file);
    if (player) {
        desktop::set_accessible(player->window(), wx(film.title), "learning.film-window");
        m_stage->GetSizer()->Add(player->window(), wxSizerFlags(1).Expand());
    }
    m_presenter.open(std::move(film), std::move(player));
    m_ticks.Start(tick_ms);
    m_play->SetFocus();
}

void FilmPanel::close() {
    m_ticks.Stop();
    m_presenter.close();
    m_watched = nullptr;
}

void FilmPanel::open_elsewhere() {
    if (!wxLaunchDefaultApplication(wx(m_file.string())))
        m_shell.notify(
            {desktop::Tone::Warn, base::tr("No program on this machine plays the film"), {}, {}, "learning"});
}

void FilmPanel::show_film(const OpenFilm& film, const std::vector<std::pair<std::string, std::string>>& lines) {
    std::vector<desktop::TableRow> rows;
    for (std::size_t i = 0; i < lines.size(); ++i)
        rows.push_back({std::to_string(i), {lines[i].first, lines[i].second}});
    m_lines->set_rows(std::move(rows));
    m_place->SetRange(0, std::max(1, static_cast<int>(film.length.count() / 1000)));
    m_shown = {};
    m_shown.line = lines.size();
    m_stage->Show();
    m_no_picture->Hide();
    Layout();
}

void FilmPanel::show_film_state(const FilmState& state) {
    if (state.picture != m_stage->IsShown()) {
        m_stage->Show(state.picture);
        m_no_picture->Show(!state.picture);
        Layout();
    }
    if (state.playing != m_shown.playing || m_shown.time.empty()) {
        const wxString label = state.playing ? tr("Pause") : tr("Play");
        m_play->SetLabel(label);
        desktop::set_accessible(m_play, label, "learning.film-play");
    }
    if (state.time != m_shown.time) {
        m_time->SetLabel(wx(state.time));
        desktop::set_accessible(m_time, wx(state.time), "learning.film-time");
        m_place->SetValue(static_cast<int>(state.position.count() / 1000));
    }
    if (state.caption != m_shown.caption) {
        m_caption->SetLabel(wx(state.caption));
        desktop::set_accessible(m_caption, wx(state.caption), "learning.film-caption");
    }
    if (state.line != m_shown.line && state.line < m_lines->rows().size())
        m_lines->select(std::to_string(state.line));
    m_shown = state;
}

} // namespace canbo::training::ui
