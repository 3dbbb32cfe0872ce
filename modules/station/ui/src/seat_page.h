#pragma once

#include "assessment_ui/question_controls.h"
#include "page.h"

#include <memory>

class wxStaticBitmap;

namespace canbo::station::ui {

/// Before the work and in a pause: nobody sits here, is this you, signed in, paused.
class SeatPage final : public Page {
public:
    SeatPage(wxWindow* parent, StationPresenter& presenter, StationScreen::Stage stage);
    void update(const StationScreen& screen) override;
    void show_photo(const FacePicture* picture) override;
    void take_focus() override;

private:
    void add_person();
    void add_sign_in();
    void add_practice();
    void sign_in();

    StationPresenter& m_presenter;
    wxSizer* m_column;
    wxStaticText* m_headline;
    wxStaticText* m_advice;
    wxStaticBitmap* m_photo{nullptr};
    wxStaticText* m_name{nullptr};
    wxStaticText* m_number{nullptr};
    wxTextCtrl* m_pin{nullptr};
    wxButton* m_confirm{nullptr};
    wxStaticText* m_practice{nullptr};
    std::unique_ptr<assessment::ui::QuestionControls> m_controls;
};

} // namespace canbo::station::ui
