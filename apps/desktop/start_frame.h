#pragma once

#include "desktop/controls.h"
#include "desktop/start_presenter.h"
#include "desktop/table_view.h"
#include "login_steps.h"

#include <wx/frame.h>
#include <wx/radiobut.h>
#include <wx/simplebook.h>

#include <functional>
#include <map>
#include <memory>

namespace canbo::apps {

/// The first thing a new person sees: what they do, where the office is or sample data, who they are. Afterwards it
/// begins at the login.
class StartFrame final : public wxFrame, private desktop::StartView {
public:
    StartFrame(desktop::Settings& settings, desktop::Background& background, desktop::StartPort& port);

    std::function<void()> on_finished;

private:
    void show_page(Page page) override;
    void show_people(const std::vector<desktop::SamplePerson>& people, const std::string& chosen) override;
    void ask_passphrase(bool asked) override;
    void show_busy(const std::string& sentence) override;
    void show_waiting(const std::string& sentence) override;
    void show_problem(const Error& error) override;
    void show_good(const std::string& sentence) override;
    void show_factor(const desktop::FactorSetup& setup) override { m_steps_of_login->show_factor(setup); }
    void show_recovery_codes(const std::vector<std::string>& codes) override {
        m_steps_of_login->show_recovery_codes(codes);
    }
    void finished() override;

    wxWindow* make_steps();
    wxWindow* make_job_page();
    wxWindow* make_office_page();
    wxWindow* make_login_page();
    wxWindow* make_sample_page();
    wxWindow* make_passphrase_page();
    wxWindow* make_new_passphrase(wxWindow* page);
    wxSizer* make_buttons();
    void choose_ca();
    void next();
    void say(const std::string& sentence, desktop::Tone tone);
    void fit_office_choice();

    desktop::Settings& m_settings;
    std::vector<wxStaticText*> m_steps;
    wxSimplebook* m_book{nullptr};
    std::vector<wxRadioButton*> m_jobs;
    wxRadioButton* m_at_office{nullptr};
    wxRadioButton* m_sample{nullptr};
    wxTextCtrl* m_server{nullptr};
    wxButton* m_choose_ca{nullptr};
    wxButton* m_check{nullptr};
    wxStaticText* m_ca{nullptr};
    wxTextCtrl* m_name{nullptr};
    wxTextCtrl* m_password{nullptr};
    wxButton* m_by_service{nullptr};
    std::unique_ptr<LoginSteps> m_steps_of_login;
    wxStaticText* m_where{nullptr};
    wxWindow* m_choose_passphrase{nullptr};
    wxTextCtrl* m_new_passphrase{nullptr};
    wxTextCtrl* m_again{nullptr};
    wxTextCtrl* m_passphrase{nullptr};
    wxButton* m_log_in_anew{nullptr};
    desktop::TableView* m_people{nullptr};
    wxStaticText* m_said{nullptr};
    wxButton* m_back{nullptr};
    wxButton* m_next{nullptr};
    wxButton* m_log_in{nullptr};
    wxButton* m_open{nullptr};
    std::string m_ca_file;
    desktop::StartPresenter m_presenter;
};

} // namespace canbo::apps
