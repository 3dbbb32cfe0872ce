#include "base/file.h"
#include "fixture.h"
#include "office_ui/admin_presenters.h"
#include "office_ui/plan_presenters.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace canbo;
using namespace canbo::test;
using desktop::ListRow;

namespace {

const people::Person admin{"quan.tri", people::Role::Admin, ""};

struct FakeOffice final : office_ui::OfficePort {
    std::vector<office_ui::AccountRow> list{{"quan.tri", "Quản trị", people::Role::Admin, "", false},
                                            {"an.nguyen", "Đầu mối Sở Y tế", people::Role::Focal, "SYT", false}};
    std::optional<Error> trouble;

    Result<std::vector<office_ui::AccountRow>> accounts() override {
        if (trouble)
            return fail(*trouble);
        return list;
    }
    Result<void> add_account(const office_ui::NewAccountRow& row) override {
        if (trouble)
            return fail(*trouble);
        if (row.account.name == "khong.duoc")
            return fail(ErrorCode::Forbidden, "This is not allowed");
        list.push_back(row.account);
        return {};
    }
    Result<void> disable_account(const std::string& name) override {
        for (auto& one : list)
            one.disabled = one.disabled || one.name == name;
        return {};
    }
    Result<void> set_password(const std::string& name, const std::string& password) override {
        helped.push_back(name + " " + password);
        return {};
    }
    Result<void> force_password_change(const std::string& name) override {
        for (auto& one : list)
            one.must_change_password = one.must_change_password || one.name == name;
        return {};
    }
    Result<void> reset_second_factor(const std::string& name) override {
        helped.push_back(name + " factor");
        return {};
    }
    Result<std::vector<office_ui::DeviceRow>> devices(const std::string&) override {
        if (trouble)
            return fail(*trouble);
        return std::vector<office_ui::DeviceRow>{{"1", "PC-SYT-01", friday_morning}, {"2", "", friday_morning}};
    }
    Result<void> end_session(const std::string& name, const std::string& id) override {
        helped.push_back(name + " out " + id);
        return {};
    }
    Result<std::string> person_data(const std::string& name) override {
        if (trouble)
            return fail(*trouble);
        return "data of " + name;
    }
    Result<void> erase_person(const std::string& name, const std::string& reason) override {
        if (trouble)
            return fail(*trouble);
        std::erase_if(list, [&](const auto& one) { return one.name == name; });
        helped.push_back(name + " erased: " + reason);
        return {};
    }
    std::vector<std::string> helped;
    Result<std::vector<ledger::AuditEvent>> audit() override {
        return std::vector<ledger::AuditEvent>{{1, friday_morning, "quan.tri", "account.add", "an.nguyen"},
                                               {2, friday_morning, "", "login.refused", "an.nguyen"}};
    }
};

struct Page : desktop::ListPageView {
    void show_rows(const std::vector<desktop::ListRow>& now, std::size_t count) override {
        rows = now;
        all = count;
    }
    void show_import(const desktop::ImportCheck& now) override { check = now; }
    void show_done(const std::string& sentence) override { done.push_back(sentence); }
    void show_problem(const Error& error) override { problems.push_back(error); }
    const desktop::ListRow* row(const std::string& key) const {
        const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto& one) { return one.key == key; });
        return found == rows.end() ? nullptr : &*found;
    }

    desktop::InlineBackground background;
    std::vector<desktop::ListRow> rows;
    std::size_t all{0};
    desktop::ImportCheck check;
    std::vector<std::string> done;
    std::vector<Error> problems;
};

using Rows = std::vector<office_ui::NewAccountRow>;

struct Accounts final : Page {
    explicit Accounts(Rows in_file = {}, const people::Person& person = admin)
        : desk(house.desk(person)), file(std::move(in_file)) {}

    House house;
    reporting::Desk desk;
    FakeOffice office;
    Rows file;
    office_ui::AccountsPresenter presenter{*this, background, desk, office,
                                           [this](std::string_view, Issues&) -> Result<Rows> { return file; }};
};

office_ui::NewAccountRow account(const char* name, const char* agency) {
    return {{name, "Cán bộ", people::Role::Focal, agency, false}, "mật khẩu đủ dài"};
}

} // namespace

TEST_CASE("accounts are listed with their agency's name and found without diacritics", "[office_ui][admin]") {
    Accounts page;
    page.presenter.load();
    REQUIRE(page.all == 2);
    page.presenter.filter("so y te");
    REQUIRE(page.rows.size() == 1);
    CHECK(page.rows[0].cells[3] == "Sở Y tế");
}

