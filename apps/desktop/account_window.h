#pragma once

#include "desktop/own_account_presenter.h"
#include "desktop/table_view.h"
#include "wire/http_office_client.h"

#include <wx/button.h>
#include <wx/dialog.h>
#include <wx/stattext.h>

#include <memory>

namespace canbo::apps {

/// One's own account, by the office's HTTP client, which must outlive it.
std::unique_ptr<desktop::OwnAccountPort> make_own_account(wire::HttpOfficeClient& client);

/// "Tài khoản của tôi": devices, password, second factor.
class AccountWindow final : public wxDialog, private desktop::OwnAccountView {
public:
    AccountWindow(wxWindow* parent, desktop::Background& background, desktop::OwnAccountPort& port);

private:
    void show(const desktop::OwnAccountFacts& facts) override;
    void show_busy(bool busy) override;
    void show_factor(const desktop::FactorSetup& setup) override;
    void show_recovery_codes(const std::vector<std::string>& codes) override;
    void show_done(const std::string& sentence) override { say(sentence, desktop::Tone::Good); }
    void show_problem(const Error& error) override;

    wxSizer* make_buttons();
    void change_password();
    void add_factor();
    void remove_factor();
    void save_data();
    void say(const std::string& sentence, desktop::Tone tone);
    void enable();

    desktop::OwnAccountFacts m_facts;
    wxStaticText* m_factor;
    desktop::TableView* m_devices;
    wxStaticText* m_said;
    wxButton* m_end{nullptr};
    wxButton* m_others{nullptr};
    wxButton* m_password{nullptr};
    wxButton* m_add{nullptr};
    wxButton* m_remove{nullptr};
    wxButton* m_data{nullptr};
    wxButton* m_close{nullptr};
    bool m_busy{false};
    desktop::OwnAccountPresenter m_presenter;
};

} // namespace canbo::apps
