#pragma once

#include "page.h"

#include <wx/timer.h>

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
    /// The next of those that are missing, so that the window stays awake over a long paper.
    void add_tiles();

    StationPresenter& m_presenter;
    wxStaticText* m_headline;
    wxStaticText* m_summary;
    wxStaticText* m_advice;
    wxSizer* m_grid;
    wxButton* m_hand_in;
    wxButton* m_back;
    std::vector<wxButton*> m_buttons;
    std::vector<Tile> m_tiles;  ///< As the buttons say.
    std::vector<Tile> m_wanted; ///< As they should.
    bool m_handing_in{false};
    int m_focus{0};
    wxTimer m_more;
};

} // namespace canbo::station::ui