TEST_CASE("an administrator gives a password, asks for another one, takes a second factor away", "[office_ui][admin]") {
    using Help = office_ui::AccountsPresenter::Help;
    Accounts page;
    page.presenter.help("an.nguyen", Help::NewPassword, "con mèo nhà bên");
    page.presenter.help("an.nguyen", Help::ResetFactor, "");
    CHECK(page.office.helped == std::vector<std::string>{"an.nguyen con mèo nhà bên", "an.nguyen factor"});
    page.presenter.help("an.nguyen", Help::ForceChange, "");
    CHECK(page.done.size() == 3);
    CHECK(page.row("an.nguyen")->cells[4] == "✓ in use, password to be changed");
}

TEST_CASE("an administrator sees an account's devices and ends one or all", "[office_ui][admin]") {
    Accounts page;
    std::vector<std::pair<std::string, std::string>> devices;
    page.presenter.list_devices("an.nguyen", [&](auto list) { devices = std::move(list); });
    REQUIRE(devices.size() == 2);
    CHECK(devices[0].first == "1");
    CHECK(devices[0].second == "PC-SYT-01 · last used " + base::show_time(friday_morning));
    CHECK(devices[1].second.starts_with("–"));
    page.presenter.end_session("an.nguyen", "1");
    page.presenter.end_session("an.nguyen", "");
    CHECK(page.office.helped == std::vector<std::string>{"an.nguyen out 1", "an.nguyen out "});
    page.office.trouble = Error{ErrorCode::Unreachable, "The office cannot be reached", {}, {}};
    page.presenter.list_devices("an.nguyen", [](auto) { FAIL("nothing to list"); });
    CHECK(page.problems.size() == 1);
}

TEST_CASE("what was typed for an account is done with when the office has it, not before", "[office_ui][admin]") {
    Accounts page;
    int done = 0;
    page.office.trouble = Error{ErrorCode::Unreachable, "The office cannot be reached", {}, {}};
    page.presenter.add(account("binh.tran", "SYT"), [&] { ++done; });
    CHECK(done == 0);
    CHECK(page.problems.size() == 1);
    page.office.trouble.reset();
    page.presenter.add(account("binh.tran", "SYT"), [&] { ++done; });
    CHECK(done == 1);
}

TEST_CASE("a disabled account stays in the list and says so", "[office_ui][admin]") {
    Accounts page;
    page.presenter.disable("an.nguyen");
    CHECK(page.done.size() == 1);
    REQUIRE(page.row("an.nguyen") != nullptr);
    CHECK(page.row("an.nguyen")->mark == desktop::ListRow::Mark::Muted);
}

TEST_CASE("a file of accounts is checked first and adds nothing", "[office_ui][admin]") {
    Accounts page({account("dm.cat", "CAT"), account("an.nguyen", "SYT"), account("dm.la", "KHONGCO")});
    page.presenter.check_file("name,role,password\n");
    CHECK(page.check.rows == 3);
    CHECK_FALSE(page.check.good);
    REQUIRE(page.check.problems.size() == 2);
    CHECK(page.check.problems[0].first == "an.nguyen"); // exists already
    CHECK(page.check.problems[1].first == "dm.la");     // no such agency
    CHECK(page.office.list.size() == 2);
}

TEST_CASE("a good file of accounts is imported once a person agrees", "[office_ui][admin]") {
    Accounts page({account("dm.cat", "CAT"), account("dm.stp", "STP")});
    page.presenter.check_file("name,role,password\n");
    CHECK(page.check.good);
    page.presenter.import();
    CHECK(page.office.list.size() == 4);
    page.presenter.import(); // a second click adds nothing
    CHECK(page.office.list.size() == 4);
}

TEST_CASE("what the office refuses of a file is named", "[office_ui][admin]") {
    Accounts page({account("khong.duoc", "CAT")});
    page.presenter.check_file("name,role,password\n");
    page.presenter.import();
    REQUIRE(page.problems.size() == 1);
    CHECK(page.problems[0].where == "khong.duoc");
}

TEST_CASE("who keeps no accounts checks no file of them", "[office_ui][admin]") {
    Accounts page({account("dm.cat", "CAT")}, thu);
    page.presenter.check_file("name,role,password\n");
    REQUIRE(page.problems.size() == 1);
    CHECK(page.problems[0].code == ErrorCode::Forbidden);
}

