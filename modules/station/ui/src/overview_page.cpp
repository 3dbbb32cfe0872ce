#include "overview_page.h"

#include <fmt/format.h>
#include <wx/wrapsizer.h>

#include <algorithm>

namespace canbo::station::ui {

using namespace desktop;

namespace {

constexpr std::size_t tiles_a_turn = 12;

const char* sign_of(const Tile& tile) {
    switch (tile.mark) {
    case SaveMark::Keeping:
        return "…";
    case SaveMark::Here:
        return "◐";
    case SaveMark::Room:
        return "●";
    case SaveMark::Failed:
        return "✕";
    default:
        return "○";
    }
}

wxString label_of(const Tile& tile) {
    return wx(fmt::format("{} {}{}", tile.slot, sign_of(tile), tile.flagged ? " ⚑" : ""));
}

} // namespace

OverviewPage::OverviewPage(wxWindow* parent, StationPresenter& presenter) : Page(parent), m_presenter(presenter) {
    auto* column = new wxBoxSizer(wxVERTICAL);
    const auto below = wxSizerFlags().Expand().Border(wxBOTTOM, FromDIP(2 * grid));
    m_headline = make_text(this, {}, TextSize::Title);
    m_summary = make_text(this, {}, TextSize::Strong);
    m_advice = make_text(this, {});
    for (auto* text : {m_headline, m_summary, m_advice})
        column->Add(text, below);
    m_grid = new wxWrapSizer(wxHORIZONTAL, wxREMOVE_LEADING_SPACES);
    column->Add(m_grid, below);
    column->Add(make_text(this, tr("○ not answered · ◐ on this machine · ● saved in the exam room · ⚑ flagged"),
                          TextSize::Caption),
                below);
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    const auto gap = wxSizerFlags().Border(wxRIGHT, FromDIP(grid));
    m_back = make_button(this, tr("Back to the questions") + " (Esc)", "station.back",
                         [this] { m_presenter.go_on_answering(); });
    m_hand_in = make_primary(this, tr("Hand in"), "station.hand-in", [this] { m_presenter.hand_in(); });
    row->Add(m_back, gap);
    row->Add(m_hand_in, gap);
    column->Add(row, below);
    auto* outer = new wxBoxSizer(wxVERTICAL);
    outer->Add(column, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(3 * grid)));
    SetSizer(outer);
    m_more.Bind(wxEVT_TIMER, [this](wxTimerEvent&) { add_tiles(); });
}

void OverviewPage::add_tiles() {
    const auto until = std::min(m_wanted.size(), m_buttons.size() + tiles_a_turn);
    while (m_buttons.size() < until) {
        const auto& tile = m_wanted[m_buttons.size()];
        const auto id = "station.tile-" + std::to_string(tile.slot);
        auto* button = make_button(this, label_of(tile), id, [this, slot = tile.slot] { m_presenter.go(slot); });
        set_accessible(button, wx(tile.name), id);
        button->SetMinSize(wxSize(button->GetBestSize().x + FromDIP(2 * grid), -1));
        button->MoveAfterInTabOrder(m_buttons.empty() ? static_cast<wxWindow*>(m_summary) : m_buttons.back());
        button->Enable(!m_handing_in);
        m_grid->Add(button, wxSizerFlags().Border(wxRIGHT | wxBOTTOM, FromDIP(grid)));
        m_buttons.push_back(button);
        m_tiles.push_back(tile);
        if (tile.slot == m_focus && m_back->HasFocus()) // it stood in for the tile that was not there yet
            button->SetFocus();
    }
    if (m_buttons.size() < m_wanted.size())
        m_more.StartOnce(1); // a turn of the main loop for each piece
    FitInside();
    Layout();
}

void OverviewPage::update(const StationScreen& screen) {
    set_text(m_headline, screen.headline, "station.headline");
    set_text(m_summary, screen.summary, "station.summary");
    set_text(m_advice, screen.advice, "station.advice");
    m_focus = screen.slot;
    m_wanted = screen.tiles;
    m_handing_in = screen.handing_in;
    while (m_buttons.size() > m_wanted.size()) { // another paper
        m_buttons.back()->Destroy();
        m_buttons.pop_back();
        m_tiles.pop_back();
    }
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        m_buttons[i]->Enable(!screen.handing_in);
        if (m_tiles[i] == screen.tiles[i])
            continue;
        m_tiles[i] = screen.tiles[i];
        m_buttons[i]->SetLabel(label_of(m_tiles[i]));
        set_accessible(m_buttons[i], wx(m_tiles[i].name), "station.tile-" + std::to_string(i + 1));
    }
    const auto label =
        screen.confirming ? (tr("Hand in for good") + " (Ctrl+Enter)") : (tr("Hand in") + " (Ctrl+Enter)");
    if (m_hand_in->GetLabel() != label) {
        m_hand_in->SetLabel(label);
        set_accessible(m_hand_in, label, "station.hand-in");
    }
    m_hand_in->Enable(!screen.handing_in);
    add_tiles();
}

bool OverviewPage::key(const wxKeyEvent& event) {
    const int key = event.GetKeyCode();
    if (key == WXK_ESCAPE || key == WXK_F3)
        m_presenter.go_on_answering();
    else if ((key == WXK_RETURN || key == WXK_NUMPAD_ENTER) && event.ControlDown())
        m_presenter.hand_in();
    else
        return false;
    return true;
}

void OverviewPage::take_focus() {
    if (m_focus >= 1 && static_cast<std::size_t>(m_focus) <= m_buttons.size())
        m_buttons[static_cast<std::size_t>(m_focus) - 1]->SetFocus();
    else
        m_back->SetFocus();
}

} // namespace canbo::station::ui
