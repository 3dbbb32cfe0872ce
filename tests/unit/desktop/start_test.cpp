#include "desktop/start_presenter.h"

#include <catch2/catch.hpp>

using namespace canbo;
using desktop::SamplePerson;
using Page = desktop::StartView::Page;

namespace {

struct FakeOffice final : desktop::StartPort {
    std::optional<Error> trouble;
    bool needs{false}, closed{false};
    std::vector<std::string> asked;
    std::vector<SamplePerson> people{{"qt", "Quản trị", people::Role::Admin, ""},
                                     {"dm.cat", "Đầu mối", people::Role::Focal, "CAT"},
                                     {"dm.syt", "Đầu mối", people::Role::Focal, "SYT"},
                                     {"vp", "Tổng hợp", people::Role::Office, "CAT"}};

    Result<void> answer(const std::string& what) {
        asked.push_back(what);
        if (trouble)
            return fail(*trouble);
        return {};
    }
    Result<void> reach(const std::string& server, const std::string&) override { return answer("reach " + server); }
    bool needs_passphrase() override { return needs; }
    Result<void> keep_with(const std::string& passphrase) override {
        return needs ? answer("keep " + passphrase) : Result<void>();
    }
    bool is_closed() const override { return closed; }
    Result<void> open(const std::string& passphrase) override { return answer("open " + passphrase); }
    void forget_login() override { closed = false; }
    std::vector<people::LoginStep> steps; ///< What is left after each call.

    Result<people::LoginStep> step(const std::string& what) {
        CANBO_TRY_VOID(answer(what));
        if (steps.empty())
            return people::LoginStep::Nothing;
        const auto next = steps.front();
        steps.erase(steps.begin());
        return next;
    }
    Result<people::LoginStep> log_in(const std::string& server, const std::string& ca, const std::string& name,
                                     const std::string&) override {
        return step("login " + server + " " + ca + " " + name);
    }
    Result<people::LoginStep> log_in_by_service(const std::string& server, const std::string&,
                                                const std::function<bool()>& stopped) override {
        if (stopped())
            return fail(ErrorCode::Cancelled, "The login was stopped");
        return step("service " + server);
    }
    Result<people::LoginStep> give_code(const std::string& code) override { return step("code " + code); }
    Result<desktop::FactorSetup> begin_factor() override {
        CANBO_TRY_VOID(answer("factor"));
        return desktop::FactorSetup{"GEZDGNBV", "otpauth://totp/x"};
    }
    Result<std::vector<std::string>> confirm_factor(const std::string& code) override {
        CANBO_TRY_VOID(answer("confirm " + code));
        return std::vector<std::string>{"ONE", "TWO"};
    }
    Result<people::LoginStep> choose_password(const std::string& password) override {
        return step("password " + password);
    }
    Result<people::LoginStep> go_on() override { return step("go on"); }
    Result<std::vector<SamplePerson>> open_sample() override {
        CANBO_TRY_VOID(answer("sample"));
        return people;
    }
    Result<void> enter_sample(const std::string& account) override { return answer("enter " + account); }
};

struct Start final : desktop::StartView {
    explicit Start(desktop::Settings& in, bool closed = false) : settings(in) {
        port.closed = closed;
        presenter.begin();
    }
    void show_page(Page now) override { page = now; }
    void show_people(const std::vector<SamplePerson>&, const std::string& one) override { chosen = one; }
    void ask_passphrase(bool asked) override { passphrase_asked = asked; }
    void show_busy(const std::string& sentence) override {
        busy = sentence;
        can_stop = false;
    }
    void show_waiting(const std::string& sentence) override {
        busy = sentence;
        can_stop = true;
    }
    void show_problem(const Error& error) override { problems.push_back(error); }
    void show_good(const std::string&) override { ++good; }
    void show_factor(const desktop::FactorSetup& setup) override { key = setup.key; }
    void show_recovery_codes(const std::vector<std::string>& codes) override { recovery = codes; }
    void finished() override { ++done; }

