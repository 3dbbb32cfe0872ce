#pragma once

#include "assessment_ui/question_controls.h"
#include "desktop/controls.h"
#include "station_ui/station_presenter.h"

#include <memory>

namespace canbo::station::ui {

/// One question of the paper with its controls, its flag and how far its answer has come.
class QuestionBox final : public wxPanel {
public:
    QuestionBox(wxWindow* parent, StationPresenter& presenter, const SheetQuestion& question, int width);

    void update(const Tile& tile, bool can_answer);
    void show_given();
    void take_focus();
    void clear_answer();
    /// Chooses an option by its place, from 0.
    bool choose(std::size_t option);
    int slot() const { return m_slot; }

private:
    StationPresenter& m_presenter;
    int m_slot;
    wxStaticText* m_state{nullptr};
    std::unique_ptr<assessment::ui::QuestionControls> m_controls;
    Tile m_tile;
    bool m_can_answer{true};
};

} // namespace canbo::station::ui
