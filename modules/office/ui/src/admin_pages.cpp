#include "admin_pages.h"

#include "desktop/form_dialog.h"
#include "desktop/form_drafts.h"
#include "desktop/save_file.h"
#include "desktop/text.h"
#include "people/account.h"
#include "people/password.h"

#include <fmt/format.h>
#include <wx/msgdlg.h>

namespace canbo::office_ui {
namespace {

using desktop::FormField;
using desktop::FormValues;
using desktop::tr;
using people::Permission;

/// What a check says, as a form wants it.
template <class T>
std::optional<Error> error_of(const Result<T>& result) {
    if (result)
        return std::nullopt;
    return result.error();
}

std::vector<std::pair<std::string, std::string>> role_options() {
    std::vector<std::pair<std::string, std::string>> options;
    for (const auto role :
         {people::Role::Focal, people::Role::Leader, people::Role::Office, people::Role::Admin, people::Role::Auditor,
          people::Role::Learner, people::Role::Invigilator, people::Role::Council})
        options.emplace_back(people::role_name(role), base::tr(people::role_label(role)));
    return options;
}

} // namespace

AccountsPage::AccountsPage(wxWindow* parent, desktop::Shell& shell, const OfficeParts& parts)
    : desktop::ListPage(parent, shell, "accounts", tr("Accounts"),
                        {{"name", tr("Account"), 130},
                         {"title", tr("Name"), 250},
                         {"role", tr("Role"), 150},
                         {"agency", tr("Agency"), 260},
                         {"state", tr("State"), 220}},
                        tr("Accounts are kept by the office: they are shown when it can be reached.")),
      m_presenter(*this, shell.background(), parts.desk, *parts.office, parts.read_accounts) {
    add_button(
        tr("Add an account"), "add",
        [this] { m_presenter.list_agencies([this](auto agencies) { add(std::move(agencies)); }); }, "add");
    add_button(
        tr("Import from CSV"), "import",
        [this] {
            if (const auto text = pick_file(tr("Import accounts")))
                m_presenter.check_file(*text);
        },
        "list");
    add_button(
        tr("Disable"), "disable", [this] { disable(); }, "lock", true);
    add_button(
        tr("Devices"), "devices", [this] { show_devices(); }, "", true);
    add_button(
        tr("Password and second factor"), "sign-in", [this] { help_in(); }, "", true);
    add_button(
        tr("Personal data"), "personal-data", [this] { personal_data(); }, "", true);
}

void AccountsPage::add(std::vector<std::pair<std::string, std::string>> agencies) {
    const std::string draft = "office.account";
    agencies.insert(agencies.begin(), {"", "–"});
    const std::vector<FormField> fields{{"name", tr("Account name"), FormField::Kind::Line, {}, {}},
                                        {"display_name", tr("Name or post"), FormField::Kind::Line, {}, {}},
                                        {"role", tr("Role"), FormField::Kind::Choice, "focal", role_options()},
                                        {"agency", tr("Agency"), FormField::Kind::Choice, {}, std::move(agencies)},
                                        {"password", tr("First password"), FormField::Kind::Secret, {}, {}}};
    const auto row_of = [](const FormValues& in) -> Result<NewAccountRow> {
        CANBO_TRY(const auto role, people::parse_role(in.at("role")));
        return NewAccountRow{{in.at("name"), in.at("display_name"), role, in.at("agency"), false}, in.at("password")};
    };
    const auto values = desktop::ask_form(
        this, tr("Add an account"),
        tr("One person, one account: reports and decisions carry its name. A password has at least 10 characters."),
        fields, tr("Add"),
        [&](const FormValues& in) -> std::optional<Error> {
            const auto row = row_of(in);
            if (!row)
                return row.error();
            return error_of(people::make_account(in.at("name"), row->account.role, in.at("agency"), in.at("password"),
                                                 base::HashCost::Least));
        },
        draft);
    if (!values)
        return;
    if (auto row = row_of(*values))
        m_presenter.add(std::move(*row), desktop::forget_when_done(draft));
}

void AccountsPage::help_in() {
    using Help = AccountsPresenter::Help;
    const std::string name = selected();
    const std::vector<FormField> fields{
        {"what",
         tr("What is to be done"),
         FormField::Kind::Choice,
         "password",
         {{"password", base::tr("Give a new password, which the next login asks to change")},
          {"change", base::tr("Ask for another password at the next login")},
          {"factor", base::tr("Take the second factor away: telephone and recovery codes are lost")}}},
        {"password", tr("New password"), FormField::Kind::Secret, {}, {}}};
    const auto values =
        desktop::ask_form(this, desktop::wx(name),
                          tr("The account is logged out on every device. All of it is written into the audit log."),
                          fields, tr("Do it"), [&name](const FormValues& in) -> std::optional<Error> {
                              if (in.at("what") != "password")
                                  return std::nullopt;
                              return error_of(people::check_password(in.at("password"), name));
                          });
    if (!values)
        return;
    const std::string& what = values->at("what");
    m_presenter.help(name,
                     what == "password" ? Help::NewPassword
                     : what == "change" ? Help::ForceChange
                                        : Help::ResetFactor,
                     values->at("password"));
}

void AccountsPage::show_devices() {
    m_presenter.list_devices(selected(), [this, name = selected()](auto devices) {
        const bool none = devices.empty();
        devices.insert(devices.begin(), {"", none ? base::tr("on no device") : base::tr("on every device")});
        const std::vector<FormField> fields{
            {"device", tr("Logged in"), FormField::Kind::Choice, {}, std::move(devices)}};
        const auto values =
            desktop::ask_form(this, desktop::wx(name),
                              tr("Devices name themselves. Who is logged out loses nothing that is typed or queued."),
                              fields, tr("Log out there"));
        if (values && !none)
            m_presenter.end_session(name, values->at("device"));
    });
}

void AccountsPage::personal_data() {
    const std::string name = selected();
    const std::vector<FormField> fields{
        {"what",
         tr("What is to be done"),
         FormField::Kind::Choice,
         "copy",
         {{"copy", base::tr("Write all that the office holds about them into a file")},
          {"erase", base::tr("Erase the person for good")}}},
        {"again", tr("To erase: the account name again"), FormField::Kind::Line, {}, {}},
        {"reason", tr("To erase: why, without the name"), FormField::Kind::Line, {}, {}}};
    const auto values =
        desktop::ask_form(this, desktop::wx(name),
                          tr("A person may ask for a copy of their data and for their erasure. An erasure cannot be "
                             "taken back: offer the copy first. Both are written into the audit log."),
                          fields, tr("Do it"), [&name](const FormValues& in) -> std::optional<Error> {
                              if (in.at("what") == "copy")
                                  return std::nullopt;
                              return error_of(AccountsPresenter::check_erasure(name, in.at("again"), in.at("reason")));
                          });
    if (!values)
        return;
    if (values->at("what") == "erase")
        m_presenter.erase(name, values->at("reason"));
    else if (const auto file =
                 desktop::ask_save_file(this, tr("Personal data"), name + ".json", "JSON (*.json)|*.json"))
        m_presenter.save_data(name, *file);
}

void AccountsPage::disable() {
    const std::string name = selected();
    const auto question = fmt::format(
        fmt::runtime(base::tr("Disable the account {}? Its sessions end at once; it is not deleted.")), name);
    if (wxMessageBox(desktop::wx(question), "Canbo", wxYES_NO | wxICON_QUESTION, this) == wxYES)
        m_presenter.disable(name);
}

AgenciesPage::AgenciesPage(wxWindow* parent, desktop::Shell& shell, const OfficeParts& parts)
    : desktop::ListPage(parent, shell, "agencies", tr("Agencies"),
                        {{"code", tr("Code"), 110},
                         {"name", tr("Name"), 300},
                         {"parent", tr("Above it"), 160},
                         {"signs", tr("Signs its letters"), 190},
                         {"symbol", tr("Symbol"), 90},
                         {"approval", tr("Approval"), 80},
                         {"valid_to", tr("Last day"), 100}},
                        tr("No agency matches what is searched.")),
      m_presenter(*this, shell.background(), parts.desk, parts.read_agencies,
                  [&shell] { shell.network().sync_now(); }) {
    if (!parts.desk.person.may(Permission::ManageAgencies))
        return;
    add_button(
        tr("Import from CSV"), "import",
        [this] {
            if (const auto text = pick_file(tr("Import agencies")))
                m_presenter.check_file(*text);
        },
        "list");
    add_button(
        tr("Change the agency"), "change", [this] { change(); }, "edit", true);
}

void AgenciesPage::change() {
    m_presenter.find(selected(), [this, code = selected()](AgenciesPresenter::Fields now) {
        const std::vector<FormField> fields{
            {"name", tr("Full name"), FormField::Kind::Line, now["name"], {}},
            {"signer", tr("Who signs its letters"), FormField::Kind::Line, now["signer"], {}},
            {"authority", tr("Authority (KT., TL., TM.)"), FormField::Kind::Line, now["authority"], {}},
            {"office", tr("The signer's office"), FormField::Kind::Line, now["office"], {}},
            {"place", tr("Place of its letters"), FormField::Kind::Line, now["place"], {}},
            {"symbol", tr("Symbol of its letters"), FormField::Kind::Line, now["symbol"], {}},
            {"successor",
             tr("Code of the agency that takes its duties over"),
             FormField::Kind::Line,
             now["successor"],
             {}},
            {"valid_to", tr("Its last day (dd/mm/yyyy)"), FormField::Kind::Line, now["valid_to"], {}},
            {"needs_approval",
             tr("Its leader approves reports before they are sent"),
             FormField::Kind::Flag,
             now["needs_approval"],
             {}}};
        const std::string draft = "office.agency." + code;
        const auto values = desktop::ask_form(
            this, desktop::wx(code + " · " + now["name"]), {}, fields, tr("Save the changes"),
            [](const FormValues& in) -> std::optional<Error> {
                const auto& day = in.at("valid_to");
                return day.empty() ? std::nullopt : error_of(base::parse_day(day));
            },
            draft);
        if (values)
            m_presenter.set(code, *values, desktop::forget_when_done(draft));
    });
}

AuditPage::AuditPage(wxWindow* parent, desktop::Shell& shell, const OfficeParts& parts)
    : desktop::ListPage(parent, shell, "audit", tr("Audit log"),
                        {{"number", tr("No."), 60, true},
                         {"time", tr("When"), 150},
                         {"actor", tr("Account"), 150},
                         {"action", tr("What"), 320},
                         {"subject", tr("About"), 220}},
                        tr("The audit log is kept by the office: it is shown when it can be reached.")),
      m_presenter(*this, shell.background(), *parts.office) {}

PeriodsPage::PeriodsPage(wxWindow* parent, desktop::Shell& shell, const OfficeParts& parts)
    : desktop::ListPage(parent, shell, "periods", tr("Periods"),
                        {{"period", tr("Period"), 150},
                         {"due", tr("Deadline"), 150},
                         {"state", tr("State"), 110},
                         {"consolidated", tr("Consolidated"), 150},
                         {"exceptions", tr("Exceptions now"), 400}},
                        tr("No period matches what is searched.")),
      m_presenter(*this, shell.background(), parts.desk, [&shell] { shell.network().sync_now(); }) {
    if (!parts.desk.person.may(Permission::ManagePeriods))
        return;
    add_button(
        tr("Grant an exception"), "grant", [this] { grant(); }, "calendar", true);
    add_button(
        tr("Open the period again"), "unlock", [this] { lock(false); }, "unlock", true);
    add_button(
        tr("Lock the period"), "lock", [this] { lock(true); }, "lock", true);
}

void PeriodsPage::lock(bool locked) {
    const std::string period = selected(), draft = (locked ? "office.lock." : "office.unlock.") + period;
    const auto values = desktop::ask_form(
        this, locked ? tr("Lock the period") : tr("Open the period again"),
        locked ? tr("The office then takes no more reports of this period. Drafts on the agencies' machines stay.")
               : tr("Every agency may then send reports of this period again."),
        {{"reason", tr("Reason"), FormField::Kind::Area, {}, {}}},
        locked ? tr("Lock the period") : tr("Open the period again"),
        [](const FormValues& in) -> std::optional<Error> {
            return error_of(PeriodsPresenter::check_reason(in.at("reason")));
        },
        draft);
    if (values)
        m_presenter.lock(period, locked, values->at("reason"), desktop::forget_when_done(draft));
}

void PeriodsPage::grant() {
    m_presenter.list_agencies(selected(), [this, period = selected()](auto agencies) {
        if (agencies.empty())
            return;
        const auto tomorrow = base::day_in_vietnam(m_presenter.now()) + std::chrono::days{1};
        const std::vector<FormField> fields{
            {"agency", tr("Agency"), FormField::Kind::Choice, agencies.front().first, agencies, 1, true},
            {"until",
             tr("Until"),
             FormField::Kind::Line,
             base::show_time(base::at_vietnam_time(tomorrow, 17, 0)),
             {},
             1,
             true},
            {"reason", tr("Reason"), FormField::Kind::Area, {}, {}}};
        const std::string draft = "office.grant." + period;
        const auto values = desktop::ask_form(
            this, tr("Grant an exception"),
            tr("Only this agency may send its report of the period, and only until then. It still counts as late."),
            fields, tr("Grant"),
            [this](const FormValues& in) {
                return error_of(PeriodsPresenter::check_grant(in.at("until"), in.at("reason"), m_presenter.now()));
            },
            draft);
        if (values)
            m_presenter.grant(period, values->at("agency"), values->at("until"), values->at("reason"),
                              desktop::forget_when_done(draft));
    });
}

GatesPage::GatesPage(wxWindow* parent, desktop::Shell& shell, const OfficeParts& parts)
    : desktop::ListPage(parent, shell, "gates", tr("Guidance"),
                        {{"gate", tr("Gate"), 100},
                         {"model", tr("Model"), 260},
                         {"awaits", tr("Awaits"), 280},
                         {"from", tr("Guidance from"), 140},
                         {"opened", tr("Opened on"), 160},
                         {"document", tr("Document"), 260}},
                        tr("No guidance matches what is searched.")),
      m_presenter(*this, shell.background(), parts.desk, [&shell] { shell.network().sync_now(); }) {
    if (parts.desk.person.may(Permission::ManagePlan))
        add_button(
            tr("Guidance has come"), "open", [this] { open(); }, "gate", true);
}

void GatesPage::open() {
    const std::string gate = selected();
    const std::vector<FormField> fields{
        {"document", tr("Number, symbol and subject of the document"), FormField::Kind::Area, {}, {}},
        {"date",
         tr("Date of the document (dd/mm/yyyy)"),
         FormField::Kind::Line,
         base::show_day(m_presenter.today()),
         {},
         1,
         true}};
    const std::string draft = "office.gate." + gate;
    const auto values = desktop::ask_form(
        this, desktop::wx(gate) + ": " + tr("Guidance has come"),
        tr("From the document's date on the models that waited for it no longer wait."), fields, tr("Record"),
        [this](const FormValues& in) {
            return error_of(GatesPresenter::check_opening(in.at("document"), in.at("date"), m_presenter.today()));
        },
        draft);
    if (values)
        m_presenter.open(gate, values->at("document"), values->at("date"), desktop::forget_when_done(draft));
}

} // namespace canbo::office_ui
