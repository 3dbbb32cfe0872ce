#pragma once

#include "desktop/background.h"
#include "desktop/settings.h"
#include "people/permission.h"
#include "people/session.h"

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace canbo::desktop {

/// Somebody of the sample data whom one may be without a password.
struct SamplePerson {
    std::string name;  ///< Account name.
    std::string title; ///< "Cán bộ đầu mối Sở Y tế"
    people::Role role{people::Role::Focal};
    std::string agency; ///< Code.
};

/// A new second factor for a telephone's program. A secret.
struct FactorSetup {
    std::string key; ///< For typing.
    std::string uri; ///< For a QR code.
};

/// What the first run does outside; filled by the app, called on the worker.
class StartPort {
public:
    virtual ~StartPort() = default;
    /// Is there an office that answers? @error InvalidInput the address; Unreachable
    virtual Result<void> reach(const std::string& server, const std::string& ca_file) = 0;
    /// Does nothing on this machine keep a login but a passphrase?
    virtual bool needs_passphrase() = 0;
    /// Closes the login that is made next, on a machine where that is needed. @error InvalidInput it is too short
    virtual Result<void> keep_with(const std::string& passphrase) = 0;
    /// Has somebody logged in before whose login is closed by a passphrase? Does not block.
    virtual bool is_closed() const = 0;
    /// Opens it. @error Unauthenticated other words
    virtual Result<void> open(const std::string& passphrase) = 0;
    /// Nobody is logged in afterwards; drafts and what waits stay. Does not block.
    virtual void forget_login() = 0;
    /// What is left to do; after Nothing the desk has its session. The calls below it go on with that login.
    /// @error Unauthenticated, LockedOut, Unreachable, DigestMismatch
    virtual Result<people::LoginStep> log_in(const std::string& server, const std::string& ca_file,
                                             const std::string& name, const std::string& password) = 0;
    /// By the office's login service: returns when the browser came back, or soon after `stopped` said so (asked from
    /// the worker); then nobody is logged in. @error also NotFound there is none; Cancelled
    virtual Result<people::LoginStep> log_in_by_service(const std::string& server, const std::string& ca_file,
                                                        const std::function<bool()>& stopped) = 0;
    virtual Result<people::LoginStep> give_code(const std::string& code) = 0;
    virtual Result<FactorSetup> begin_factor() = 0;
    /// The recovery codes; afterwards step() says what is left.
    virtual Result<std::vector<std::string>> confirm_factor(const std::string& code) = 0;
    virtual Result<people::LoginStep> choose_password(const std::string& password) = 0;
    virtual Result<people::LoginStep> go_on() = 0; ///< After the recovery codes were written down.
    /// Makes or opens the office with sample data on this machine. @error Storage, NotFound, Conflict
    virtual Result<std::vector<SamplePerson>> open_sample() = 0;
    virtual Result<void> enter_sample(const std::string& account) = 0;
};

class StartView {
public:
    enum class Page { Job, Office, Login, Sample, Passphrase, Code, Enrol, Recovery, Password };
    virtual ~StartView() = default;
    virtual void show_page(Page page) = 0;
    /// `chosen`: who fits the job that was picked.
    virtual void show_people(const std::vector<SamplePerson>& people, const std::string& chosen) = 0;
    /// The login chooses a passphrase, or has none.
    virtual void ask_passphrase(bool asked) = 0;
    /// Something takes a moment; empty: no more. Nothing can be pressed meanwhile.
    virtual void show_busy(const std::string& sentence) = 0;
    /// As show_busy(), but it may take minutes: back() stops it at once.
    virtual void show_waiting(const std::string& sentence) = 0;
    virtual void show_problem(const Error& error) = 0;
    virtual void show_good(const std::string& sentence) = 0;
    virtual void show_factor(const FactorSetup& setup) = 0;
    virtual void show_recovery_codes(const std::vector<std::string>& codes) = 0;
    virtual void finished() = 0;
};

/// The first run: what one does here, where the office is (or sample data), who one is. A step that was done is
/// remembered: the next start goes on there. A login that a passphrase closes is asked for it first. UI thread only.
class StartPresenter {
public:
    using Page = StartView::Page;
    /// What is picked at the first step: the four kinds of user, in the order shown.
    static const std::vector<people::Role>& jobs();

    StartPresenter(StartView& view, Background& background, Settings& settings, StartPort& port)
        : m_view(view), m_background(background), m_settings(settings), m_port(port) {}

    void begin();
    /// One page back; while the browser is waited for, only that ends.
    void back();
    Page page() const { return m_page; }

    people::Role job() const;
    void choose_job(people::Role job);
    /// To the sample data, or to the login at an office. The address is not asked yet: it may be offline.
    void choose_office(const std::string& server, const std::string& ca_file);
    void check_office(const std::string& server, const std::string& ca_file);
    void choose_sample();
    /// `passphrase`, and once more: both empty where none is asked.
    void log_in(const std::string& name, const std::string& password, const std::string& passphrase = {},
                const std::string& again = {});
    void log_in_by_service(const std::string& passphrase = {}, const std::string& again = {});
    void open(const std::string& passphrase);
    /// Who has forgotten the passphrase.
    void log_in_anew();
    void give_code(const std::string& code);
    void confirm_factor(const std::string& code);
    /// The recovery codes are written down.
    void go_on();
    void choose_password(const std::string& password, const std::string& again);
    void enter_sample(const std::string& account);

private:
    void go(Page page);
    void finish(const Result<void>& done);
    bool differ(const std::string& passphrase, const std::string& again);
    void ask_step(std::string busy, std::function<Result<people::LoginStep>()> work);
    void took(const Result<people::LoginStep>& step);
    void begin_factor();
    bool stop_waiting();

    StartView& m_view;
    Background& m_background;
    Settings& m_settings;
    StartPort& m_port;
    Page m_page{Page::Job};
    std::string m_name;                           ///< Who logs in; remembered once the login is whole.
    std::shared_ptr<std::atomic<bool>> m_browser; ///< A login waits for the browser; set: nobody wants it any more.
    Waiter m_waiter;
};

} // namespace canbo::desktop
