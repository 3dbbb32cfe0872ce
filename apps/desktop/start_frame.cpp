#include "start_frame.h"

#include "desktop/native.h"
#include "desktop/text.h"

#include <fmt/format.h>
#include <wx/filedlg.h>
#include <wx/filename.h>
#include <wx/statbmp.h>

namespace canbo::apps {
namespace {

using desktop::grid;
using desktop::TextSize;
using desktop::Tone;
using desktop::tr;

constexpr int text_width = 56 * grid;

/// What each of the four does, in their own words.
const char* job_of(people::Role role) {
    switch (role) {
    case people::Role::Focal:
        return base::msgid("I write my agency's reports and register its plans.");
    case people::Role::Leader:
        return base::msgid("I follow my agency's progress and approve reports before they are sent.");
    case people::Role::Office:
        return base::msgid("I receive, accept, return and consolidate the reports of all agencies.");
    default:
        return base::msgid("I keep the accounts and the list of agencies.");
    }
}

/// A round button with what it means below it.
wxRadioButton* add_choice(wxWindow* page, wxSizer* column, const wxString& label, const wxString& meaning,
                          const std::string& id, bool first) {
    auto* button = new wxRadioButton(page, wxID_ANY, label, wxDefaultPosition, wxDefaultSize, first ? wxRB_GROUP : 0);
    button->SetFont(desktop::theme().font(TextSize::Strong));
    desktop::set_accessible(button, label, id);
    column->Add(button, wxSizerFlags().Border(wxTOP, page->FromDIP(2 * grid)));
    column->Add(desktop::make_wrapped(page, meaning, text_width - 4 * grid, TextSize::Body, Tone::Muted),
                wxSizerFlags().Border(wxLEFT, page->FromDIP(3 * grid)));
    return button;
}

} // namespace

StartFrame::StartFrame(desktop::Settings& settings, desktop::Background& background, desktop::StartPort& port)
    : wxFrame(nullptr, wxID_ANY, tr("Welcome") + wxString::FromUTF8(" – Canbo")), m_settings(settings),
      m_presenter(*this, background, settings, port) {
    SetName("start");
    SetBackgroundColour(desktop::theme().palette().surface);
    SetIcons(wxIconBundle(desktop::theme().icon("app", 48).GetIcon(wxSize(48, 48))));
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(make_steps(), wxSizerFlags().Expand());
    auto* right = new wxBoxSizer(wxVERTICAL);
    m_book = new wxSimplebook(this);
    for (wxWindow* page :
         {make_job_page(), make_office_page(), make_login_page(), make_sample_page(), make_passphrase_page()})
        m_book->AddPage(page, {});
    m_steps_of_login = std::make_unique<LoginSteps>(m_book, [this] { next(); });
    for (wxWindow* page : m_steps_of_login->pages())
        m_book->AddPage(page, {});
    right->Add(m_book, wxSizerFlags(1).Expand());
    m_said = desktop::make_wrapped(this, {}, text_width);
    right->Add(m_said, wxSizerFlags().Expand().Border(wxTOP | wxBOTTOM, FromDIP(grid)));
    right->Add(make_buttons(), wxSizerFlags().Expand());
    row->Add(right, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(4 * grid)));
    SetSizer(row);
    SetClientSize(FromDIP(wxSize(96 * grid, 70 * grid)));
    SetMinClientSize(FromDIP(wxSize(96 * grid, 64 * grid)));
    Centre();
    m_presenter.begin();
}

wxWindow* StartFrame::make_steps() {
    auto* side = new wxPanel(this);
    side->SetBackgroundColour(desktop::theme().palette().side);
    auto* column = new wxBoxSizer(wxVERTICAL);
    auto* brand = new wxBoxSizer(wxHORIZONTAL);
    brand->Add(new wxStaticBitmap(side, wxID_ANY, desktop::theme().icon("app", 4 * grid)));
    brand->Add(desktop::make_text(side, "Canbo", TextSize::Title),
               wxSizerFlags().CentreVertical().Border(wxLEFT, FromDIP(grid)));
    column->Add(brand, wxSizerFlags().Border(wxBOTTOM, FromDIP(3 * grid)));
    for (const char* name : {base::msgid("My work"), base::msgid("The office"), base::msgid("Log in")}) {
        m_steps.push_back(desktop::make_text(side, tr(name)));
        column->Add(m_steps.back(), wxSizerFlags().Expand().Border(wxBOTTOM, FromDIP(2 * grid)));
    }
    column->AddStretchSpacer();
    column->Add(desktop::make_wrapped(side,
                                      tr("What you type is kept on this machine and sent when the office can be "
                                         "reached."),
                                      20 * grid, TextSize::Caption));
    auto* outer = new wxBoxSizer(wxVERTICAL);
    outer->Add(column, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(3 * grid)));
    side->SetSizer(outer);
    side->SetMinSize(FromDIP(wxSize(27 * grid, -1)));
    return side;
}

