#include "desktop/controls.h"

#include "desktop/native.h"
#include "desktop/text.h"
#include "desktop/unmeasured.h"

#include <wx/dcclient.h>
#include <wx/statbmp.h>
#include <wx/statline.h>

#include <memory>
#include <utility>

namespace canbo::desktop {
namespace {

wxButton* plain_button(wxWindow* parent, const wxString& label, const std::string& id, std::function<void()> run,
                       const std::string& icon, const wxColour& ink, long style = 0) {
    auto* button = new wxButton(parent, wxID_ANY, label, wxDefaultPosition, unmeasured, style);
    measure_later(button);
    if (!icon.empty()) {
        button->SetBitmap(theme().icon(icon, 18, ink));
        button->SetBitmapDisabled(
            theme().icon(icon, 18, theme().palette().muted)); // an ink for the accent is not seen on grey
    }
    set_accessible(button, label, id);
    // After the press has been answered: a screen reader that pressed it waits for that answer, and a dialog opened
    // meanwhile would keep it, and everything else it asks, waiting until it is closed.
    // A second press before the first was heard is none.
    button->Bind(wxEVT_BUTTON,
                 [button, run = std::move(run), pressed = std::make_shared<bool>(false)](wxCommandEvent&) {
                     if (std::exchange(*pressed, true))
                         return;
                     button->CallAfter([run, pressed] {
                         *pressed = false;
                         run();
                     });
                 });
    return button;
}

wxStaticText* aligned_text(wxWindow* parent, const wxString& text, TextSize size, Tone tone, long align) {
    // Fitted to its words when it is laid out, not once for its font and once for its label.
    auto* made =
        new wxStaticText(parent, wxID_ANY, wxEmptyString, wxDefaultPosition, unmeasured, align | wxST_NO_AUTORESIZE);
    measure_later(made);
    made->SetFont(theme().font(size));
    made->SetForegroundColour(theme().colour(size == TextSize::Caption && tone == Tone::Normal ? Tone::Muted : tone));
    made->SetLabelText(text); // a '&' in a name is a letter, not a shortcut
    made->SetWindowStyleFlag(made->GetWindowStyleFlag() & ~wxST_NO_AUTORESIZE);
    made->InvalidateBestSize();
    return made;
}

} // namespace

wxStaticText* make_text(wxWindow* parent, const wxString& text, TextSize size, Tone tone) {
    return aligned_text(parent, text, size, tone, 0);
}

wxStaticText* make_wrapped(wxWindow* parent, const wxString& text, int width, TextSize size, Tone tone) {
    auto* made = make_text(parent, text, size, tone);
    made->Wrap(parent->FromDIP(width));
    return made;
}

wxButton* make_button(wxWindow* parent, const wxString& label, const std::string& id, std::function<void()> run,
                      const std::string& icon) {
    return plain_button(parent, label, id, std::move(run), icon, theme().palette().text);
}

wxButton* make_primary(wxWindow* parent, const wxString& label, const std::string& id, std::function<void()> run,
                       const std::string& icon) {
    auto* button = plain_button(parent, label, id, std::move(run), icon, theme().palette().on_accent);
    add_style_class(button, "primary");
    return button;
}

wxButton* make_flat(wxWindow* parent, const wxString& label, const std::string& id, std::function<void()> run,
                    const std::string& icon) {
    auto* button = plain_button(parent, label, id, std::move(run), icon, theme().palette().accent, wxBU_LEFT);
    add_style_class(button, "flat");
    return button;
}

wxTextCtrl* make_entry(wxWindow* parent, const wxString& name, const std::string& id, long style) {
    auto* entry = new wxTextCtrl(parent, wxID_ANY, wxEmptyString, wxDefaultPosition, wxDefaultSize, style);
    if (theme().scale() > 1) // the toolkit's style sheet alone does not make it higher
        entry->SetFont(theme().font(TextSize::Body));
    set_accessible(entry, name, id);
    return entry;
}

wxTextCtrl* make_area(wxWindow* parent, const wxString& name, const std::string& id, int lines) {
    auto* area = new wxTextCtrl(parent, wxID_ANY, wxEmptyString, wxDefaultPosition, wxDefaultSize, wxTE_MULTILINE);
    area->SetMinSize(wxSize(-1, area->GetCharHeight() * lines + parent->FromDIP(2 * grid)));
    set_accessible(area, name, id);
    return area;
}

wxChoice* make_choice(wxWindow* parent, const wxString& name, const std::string& id, const wxArrayString& items) {
    auto* choice = new wxChoice(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize, items);
    set_accessible(choice, name, id);
    return choice;
}

wxTextCtrl* make_search(wxWindow* parent, const wxString& hint, const std::string& id, std::function<void()> changed) {
    auto* search = new wxTextCtrl(parent, wxID_ANY);
    search->SetHint(hint);
    search->SetMinSize(parent->FromDIP(wxSize(28 * grid, -1)));
    set_accessible(search, hint, id);
    search->Bind(wxEVT_TEXT, [changed = std::move(changed)](wxCommandEvent&) { changed(); });
    return search;
}

wxSizer* labelled(wxWindow* parent, const wxString& label, wxWindow* control) {
    auto* column = new wxBoxSizer(wxVERTICAL);
    column->Add(make_text(parent, label, TextSize::Caption), wxSizerFlags().Border(wxBOTTOM, parent->FromDIP(2)));
    column->Add(control, wxSizerFlags(1).Expand());
    return column;
}

void draw_line_around(wxWindow* window) {
    window->Bind(wxEVT_PAINT, [window](wxPaintEvent&) {
        wxPaintDC dc(window);
        dc.SetPen(theme().palette().line);
        dc.SetBrush(*wxTRANSPARENT_BRUSH);
        dc.DrawRectangle(window->GetClientSize());
    });
    window->Bind(wxEVT_SIZE, [window](wxSizeEvent& event) {
        window->Refresh();
        event.Skip();
    });
}

Card::Card(wxWindow* parent, const wxString& heading) : wxPanel(parent) {
    SetBackgroundColour(theme().palette().raised);
    auto* outer = new wxBoxSizer(wxVERTICAL);
    m_content = new wxBoxSizer(wxVERTICAL);
    if (!heading.empty())
        outer->Add(make_text(this, heading, TextSize::Heading),
                   wxSizerFlags().Border(wxLEFT | wxTOP | wxRIGHT, FromDIP(2 * grid)));
    outer->Add(m_content, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(2 * grid)));
    SetSizer(outer);
    draw_line_around(this);
}

