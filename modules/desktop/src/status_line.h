#pragma once

#include "desktop/controls.h"
#include "desktop/network.h"

namespace canbo::desktop {

/// The bottom of the window: the truth about the network, as a button that opens the outbox.
class StatusLine final : public wxPanel {
public:
    StatusLine(wxWindow* parent, Network& network, std::function<void()> open_outbox);

private:
    void show_state();

    Network& m_network;
    wxButton* m_button;
    std::pair<wxString, Tone> m_shown;
    Subscription m_subscription;
};

} // namespace canbo::desktop