wxWindow* StartFrame::make_job_page() {
    auto* page =
        make_start_page(m_book, tr("What do you do here?"),
                        tr("Reports, progress and consolidation of the 43 models of Project 06. What you may do is "
                           "decided by your account; this only helps to begin."));
    for (const auto role : desktop::StartPresenter::jobs()) {
        auto* button = add_choice(page, page->GetSizer(), tr(people::role_label(role)), tr(job_of(role)),
                                  "start.job." + std::string(people::role_name(role)), m_jobs.empty());
        button->SetValue(role == m_presenter.job());
        m_jobs.push_back(button);
    }
    return page;
}

wxWindow* StartFrame::make_office_page() {
    auto* page = make_start_page(m_book, tr("Where is the office?"),
                                 tr("The reports of all agencies come together on the standing office's server."));
    auto* column = page->GetSizer();
    m_at_office = add_choice(page, column, tr("Connect to the standing office's server"),
                             tr("Your administrator has told you its address."), "start.at-office", true);
    const auto inside = wxSizerFlags().Expand().Border(wxLEFT | wxTOP, FromDIP(3 * grid));
    m_server = desktop::make_entry(page, tr("Address of the office"), "start.server");
    m_server->SetHint("https://");
    m_server->SetValue(desktop::wx(m_settings.text("login.server")));
    column->Add(desktop::labelled(page, tr("Address of the office"), m_server), inside);
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    m_check = desktop::make_button(page, tr("Check the connection"), "start.check", [this] {
        m_presenter.check_office(desktop::utf8(m_server->GetValue()), m_ca_file);
    });
    m_choose_ca = desktop::make_button(page, tr("Choose a certificate file"), "start.ca", [this] { choose_ca(); });
    m_ca_file = m_settings.text("login.ca");
    m_ca =
        desktop::make_text(page, desktop::wx(std::filesystem::path(m_ca_file).filename().string()), TextSize::Caption);
    row->AddSpacer(FromDIP(3 * grid));
    row->Add(m_check, wxSizerFlags().CentreVertical());
    row->Add(m_choose_ca, wxSizerFlags().CentreVertical().Border(wxLEFT, FromDIP(grid)));
    row->Add(m_ca, wxSizerFlags(1).CentreVertical().Border(wxLEFT, FromDIP(grid)));
    column->Add(row, wxSizerFlags().Expand().Border(wxTOP, FromDIP(grid)));
    column->AddSpacer(FromDIP(grid));
    m_sample = add_choice(page, column, tr("Try it on this machine with sample data"),
                          tr("A small office is started on this machine with an invented week of reports. Nothing "
                             "leaves this machine, and nothing mixes with real data."),
                          "start.sample", false);
    m_at_office->SetValue(true);
    for (auto* button : {m_at_office, m_sample})
        button->Bind(wxEVT_RADIOBUTTON, [this](wxCommandEvent&) { fit_office_choice(); });
    return page;
}

wxWindow* StartFrame::make_login_page() {
    auto* page = make_start_page(m_book, tr("Log in"), tr("With the account that the standing office gave you."));
    auto* column = page->GetSizer();
    const auto line = wxSizerFlags().Expand().Border(wxTOP, FromDIP(2 * grid));
    m_where = desktop::make_text(page, {}, TextSize::Strong);
    column->Add(m_where, line);
    m_name = desktop::make_entry(page, tr("Account name"), "start.name");
    m_password = desktop::make_entry(page, tr("Password"), "start.password", wxTE_PASSWORD | wxTE_PROCESS_ENTER);
    m_name->SetValue(desktop::wx(m_settings.text("login.name")));
    column->Add(desktop::labelled(page, tr("Account name"), m_name), line);
    column->Add(desktop::labelled(page, tr("Password"), m_password), line);
    m_password->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent&) { next(); });
    m_by_service = desktop::make_flat(page, tr("Log in by the office's login service"), "start.by-service", [this] {
        m_presenter.log_in_by_service(desktop::utf8(m_new_passphrase->GetValue()), desktop::utf8(m_again->GetValue()));
    });
    column->Add(m_by_service, line);
    m_choose_passphrase = make_new_passphrase(page);
    column->Add(m_choose_passphrase, line);
    m_choose_passphrase->Hide();
    return page;
}

