#include "office_ui/admin_presenters.h"

#include "base/file.h"
#include "base/text.h"
#include "base/translation.h"
#include "people/agency_import.h"
#include "progress/agency_book.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace canbo::office_ui {
namespace {

Result<people::AgencyTree> tree_of(const reporting::Desk& desk) {
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Read));
    return progress::load_agencies(*tx, desk.entries, desk.shipped_agencies);
}

std::string name_in(const people::AgencyTree& tree, const std::string& code) {
    const auto* agency = tree.find(code);
    return agency != nullptr ? agency->name : code;
}

void take_issues(const Issues& issues, desktop::ImportCheck& check) {
    for (const auto& issue : issues.items())
        check.problems.emplace_back(issue.where, base::tr(issue.sentence));
    check.good = !issues.has_errors() && check.rows > 0;
}

struct CheckedAccounts {
    desktop::ImportCheck check;
    std::vector<NewAccountRow> rows;
};

Result<CheckedAccounts> check_accounts(const reporting::Desk& desk, OfficePort& office, const ReadAccounts& read,
                                       const std::string& text) {
    CANBO_TRY_VOID(people::require(desk.person, people::Permission::ManageAccounts));
    Issues issues;
    CheckedAccounts out;
    CANBO_TRY(out.rows, read(text, issues));
    CANBO_TRY(const auto tree, tree_of(desk));
    CANBO_TRY(const auto known, office.accounts());
    std::set<std::string> names;
    for (const auto& one : known)
        names.insert(one.name);
    for (const auto& row : out.rows) {
        const auto& account = row.account;
        if (!names.insert(account.name).second)
            issues.error(ErrorCode::Conflict, account.name, "There is an account of this name already");
        if (!account.agency.empty() && tree.find(account.agency) == nullptr)
            issues.error(ErrorCode::NotFound, account.name, "There is no such agency");
        out.check.changes.push_back(fmt::format("{} · {} · {} · {}", account.name, account.display_name,
                                                base::tr(people::role_label(account.role)),
                                                name_in(tree, account.agency)));
    }
    out.check.rows = out.rows.size();
    take_issues(issues, out.check);
    return out;
}

struct CheckedAgencies {
    desktop::ImportCheck check;
    std::vector<people::Agency> rows; ///< Only those that add or change something.
};

Result<CheckedAgencies> check_agencies(const reporting::Desk& desk, const ReadAgencies& read, const std::string& text) {
    CANBO_TRY_VOID(people::require(desk.person, people::Permission::ManageAgencies));
    Issues issues;
    CANBO_TRY(auto agencies, read(text, issues));
    CANBO_TRY(const auto tree, tree_of(desk));
    CheckedAgencies out;
    out.check.rows = agencies.size();
    for (auto& change : people::merge_agencies(tree, std::move(agencies), issues)) {
        std::string what = change.fresh ? base::tr("new") : std::string();
        for (const auto& field : change.fields)
            what += (what.empty() ? "" : ", ") + field;
        out.check.changes.push_back(change.agency.code + " " + change.agency.name + ": " + what);
        out.rows.push_back(std::move(change.agency));
    }
    take_issues(issues, out.check);
    return out;
}

Result<void> queue_agency(const reporting::Desk& desk, const people::Agency& agency) {
    CANBO_TRY_VOID(people::require(desk.person, people::Permission::ManageAgencies));
    CANBO_TRY([[maybe_unused]] const auto id, reporting::queue_entry(desk, progress::agency_kind, agency.code,
                                                                     agency.code, 1, people::agency_to_json(agency)));
    return {};
}

AgenciesPresenter::Fields fields_of(const people::Agency& agency) {
    const auto letter = agency.letter.value_or(people::LetterDetails{});
    return {{"name", agency.name},
            {"signer", letter.signer},
            {"authority", letter.authority},
            {"office", letter.office},
            {"place", letter.place},
            {"symbol", letter.symbol},
            {"successor", agency.successor},
            {"valid_to", agency.valid_to ? base::show_day(*agency.valid_to) : std::string()},
            {"needs_approval", agency.needs_approval ? "1" : ""}};
}

