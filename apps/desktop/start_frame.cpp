#include "start_frame.h"

#include "common/desk_sync.h"
#include "desktop/native.h"
#include "desktop/text.h"

#include <wx/statbmp.h>

namespace canbo::apps {

using desktop::grid;
using desktop::TextSize;
using desktop::Tone;
using desktop::tr;

StartFrame::StartFrame(std::filesystem::path folder, desktop::Settings& settings, desktop::Background& background)
    : wxFrame(nullptr, wxID_ANY, tr("Log in") + wxString::FromUTF8(" – Canbo")), m_folder(std::move(folder)),
      m_settings(settings), m_background(background) {
    SetName("start");
    SetBackgroundColour(desktop::theme().palette().surface);
    auto* column = new wxBoxSizer(wxVERTICAL);
    const auto line = wxSizerFlags().Expand().Border(wxTOP, FromDIP(2 * grid));
    auto* brand = new wxBoxSizer(wxHORIZONTAL);
    brand->Add(new wxStaticBitmap(this, wxID_ANY, desktop::theme().icon("app", 5 * grid)));
    brand->Add(desktop::make_text(this, "Canbo", TextSize::Figure),
               wxSizerFlags().CentreVertical().Border(wxLEFT, FromDIP(2 * grid)));
    column->Add(brand);
    column->Add(desktop::make_wrapped(this,
                                      tr("Reports, progress and consolidation of the 43 models of Project 06. What you "
                                         "type is kept on this machine and sent when the office can be reached."),
                                      52 * grid, TextSize::Body, Tone::Muted),
                line);
    const std::string server = "start.server", name = "start.name", password = "start.password";
    m_server = desktop::make_entry(this, tr("Address of the office"), server);
    m_name = desktop::make_entry(this, tr("Account name"), name);
    m_password = desktop::make_entry(this, tr("Password"), password, wxTE_PASSWORD | wxTE_PROCESS_ENTER);
    m_server->SetHint("https://");
    column->Add(desktop::labelled(this, tr("Address of the office"), m_server), line);
    column->Add(desktop::labelled(this, tr("Account name"), m_name), line);
    column->Add(desktop::labelled(this, tr("Password"), m_password), line);
    m_problem = desktop::make_wrapped(this, {}, 52 * grid, TextSize::Body, Tone::Bad);
    column->Add(m_problem, line);
    m_button = desktop::make_primary(
        this, tr("Log in"), "start.log-in", [this] { log_in(); }, "login");
    column->Add(m_button, wxSizerFlags().Right().Border(wxTOP, FromDIP(2 * grid)));
    m_password->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent&) { log_in(); });
    auto* outer = new wxBoxSizer(wxVERTICAL);
    outer->Add(column, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(4 * grid)));
    SetSizer(outer);
    SetClientSize(FromDIP(wxSize(62 * grid, 64 * grid)));
    m_server->SetValue(desktop::wx(settings.text("login.server")));
    m_name->SetValue(desktop::wx(settings.text("login.name")));
    (m_server->IsEmpty() ? m_server : m_name->IsEmpty() ? m_name : m_password)->SetFocus();
    Centre();
}

void StartFrame::log_in() {
    const std::string server = desktop::utf8(m_server->GetValue()), name = desktop::utf8(m_name->GetValue());
    const std::string password = desktop::utf8(m_password->GetValue());
    if (server.empty() || name.empty() || password.empty()) {
        show_problem({ErrorCode::InvalidInput, "Address, account name and password are all needed", {}, {}});
        return;
    }
    m_button->Disable();
    m_waiter.run(
        m_background,
        [folder = m_folder, server, name, password] { return apps::log_in(folder, server, {}, name, password); },
        [this, server, name](Result<DeskSession> session) {
            m_button->Enable();
            if (!session) {
                show_problem(session.error());
                return;
            }
            m_settings.set("login.server", server);
            m_settings.set("login.name", name);
            m_password->Clear();
            on_logged_in(std::move(*session));
        });
}

void StartFrame::show_problem(const Error& error) {
    m_problem->SetLabelText(tr(error.message));
    m_problem->Wrap(FromDIP(52 * grid));
    desktop::set_accessible(m_problem, m_problem->GetLabel(), "start.problem");
    Layout();
}

} // namespace canbo::apps
