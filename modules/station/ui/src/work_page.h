#pragma once

#include "page.h"
#include "question_box.h"

#include <wx/timer.h>

#include <vector>

namespace canbo::station::ui {

/// The paper: one question, or all below each other, and what one does with them.
class WorkPage final : public Page {
public:
    WorkPage(wxWindow* parent, StationPresenter& presenter);
    void update(const StationScreen& screen) override;
    void show_given(int slot) override;
    bool key(const wxKeyEvent& event) override;
    bool shed() override;
    void take_focus() override;

private:
    /// Makes the boxes that are to be seen; many of them piece by piece, so that the window stays awake.
    void rebuild();
    void add_boxes();
    void add_buttons(wxSizer& column);
    QuestionBox* box(int slot) const;
    void focus_on(int slot);

    StationPresenter& m_presenter;
    wxScrolledWindow* m_paper;
    wxStaticText* m_summary;
    wxButton* m_before;
    wxButton* m_after;
    wxButton* m_flag;
    wxButton* m_clear;
    wxButton* m_list;
    std::vector<QuestionBox*> m_boxes;
    const Sheet* m_sheet{nullptr};
    int m_slot{0};
    bool m_as_list{false};
    wxTimer m_more;
    StationScreen m_shown;
};

} // namespace canbo::station::ui