TEST_CASE("accounts that cannot be read are said as such", "[office_ui][admin]") {
    Accounts page;
    page.office.trouble = Error{ErrorCode::Unreachable, "The office did not answer", {}, {}};
    page.presenter.load();
    REQUIRE(page.problems.size() == 1);
    CHECK(page.problems[0].code == ErrorCode::Unreachable);
}

namespace {

struct Agencies final : Page {
    explicit Agencies(std::vector<people::Agency> in_file = {}) : file(std::move(in_file)) {}

    House house;
    reporting::Desk desk{house.desk(admin)};
    std::vector<people::Agency> file;
    int sent{0};
    office_ui::AgenciesPresenter presenter{
        *this, background, desk,
        [this](std::string_view, Issues&) -> Result<std::vector<people::Agency>> { return file; }, [this] { ++sent; }};
};

people::Agency changed_health(const char* name) {
    auto agency = *content().agencies.find("SYT");
    agency.name = name;
    return agency;
}

} // namespace

TEST_CASE("a changed agency goes out with everything that was not touched", "[office_ui][admin]") {
    Agencies page;
    office_ui::AgenciesPresenter::Fields fields;
    page.presenter.find("SYT", [&](auto now) { fields = std::move(now); });
    fields["signer"] = " Người Ký ";
    fields["needs_approval"] = "1";
    page.presenter.set("SYT", fields);
    CHECK(page.problems.empty());
    CHECK(page.sent == 1);
    REQUIRE(page.house.pump(admin).empty());
    page.presenter.load();
    REQUIRE(page.row("SYT") != nullptr);
    CHECK(page.row("SYT")->cells[3].starts_with("Người Ký"));
    CHECK(page.row("SYT")->cells[5] == "✓");
    CHECK(page.row("SYT")->cells[4] == content().agencies.find("SYT")->letter->symbol);
}

TEST_CASE("an agency whose successor does not exist is not sent", "[office_ui][admin]") {
    Agencies page;
    office_ui::AgenciesPresenter::Fields fields;
    page.presenter.find("SYT", [&](auto now) { fields = std::move(now); });
    fields["successor"] = "KHONGCO";
    page.presenter.set("SYT", fields);
    CHECK(page.problems.size() == 1);
    CHECK(page.house.queued().empty());
}

TEST_CASE("a file of agencies says what it would change, and what is the same is not sent", "[office_ui][admin]") {
    people::Agency fresh;
    fresh.code = "SMOI";
    fresh.name = "Sở Mới";
    fresh.parent = content().agencies.find("SYT")->parent;
    Agencies page({changed_health("Sở Y tế tỉnh"), *content().agencies.find("STP"), fresh});
    page.presenter.check_file("code,name\n");
    CHECK(page.check.good);
    REQUIRE(page.check.changes.size() == 2);
    CHECK(page.check.changes[0] == "SYT Sở Y tế tỉnh: name");
    CHECK(page.house.queued().empty());
    page.presenter.import();
    CHECK(page.house.queued().size() == 2);
    CHECK(page.house.pump(admin).empty());
}

TEST_CASE("the audit shows the newest first, in words", "[office_ui][admin]") {
    Page page;
    FakeOffice office;
    office_ui::AuditPresenter presenter(page, page.background, office);
    presenter.load();
    REQUIRE(page.rows.size() == 2);
    CHECK(page.rows[0].cells[3] == "Login refused");
    CHECK(page.rows[1].cells[3] == "Account added");
}

namespace {

struct Periods final : Page {
    House house;
    reporting::Desk desk{house.desk(thu)};
    int sent{0};
    office_ui::PeriodsPresenter presenter{*this, background, desk, [this] { ++sent; }};
};

struct Gates final : Page {
    House house;
    reporting::Desk desk{house.desk(thu)};
    office_ui::GatesPresenter presenter{*this, background, desk, [] {}};
};

} // namespace

TEST_CASE("a period is locked and opened again with a reason", "[office_ui][admin]") {
    Periods page;
    page.presenter.lock("2024-W07", true, "  ");
    CHECK(page.problems.size() == 1);
    CHECK(page.sent == 0);
    page.presenter.lock("2024-W07", true, "Đã tổng hợp");
    REQUIRE(page.house.pump(thu).empty());
    CHECK(page.house.book().locked());
    page.presenter.load();
    REQUIRE(page.row("2024-W07") != nullptr);
    CHECK(page.row("2024-W07")->mark == desktop::ListRow::Mark::Warn);
    page.presenter.lock("2024-W07", false, "Khóa nhầm");
    REQUIRE(page.house.pump(thu).empty());
    CHECK_FALSE(page.house.book().locked());
}

