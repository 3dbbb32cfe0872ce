#pragma once

#include "desktop/band.h"
#include "desktop/controls.h"
#include "exam_ui/room_desk.h"
#include "identity_ui/card_screen.h"

#include <wx/stattext.h>

class wxStaticBitmap;

namespace canbo::exam::ui {

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
