#include "side_bar.h"

#include "desktop/native.h"
#include "desktop/text.h"
#include "desktop/unmeasured.h"

#include <wx/statbmp.h>

namespace canbo::desktop {

SideBar::SideBar(wxWindow* parent, const std::vector<const Workspace*>& workspaces, const wxString& person,
                 const wxString& agency, const wxString& mark, std::function<void(const std::string& id)> go)
    : wxPanel(parent) {
    SetBackgroundColour(theme().palette().side);
    auto* column = new wxBoxSizer(wxVERTICAL);
    auto* brand = new wxBoxSizer(wxHORIZONTAL);
    brand->Add(new wxStaticBitmap(this, wxID_ANY, theme().icon("app", 28)), wxSizerFlags().CentreVertical());
    brand->Add(make_text(this, "Canbo", TextSize::Title),
               wxSizerFlags().CentreVertical().Border(wxLEFT, FromDIP(grid)));
    column->Add(brand, wxSizerFlags().Border(wxALL, FromDIP(2 * grid)));
    for (const auto* workspace : workspaces) {
        auto* button = new wxButton(this, wxID_ANY, tr(workspace->title), wxDefaultPosition, unmeasured, wxBU_LEFT);
        measure_later(button);
        button->SetBitmap(theme().icon(workspace->icon, 20));
        button->SetBitmapMargins(FromDIP(grid / 2), 0);
        add_style_class(button, "nav");
        set_accessible(button, tr(workspace->title), "side." + workspace->id);
        button->Bind(wxEVT_BUTTON, [go, id = workspace->id](wxCommandEvent&) { go(id); });
        m_buttons[workspace->id] = button;
        column->Add(button, wxSizerFlags().Expand().Border(wxLEFT | wxRIGHT | wxBOTTOM, FromDIP(grid / 2)));
    }
    column->AddStretchSpacer();
    const auto line = [&](const wxString& text, TextSize size, Tone tone, const char* id) {
        if (text.empty())
            return;
        auto* made = make_text(this, text, size, tone);
        made->SetWindowStyleFlag(wxST_ELLIPSIZE_END);
        made->SetMinSize(wxSize(FromDIP(10), -1));
        made->SetToolTip(text);
        set_accessible(made, text, id);
        column->Add(made, wxSizerFlags().Expand().Border(wxLEFT | wxRIGHT, FromDIP(2 * grid)));
    };
    line(mark, TextSize::Strong, Tone::Warn, "side.mark");
    line(person, TextSize::Strong, Tone::Normal, "side.person");
    line(agency, TextSize::Caption, Tone::Muted, "side.agency");
    column->AddSpacer(FromDIP(2 * grid));
    SetSizer(column);
    SetMinSize(FromDIP(wxSize(26 * grid, -1)));
}

void SideBar::choose(const std::string& id) {
    for (const auto& [key, button] : m_buttons)
        if (key == id)
            add_style_class(button, "chosen");
        else
            remove_style_class(button, "chosen");
}

} // namespace canbo::desktop
