#include "status_line.h"

#include "desktop/native.h"
#include "desktop/text.h"

#include <utility>

namespace canbo::desktop {

StatusLine::StatusLine(wxWindow* parent, Network& network, std::function<void()> open_outbox)
    : wxPanel(parent), m_network(network) {
    SetBackgroundColour(theme().palette().raised);
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    m_button = make_flat(this, {}, "status.network", std::move(open_outbox), "offline");
    m_button->SetToolTip(tr("Shows what waits to be sent"));
    row->Add(m_button, wxSizerFlags().Border(wxLEFT, FromDIP(grid)));
    row->AddStretchSpacer();
    auto* sync = make_flat(
        this, tr("Exchange now"), "status.sync", [this] { m_network.sync_now(); }, "sync");
    row->Add(sync, wxSizerFlags().Border(wxRIGHT, FromDIP(grid)));
    SetSizer(row);
    m_subscription = network.state_changed.subscribe([this] { show_state(); });
    show_state();
}

void StatusLine::show_state() {
    const auto& state = m_network.state();
    const bool online = state.line == NetworkState::Line::Online;
    const Tone tone = state.refused > 0 ? Tone::Bad : online ? Tone::Good : Tone::Warn;
    wxString text = wx(network_text(state));
    if (state.syncing)
        text += " · " + tr("exchanging");
    if (std::exchange(m_shown, {text, tone}) == std::pair(text, tone))
        return; // every new word lays out the window again
    m_button->SetLabel(text);
    m_button->SetBitmap(theme().icon(online ? "online" : "offline", 18, theme().colour(tone)));
    set_accessible(m_button, text, "status.network");
    Layout();
}

} // namespace canbo::desktop
