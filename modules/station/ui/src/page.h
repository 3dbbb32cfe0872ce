#pragma once

#include "desktop/controls.h"
#include "desktop/native.h"
#include "desktop/text.h"
#include "station_ui/station_presenter.h"

#include <wx/scrolwin.h>

namespace canbo::station::ui {

/// What stands between header and foot in one stage. Made anew with each stage and each look.
// Without wxTAB_TRAVERSAL, which the class has not by itself, Tab would leave for the header.
class Page : public wxScrolledWindow {
public:
    explicit Page(wxWindow* parent)
        : wxScrolledWindow(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxVSCROLL | wxTAB_TRAVERSAL) {
        SetBackgroundColour(desktop::theme().palette().surface);
        SetScrollRate(0, FromDIP(desktop::grid));
    }
    virtual void update(const StationScreen& screen) = 0;
    virtual void show_given(int) {}
    virtual void show_photo(const FacePicture*) {}
    virtual void show_receipt(const std::string&) {}
    /// True when it took the key.
    virtual bool key(const wxKeyEvent&) { return false; }
    /// Hidden for good: lets some of its controls go. False when the rest takes no time.
    virtual bool shed() { return false; }
    /// Where the keyboard begins.
    virtual void take_focus() {}

protected:
    /// Texts are broken at this width, in pixels.
    virtual int text_width(double scale) const {
        const int most = GetParent()->GetClientSize().x - FromDIP(8 * desktop::grid);
        return std::max(FromDIP(30 * desktop::grid),
                        std::min(most, static_cast<int>(FromDIP(88 * desktop::grid) * scale)));
    }
    void set_text(wxStaticText* text, const std::string& what, const char* id) {
        if (text->GetLabel() == desktop::wx(what) || m_texts[text] == what)
            return;
        m_texts[text] = what;
        text->SetLabelText(desktop::wx(what));
        text->Wrap(text_width(1.2));
        desktop::set_accessible(text, desktop::wx(what), id);
        text->Show(!what.empty());
        FitInside();
        Layout();
    }

private:
    std::map<wxStaticText*, std::string> m_texts;
};

} // namespace canbo::station::ui
