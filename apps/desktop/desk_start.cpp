#include "desk_start.h"

#include "base/log.h"
#include "common/desk_sync.h"
#include "wire/http_office_client.h"

namespace canbo::apps {

Result<std::string> DeskStart::with_pin(const std::string& server) const {
    return m_pin.empty() ? Result<std::string>(server) : wire::OfficeAddress::pinned(server, m_pin);
}

Result<void> DeskStart::reach(const std::string& server, const std::string& ca_file) {
    CANBO_TRY(const auto whole, with_pin(server));
    CANBO_TRY(auto address, wire::OfficeAddress::parse(whole));
    wire::ClientOptions options;
    options.ca_file = ca_file;
    return wire::HttpOfficeClient(std::move(address), std::move(options)).health();
}

Result<void> DeskStart::keep_with(const std::string& passphrase) {
    CANBO_TRY(m_keeping, TokenKeeping::choose(token_place(), passphrase));
    return {};
}

Result<people::LoginStep> DeskStart::log_in(const std::string& server, const std::string& ca_file,
                                            const std::string& name, const std::string& password) {
    m_login.reset();
    CANBO_TRY(const auto whole, with_pin(server));
    CANBO_TRY(m_login, OfficeLogin::begin(m_data, whole, ca_file, name, password));
    return go_on();
}

Result<people::LoginStep> DeskStart::log_in_by_service(const std::string& server, const std::string& ca_file,
                                                       const std::function<bool()>& stopped) {
    m_login.reset();
    const auto given_up = [&] { return m_ending.load() || stopped(); };
    const auto open = [](const std::string& url) {
        if (!open_browser(url))
            base::log(base::LogLevel::Warning, "no browser opens");
    };
    CANBO_TRY(const auto whole, with_pin(server));
    CANBO_TRY(m_login, OfficeLogin::by_service(m_data, whole, ca_file, open, given_up));
    CANBO_TRY(const auto step, go_on());
    if (given_up()) { // the browser came back in the same moment
        m_login.reset();
        forget();
        return fail(ErrorCode::Cancelled, "The login was stopped");
    }
    return step;
}

Result<OfficeLogin*> DeskStart::under_way() {
    if (!m_login)
        return fail(ErrorCode::Unauthenticated, "Log in first, or again");
    return &*m_login;
}

Result<people::LoginStep> DeskStart::give_code(const std::string& code) {
    CANBO_TRY(OfficeLogin * login, under_way());
    CANBO_TRY_VOID(login->give_code(code));
    return go_on();
}

Result<desktop::FactorSetup> DeskStart::begin_factor() {
    CANBO_TRY(OfficeLogin * login, under_way());
    CANBO_TRY(const auto key, login->begin_factor());
    return desktop::FactorSetup{key.secret, key.uri};
}

Result<std::vector<std::string>> DeskStart::confirm_factor(const std::string& code) {
    CANBO_TRY(OfficeLogin * login, under_way());
    return login->confirm_factor(code);
}

Result<people::LoginStep> DeskStart::choose_password(const std::string& password) {
    CANBO_TRY(OfficeLogin * login, under_way());
    CANBO_TRY_VOID(login->choose_password(password));
    return go_on();
}

Result<people::LoginStep> DeskStart::go_on() {
    CANBO_TRY(OfficeLogin * login, under_way());
    const auto step = login->step();
    if (step == people::LoginStep::Nothing) {
        CANBO_TRY(m_session, login->finish(m_keeping));
        m_login.reset();
        m_in_sample = false;
    }
    return step;
}

Result<void> DeskStart::start_sample() {
    if (!m_sample) {
        CANBO_TRY(m_sample, SampleOffice::open(sample(), m_share));
    }
    return {};
}

Result<std::vector<desktop::SamplePerson>> DeskStart::open_sample() {
    CANBO_TRY_VOID(start_sample());
    std::vector<desktop::SamplePerson> people;
    for (const auto& one : m_sample->accounts())
        people.push_back({one.name, one.title, one.role, one.agency});
    return people;
}

Result<void> DeskStart::enter_sample(const std::string& account) {
    CANBO_TRY_VOID(start_sample());
    CANBO_TRY(m_session, m_sample->enter(sample() / "desk", account));
    m_in_sample = true;
    return {};
}

bool DeskStart::resume() {
    if (auto session = load_session(m_data)) {
        m_session = std::move(*session);
        if (auto whole = with_pin(m_session->server))
            m_session->server = *std::move(whole);
        return !is_closed();
    }
    const auto before = load_session(sample() / "desk");
    if (!before)
        return false;
    // Its office has another port now, and its tokens are as old as the last visit: in again as the same person.
    const auto entered = enter_sample(before->person.name);
    if (!entered)
        base::log(base::LogLevel::Warning, "the sample cannot be entered again: {}", entered.error().message);
    return entered.has_value();
}

Result<std::unique_ptr<base::Clock>> DeskStart::clock() const {
    if (m_in_sample && m_sample)
        return std::make_unique<base::ShiftedClock>(m_sample->now());
    return base::clock_from_environment();
}

void DeskStart::forget() {
    forget_session(desk());
    m_in_sample = false;
    m_session.reset();
    m_sample.reset();
}

} // namespace canbo::apps