wxWindow* StartFrame::make_new_passphrase(wxWindow* page) {
    auto* box = new wxPanel(page);
    box->SetBackgroundColour(desktop::theme().palette().surface);
    auto* column = new wxBoxSizer(wxVERTICAL);
    column->Add(desktop::make_wrapped(box,
                                      tr("This desktop keeps no secrets for its programs. Choose a passphrase of at "
                                         "least 8 letters: it closes your login on this machine, and is asked at every "
                                         "start."),
                                      text_width, TextSize::Body, Tone::Muted));
    const auto add = [&](const wxString& name, const char* id) {
        auto* entry = desktop::make_entry(box, name, id, wxTE_PASSWORD | wxTE_PROCESS_ENTER);
        entry->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent&) { next(); });
        column->Add(desktop::labelled(box, name, entry), wxSizerFlags().Expand().Border(wxTOP, FromDIP(grid)));
        return entry;
    };
    m_new_passphrase = add(tr("Passphrase"), "start.new-passphrase");
    m_again = add(tr("Passphrase once more"), "start.again");
    box->SetSizer(column);
    return box;
}

wxWindow* StartFrame::make_passphrase_page() {
    auto* page =
        make_start_page(m_book, tr("Open your login"),
                        tr("This desktop keeps no secrets for its programs: your login on this machine is closed by "
                           "the passphrase that you chose."));
    const auto line = wxSizerFlags().Expand().Border(wxTOP, FromDIP(2 * grid));
    m_passphrase = desktop::make_entry(page, tr("Passphrase"), "start.passphrase", wxTE_PASSWORD | wxTE_PROCESS_ENTER);
    m_passphrase->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent&) { next(); });
    page->GetSizer()->Add(desktop::labelled(page, tr("Passphrase"), m_passphrase), line);
    page->GetSizer()->Add(
        desktop::make_wrapped(page, tr("Forgotten? Log in again: drafts and what waits to be sent stay."), text_width),
        line);
    m_log_in_anew = desktop::make_flat(page, tr("Log in with the password"), "start.log-in-again",
                                       [this] { m_presenter.log_in_anew(); });
    page->GetSizer()->Add(m_log_in_anew, wxSizerFlags().Border(wxTOP, FromDIP(grid)));
    return page;
}

wxWindow* StartFrame::make_sample_page() {
    auto* page =
        make_start_page(m_book, tr("Who do you want to be?"),
                        tr("In the sample it is Friday, 16/02/2024, the day weekly reports are due at 17:00. All "
                           "people, figures and documents are invented."));
    m_people =
        new desktop::TableView(page, tr("People of the sample data"), "start.people",
                               {{"title", tr("Name"), 245}, {"role", tr("Role"), 130}, {"account", tr("Account"), 90}});
    m_people->on_activated = [this](const std::string& key) { m_presenter.enter_sample(key); };
    page->GetSizer()->Add(m_people, wxSizerFlags(1).Expand().Border(wxTOP, FromDIP(grid)));
    return page;
}

wxSizer* StartFrame::make_buttons() {
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(desktop::make_flat(this, tr("Later"), "start.later", [this] { Close(); }),
             wxSizerFlags().CentreVertical());
    row->AddStretchSpacer();
    m_back = desktop::make_button(this, tr("Back"), "start.back", [this] { m_presenter.back(); });
    m_open = desktop::make_primary(this, tr("Open"), "start.open", [this] { next(); });
    m_next = desktop::make_primary(this, tr("Next"), "start.next", [this] { next(); });
    m_log_in = desktop::make_primary(
        this, tr("Log in"), "start.log-in", [this] { next(); }, "login");
    row->Add(m_back, wxSizerFlags().CentreVertical());
    for (auto* button : {m_next, m_log_in, m_open})
        row->Add(button, wxSizerFlags().CentreVertical().Border(wxLEFT, FromDIP(grid)));
    return row;
}

void StartFrame::fit_office_choice() {
    const bool office = m_at_office->GetValue();
    for (wxWindow* one : std::initializer_list<wxWindow*>{m_server, m_choose_ca, m_check})
        one->Enable(office);
    say({}, Tone::Normal);
}

void StartFrame::choose_ca() {
    wxFileDialog dialog(this, tr("Choose a certificate file"), {}, {}, "PEM (*.pem;*.crt)|*.pem;*.crt",
                        wxFD_OPEN | wxFD_FILE_MUST_EXIST);
    if (dialog.ShowModal() != wxID_OK)
        return;
    m_ca_file = desktop::utf8(dialog.GetPath());
    m_ca->SetLabelText(dialog.GetFilename());
    Layout();
}

