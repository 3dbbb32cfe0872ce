#include "desktop/band.h"

#include "desktop/controls.h"
#include "desktop/native.h"
#include "desktop/text.h"

#include <wx/sizer.h>
#include <wx/statbmp.h>
#include <wx/stattext.h>

#include <algorithm>
#include <utility>

namespace canbo::desktop {
namespace {

constexpr int icon_size = 4 * grid;

} // namespace

Tone tone_of(Mood mood) {
    switch (mood) {
    case Mood::Good:
        return Tone::Good;
    case Mood::Warn:
        return Tone::Warn;
    case Mood::Bad:
        return Tone::Bad;
    case Mood::Plain:
        break;
    }
    return Tone::Normal;
}

Band::Band(wxWindow* parent, std::string id) : wxPanel(parent), m_id(std::move(id)) {
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    m_icon = new wxStaticBitmap(this, wxID_ANY, wxBitmapBundle());
    m_icon->Hide();
    row->Add(m_icon, wxSizerFlags().Border(wxLEFT | wxTOP | wxBOTTOM, FromDIP(2 * grid)));
    auto* column = new wxBoxSizer(wxVERTICAL);
    m_headline = make_text(this, {}, TextSize::Title);
    m_advice = make_text(this, {});
    column->Add(m_headline, wxSizerFlags().Expand().Border(wxTOP, FromDIP(2 * grid)));
    column->Add(m_advice, wxSizerFlags().Expand().Border(wxTOP, FromDIP(grid)));
    column->AddSpacer(FromDIP(2 * grid));
    row->Add(column, wxSizerFlags(1).Expand().Border(wxLEFT | wxRIGHT, FromDIP(2 * grid)));
    SetSizer(row);
    say();
    Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
        if (event.GetSize().x != m_width)
            wrap(event.GetSize().x);
        event.Skip();
    });
}

void Band::show(const std::string& headline, const std::string& advice, Mood mood, const std::string& icon) {
    const Tone tone = tone_of(mood);
    const wxColour ink = mood == Mood::Plain ? theme().palette().text : theme().colour(tone);
    SetBackgroundColour(mood == Mood::Plain ? theme().palette().raised : theme().back(tone));
    m_headline->SetForegroundColour(ink);
    m_icon->Show(!icon.empty());
    if (!icon.empty())
        m_icon->SetBitmap(theme().icon(icon, icon_size, ink));
    m_head_text = wx(headline);
    m_advice_text = wx(advice);
    say();
    wrap(GetSize().x);
    Refresh();
}

/// A label's text is its name on the accessibility bus; kept in step for who listens.
void Band::say() {
    set_accessible(m_headline, m_head_text, m_id + ".headline");
    set_accessible(m_advice, m_advice_text, m_id + ".advice");
}

void Band::wrap(int width) {
    m_width = width;
    const int icon = m_icon->IsShown() ? FromDIP(icon_size + 2 * grid) : 0;
    const int room = std::max(width - icon - FromDIP(5 * grid), FromDIP(20 * grid));
    m_headline->SetLabelText(m_head_text);
    m_headline->Wrap(room);
    m_advice->SetLabelText(m_advice_text);
    m_advice->Wrap(room);
    GetParent()->Layout();
}

} // namespace canbo::desktop
