#include "base/crypto.h"
#include "base/file.h"
#include "desktop/own_account_presenter.h"

#include <catch2/catch.hpp>

using namespace canbo;
using desktop::OwnAccountFacts;

namespace {

struct FakeOffice final : desktop::OwnAccountPort {
    std::optional<Error> trouble;
    OwnAccountFacts facts{"dm.syt", false, 0, false, false, {{"1", "PC-01", {}, {}, true}, {"2", "", {}, {}, false}}};
    std::vector<std::string> asked;

    Result<void> answer(const std::string& what) {
        asked.push_back(what);
        return trouble ? Result<void>(fail(*trouble)) : Result<void>();
    }
    Result<OwnAccountFacts> read() override {
        if (trouble)
            return fail(*trouble);
        return facts;
    }
    Result<void> change_password(const std::string& from, const std::string& to) override {
        return answer(from + " to " + to);
    }
    Result<void> end_session(const std::string& id) override {
        std::erase_if(facts.devices, [&](const auto& one) { return one.id == id; });
        return answer("end " + id);
    }
    Result<void> end_other_sessions() override { return answer("end others"); }
    Result<desktop::FactorSetup> begin_factor(const std::string& password) override {
        CANBO_TRY_VOID(answer("begin " + password));
        return desktop::FactorSetup{"KEY", "otpauth://totp/x"};
    }
    Result<std::vector<std::string>> confirm_factor(const std::string& code) override {
        CANBO_TRY_VOID(answer("confirm " + code));
        facts.second_factor = true;
        return std::vector<std::string>{"ONE"};
    }
    Result<void> remove_factor(const std::string& code) override { return answer("remove " + code); }
    Result<std::string> own_data() override {
        CANBO_TRY_VOID(answer("own data"));
        return std::string("{\"account\": \"dm.syt\"}\n");
    }
};

struct Window final : desktop::OwnAccountView {
    void show(const OwnAccountFacts& now) override { facts = now; }
    void show_busy(bool now) override { busy.push_back(now); }
    void show_factor(const desktop::FactorSetup& setup) override {
        key = setup.key;
        ++asked;
    }
    void show_recovery_codes(const std::vector<std::string>& codes) override { recovery = codes; }
    void show_done(const std::string& sentence) override { done.push_back(sentence); }
    void show_problem(const Error& error) override { problems.push_back(error); }

    desktop::InlineBackground background;
    FakeOffice office;
    OwnAccountFacts facts;
    std::string key;
    std::vector<std::string> recovery, done;
    std::vector<Error> problems;
    std::vector<bool> busy;
    int asked{0};
    desktop::OwnAccountPresenter presenter{*this, background, office};
};

} // namespace

TEST_CASE("a person sees their devices and logs out on one of them", "[desktop][account]") {
    Window window;
    window.presenter.load();
    REQUIRE(window.facts.devices.size() == 2);
    window.presenter.end_session("2");
    CHECK(window.facts.devices.size() == 1); // read again
    CHECK(window.done.size() == 1);
    window.presenter.end_other_sessions();
    CHECK(window.office.asked.back() == "end others");
}

TEST_CASE("a new password is typed twice and keeps the rule before the office is asked", "[desktop][account]") {
    const std::string good = "con mèo nhà bên ngủ trưa";
    const auto check = desktop::OwnAccountPresenter::check_change;
    CHECK(check("dm.syt", good, good));
    CHECK(check("dm.syt", good, good + " ").error().where == "again");
    CHECK(check("dm.syt", "Matkhau@2024!", "Matkhau@2024!").error().where == "password");
    CHECK(check("dm.syt", "dm.syt đi nhé", "dm.syt đi nhé").error().where == "password");
    Window window;
    window.presenter.change_password("mật khẩu đủ dài", good);
    CHECK(window.office.asked.back() == "mật khẩu đủ dài to " + good);
    window.office.trouble = Error{ErrorCode::InvalidInput, "The password until now is another one", "old_password", {}};
    window.presenter.change_password("sai", good);
    CHECK(window.problems.back().where == "old_password");
}

TEST_CASE("a second factor is set up with its key and its first code", "[desktop][account]") {
    Window window;
    window.presenter.begin_factor("mật khẩu đủ dài");
    CHECK(window.key == "KEY");
    window.presenter.confirm_factor(" 123456\n");
    CHECK(window.office.asked.back() == "confirm 123456");
    CHECK(window.recovery.size() == 1);
    CHECK(window.facts.second_factor);
    window.presenter.remove_factor("123456");
    CHECK(window.office.asked.back() == "remove 123456");
}

TEST_CASE("a wrong first code asks again with the same key, and nothing else goes on meanwhile", "[desktop][account]") {
    Window window;
    window.presenter.begin_factor("mật khẩu");
    window.office.trouble = Error{ErrorCode::InvalidInput, "This code is not right", "code", {}};
    window.presenter.confirm_factor("000000");
    CHECK(window.asked == 2);
    CHECK(window.problems.size() == 1);
    window.office.trouble = Error{ErrorCode::Unreachable, "The office cannot be reached", {}, {}};
    window.presenter.confirm_factor("123456");
    CHECK(window.asked == 2); // no code was judged
    CHECK(window.busy == std::vector<bool>{true, false, true, false, true, false});
}

TEST_CASE("without the office one's account says why it is not shown", "[desktop][account]") {
    Window window;
    window.office.trouble = Error{ErrorCode::Unreachable, "The office cannot be reached", {}, {}};
    window.presenter.load();
    REQUIRE(window.problems.size() == 1);
    CHECK(window.problems[0].code == ErrorCode::Unreachable);
    CHECK(window.facts.devices.empty());
}

TEST_CASE("a person's own data go into a file that only they may read", "[desktop][account]") {
    namespace fs = std::filesystem;
    const fs::path file = fs::temp_directory_path() / ("canbo-own-data-" + base::new_uuid() + ".json");
    Window window;
    window.presenter.save_data(file);
    CHECK(base::read_file(file).value() == "{\"account\": \"dm.syt\"}\n");
    CHECK((fs::status(file).permissions() & (fs::perms::group_all | fs::perms::others_all)) == fs::perms::none);
    REQUIRE(window.done.size() == 1);
    CHECK(window.done[0].find(file.string()) != std::string::npos);
    fs::remove(file);
    window.office.trouble = Error{ErrorCode::Unreachable, "The office cannot be reached", {}, {}};
    window.presenter.save_data(file);
    CHECK_FALSE(fs::exists(file));
    window.office.trouble.reset();
    REQUIRE(base::write_file(file, "no folder"));
    window.presenter.save_data(file / "own.json");
    CHECK(window.problems.size() == 2);
    CHECK(window.done.size() == 1);
    fs::remove(file);
}
