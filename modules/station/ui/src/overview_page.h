#pragma once

#include "page.h"

#include <vector>

namespace canbo::station::ui {

/// Every question as a tile, and the way to hand in.
class OverviewPage final : public Page {
public:
    OverviewPage(wxWindow* parent, StationPresenter& presenter);
    void update(const StationScreen& screen) override;
    bool key(const wxKeyEvent& event) override;
    void take_focus() override;

private:
    void make_tiles(const std::vector<Tile>& tiles);

    StationPresenter& m_presenter;
    wxStaticText* m_headline;
    wxStaticText* m_summary;
    wxStaticText* m_advice;
    wxSizer* m_grid;
    wxButton* m_hand_in;
    wxButton* m_back;
    std::vector<wxButton*> m_buttons;
    std::vector<Tile> m_tiles;
    int m_focus{0};
};

} // namespace canbo::station::ui
