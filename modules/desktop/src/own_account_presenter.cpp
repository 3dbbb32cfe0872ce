#include "desktop/own_account_presenter.h"

#include "base/file.h"
#include "base/text.h"
#include "base/translation.h"
#include "people/password.h"

#include <fmt/format.h>

namespace canbo::desktop {

void OwnAccountPresenter::load() {
    m_waiter.run(
        m_background, [&port = m_port] { return port.read(); },
        [this](Result<OwnAccountFacts> facts) {
            if (facts)
                m_view.show(*facts);
            else
                m_view.show_problem(facts.error());
        });
}

Result<void> OwnAccountPresenter::check_change(const std::string& name, const std::string& password,
                                               const std::string& again) {
    if (password != again)
        return fail(ErrorCode::InvalidInput, "The two passwords are not the same; type them again", "again");
    return people::check_password(password, name);
}

template <class Work, class Then>
void OwnAccountPresenter::ask(Work work, Then then) {
    m_view.show_busy(true);
    m_waiter.run(m_background, std::move(work), [this, then](auto answer) {
        m_view.show_busy(false);
        then(std::move(answer));
    });
}

void OwnAccountPresenter::change(std::function<Result<void>()> work, const std::string& done) {
    ask(std::move(work), [this, done](Result<void> changed) {
        if (!changed) {
            m_view.show_problem(changed.error());
            return;
        }
        m_view.show_done(done);
        load();
    });
}

void OwnAccountPresenter::change_password(const std::string& until_now, const std::string& password) {
    change([&port = m_port, until_now, password] { return port.change_password(until_now, password); },
           base::tr("The password is changed; you are logged out on every other device"));
}

void OwnAccountPresenter::end_session(const std::string& id) {
    change([&port = m_port, id] { return port.end_session(id); }, base::tr("Logged out there"));
}

void OwnAccountPresenter::end_other_sessions() {
    change([&port = m_port] { return port.end_other_sessions(); }, base::tr("Logged out there"));
}

void OwnAccountPresenter::begin_factor(const std::string& password) {
    ask([&port = m_port, password] { return port.begin_factor(password); },
        [this](Result<FactorSetup> setup) {
            if (!setup) {
                m_view.show_problem(setup.error());
                return;
            }
            m_setup = *std::move(setup);
            m_view.show_factor(m_setup);
        });
}

void OwnAccountPresenter::confirm_factor(const std::string& code) {
    ask([&port = m_port, code = std::string(base::trim(code))] { return port.confirm_factor(code); },
        [this](Result<std::vector<std::string>> codes) {
            if (!codes) {
                m_view.show_problem(codes.error());
                if (codes.error().where == "code" && codes.error().code == ErrorCode::InvalidInput)
                    m_view.show_factor(m_setup); // a slip of a finger asks for no new key on the telephone
                return;
            }
            m_view.show_recovery_codes(*codes);
            load();
        });
}

void OwnAccountPresenter::remove_factor(const std::string& code) {
    change([&port = m_port, code = std::string(base::trim(code))] { return port.remove_factor(code); },
           base::tr("The second factor is removed"));
}

void OwnAccountPresenter::save_data(const std::filesystem::path& file) {
    ask(
        [&port = m_port, file]() -> Result<void> {
            CANBO_TRY(const auto text, port.own_data());
            return base::write_file(file, text, true);
        },
        [this, file](Result<void> saved) {
            if (saved)
                m_view.show_done(fmt::format(
                    fmt::runtime(base::tr("Your data are in the file {}; only you may read it")), file.string()));
            else
                m_view.show_problem(saved.error());
        });
}

} // namespace canbo::desktop