EmptyState::EmptyState(wxWindow* parent, const std::string& icon, const wxString& sentence, const wxString& advice,
                       const wxString& action, std::function<void()> run)
    : wxPanel(parent) {
    SetBackgroundColour(theme().palette().surface);
    auto* column = new wxBoxSizer(wxVERTICAL);
    column->AddStretchSpacer();
    auto* picture = new wxStaticBitmap(this, wxID_ANY, theme().icon(icon, 6 * grid, theme().palette().muted));
    column->Add(picture, wxSizerFlags().CentreHorizontal().Border(wxBOTTOM, FromDIP(2 * grid)));
    column->Add(make_text(this, sentence, TextSize::Heading), wxSizerFlags().CentreHorizontal());
    auto* below = aligned_text(this, advice, TextSize::Body, Tone::Muted, wxALIGN_CENTRE_HORIZONTAL);
    below->Wrap(FromDIP(48 * grid));
    column->Add(below, wxSizerFlags().CentreHorizontal().Border(wxTOP, FromDIP(grid)));
    if (!action.empty())
        column->Add(make_primary(this, action, "empty.action", std::move(run)),
                    wxSizerFlags().CentreHorizontal().Border(wxTOP, FromDIP(2 * grid)));
    column->AddStretchSpacer();
    SetSizer(column);
}

} // namespace canbo::desktop
