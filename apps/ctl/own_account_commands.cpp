// login, me: how one gets in, and one's own password, devices and second factor.
#include "base/file.h"
#include "base/translation.h"
#include "common/office_login.h"
#include "console.h"
#include "documents/qr_matrix.h"
#include "runtime.h"
#include "sessions_view.h"

#include <fmt/format.h>

#include <cstdio>

namespace canbo::ctl {
namespace {

using people::LoginStep;

struct OwnAccountArguments {
    std::string name, server, pin, ca_file, code, session;
    bool password_stdin{false}, qr{false}, others{false}, oidc{false}, no_browser{false};
};

/// What a telephone's program needs; its code is asked for next.
Result<void> show_key(const Runtime& runtime, const wire::FactorKey& key, bool qr) {
    if (runtime.json) {
        print_line(Json{{"secret", key.secret}, {"uri", key.uri}}.dump());
    } else {
        print_line(base::tr("Enter this key into the telephone's program for one-time codes") + ":");
        print_line("  " + key.secret);
        print_line("  " + key.uri);
    }
    if (qr) {
        CANBO_TRY(const auto matrix, documents::qr_matrix(key.uri));
        print_qr(matrix);
    }
    std::fflush(stdout);
    return {};
}

void show_recovery_codes(const Runtime& runtime, const std::vector<std::string>& codes) {
    if (runtime.json) {
        print_line(Json{{"recovery_codes", codes}}.dump());
        return;
    }
    print_line(base::tr("Write these recovery codes down; each is good once, and they are not shown again") + ":");
    for (const auto& code : codes)
        print_line("  " + code);
}

Result<std::string> read_code(const OwnAccountArguments& in) {
    if (!in.code.empty())
        return in.code;
    return read_secret_line(
        base::tr("Code"),
        base::msgid("A code of the second factor is asked for; give it with --code or as the next line"));
}

Result<void> take_step(Runtime& runtime, apps::OfficeLogin& login, const OwnAccountArguments& in) {
    switch (login.step()) {
    case LoginStep::Code: {
        CANBO_TRY(const auto code, read_code(in));
        return login.give_code(code);
    }
    case LoginStep::Enrol: {
        CANBO_TRY(const auto key, login.begin_factor());
        CANBO_TRY_VOID(show_key(runtime, key, in.qr));
        CANBO_TRY(const auto code, read_code(in));
        CANBO_TRY(const auto recovery, login.confirm_factor(code));
        show_recovery_codes(runtime, recovery);
        return {};
    }
    case LoginStep::Password: {
        CANBO_TRY(const auto password,
                  read_secret_line(base::tr("New password"),
                                   base::msgid("A password of your own is asked for; give it as the next line")));
        return login.choose_password(password);
    }
    case LoginStep::Nothing:
        break;
    }
    return {};
}

Result<apps::OfficeLogin> begin_login(const Runtime& runtime, const OwnAccountArguments& in) {
    if (in.oidc) {
        const auto open = [&in](const std::string& url) {
            fmt::print(stderr, "{}\n", url); // for a browser on which no desktop opens it
            if (!in.no_browser)
                apps::open_browser(url);
        };
        return apps::OfficeLogin::by_service(runtime.folder(), in.server, in.ca_file, open);
    }
    CANBO_TRY(const auto password, read_password());
    return apps::OfficeLogin::begin(runtime.folder(), in.server, in.ca_file, in.name, password);
}

/// Where no secret service answers, a script that gives no passphrase goes on without one, as it always did.
Result<apps::TokenKeeping> ask_keeping(const Runtime& runtime) {
    auto place = apps::token_place();
    if (place == apps::TokenPlace::Passphrase && !runtime.has_passphrase() &&
        base::environment("CANBO_SECRETS") != "passphrase")
        place = apps::TokenPlace::File;
    std::string passphrase;
    if (place == apps::TokenPlace::Passphrase) {
        CANBO_TRY(passphrase, runtime.passphrase());
    }
    return apps::TokenKeeping::choose(place, passphrase);
}

Result<void> log_in(Runtime& runtime, const OwnAccountArguments& asked) {
    OwnAccountArguments in = asked;
    if (!in.pin.empty()) {
        CANBO_TRY(in.server, wire::OfficeAddress::pinned(in.server, in.pin));
    }
    CANBO_TRY(auto login, begin_login(runtime, in));
    CANBO_TRY(auto keeping, ask_keeping(runtime));
    while (login.step() != LoginStep::Nothing)
        CANBO_TRY_VOID(take_step(runtime, login, in));
    CANBO_TRY(const auto session, login.finish(std::move(keeping)));
    const people::Person& who = session.person;
    if (runtime.json)
        print_json({{"name", who.name}, {"role", people::role_name(who.role)}, {"agency", who.agency}});
    else
        print_line(fmt::format("{}: {} ({}, {})", base::tr("Logged in"), who.name, people::role_name(who.role),
                               who.agency.empty() ? "–" : who.agency));
    return {};
}

Result<void> show_own(Runtime& runtime, const OwnAccountArguments&) {
    CANBO_TRY(wire::AccountClient * office, runtime.accounts());
    CANBO_TRY(const auto own, office->own_account());
    if (runtime.json) {
        print_json(to_json(own));
        return {};
    }
    print_line(fmt::format("{}: {} ({}, {})", base::tr("Account"), own.account.name,
                           people::role_name(own.account.role), own.account.agency.empty() ? "–" : own.account.agency));
    print_line(own.account.second_factor ? fmt::format("{}: {}: {}", base::tr("Second factor"),
                                                       base::tr("recovery codes left"), own.recovery_codes)
                                         : fmt::format("{}: {}", base::tr("Second factor"), base::tr("none")));
    return {};
}

Result<void> change_password(Runtime& runtime, const OwnAccountArguments&) {
    CANBO_TRY(const auto old_password, read_password());
    CANBO_TRY(const auto new_password,
              read_secret_line(base::tr("New password"),
                               base::msgid("The new password is expected as the second line of standard input")));
    CANBO_TRY(wire::AccountClient * office, runtime.accounts());
    CANBO_TRY([[maybe_unused]] const auto answer, office->change_password({old_password, new_password}));
    if (runtime.json)
        print_json({{"status", "ok"}});
    else
        print_line(base::tr("The password is changed; you are logged out on every other device"));
    return {};
}

Result<void> list_devices(Runtime& runtime, const OwnAccountArguments&) {
    CANBO_TRY(wire::AccountClient * office, runtime.accounts());
    CANBO_TRY(const auto sessions, office->sessions());
    print_sessions(runtime, sessions);
    return {};
}

Result<void> end_sessions(Runtime& runtime, const OwnAccountArguments& in) {
    CANBO_TRY(wire::AccountClient * office, runtime.accounts());
    CANBO_TRY_VOID(in.others ? office->end_other_sessions() : office->end_session(in.session));
    print_ended(runtime);
    return {};
}

Result<void> add_factor(Runtime& runtime, const OwnAccountArguments& in) {
    CANBO_TRY(const auto password, read_password());
    CANBO_TRY(wire::AccountClient * office, runtime.accounts());
    CANBO_TRY(const auto key, office->begin_second_factor(password));
    CANBO_TRY_VOID(show_key(runtime, key, in.qr));
    CANBO_TRY(const auto code, read_code(in));
    CANBO_TRY(const auto confirmed, office->confirm_second_factor(code));
    show_recovery_codes(runtime, confirmed.recovery_codes);
    return {};
}

Result<void> remove_factor(Runtime& runtime, const OwnAccountArguments& in) {
    CANBO_TRY(wire::AccountClient * office, runtime.accounts());
    CANBO_TRY_VOID(office->remove_second_factor(in.code));
    if (runtime.json)
        print_json({{"status", "ok"}});
    else
        print_line(base::tr("The second factor is removed"));
    return {};
}

} // namespace

void print_sessions(const Runtime& runtime, const std::vector<wire::DeviceSession>& sessions) {
    if (runtime.json) {
        print_json(to_json(sessions)["sessions"]);
        return;
    }
    std::vector<std::vector<std::string>> rows;
    for (const auto& one : sessions)
        rows.push_back({one.id, one.device, base::show_time(one.opened), base::show_time(one.last_used),
                        one.current ? base::tr("this one") : ""});
    print_table({base::tr("Session"), base::tr("Device"), base::tr("Since"), base::tr("Last used"), ""}, rows);
}

void print_ended(const Runtime& runtime) {
    if (runtime.json)
        print_json({{"status", "ok"}});
    else
        print_line(base::tr("Logged out there"));
}

void add_own_account_commands(Command& app, Runtime& runtime) {
    auto in = std::make_shared<OwnAccountArguments>();
    Command* area = &app;
    const auto verb = [&](const char* name, const char* help,
                          Result<void> (*work)(Runtime&, const OwnAccountArguments&)) {
        return add_verb(*area, name, help, runtime, [&runtime, in, work] { return work(runtime, *in); });
    };
    const auto qr = [in](Command* made) { made->add_flag("--qr", in->qr, "Show the key as a QR code, too"); };

    auto* login = verb("login", "Log in at an office", log_in);
    login->add_option("--server", in->server, "https://… (http:// on this machine only)")->required();
    login->add_option("--server-pin", in->pin,
                      "SHA-256 of the public key of the only certificate that is believed, in hex or Base64; kept with "
                      "the address");
    login->add_option("--user", in->name, "Account name");
    login->add_option("--ca", in->ca_file, "PEM file of the authority that signed the office's certificate");
    login->add_option("--code", in->code, "Code of the second factor, or a recovery code");
    qr(login);
    auto* how = login->add_one_of();
    how->add_flag("--password-stdin", in->password_stdin,
                  "Read the password from standard input; what else the office asks for, from its next lines");
    how->add_flag("--oidc", in->oidc, "By the office's login service in the browser; its address is printed, too");
    login->add_flag("--no-browser", in->no_browser, "Open no browser: somebody opens the address that is printed");
    login->check([in]() -> std::optional<std::string> {
        if (in->name.empty() != in->oidc)
            return in->oidc ? "--oidc takes no --user" : "--user is required";
        return std::nullopt;
    });

    area = add_area(app, "me", "Your own account: password, devices, second factor");
    verb("show", "Your account", show_own);
    verb("password", "Change your password; you are logged out on every other device", change_password)
        ->add_flag("--password-stdin", in->password_stdin,
                   "Read the password until now and the new one from standard input, a line each")
        ->required();
    verb("devices", "On which devices you are logged in", list_devices);
    auto* end = verb("end-session", "Log out on another device", end_sessions)->add_one_of();
    end->add_option("--session", in->session, "One of those that \"me devices\" lists");
    end->add_flag("--others", in->others, "Every one but this");
    auto* add = verb("add-factor", "Set up a second factor: a telephone's one-time codes", add_factor);
    qr(add);
    add->add_flag("--password-stdin", in->password_stdin, "Read the password from standard input, then the first code")
        ->required();
    verb("remove-factor", "Remove your second factor", remove_factor)
        ->add_option("--code", in->code, "One of its codes")
        ->required();
}

} // namespace canbo::ctl
