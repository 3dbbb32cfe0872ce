// office init, login, account: what makes an office and who may enter it.
#include "base/text.h"
#include "base/translation.h"
#include "common/office_stores.h"
#include "console.h"
#include "progress/agency_book.h"
#include "reporting/office_settings.h"
#include "runtime.h"
#include "service/office_folder.h"

#include <fmt/format.h>

namespace canbo::ctl {
namespace {

struct OfficeArguments {
    std::string name, server, ca_file, role, agency, display_name, prints_as, database;
    bool password_stdin{false};
};

Result<void> init(Runtime& runtime, const OfficeArguments& in) {
    CANBO_TRY(const auto password, read_password());
    CANBO_TRY(const base::Clock* clock, runtime.clock());
    CANBO_TRY_VOID(service::init_office(runtime.folder(), in.name, password, apps::open_stores_at(in.database, version),
                                        *clock, base::HashCost::Interactive, apps::place_of(in.database)));
    if (runtime.json)
        print_json({{"data", runtime.folder().string()}, {"admin", in.name}});
    else
        print_line(base::tr("The office is ready; start it with canbo-office --data") + " " +
                   runtime.folder().string());
    return {};
}

Result<void> log_in(Runtime& runtime, const OfficeArguments& in) {
    CANBO_TRY(const auto password, read_password());
    CANBO_TRY(const auto session, apps::log_in(runtime.folder(), in.server, in.ca_file, in.name, password));
    const people::Person& who = session.person;
    if (runtime.json)
        print_json({{"name", who.name}, {"role", people::role_name(who.role)}, {"agency", who.agency}});
    else
        print_line(fmt::format("{}: {} ({}, {})", base::tr("Logged in"), who.name, people::role_name(who.role),
                               who.agency.empty() ? "–" : who.agency));
    return {};
}

Result<void> set_office(Runtime& runtime, const OfficeArguments& in) {
    CANBO_TRY(const auto id, runtime.queue_and_send(reporting::office_setting_kind, "", reporting::prints_as_setting,
                                                    {{"prints_as", in.prints_as}}, true));
    runtime.print_id(id);
    return {};
}

Result<void> show_office(Runtime& runtime) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(auto tx, desk->database.begin(Database::Mode::Read));
    CANBO_TRY(const auto settings, reporting::load_office_settings(*tx, desk->entries));
    CANBO_TRY(const auto agencies, progress::load_agencies(*tx, desk->entries, desk->shipped_agencies));
    const people::Agency* agency = agencies.find(settings.prints_as);
    if (runtime.json)
        print_json({{"prints_as", settings.prints_as}});
    else
        print_line(fmt::format("{}: {} ({})", base::tr("Prints under the letterhead of"),
                               agency == nullptr ? "" : agency->name, settings.prints_as));
    return {};
}

Json account_json(const wire::AccountMessage& a) {
    return {{"name", a.name},
            {"display_name", a.display_name},
            {"role", people::role_name(a.role)},
            {"agency", a.agency.empty() ? Json(nullptr) : Json(a.agency)},
            {"disabled", a.disabled}};
}

Result<void> add_account(Runtime& runtime, const OfficeArguments& in) {
    CANBO_TRY(const auto role, people::parse_role(in.role));
    CANBO_TRY(const auto password, read_password());
    CANBO_TRY(const auto* content, runtime.content());
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY_VOID(people::require(desk->person, people::Permission::ManageAccounts));
    CANBO_TRY([[maybe_unused]] const auto synced, runtime.sync()); // agencies may have been added
    CANBO_TRY(auto tx, desk->database.begin(Database::Mode::Read));
    CANBO_TRY(const auto agencies, progress::load_agencies(*tx, desk->entries, content->agencies));
    if (!in.agency.empty() && agencies.find(in.agency) == nullptr)
        return fail(ErrorCode::NotFound, "There is no such agency", in.agency);
    CANBO_TRY(const auto display_name, base::to_nfc(in.display_name));
    CANBO_TRY(wire::OfficeClient * office, runtime.office());
    CANBO_TRY(const auto account, office->add_account({in.name, display_name, role, in.agency, password}));
    if (runtime.json)
        print_json(account_json(account));
    else
        print_line(account.name);
    return {};
}

Result<void> list_accounts(Runtime& runtime) {
    CANBO_TRY(wire::OfficeClient * office, runtime.office());
    CANBO_TRY(const auto accounts, office->list_accounts());
    Json out = Json::array();
    std::vector<std::vector<std::string>> rows;
    for (const auto& account : accounts) {
        out.push_back(account_json(account));
        rows.push_back({account.name, account.display_name, std::string(people::role_name(account.role)),
                        account.agency, account.disabled ? base::tr("disabled") : ""});
    }
    if (runtime.json)
        print_json(out);
    else
        print_table({base::tr("Account"), base::tr("Name"), base::tr("Role"), base::tr("Agency"), ""}, rows);
    return {};
}

Result<void> disable_account(Runtime& runtime, const OfficeArguments& in) {
    CANBO_TRY(wire::OfficeClient * office, runtime.office());
    CANBO_TRY(const auto account, office->disable_account(in.name));
    if (runtime.json)
        print_json(account_json(account));
    else
        print_line(account.name);
    return {};
}

} // namespace

void add_office_commands(Command& app, Runtime& runtime) {
    auto arguments = std::make_shared<OfficeArguments>();
    const auto work = [&runtime, arguments](Result<void> (*f)(Runtime&, const OfficeArguments&)) {
        return [&runtime, arguments, f] { return f(runtime, *arguments); };
    };
    const auto password = [arguments](Command* verb) {
        verb->add_flag("--password-stdin", arguments->password_stdin, "Read the password from standard input")
            ->required();
    };

    auto* office = add_area(app, "office", "The standing office's server");
    auto* make = add_verb(*office, "init", "Make a new office in the data folder", runtime, work(init));
    make->add_option("--admin", arguments->name, "Name of the first administrator")->required();
    make->add_option("--database", arguments->database,
                     "postgresql://USER@HOST/NAME, empty so far; without it office.db of the data folder");
    password(make);

    auto* change = add_verb(*office, "set", "Change what holds for the whole office", runtime, work(set_office));
    change->add_option("--prints-as", arguments->prints_as, "Agency whose letterhead the office's letters have")
        ->required();
    add_verb(*office, "show", "What holds for the whole office", runtime, [&runtime] { return show_office(runtime); });

    auto* login = add_verb(app, "login", "Log in at an office", runtime, work(log_in));
    login->add_option("--server", arguments->server, "https://… (http:// on this machine only)")->required();
    login->add_option("--user", arguments->name, "Account name")->required();
    login->add_option("--ca", arguments->ca_file, "PEM file of the authority that signed the office's certificate");
    password(login);

    auto* account = add_area(app, "account", "Accounts of the office");
    auto* add = add_verb(*account, "add", "Add an account", runtime, work(add_account));
    add->add_option("NAME", arguments->name, "Account name")->required();
    add->add_option("--role", arguments->role, "learner focal leader invigilator council office admin auditor")
        ->required();
    add->add_option("--agency", arguments->agency, "Code of its agency");
    add->add_option("--display-name", arguments->display_name, "Full name or post");
    password(add);
    add_verb(*account, "list", "Every account", runtime, [&runtime] { return list_accounts(runtime); });
    auto* disable =
        add_verb(*account, "disable", "Disable an account and end its sessions", runtime, work(disable_account));
    disable->add_option("NAME", arguments->name, "Account name")->required();
}

} // namespace canbo::ctl