    desktop::Settings& settings;
    desktop::InlineBackground background;
    FakeOffice port;
    Page page{Page::Sample};
    std::string chosen, busy, key;
    std::vector<std::string> recovery;
    std::vector<Error> problems;
    int good{0}, done{0};
    bool passphrase_asked{false}, can_stop{false};
    desktop::StartPresenter presenter{*this, background, settings, port};
};

/// A worker that is still at it until it is told to go on.
struct SlowBackground final : desktop::Background {
    std::vector<std::pair<std::function<void()>, std::function<void()>>> waiting;
    void post(std::function<void()> work, std::function<void()> done) override {
        waiting.emplace_back(std::move(work), std::move(done));
    }
    void go_on() {
        for (auto& [work, done] : std::exchange(waiting, {})) {
            work();
            done();
        }
    }
};

desktop::Settings empty() { return desktop::Settings("no/such/folder/desktop.json"); }

} // namespace

TEST_CASE("a new person is asked for their work, the office and themselves, in this order", "[desktop][start]") {
    auto settings = empty();
    Start start(settings);
    CHECK(start.page == Page::Job);
    start.presenter.choose_job(people::Role::Leader);
    CHECK(start.page == Page::Office);
    CHECK(start.presenter.job() == people::Role::Leader);
    start.presenter.choose_office("  https://may-chu.example:8443 ", "/etc/ca.pem");
    CHECK(start.page == Page::Login);
    start.presenter.log_in("ld.syt", "mật khẩu đủ dài");
    CHECK(start.port.asked == std::vector<std::string>{"login https://may-chu.example:8443 /etc/ca.pem ld.syt"});
    CHECK(start.done == 1);
    CHECK(start.busy.empty());
}

TEST_CASE("an office's address is needed, but it may be unreachable for now", "[desktop][start]") {
    auto settings = empty();
    Start start(settings);
    start.presenter.choose_job(people::Role::Focal);
    start.presenter.choose_office("   ", "");
    REQUIRE(start.problems.size() == 1);
    CHECK(start.problems[0].code == ErrorCode::InvalidInput);
    CHECK(start.page == Page::Office);
    start.port.trouble = Error{ErrorCode::Unreachable, "The office did not answer", {}, {}};
    start.presenter.check_office("https://may-chu.example", "");
    CHECK(start.problems.back().code == ErrorCode::Unreachable);
    CHECK(start.good == 0);
    start.presenter.choose_office("https://may-chu.example", "");
    CHECK(start.page == Page::Login);
}

TEST_CASE("a wrong password is said and nothing is finished", "[desktop][start]") {
    auto settings = empty();
    Start start(settings);
    start.presenter.choose_office("https://may-chu.example", "");
    start.presenter.log_in("dm.syt", "");
    CHECK(start.problems.back().code == ErrorCode::InvalidInput);
    start.port.trouble = Error{ErrorCode::Unauthenticated, "Name or password is wrong", {}, {}};
    start.presenter.log_in("dm.syt", "sai mất rồi");
    CHECK(start.problems.back().code == ErrorCode::Unauthenticated);
    CHECK(start.done == 0);
    CHECK(settings.text("login.name").empty());
}