Result<void> change_agency(const reporting::Desk& desk, const std::string& code, AgenciesPresenter::Fields fields) {
    CANBO_TRY(auto tree, tree_of(desk));
    const auto* known = tree.find(code);
    if (known == nullptr)
        return fail(ErrorCode::NotFound, "There is no such agency", code);
    people::Agency agency = *known;
    for (auto& [key, value] : fields) {
        CANBO_TRY(value, base::to_nfc(base::trim(value)));
    }
    if (fields["name"].empty())
        return fail(ErrorCode::InvalidInput, "An agency needs a name", "name");
    agency.name = fields["name"];
    auto letter = agency.letter.value_or(people::LetterDetails{});
    letter.signer = fields["signer"];
    letter.authority = fields["authority"];
    letter.office = fields["office"];
    letter.place = fields["place"];
    letter.symbol = fields["symbol"];
    if (agency.letter || !(letter.signer + letter.authority + letter.office + letter.place + letter.symbol).empty())
        agency.letter = letter;
    agency.successor = fields["successor"];
    agency.valid_to.reset();
    if (!fields["valid_to"].empty()) {
        CANBO_TRY(agency.valid_to, base::parse_day(fields["valid_to"]));
    }
    agency.needs_approval = !fields["needs_approval"].empty();
    tree.put(agency);
    Issues issues;
    tree.check(issues);
    for (const auto& issue : issues.items())
        if (issue.severity == Issue::Severity::Error)
            return fail(Error{issue.code, issue.sentence, issue.where, {}});
    return queue_agency(desk, agency);
}

std::string state_of(const AccountRow& one) {
    if (one.disabled)
        return "✕ " + base::tr("disabled");
    std::string state = "✓ " + base::tr("in use");
    if (one.must_change_password)
        state += ", " + base::tr("password to be changed");
    if (one.second_factor)
        state += ", " + base::tr("second factor");
    return state;
}

/// What an event means, in the chosen language; the log's own word when it is of a newer office.
std::string action_text(const std::string& action) {
    static const std::map<std::string, const char*> known{
        {"office.init", base::msgid("The office was made")},
        {"office.moved", base::msgid("The office moved to another database")},
        {"office.restored", base::msgid("The office was restored from a backup")},
        {"office.clock-shifted", base::msgid("The office ran with a clock that is not the machine's")},
        {"account.add", base::msgid("Account added")},
        {"account.disable", base::msgid("Account disabled")},
        {"account.list", base::msgid("List of accounts read")},
        {"account.add-by-service", base::msgid("Account added by the login service")},
        {"account.by-service", base::msgid("Account changed by the login service")},
        {"password.change", base::msgid("Password changed by its owner")},
        {"password.set", base::msgid("New password given")},
        {"password.must-change", base::msgid("Another password asked for")},
        {"second-factor.add", base::msgid("Second factor set up")},
        {"second-factor.remove", base::msgid("Second factor removed")},
        {"recovery-code.used", base::msgid("Recovery code used")},
        {"code.refused", base::msgid("Code of the second factor refused")},
        {"session.end", base::msgid("Logged out on another device")},
        {"session.list", base::msgid("Devices of an account looked at")},
        {"session.copied", base::msgid("A copied login was used; every session ended")},
        {"login.refused", base::msgid("Login refused")},
        {"personal-data.read", base::msgid("Personal data of others read")},
        {"person.export", base::msgid("A person's data taken out")},
        {"person.erase", base::msgid("A person's data erased")},
        {"entry.erased", base::msgid("An entry with a person's data erased")},
        {"event.erased", base::msgid("A person's name erased from an event")},
        {"exam.key-given", base::msgid("Key of an exam's papers given out")}};
    const auto found = known.find(action);
    return found != known.end() ? base::tr(found->second) : action;
}

} // namespace

void AccountsPresenter::help(const std::string& name, Help what, const std::string& password) {
    change(
        [&office = m_office, name, what, password]() -> Result<void> {
            switch (what) {
            case Help::NewPassword:
                return office.set_password(name, password);
            case Help::ForceChange:
                return office.force_password_change(name);
            case Help::ResetFactor:
                return office.reset_second_factor(name);
            }
            return {};
        },
        fmt::format(fmt::runtime(base::tr("It is done for the account {}; it is logged out everywhere")), name));
}