TEST_CASE("an exception holds for one agency until its moment", "[office_ui][admin]") {
    Periods page;
    page.presenter.lock("2024-W07", true, "Đã tổng hợp");
    page.presenter.grant("2024-W07", "SYT", "17:00 20/02/2024", "Số liệu sai");
    REQUIRE(page.problems.empty());
    REQUIRE(page.house.pump(thu).empty());
    const auto book = page.house.book();
    CHECK(book.open_for("SYT", time_of("2024-02-20T16:59:00+07:00")));
    CHECK_FALSE(book.open_for("SYT", time_of("2024-02-20T17:01:00+07:00")));
    CHECK_FALSE(book.open_for("CAT", friday_morning));
    page.presenter.load();
    CHECK(page.row("2024-W07")->cells[4].find("Sở Y tế") != std::string::npos);
}

TEST_CASE("an exception needs a moment to come and a reason", "[office_ui][admin]") {
    const auto check = [](const char* until, const char* reason) {
        return refusal(office_ui::PeriodsPresenter::check_grant(until, reason, friday_morning));
    };
    CHECK(check("17:00 20/02/2024", "Số liệu sai").empty());
    CHECK(check("2024-02-20T17:00:00+07:00", "Số liệu sai").empty());
    CHECK(check("17:00 15/02/2024", "Số liệu sai") == "invalid-input until");
    CHECK(check("ngày mai", "Số liệu sai") == "invalid-input until");
    CHECK(check("25:00 20/02/2024", "Số liệu sai") == "invalid-input until");
    CHECK(check("17:00 20/02/2024", " ") == "invalid-input reason");
}

TEST_CASE("a gate is opened by a document of a day that has come", "[office_ui][admin]") {
    Gates page;
    page.presenter.load();
    REQUIRE(page.row("4-1") != nullptr);
    CHECK(page.row("4-1")->mark == desktop::ListRow::Mark::Warn);
    page.presenter.open("4-1", " ", "16/02/2024");
    page.presenter.open("4-1", "Công văn số 1", "17/02/2024");
    CHECK(page.problems.size() == 2);
    CHECK(page.house.queued().empty());
    page.presenter.open("4-1", "Công văn số 1", "15/02/2024");
    REQUIRE(page.house.pump(thu).empty());
    page.presenter.load();
    CHECK(page.row("4-1")->mark == desktop::ListRow::Mark::Good);
    CHECK(page.row("4-1")->cells[5] == "Công văn số 1");
    CHECK(page.rows.back().mark == desktop::ListRow::Mark::Good); // what waits comes first
}

TEST_CASE("an administrator takes a person's data out, and the person away", "[office_ui][admin]") {
    using Presenter = office_ui::AccountsPresenter;
    TempFolder folder;
    std::filesystem::create_directories(folder.path);
    Accounts page;
    page.presenter.save_data("an.nguyen", folder.path / "an.json");
    CHECK(base::read_file(folder.path / "an.json").value() == "data of an.nguyen");
    CHECK(page.done.size() == 1);
    CHECK(Presenter::check_erasure("an.nguyen", "an.nguye", "Đơn số 12").error().where == "again");
    CHECK(Presenter::check_erasure("an.nguyen", "an.nguyen", "Đơn ").error().where == "reason");
    CHECK(Presenter::check_erasure("an.nguyen", "an.nguyen", "Đơn của an.nguyen").error().where == "reason");
    REQUIRE(Presenter::check_erasure("an.nguyen", " an.nguyen", "Đơn số 12"));
    page.presenter.erase("an.nguyen", " Đơn số 12 ");
    CHECK(page.office.helped == std::vector<std::string>{"an.nguyen erased: Đơn số 12"});
    CHECK(page.row("an.nguyen") == nullptr);
    page.office.trouble = Error{ErrorCode::Unreachable, "The office cannot be reached", {}, {}};
    page.presenter.save_data("an.nguyen", folder.path / "again.json");
    page.presenter.erase("an.nguyen", "Đơn số 12");
    CHECK(page.problems.size() == 2);
    CHECK_FALSE(std::filesystem::exists(folder.path / "again.json"));
}