TEST_CASE("a login with a second factor asks for its code, then for a password that is due", "[desktop][start]") {
    auto settings = empty();
    Start start(settings);
    start.presenter.choose_office("https://may-chu.example", "");
    start.port.steps = {people::LoginStep::Code, people::LoginStep::Password};
    start.presenter.log_in("dm.syt", "mật khẩu đủ dài");
    CHECK(start.page == Page::Code);
    CHECK(start.done == 0);
    start.presenter.give_code("  ");
    CHECK(start.problems.size() == 1);
    start.presenter.give_code(" 123456 ");
    CHECK(start.port.asked.back() == "code 123456");
    CHECK(start.page == Page::Password);
    start.presenter.choose_password("con mèo nhà bên ngủ trưa", "con mèo nhà bên");
    CHECK(start.problems.back().message == "The two passwords are not the same; type them again");
    start.presenter.choose_password("Matkhau@2024!", "Matkhau@2024!");
    CHECK(start.problems.back().where == "password");
    CHECK(settings.text("login.name").empty());
    start.presenter.choose_password("con mèo nhà bên ngủ trưa", "con mèo nhà bên ngủ trưa");
    CHECK(start.done == 1);
    CHECK(settings.text("login.name") == "dm.syt");
}

TEST_CASE("who is asked for a second factor sets it up with its key and sees the recovery codes", "[desktop][start]") {
    auto settings = empty();
    Start start(settings);
    start.presenter.choose_office("https://may-chu.example", "");
    start.port.steps = {people::LoginStep::Enrol};
    start.presenter.log_in("qt", "mật khẩu đủ dài");
    CHECK(start.page == Page::Enrol);
    CHECK(start.key == "GEZDGNBV");
    start.port.trouble = Error{ErrorCode::InvalidInput, "This code is not right", "code", {}};
    start.presenter.confirm_factor("000000");
    CHECK(start.page == Page::Enrol);
    start.port.trouble.reset();
    start.presenter.confirm_factor("123456");
    CHECK(start.page == Page::Recovery);
    CHECK(start.recovery.size() == 2);
    CHECK(start.done == 0);
    start.presenter.go_on();
    CHECK(start.done == 1);
}

TEST_CASE("a step that came too late leads back to the login", "[desktop][start]") {
    auto settings = empty();
    Start start(settings);
    start.presenter.choose_office("https://may-chu.example", "");
    start.port.steps = {people::LoginStep::Code};
    start.presenter.log_in("dm.syt", "mật khẩu đủ dài");
    start.port.trouble = Error{ErrorCode::Unauthenticated, "Log in first, or again", {}, {}};
    start.presenter.give_code("123456");
    CHECK(start.page == Page::Login);
    CHECK(start.problems.back().code == ErrorCode::Unauthenticated);
    start.port.trouble.reset();
    start.port.steps = {people::LoginStep::Code};
    start.presenter.log_in("dm.syt", "mật khẩu đủ dài");
    start.presenter.back();
    CHECK(start.page == Page::Login);
}

TEST_CASE("the login service brings a person in without a password", "[desktop][start]") {
    auto settings = empty();
    Start start(settings);
    start.presenter.choose_office("https://may-chu.example", "");
    start.presenter.log_in_by_service();
    CHECK(start.port.asked == std::vector<std::string>{"service https://may-chu.example"});
    CHECK(start.done == 1);
    CHECK(settings.text("login.name").empty());
}

TEST_CASE("who waits for the browser may turn away from it at once", "[desktop][start]") {
    auto settings = empty();
    Start start(settings);
    SlowBackground worker;
    desktop::StartPresenter presenter(start, worker, settings, start.port);
    presenter.choose_office("https://may-chu.example", "");
    worker.go_on();
    presenter.log_in_by_service();
    CHECK(start.can_stop);
    presenter.back();
    CHECK(start.busy.empty());
    CHECK(presenter.page() == Page::Login);
    worker.go_on(); // the browser is given up only now
    CHECK(start.problems.empty());
    CHECK(start.done == 0);
    CHECK(start.port.asked.empty());

    presenter.log_in_by_service();
    presenter.log_in("dm.syt", "mật khẩu đủ dài"); // Enter in the password's field
    worker.go_on();
    CHECK(start.port.asked == std::vector<std::string>{"login https://may-chu.example  dm.syt"});
    CHECK(start.done == 1);
    presenter.back();
    CHECK(presenter.page() == Page::Office);
}