void AccountsPresenter::list_devices(const std::string& name,
                                     std::function<void(std::vector<std::pair<std::string, std::string>>)> done) {
    m_waiter.run(
        m_background, [&office = m_office, name] { return office.devices(name); },
        [this, done = std::move(done)](Result<std::vector<DeviceRow>> devices) {
            if (!devices) {
                m_view.show_problem(devices.error());
                return;
            }
            std::vector<std::pair<std::string, std::string>> list;
            for (const auto& one : *devices)
                list.emplace_back(one.id, fmt::format("{} · {} {}", one.device.empty() ? "–" : one.device,
                                                      base::tr("last used"), base::show_time(one.last_used)));
            done(std::move(list));
        });
}

void AccountsPresenter::end_session(const std::string& name, const std::string& id) {
    change([&office = m_office, name, id] { return office.end_session(name, id); },
           fmt::format(fmt::runtime(base::tr("The account {} is logged out there")), name));
}

void AccountsPresenter::save_data(const std::string& name, const std::filesystem::path& file) {
    change(
        [&office = m_office, name, file]() -> Result<void> {
            CANBO_TRY(const auto text, office.person_data(name));
            return base::write_file(file, text, true);
        },
        fmt::format(fmt::runtime(base::tr("The data of the account {} are in the file {}; only you may read it")), name,
                    file.string()));
}

Result<void> AccountsPresenter::check_erasure(const std::string& name, const std::string& again,
                                              const std::string& reason) {
    if (base::trim(again) != name)
        return fail(ErrorCode::InvalidInput, "Type the name of the account that is to be erased", "again");
    if (const auto length = base::length(base::trim(reason)); length < 5 || length > 200)
        return fail(ErrorCode::InvalidInput, "Give a reason of 5 to 200 characters in one line", "reason");
    if (base::contains_folded(reason, name))
        return fail(ErrorCode::InvalidInput, "The reason is kept for ever: it must not name the person", "reason");
    return {};
}

void AccountsPresenter::erase(const std::string& name, const std::string& reason) {
    change([&office = m_office, name,
            reason = std::string(base::trim(reason))] { return office.erase_person(name, reason); },
           base::tr("The person is erased; the account goes on closed, under a pseudonym"));
}

std::function<desktop::ListPresenter::Rows()> AccountsPresenter::reader() const {
    return [&desk = m_desk, &office = m_office]() -> Rows {
        CANBO_TRY(const auto accounts, office.accounts());
        CANBO_TRY(const auto tree, tree_of(desk));
        std::vector<desktop::ListRow> rows;
        for (const auto& one : accounts)
            rows.push_back({one.name,
                            {one.name, one.display_name, base::tr(people::role_label(one.role)),
                             name_in(tree, one.agency), state_of(one)},
                            one.disabled ? desktop::ListRow::Mark::Muted : desktop::ListRow::Mark::Good,
                            one.disabled ? -1 : 4});
        return rows;
    };
}

void AccountsPresenter::list_agencies(std::function<void(std::vector<std::pair<std::string, std::string>>)> done) {
    m_waiter.run(
        m_background, [&desk = m_desk] { return tree_of(desk); },
        [this, done = std::move(done)](Result<people::AgencyTree> tree) {
            if (!tree) {
                m_view.show_problem(tree.error());
                return;
            }
            std::vector<std::pair<std::string, std::string>> list;
            for (const auto& [code, agency] : tree->all())
                if (!agency.collective)
                    list.emplace_back(code, agency.name);
            done(std::move(list));
        });
}

void AccountsPresenter::add(NewAccountRow account, std::function<void()> done) {
    const std::string name = account.account.name;
    change([&office = m_office, account = std::move(account)] { return office.add_account(account); },
           fmt::format(fmt::runtime(base::tr("The account {} is added")), name), {}, std::move(done));
}