void StartFrame::next() {
    switch (m_presenter.page()) {
    case Page::Job:
        for (std::size_t i = 0; i < m_jobs.size(); ++i)
            if (m_jobs[i]->GetValue()) {
                m_presenter.choose_job(desktop::StartPresenter::jobs()[i]);
                return;
            }
        return;
    case Page::Office:
        if (m_sample->GetValue())
            m_presenter.choose_sample();
        else
            m_presenter.choose_office(desktop::utf8(m_server->GetValue()), m_ca_file);
        return;
    case Page::Login:
        m_presenter.log_in(desktop::utf8(m_name->GetValue()), desktop::utf8(m_password->GetValue()),
                           desktop::utf8(m_new_passphrase->GetValue()), desktop::utf8(m_again->GetValue()));
        return;
    case Page::Sample:
        m_presenter.enter_sample(m_people->selected());
        return;
    case Page::Passphrase:
        m_presenter.open(desktop::utf8(m_passphrase->GetValue()));
        return;
    case Page::Code:
    case Page::Enrol:
    case Page::Recovery:
    case Page::Password:
        m_steps_of_login->next(m_presenter.page(), m_presenter);
        return;
    }
}

void StartFrame::show_page(Page page) {
    say({}, Tone::Normal);
    m_book->ChangeSelection(static_cast<std::size_t>(page));
    const std::size_t step = std::min<std::size_t>(static_cast<std::size_t>(page), 2);
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        const char* name[] = {"My work", "The office", "Log in"};
        const char* mark = i < step ? "✓" : i == step ? "●" : "○";
        m_steps[i]->SetLabelText(desktop::wx(mark) + "  " + tr(name[i]));
        m_steps[i]->SetFont(desktop::theme().font(i == step ? TextSize::Strong : TextSize::Body));
        m_steps[i]->SetForegroundColour(desktop::theme().colour(i > step ? Tone::Muted : Tone::Normal));
    }
    wxButton* forward = page == Page::Passphrase                      ? m_open
                        : page == Page::Login || page == Page::Sample ? m_log_in
                                                                      : m_next;
    m_back->Show(page != Page::Job && page != Page::Passphrase && page != Page::Recovery);
    for (auto* button : {m_next, m_log_in, m_open})
        button->Show(button == forward);
    forward->SetDefault();
    m_where->SetLabelText(desktop::wx(m_settings.text("login.server")));
    if (page == Page::Office)
        (m_sample->GetValue() ? static_cast<wxWindow*>(m_sample) : m_server)->SetFocus();
    else if (page == Page::Login)
        (m_name->IsEmpty() ? m_name : m_password)->SetFocus();
    else if (page == Page::Sample)
        m_people->focus();
    else if (page == Page::Passphrase)
        m_passphrase->SetFocus();
    if (page >= Page::Code)
        m_steps_of_login->enter(page);
    Layout();
}

void StartFrame::show_people(const std::vector<desktop::SamplePerson>& people, const std::string& chosen) {
    std::vector<desktop::TableRow> rows;
    for (const auto& one : people)
        rows.push_back({one.name, {one.title, base::tr(people::role_label(one.role)), one.name}, Tone::Normal, -1});
    m_people->set_rows(std::move(rows));
    CallAfter([this, chosen] { m_people->select(chosen); }); // it is scrolled to once it is shown
}

void StartFrame::ask_passphrase(bool asked) {
    m_choose_passphrase->Show(asked);
    Layout();
}

void StartFrame::show_busy(const std::string& sentence) {
    for (auto* button : {m_back, m_next, m_log_in, m_open, m_log_in_anew, m_by_service})
        button->Enable(sentence.empty());
    m_check->Enable(sentence.empty() && m_at_office->GetValue());
    say(sentence, Tone::Muted);
}

void StartFrame::show_waiting(const std::string& sentence) {
    show_busy(sentence);
    m_back->Enable();
    m_back->SetFocus();
}

void StartFrame::show_problem(const Error& error) { say(base::tr(error.message), Tone::Bad); }

void StartFrame::show_good(const std::string& sentence) { say(sentence, Tone::Good); }

void StartFrame::finished() {
    static_cast<void>(m_settings.save()); // else after a power cut the office's address is asked for again
    on_finished();
}

void StartFrame::say(const std::string& sentence, Tone tone) {
    m_said->SetForegroundColour(desktop::theme().colour(tone));
    const wxString mark = tone == Tone::Bad ? desktop::wx("✕ ") : tone == Tone::Good ? desktop::wx("✓ ") : wxString();
    m_said->SetLabelText(sentence.empty() ? wxString() : mark + desktop::wx(sentence));
    m_said->Wrap(FromDIP(text_width));
    desktop::set_accessible(m_said, m_said->GetLabelText(), tone == Tone::Bad ? "start.problem" : "start.said");
    Layout();
}

} // namespace canbo::apps
