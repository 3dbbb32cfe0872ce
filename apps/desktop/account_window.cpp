#include "account_window.h"

#include "base/translation.h"
#include "desktop/controls.h"
#include "desktop/form_dialog.h"
#include "desktop/native.h"
#include "desktop/save_file.h"
#include "desktop/text.h"
#include "factor_dialog.h"

#include <fmt/format.h>
#include <wx/wrapsizer.h>

#include <algorithm>

namespace canbo::apps {
namespace {

using desktop::FormField;
using desktop::FormValues;
using desktop::grid;
using desktop::TextSize;
using desktop::Tone;
using desktop::tr;

constexpr int account_text_width = 84 * grid;

class OwnAccount final : public desktop::OwnAccountPort {
public:
    explicit OwnAccount(wire::HttpOfficeClient& client) : m_client(client) {}
    Result<desktop::OwnAccountFacts> read() override {
        CANBO_TRY(const auto own, m_client.own_account());
        CANBO_TRY(const auto sessions, m_client.sessions());
        desktop::OwnAccountFacts facts{
            own.account.name, own.account.second_factor, own.recovery_codes, own.needs_second_factor, own.external, {}};
        for (const auto& one : sessions)
            facts.devices.push_back({one.id, one.device, one.opened, one.last_used, one.current});
        return facts;
    }
    Result<void> change_password(const std::string& until_now, const std::string& password) override {
        CANBO_TRY([[maybe_unused]] const auto answer, m_client.change_password({until_now, password}));
        return {};
    }
    Result<void> end_session(const std::string& id) override { return m_client.end_session(id); }
    Result<void> end_other_sessions() override { return m_client.end_other_sessions(); }
    Result<desktop::FactorSetup> begin_factor(const std::string& password) override {
        CANBO_TRY(const auto key, m_client.begin_second_factor(password));
        return desktop::FactorSetup{key.secret, key.uri};
    }
    Result<std::vector<std::string>> confirm_factor(const std::string& code) override {
        CANBO_TRY(auto confirmed, m_client.confirm_second_factor(code));
        return std::move(confirmed.recovery_codes);
    }
    Result<void> remove_factor(const std::string& code) override { return m_client.remove_second_factor(code); }
    Result<std::string> own_data() override {
        CANBO_TRY(const auto data, m_client.own_data());
        return data.dump(2) + "\n";
    }

private:
    wire::HttpOfficeClient& m_client;
};

} // namespace

std::unique_ptr<desktop::OwnAccountPort> make_own_account(wire::HttpOfficeClient& client) {
    return std::make_unique<OwnAccount>(client);
}

AccountWindow::AccountWindow(wxWindow* parent, desktop::Background& background, desktop::OwnAccountPort& port)
    : wxDialog(parent, wxID_ANY, tr("My account"), wxDefaultPosition, wxDefaultSize,
               wxDEFAULT_DIALOG_STYLE | wxRESIZE_BORDER),
      m_presenter(*this, background, port) {
    SetName("account");
    SetBackgroundColour(desktop::theme().palette().surface);
    auto* column = new wxBoxSizer(wxVERTICAL);
    m_factor = desktop::make_wrapped(this, tr("Asking the office"), account_text_width);
    column->Add(m_factor, wxSizerFlags().Expand());
    column->Add(desktop::make_text(this, tr("Devices on which you are logged in"), TextSize::Strong),
                wxSizerFlags().Border(wxTOP, FromDIP(2 * grid)));
    m_devices = new desktop::TableView(this, tr("Devices on which you are logged in"), "account.devices",
                                       {{"device", tr("Device"), 250},
                                        {"opened", tr("Since"), 150},
                                        {"used", tr("Last used"), 150},
                                        {"this", wxString(), 110}});
    m_devices->SetMinSize(FromDIP(wxSize(account_text_width, 24 * grid)));
    m_devices->on_selected = [this] { enable(); };
    column->Add(m_devices, wxSizerFlags(1).Expand().Border(wxTOP, FromDIP(grid)));
    m_said = desktop::make_wrapped(this, {}, account_text_width);
    column->Add(m_said, wxSizerFlags().Expand().Border(wxTOP, FromDIP(grid)));
    column->Add(make_buttons(), wxSizerFlags().Expand().Border(wxTOP, FromDIP(grid)));
    auto* outer = new wxBoxSizer(wxVERTICAL);
    outer->Add(column, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(3 * grid)));
    SetSizerAndFit(outer);
    Bind(wxEVT_CLOSE_WINDOW, [this](wxCloseEvent& event) {
        if (m_busy && event.CanVeto())
            event.Veto();
        else
            event.Skip();
    });
    CentreOnParent();
    enable();
    m_presenter.load();
}

wxSizer* AccountWindow::make_buttons() {
    auto* bar = new wxWrapSizer(wxHORIZONTAL);
    const auto add = [&](wxButton* button) {
        bar->Add(button, wxSizerFlags().Border(wxRIGHT | wxTOP, FromDIP(grid)));
        return button;
    };
    m_end = add(desktop::make_button(this, tr("Log out there"), "account.end",
                                     [this] { m_presenter.end_session(m_devices->selected()); }));
    m_others = add(desktop::make_button(this, tr("Log out on every other device"), "account.end-others",
                                        [this] { m_presenter.end_other_sessions(); }));
    m_password =
        add(desktop::make_button(this, tr("Change the password"), "account.password", [this] { change_password(); }));
    m_add =
        add(desktop::make_button(this, tr("Set up a second factor"), "account.add-factor", [this] { add_factor(); }));
    m_remove = add(desktop::make_button(this, tr("Remove the second factor"), "account.remove-factor",
                                        [this] { remove_factor(); }));
    m_data = add(desktop::make_button(this, tr("Save my data"), "account.save-data", [this] { save_data(); }));
    m_close = add(desktop::make_button(this, tr("Close"), "account.close", [this] { EndModal(wxID_CANCEL); }));
    return bar;
}

