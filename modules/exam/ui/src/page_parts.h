#pragma once

#include "desktop/controls.h"
#include "exam_ui/room_desk.h"
#include "identity_ui/card_screen.h"

#include <wx/stattext.h>

class wxStaticBitmap;

namespace canbo::exam::ui {

desktop::Tone tone_of(Mood mood);

/// What stands on the page in one sentence and what to do next, behind them the colour of what is meant.
class Headline final : public wxPanel {
public:
    Headline(wxWindow* parent, const std::string& id);
    void show(const std::string& headline, const std::string& advice, Mood mood);

private:
    void wrap(int width);

    std::string m_id;
    wxStaticText* m_headline;
    wxStaticText* m_advice;
    wxString m_head_text, m_advice_text;
    int m_width{-1};
};

/// One face with where it comes from; a frame with words where there is none.
class FaceBox final : public wxPanel {
public:
    FaceBox(wxWindow* parent, const wxString& caption, const wxString& none, const std::string& id);
    /// The picture's pixels are wiped after they were drawn. Null: none.
    void show(const identity::ui::FacePicture* picture);

private:
    wxStaticBitmap* m_picture;
    wxPanel* m_frame;
};

/// Says the text and tells screen readers.
void set_text(wxStaticText* text, const std::string& words, const std::string& id, int wrap = 0);

} // namespace canbo::exam::ui