void AccountsPresenter::disable(const std::string& name) {
    change([&office = m_office, name] { return office.disable_account(name); },
           fmt::format(fmt::runtime(base::tr("The account {} is disabled")), name));
}

void AccountsPresenter::check_file(const std::string& text) {
    m_checked.clear();
    m_waiter.run(
        m_background,
        [&desk = m_desk, &office = m_office, read = m_read_csv, text] {
            return check_accounts(desk, office, read, text);
        },
        [this](Result<CheckedAccounts> checked) {
            if (!checked) {
                m_view.show_problem(checked.error());
                return;
            }
            m_checked = std::move(checked->rows);
            m_view.show_import(checked->check);
        });
}

void AccountsPresenter::import() {
    change(
        [&office = m_office, rows = std::exchange(m_checked, {})]() -> Result<void> {
            for (const auto& row : rows) {
                auto added = office.add_account(row);
                if (!added) {
                    Error error = std::move(added).error();
                    error.where = row.account.name;
                    return fail(std::move(error));
                }
            }
            return {};
        },
        base::tr("The accounts of the file are added"));
}

std::function<desktop::ListPresenter::Rows()> AgenciesPresenter::reader() const {
    return [&desk = m_desk]() -> Rows {
        CANBO_TRY(const auto tree, tree_of(desk));
        const auto today = base::day_in_vietnam(desk.clock.now());
        std::vector<desktop::ListRow> rows;
        for (const auto& [code, agency] : tree.all()) {
            const auto letter = agency.letter.value_or(people::LetterDetails{});
            const std::string signs = letter.signer.empty() ? letter.office : letter.signer + ", " + letter.office;
            rows.push_back({code,
                            {code, agency.name, agency.parent.empty() ? std::string() : name_in(tree, agency.parent),
                             signs, letter.symbol, agency.needs_approval ? "✓" : "",
                             agency.valid_to ? base::show_day(*agency.valid_to) : std::string()},
                            agency.valid_on(today) ? desktop::ListRow::Mark::None : desktop::ListRow::Mark::Muted,
                            -1});
        }
        return rows;
    };
}

void AgenciesPresenter::find(const std::string& code, std::function<void(Fields)> done) {
    m_waiter.run(
        m_background, [&desk = m_desk] { return tree_of(desk); },
        [this, code, done = std::move(done)](Result<people::AgencyTree> tree) {
            if (!tree)
                m_view.show_problem(tree.error());
            else if (const auto* agency = tree->find(code))
                done(fields_of(*agency));
        });
}

void AgenciesPresenter::set(const std::string& code, Fields fields, std::function<void()> done) {
    change([&desk = m_desk, code, fields = std::move(fields)] { return change_agency(desk, code, fields); },
           base::tr("The change is on its way to the office"), m_sent, std::move(done));
}

void AgenciesPresenter::check_file(const std::string& text) {
    m_checked.clear();
    m_waiter.run(
        m_background, [&desk = m_desk, read = m_read_csv, text] { return check_agencies(desk, read, text); },
        [this](Result<CheckedAgencies> checked) {
            if (!checked) {
                m_view.show_problem(checked.error());
                return;
            }
            m_checked = std::move(checked->rows);
            m_view.show_import(checked->check);
        });
}

void AgenciesPresenter::import() {
    change(
        [&desk = m_desk, rows = std::exchange(m_checked, {})]() -> Result<void> {
            for (const auto& agency : rows)
                CANBO_TRY_VOID(queue_agency(desk, agency));
            return {};
        },
        base::tr("The agencies of the file are on their way to the office"), m_sent);
}

std::function<desktop::ListPresenter::Rows()> AuditPresenter::reader() const {
    return [&office = m_office]() -> Rows {
        CANBO_TRY(auto events, office.audit());
        std::vector<desktop::ListRow> rows;
        for (auto event = events.rbegin(); event != events.rend(); ++event)
            rows.push_back({std::to_string(event->sequence),
                            {std::to_string(event->sequence), base::show_time(event->time), event->actor,
                             action_text(event->action), event->subject},
                            desktop::ListRow::Mark::None,
                            -1});
        return rows;
    };
}

} // namespace canbo::office_ui
