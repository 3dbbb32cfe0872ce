#pragma once

#include "desktop/band.h"
#include "desktop/controls.h"
#include "identity_ui/card_screen.h"

#include <wx/scrolwin.h>

class wxGauge;
class wxStaticBitmap;

namespace canbo::identity::ui {

/// What the card said and proved: the headline with what to do next, photo, fields, ladder, findings. Draws only.
class ResultView final : public wxPanel {
public:
    explicit ResultView(wxWindow* parent);

    void show_screen(const CardScreen& screen);
    void show_photo(const FacePicture* picture);
    void show_progress(int percent);

private:
    void fill_fields(const CardScreen& screen);
    void fill_ladder(const CardScreen& screen);
    void fill_findings(const CardScreen& screen);

    desktop::Band* m_band;
    wxGauge* m_gauge;
    wxScrolledWindow* m_body;
    wxStaticBitmap* m_photo;
    wxPanel* m_fields;
    wxPanel* m_ladder;
    wxPanel* m_findings;
};

} // namespace canbo::identity::ui
