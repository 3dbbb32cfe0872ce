// account: who may enter the office, and what an administrator does about them.
#include "base/text.h"
#include "base/translation.h"
#include "console.h"
#include "progress/agency_book.h"
#include "runtime.h"
#include "sessions_view.h"

namespace canbo::ctl {
namespace {

struct AccountArguments {
    std::string name, role, agency, display_name, session;
    bool password_stdin{false}, must_change{false}, all{false};
};

Json account_json(const wire::AccountMessage& a) {
    return {{"name", a.name},
            {"display_name", a.display_name},
            {"role", people::role_name(a.role)},
            {"agency", a.agency.empty() ? Json(nullptr) : Json(a.agency)},
            {"disabled", a.disabled},
            {"must_change_password", a.must_change_password},
            {"second_factor", a.second_factor}};
}

Result<void> show(const Runtime& runtime, const Result<wire::AccountMessage>& account) {
    if (!account)
        return fail(account.error());
    if (runtime.json)
        print_json(account_json(*account));
    else
        print_line(account->name);
    return {};
}

Result<void> add_account(Runtime& runtime, const AccountArguments& in) {
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
    return show(runtime, office->add_account({in.name, display_name, role, in.agency, password, in.must_change}));
}

std::string state_of(const wire::AccountMessage& account) {
    std::string state = account.disabled ? base::tr("disabled") : "";
    const auto add = [&state](bool holds, const char* word) {
        if (holds)
            state += (state.empty() ? "" : ", ") + base::tr(word);
    };
    add(account.must_change_password, base::msgid("chooses a password at the next login"));
    add(account.second_factor, base::msgid("second factor"));
    return state;
}

Result<void> list_accounts(Runtime& runtime) {
    CANBO_TRY(wire::OfficeClient * office, runtime.office());
    CANBO_TRY(const auto accounts, office->list_accounts());
    Json out = Json::array();
    std::vector<std::vector<std::string>> rows;
    for (const auto& account : accounts) {
        out.push_back(account_json(account));
        rows.push_back({account.name, account.display_name, std::string(people::role_name(account.role)),
                        account.agency, state_of(account)});
    }
    if (runtime.json)
        print_json(out);
    else
        print_table({base::tr("Account"), base::tr("Name"), base::tr("Role"), base::tr("Agency"), ""}, rows);
    return {};
}

Result<void> disable_account(Runtime& runtime, const AccountArguments& in) {
    CANBO_TRY(wire::OfficeClient * office, runtime.office());
    return show(runtime, office->disable_account(in.name));
}

Result<void> set_password(Runtime& runtime, const AccountArguments& in) {
    CANBO_TRY(const auto password, read_password());
    CANBO_TRY(wire::AccountClient * office, runtime.accounts());
    return show(runtime, office->set_password(in.name, password));
}

Result<void> force_change(Runtime& runtime, const AccountArguments& in) {
    CANBO_TRY(wire::AccountClient * office, runtime.accounts());
    return show(runtime, office->force_password_change(in.name));
}

Result<void> reset_factor(Runtime& runtime, const AccountArguments& in) {
    CANBO_TRY(wire::AccountClient * office, runtime.accounts());
    return show(runtime, office->reset_second_factor(in.name));
}

Result<void> list_devices(Runtime& runtime, const AccountArguments& in) {
    CANBO_TRY(wire::AccountClient * office, runtime.accounts());
    CANBO_TRY(const auto sessions, office->sessions_of(in.name));
    print_sessions(runtime, sessions);
    return {};
}

Result<void> end_sessions(Runtime& runtime, const AccountArguments& in) {
    CANBO_TRY(wire::AccountClient * office, runtime.accounts());
    CANBO_TRY_VOID(in.all ? office->end_sessions_of(in.name) : office->end_session_of(in.name, in.session));
    print_ended(runtime);
    return {};
}

} // namespace

void add_account_commands(Command& app, Runtime& runtime) {
    auto in = std::make_shared<AccountArguments>();
    auto* area = add_area(app, "account", "Accounts of the office");
    const auto verb = [&](const char* name, const char* help, Result<void> (*work)(Runtime&, const AccountArguments&)) {
        auto* made = add_verb(*area, name, help, runtime, [&runtime, in, work] { return work(runtime, *in); });
        made->add_option("NAME", in->name, "Account name")->required();
        return made;
    };
    const auto password = [in](Command* made) {
        made->add_flag("--password-stdin", in->password_stdin, "Read the password from standard input")->required();
    };
    auto* add = verb("add", "Add an account", add_account);
    add->add_option("--role", in->role, "learner focal leader invigilator council office admin auditor")->required();
    add->add_option("--agency", in->agency, "Code of its agency");
    add->add_option("--display-name", in->display_name, "Full name or post");
    add->add_flag("--must-change", in->must_change,
                  "Somebody else knows the password: the first login asks for another one");
    password(add);
    add_verb(*area, "list", "Every account", runtime, [&runtime] { return list_accounts(runtime); });
    verb("disable", "Disable an account and end its sessions", disable_account);
    password(verb("password", "Give an account a new password, which its next login asks to change", set_password));
    verb("force-change", "End an account's sessions; its next login asks for another password", force_change);
    verb("devices", "On which devices an account is logged in", list_devices);
    auto* end = verb("end-session", "Log an account out on one device or on all", end_sessions)->add_one_of();
    end->add_option("--session", in->session, "One of those that \"account devices\" lists");
    end->add_flag("--all", in->all, "Every one");
    verb("reset-factor", "Take a second factor away, for who lost telephone and recovery codes", reset_factor);
}

} // namespace canbo::ctl