TEST_CASE("the next start goes on at the step that was left", "[desktop][start]") {
    auto settings = empty();
    {
        Start first(settings);
        first.presenter.choose_job(people::Role::Office);
    }
    {
        Start second(settings);
        CHECK(second.page == Page::Office);
        CHECK(second.presenter.job() == people::Role::Office);
        second.presenter.choose_office("https://may-chu.example", "");
    }
    Start third(settings);
    CHECK(third.page == Page::Login);
    third.presenter.back();
    CHECK(third.page == Page::Office);
    third.presenter.back();
    CHECK(third.page == Page::Job);
    third.presenter.back();
    CHECK(third.page == Page::Job);
}

TEST_CASE("the sample offers somebody whose work is the one that was picked", "[desktop][start]") {
    auto settings = empty();
    Start start(settings);
    start.presenter.choose_job(people::Role::Focal);
    start.presenter.choose_sample();
    CHECK(start.page == Page::Sample);
    CHECK(start.chosen == "dm.syt"); // whose weekly report is still to be written
    start.presenter.back();
    start.presenter.choose_job(people::Role::Admin);
    start.presenter.choose_sample();
    CHECK(start.chosen == "qt");
    start.presenter.enter_sample("qt");
    CHECK(start.done == 1);
    CHECK(start.port.asked.back() == "enter qt");
    CHECK(settings.text("login.server").empty());
}

TEST_CASE("a sample that cannot be made leaves the person where they were", "[desktop][start]") {
    auto settings = empty();
    Start start(settings);
    start.presenter.choose_job(people::Role::Focal);
    start.port.trouble = Error{ErrorCode::Storage, "The folder cannot be written", {}, {}};
    start.presenter.choose_sample();
    CHECK(start.page == Page::Office);
    REQUIRE(start.problems.size() == 1);
}

TEST_CASE("where nothing else keeps a login, a passphrase is chosen with it", "[desktop][start]") {
    auto settings = empty();
    Start start(settings);
    start.port.needs = true;
    start.presenter.choose_job(people::Role::Focal);
    start.presenter.choose_office("https://may-chu.example", "");
    CHECK(start.passphrase_asked);
    start.presenter.log_in("dm.syt", "mật khẩu", "bốn từ dễ nhớ", "bốn từ khó nhớ");
    REQUIRE(start.problems.size() == 1);
    CHECK(start.problems[0].message == "The two passphrases differ");
    CHECK(start.port.asked.empty());
    start.presenter.log_in("dm.syt", "mật khẩu", "bốn từ dễ nhớ", "bốn từ dễ nhớ");
    CHECK(start.port.asked == std::vector<std::string>{"keep bốn từ dễ nhớ", "login https://may-chu.example  dm.syt"});
    CHECK(start.done == 1);
}

TEST_CASE("a closed login is asked for its passphrase and for nothing else", "[desktop][start]") {
    auto settings = empty();
    settings.set("login.server", "https://may-chu.example");
    Start start(settings, true);
    CHECK(start.page == Page::Passphrase);
    start.presenter.back(); // there is nothing before it
    CHECK(start.page == Page::Passphrase);
    start.presenter.open("");
    REQUIRE(start.problems.size() == 1);
    start.port.trouble = Error{ErrorCode::Unauthenticated, "This is not the passphrase of this desk", {}, {}};
    start.presenter.open("đoán mò");
    REQUIRE(start.problems.size() == 2);
    CHECK(start.done == 0);
    start.port.trouble.reset();
    start.presenter.open("bốn từ dễ nhớ");
    CHECK(start.done == 1);
}

TEST_CASE("who forgot the passphrase logs in again", "[desktop][start]") {
    auto settings = empty();
    settings.set("login.server", "https://may-chu.example");
    Start start(settings, true);
    start.port.needs = true;
    start.presenter.log_in_anew();
    CHECK(start.page == Page::Login);
    CHECK(start.passphrase_asked);
    CHECK_FALSE(start.port.closed);
}
