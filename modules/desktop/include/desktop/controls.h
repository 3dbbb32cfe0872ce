#pragma once

#include "desktop/theme.h"

#include <wx/button.h>
#include <wx/choice.h>
#include <wx/panel.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>

#include <functional>
#include <string>

namespace canbo::desktop {

// Every control of the suite is made here, so that all have one look, an accessible name and a stable id.
// Parents own what is made. Ids: "place.control", untranslated.

wxStaticText* make_text(wxWindow* parent, const wxString& text, TextSize size = TextSize::Body,
                        Tone tone = Tone::Normal);
/// A text that breaks at the width it gets; set its text with set_wrapped().
wxStaticText* make_wrapped(wxWindow* parent, const wxString& text, int width, TextSize size = TextSize::Body,
                           Tone tone = Tone::Normal);
wxButton* make_button(wxWindow* parent, const wxString& label, const std::string& id, std::function<void()> run,
                      const std::string& icon = {});
/// The one thing to do next on a page.
wxButton* make_primary(wxWindow* parent, const wxString& label, const std::string& id, std::function<void()> run,
                       const std::string& icon = {});
/// Looks like text until the pointer is over it.
wxButton* make_flat(wxWindow* parent, const wxString& label, const std::string& id, std::function<void()> run,
                    const std::string& icon = {});
wxTextCtrl* make_entry(wxWindow* parent, const wxString& name, const std::string& id, long style = 0);
/// Several lines, with undo by the toolkit.
wxTextCtrl* make_area(wxWindow* parent, const wxString& name, const std::string& id, int lines = 4);
wxChoice* make_choice(wxWindow* parent, const wxString& name, const std::string& id, const wxArrayString& items);
/// A search box that calls `changed` as one types.
wxTextCtrl* make_search(wxWindow* parent, const wxString& hint, const std::string& id, std::function<void()> changed);

/// A label above a control; the label is what the control is called.
wxSizer* labelled(wxWindow* parent, const wxString& label, wxWindow* control);

/// A hair line at the window's edge, in the palette's colour; its children leave it one pixel. GTK takes no colour of
/// ours for the border of a control.
void draw_line_around(wxWindow* window);

/// A surface with a hair line around it.
class Card : public wxPanel {
public:
    explicit Card(wxWindow* parent, const wxString& heading = {});
    wxSizer* content() { return m_content; }

private:
    wxSizer* m_content;
};

/// What stands where nothing is yet: an icon, a sentence, and what to do next.
class EmptyState : public wxPanel {
public:
    EmptyState(wxWindow* parent, const std::string& icon, const wxString& sentence, const wxString& advice,
               const wxString& action = {}, std::function<void()> run = {});
};

} // namespace canbo::desktop
