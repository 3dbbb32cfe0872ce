#include "desktop/start_presenter.h"

#include "base/text.h"
#include "base/translation.h"
#include "people/password.h"

#include <algorithm>

namespace canbo::desktop {
namespace {

constexpr const char* step_setting = "start.step";
constexpr const char* job_setting = "start.job";
constexpr const char* server_setting = "login.server";
constexpr const char* ca_setting = "login.ca";
constexpr const char* name_setting = "login.name";

/// The sample's person for a job: the one whose work is begun, so that there is something to do at once.
std::string fitting(const std::vector<SamplePerson>& people, people::Role job) {
    constexpr const char* told_by_the_story = "SYT"; // the agency whose report of the week is still to be written
    std::string any;
    for (const auto& one : people) {
        if (one.role != job)
            continue;
        if (one.agency == told_by_the_story)
            return one.name;
        if (any.empty())
            any = one.name;
    }
    return any.empty() && !people.empty() ? people.front().name : any;
}

} // namespace

const std::vector<people::Role>& StartPresenter::jobs() {
    static const std::vector<people::Role> four{people::Role::Focal, people::Role::Leader, people::Role::Office,
                                                people::Role::Admin};
    return four;
}

void StartPresenter::begin() {
    if (m_port.is_closed()) {
        m_page = Page::Passphrase;
        m_view.show_page(m_page);
        return;
    }
    const std::string step = m_settings.text(step_setting);
    const bool office_known = !m_settings.text(server_setting).empty();
    go(office_known && step != "job" && step != "office" ? Page::Login : step == "office" ? Page::Office : Page::Job);
}

void StartPresenter::go(Page page) {
    m_page = page;
    m_settings.set(step_setting, page == Page::Job ? "job" : page == Page::Office ? "office" : "login");
    m_view.show_page(page);
    if (page == Page::Login)
        m_waiter.run(
            m_background, [&port = m_port] { return port.needs_passphrase(); },
            [this](bool needed) { m_view.ask_passphrase(needed); });
}

bool StartPresenter::stop_waiting() {
    if (!m_browser)
        return false;
    m_browser->store(true);
    m_browser.reset();
    m_view.show_busy({});
    return true;
}

void StartPresenter::back() {
    if (stop_waiting())
        return;
    if (m_page == Page::Job || m_page == Page::Passphrase)
        return;
    const bool before_login = m_page == Page::Office || m_page == Page::Login || m_page == Page::Sample;
    go(m_page == Page::Office ? Page::Job : before_login ? Page::Office : Page::Login);
}

people::Role StartPresenter::job() const {
    const auto role = people::parse_role(m_settings.text(job_setting, "focal"));
    return role ? *role : people::Role::Focal;
}

void StartPresenter::choose_job(people::Role job) {
    m_settings.set(job_setting, std::string(people::role_name(job)));
    go(Page::Office);
}

void StartPresenter::choose_office(const std::string& server, const std::string& ca_file) {
    const std::string address(base::trim(server));
    if (address.empty()) {
        m_view.show_problem({ErrorCode::InvalidInput, "Write the address of the office", {}, {}});
        return;
    }
    m_settings.set(server_setting, address);
    m_settings.set(ca_setting, ca_file);
    go(Page::Login);
}

void StartPresenter::check_office(const std::string& server, const std::string& ca_file) {
    m_view.show_busy(base::tr("Asking the office"));
    m_waiter.run(
        m_background,
        [&port = m_port, server = std::string(base::trim(server)), ca_file] { return port.reach(server, ca_file); },
        [this](Result<void> reached) {
            m_view.show_busy({});
            if (reached)
                m_view.show_good(base::tr("The office answers"));
            else
                m_view.show_problem(reached.error());
        });
}

void StartPresenter::choose_sample() {
    m_view.show_busy(base::tr("Preparing the sample data; this takes a moment the first time"));
    m_waiter.run(
        m_background, [&port = m_port] { return port.open_sample(); },
        [this](Result<std::vector<SamplePerson>> people) {
            m_view.show_busy({});
            if (!people) {
                m_view.show_problem(people.error());
                return;
            }
            m_view.show_people(*people, fitting(*people, job()));
            // What is remembered is the choice between office and sample: a sample is made ready in a moment.
            m_page = Page::Sample;
            m_settings.set(step_setting, "office");
            m_view.show_page(Page::Sample);
        });
}

void StartPresenter::finish(const Result<void>& done) {
    m_view.show_busy({});
    if (done)
        m_view.finished();
    else
        m_view.show_problem(done.error());
}

bool StartPresenter::differ(const std::string& passphrase, const std::string& again) {
    if (passphrase == again)
        return false;
    m_view.show_problem({ErrorCode::InvalidInput, "The two passphrases differ", {}, {}});
    return true;
}

void StartPresenter::open(const std::string& passphrase) {
    if (passphrase.empty()) {
        m_view.show_problem({ErrorCode::InvalidInput, "Write the passphrase", {}, {}});
        return;
    }
    m_view.show_busy(base::tr("Opening the login"));
    m_waiter.run(
        m_background, [&port = m_port, passphrase] { return port.open(passphrase); },
        [this](const Result<void>& done) { finish(done); });
}

void StartPresenter::log_in_anew() {
    m_port.forget_login();
    begin();
}

void StartPresenter::log_in(const std::string& name, const std::string& password, const std::string& passphrase,
                            const std::string& again) {
    if (name.empty() || password.empty()) {
        m_view.show_problem({ErrorCode::InvalidInput, "Account name and password are both needed", {}, {}});
        return;
    }
    if (differ(passphrase, again))
        return;
    stop_waiting(); // who types a password meanwhile has turned from the browser
    m_name = name;
    const std::string server = m_settings.text(server_setting), ca_file = m_settings.text(ca_setting);
    ask_step(base::tr("Logging in"),
             [&port = m_port, server, ca_file, name, password, passphrase]() -> Result<people::LoginStep> {
                 CANBO_TRY_VOID(port.keep_with(passphrase));
                 return port.log_in(server, ca_file, name, password);
             });
}

void StartPresenter::log_in_by_service(const std::string& passphrase, const std::string& again) {
    if (differ(passphrase, again))
        return;
    stop_waiting();
    m_name.clear();
    const auto stopped = m_browser = std::make_shared<std::atomic<bool>>(false);
    const std::string server = m_settings.text(server_setting), ca_file = m_settings.text(ca_setting);
    m_view.show_waiting(base::tr("Go on in the browser; Canbo waits for it until you press Back"));
    m_waiter.run(
        m_background,
        [&port = m_port, server, ca_file, passphrase, stopped]() -> Result<people::LoginStep> {
            CANBO_TRY_VOID(port.keep_with(passphrase));
            return port.log_in_by_service(server, ca_file, [stopped] { return stopped->load(); });
        },
        [this, stopped](const Result<people::LoginStep>& step) {
            if (stopped->load())
                return; // the person is at something else
            m_browser.reset();
            m_view.show_busy({});
            took(step);
        });
}

void StartPresenter::give_code(const std::string& code) {
    const std::string given(base::trim(code));
    if (given.empty()) {
        m_view.show_problem({ErrorCode::InvalidInput, "Type the code that your telephone shows", {}, {}});
        return;
    }
    ask_step(base::tr("Logging in"), [&port = m_port, given] { return port.give_code(given); });
}

void StartPresenter::begin_factor() {
    m_waiter.run(
        m_background, [&port = m_port] { return port.begin_factor(); },
        [this](Result<FactorSetup> setup) {
            if (setup)
                m_view.show_factor(*setup);
            else
                m_view.show_problem(setup.error());
        });
}

void StartPresenter::confirm_factor(const std::string& code) {
    const std::string given(base::trim(code));
    if (given.empty()) {
        m_view.show_problem({ErrorCode::InvalidInput, "Type the code that your telephone shows", {}, {}});
        return;
    }
    m_view.show_busy(base::tr("Logging in"));
    m_waiter.run(
        m_background, [&port = m_port, given] { return port.confirm_factor(given); },
        [this](Result<std::vector<std::string>> codes) {
            m_view.show_busy({});
            if (!codes) {
                m_view.show_problem(codes.error());
                return;
            }
            m_view.show_recovery_codes(*codes);
            go(Page::Recovery);
        });
}

void StartPresenter::go_on() {
    ask_step(base::tr("Logging in"), [&port = m_port] { return port.go_on(); });
}

void StartPresenter::choose_password(const std::string& password, const std::string& again) {
    if (password != again) {
        m_view.show_problem({ErrorCode::InvalidInput, "The two passwords are not the same; type them again", {}, {}});
        return;
    }
    if (const auto good = people::check_password(password, m_name); !good) {
        m_view.show_problem(good.error());
        return;
    }
    ask_step(base::tr("Logging in"), [&port = m_port, password] { return port.choose_password(password); });
}

void StartPresenter::ask_step(std::string busy, std::function<Result<people::LoginStep>()> work) {
    m_view.show_busy(busy);
    m_waiter.run(m_background, std::move(work), [this](Result<people::LoginStep> step) {
        m_view.show_busy({});
        took(step);
    });
}

void StartPresenter::took(const Result<people::LoginStep>& step) {
    if (!step) {
        m_view.show_problem(step.error());
        // What the login stood on is gone: it begins again.
        if (step.error().code == ErrorCode::Unauthenticated && m_page != Page::Login) {
            go(Page::Login);
            m_view.show_problem(step.error());
        }
        return;
    }
    switch (*step) {
    case people::LoginStep::Nothing:
        if (!m_name.empty())
            m_settings.set(name_setting, m_name);
        m_view.finished();
        return;
    case people::LoginStep::Code:
        go(Page::Code);
        return;
    case people::LoginStep::Enrol:
        go(Page::Enrol);
        begin_factor();
        return;
    case people::LoginStep::Password:
        go(Page::Password);
        return;
    }
}

void StartPresenter::enter_sample(const std::string& account) {
    if (account.empty()) {
        m_view.show_problem({ErrorCode::InvalidInput, "Choose somebody of the list", {}, {}});
        return;
    }
    m_view.show_busy(base::tr("Logging in"));
    m_waiter.run(
        m_background, [&port = m_port, account] { return port.enter_sample(account); },
        [this](const Result<void>& done) { finish(done); });
}

} // namespace canbo::desktop