void AccountWindow::enable() {
    const auto current =
        std::find_if(m_facts.devices.begin(), m_facts.devices.end(), [](const auto& one) { return one.current; });
    const std::string chosen = m_devices->selected();
    m_close->Enable(!m_busy);
    SetEscapeId(m_busy ? wxID_NONE : wxID_CANCEL);
    m_end->Enable(!m_busy && !chosen.empty() && (current == m_facts.devices.end() || chosen != current->id));
    m_others->Enable(!m_busy && m_facts.devices.size() > 1);
    m_password->Enable(!m_busy && !m_facts.name.empty() && !m_facts.external);
    m_add->Enable(!m_busy && !m_facts.name.empty() && !m_facts.external && !m_facts.second_factor);
    m_remove->Enable(!m_busy && m_facts.second_factor);
    m_data->Enable(!m_busy && !m_facts.name.empty());
}

void AccountWindow::show(const desktop::OwnAccountFacts& facts) {
    m_facts = facts;
    std::vector<desktop::TableRow> rows;
    for (const auto& one : facts.devices)
        rows.push_back({one.id,
                        {one.device.empty() ? "–" : one.device, base::show_time(one.opened),
                         base::show_time(one.last_used), one.current ? base::tr("this one") : std::string()},
                        one.current ? Tone::Good : Tone::Normal,
                        one.current ? 3 : -1});
    m_devices->set_rows(std::move(rows));
    const std::string factor =
        facts.external        ? base::tr("The login service keeps the password of this account")
        : facts.second_factor ? fmt::format(fmt::runtime(base::tr("A second factor is set up; {} recovery codes are "
                                                                  "left")),
                                            facts.recovery_codes)
                              : base::tr("No second factor: who learns your password can log in as you");
    m_factor->SetLabelText(desktop::wx(facts.name + " · " + factor));
    m_factor->Wrap(FromDIP(account_text_width));
    desktop::set_accessible(m_factor, m_factor->GetLabelText(), "account.factor");
    enable();
    Layout();
}

void AccountWindow::change_password() {
    const std::vector<FormField> fields{{"old_password", tr("Password until now"), FormField::Kind::Secret, {}, {}},
                                        {"password", tr("New password"), FormField::Kind::Secret, {}, {}},
                                        {"again", tr("The new password again"), FormField::Kind::Secret, {}, {}}};
    const auto values = desktop::ask_form(
        this, tr("Change the password"),
        tr("At least 10 characters; a sentence of four or five words is easy to remember. You are logged out on every "
           "other device."),
        fields, tr("Change the password"), [this](const FormValues& in) -> std::optional<Error> {
            const auto good =
                desktop::OwnAccountPresenter::check_change(m_facts.name, in.at("password"), in.at("again"));
            return good ? std::nullopt : std::optional(good.error());
        });
    if (values)
        m_presenter.change_password(values->at("old_password"), values->at("password"));
}

void AccountWindow::add_factor() {
    const auto values = desktop::ask_form(
        this, tr("Set up a second factor"),
        tr("From then on the login asks for a code of your telephone besides the password. You need a program for "
           "one-time codes there."),
        {{"password", tr("Password"), FormField::Kind::Secret, {}, {}}}, tr("Next"));
    if (values)
        m_presenter.begin_factor(values->at("password"));
}

void AccountWindow::show_busy(bool busy) {
    m_busy = busy;
    enable();
}

void AccountWindow::show_factor(const desktop::FactorSetup& setup) {
    CallAfter([this, setup] { // after the answer that asked for it
        if (const auto code = ask_first_code(this, setup))
            m_presenter.confirm_factor(*code);
    });
}

void AccountWindow::show_recovery_codes(const std::vector<std::string>& codes) {
    show_codes(this, codes);
    say(base::tr("The second factor is set up"), Tone::Good);
}

void AccountWindow::remove_factor() {
    const auto values = desktop::ask_form(
        this, tr("Remove the second factor"),
        m_facts.needs_second_factor ? tr("The office asks your role for one: your next login sets up another.")
                                    : wxString(),
        {{"code", tr("Code"), FormField::Kind::Line, {}, {}}}, tr("Remove the second factor"));
    if (values)
        m_presenter.remove_factor(values->at("code"));
}

void AccountWindow::save_data() {
    if (const auto file =
            desktop::ask_save_file(this, tr("Save my data"), m_facts.name + ".json", "JSON (*.json)|*.json"))
        m_presenter.save_data(*file);
}

void AccountWindow::show_problem(const Error& error) { say(base::tr(error.message), Tone::Bad); }

void AccountWindow::say(const std::string& sentence, Tone tone) {
    m_said->SetForegroundColour(desktop::theme().colour(tone));
    m_said->SetLabelText(desktop::wx((tone == Tone::Bad ? "✕ " : "✓ ") + sentence));
    m_said->Wrap(FromDIP(account_text_width));
    desktop::set_accessible(m_said, m_said->GetLabelText(), tone == Tone::Bad ? "account.problem" : "account.said");
    Layout();
}

} // namespace canbo::apps
