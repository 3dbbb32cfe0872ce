#pragma once

#include "base/clock.h"
#include "desktop/background.h"
#include "desktop/start_presenter.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace canbo::desktop {

/// One login on one device.
struct OwnDevice {
    std::string id;
    std::string device; ///< As it named itself; may be empty.
    base::Time opened{};
    base::Time last_used{};
    bool current{false};
};

struct OwnAccountFacts {
    std::string name;
    bool second_factor{false};
    std::size_t recovery_codes{0};   ///< Left.
    bool needs_second_factor{false}; ///< The office asks for it: it cannot be removed for good.
    bool external{false};            ///< A login service keeps the password.
    std::vector<OwnDevice> devices;  ///< Last used first.
};

/// What a person does about their own account; filled by the app, called on the worker.
/// Errors: as the office says; Unreachable.
class OwnAccountPort {
public:
    virtual ~OwnAccountPort() = default;
    virtual Result<OwnAccountFacts> read() = 0;
    virtual Result<void> change_password(const std::string& until_now, const std::string& password) = 0;
    virtual Result<void> end_session(const std::string& id) = 0;
    virtual Result<void> end_other_sessions() = 0;
    virtual Result<FactorSetup> begin_factor(const std::string& password) = 0;
    virtual Result<std::vector<std::string>> confirm_factor(const std::string& code) = 0;
    virtual Result<void> remove_factor(const std::string& code) = 0;
    /// All that the office holds about the person, as the text of a file (schema: person-data).
    virtual Result<std::string> own_data() = 0;
};

class OwnAccountView {
public:
    virtual ~OwnAccountView() = default;
    virtual void show(const OwnAccountFacts& facts) = 0;
    /// While something is asked of the office nothing else is, and the window stays: an answer may hold what is shown
    /// once only.
    virtual void show_busy(bool busy) = 0;
    /// Shown again after a wrong code.
    virtual void show_factor(const FactorSetup& setup) = 0;
    virtual void show_recovery_codes(const std::vector<std::string>& codes) = 0;
    virtual void show_done(const std::string& sentence) = 0;
    virtual void show_problem(const Error& error) = 0;
};

/// One's own password, devices and second factor, at the office directly. UI thread only.
class OwnAccountPresenter {
public:
    OwnAccountPresenter(OwnAccountView& view, Background& background, OwnAccountPort& port)
        : m_view(view), m_background(background), m_port(port) {}

    void load();
    /// What is wrong with these, before anything is asked. @error InvalidInput with `where` of the field
    static Result<void> check_change(const std::string& name, const std::string& password, const std::string& again);
    void change_password(const std::string& until_now, const std::string& password);
    void end_session(const std::string& id);
    void end_other_sessions();
    void begin_factor(const std::string& password);
    void confirm_factor(const std::string& code);
    void remove_factor(const std::string& code);
    /// Into a file that only its owner may read.
    void save_data(const std::filesystem::path& file);

private:
    template <class Work, class Then>
    void ask(Work work, Then then);
    void change(std::function<Result<void>()> work, const std::string& done);

    OwnAccountView& m_view;
    Background& m_background;
    OwnAccountPort& m_port;
    Waiter m_waiter;
    FactorSetup m_setup; ///< The one that waits for its first code.
};

} // namespace canbo::desktop
