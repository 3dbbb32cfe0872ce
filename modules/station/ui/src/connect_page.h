#pragma once

#include "page.h"

namespace canbo::station::ui {

/// Where the room's address and code are typed.
class ConnectPage final : public Page {
public:
    ConnectPage(wxWindow* parent, StationPresenter& presenter);
    void update(const StationScreen& screen) override;
    void take_focus() override;

private:
    void connect();

    StationPresenter& m_presenter;
    wxStaticText* m_headline;
    wxStaticText* m_advice;
    wxTextCtrl* m_server;
    wxTextCtrl* m_code;
    wxTextCtrl* m_seat;
    wxButton* m_connect;
};

} // namespace canbo::station::ui
