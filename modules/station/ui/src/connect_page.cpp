#include "connect_page.h"

namespace canbo::station::ui {

using namespace desktop;

ConnectPage::ConnectPage(wxWindow* parent, StationPresenter& presenter) : Page(parent), m_presenter(presenter) {
    auto* column = new wxBoxSizer(wxVERTICAL);
    column->SetMinSize(text_width(1), -1);
    const auto below = wxSizerFlags().Border(wxBOTTOM, FromDIP(2 * grid));
    m_headline = make_text(this, {}, TextSize::Title);
    column->Add(m_headline, below);
    m_advice = make_text(this, {});
    column->Add(m_advice, below);
    const auto entry = [&](const wxString& name, const char* id, const std::string& value, int width) {
        auto* made = make_entry(this, name, id, wxTE_PROCESS_ENTER);
        made->ChangeValue(wx(value));
        made->SetMinSize(FromDIP(wxSize(width * grid, -1)));
        made->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent&) { connect(); });
        column->Add(labelled(this, name, made), below);
        return made;
    };
    const auto& address = presenter.address();
    m_server = entry(tr("Address of the room"), "station.server", address.server, 48);
    m_server->SetHint("https://192.168.1.10:8443");
    m_code = entry(tr("The room's code"), "station.code", address.code, 48);
    m_code->SetHint("K7QD-93MX-…");
    m_seat = entry(tr("Number of the station (empty: the next one)"), "station.seat",
                   address.seat > 0 ? std::to_string(address.seat) : std::string(), 16);
    m_connect = make_primary(this, tr("Connect"), "station.connect", [this] { connect(); });
    column->Add(m_connect, below);
    auto* outer = new wxBoxSizer(wxHORIZONTAL);
    outer->AddStretchSpacer();
    outer->Add(column, wxSizerFlags().Border(wxALL, FromDIP(5 * grid)));
    outer->AddStretchSpacer();
    SetSizer(outer);
}

void ConnectPage::connect() {
    long seat = 0;
    if (!m_seat->IsEmpty() && (!m_seat->GetValue().ToLong(&seat) || seat < 0 || seat > 500))
        seat = 0;
    m_presenter.connect({utf8(m_server->GetValue()), utf8(m_code->GetValue()), static_cast<int>(seat)});
}

void ConnectPage::update(const StationScreen& screen) {
    set_text(m_headline, screen.headline, "station.headline");
    set_text(m_advice, screen.advice, "station.advice");
}

void ConnectPage::take_focus() { (m_server->IsEmpty() ? m_server : m_code->IsEmpty() ? m_code : m_server)->SetFocus(); }

} // namespace canbo::station::ui
