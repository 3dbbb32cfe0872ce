#pragma once

#include "desktop/background.h"
#include "desktop/settings.h"
#include "people/permission.h"

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

/// What the first run does outside; filled by the app, called on the worker.
class StartPort {
public:
    virtual ~StartPort() = default;
    /// Is there an office that answers? @error InvalidInput the address; Unreachable
    virtual Result<void> reach(const std::string& server, const std::string& ca_file) = 0;
    /// @error Unauthenticated, LockedOut, Unreachable, DigestMismatch
    virtual Result<void> log_in(const std::string& server, const std::string& ca_file, const std::string& name,
                                const std::string& password) = 0;
    /// Makes or opens the office with sample data on this machine. @error Storage, NotFound, Conflict
    virtual Result<std::vector<SamplePerson>> open_sample() = 0;
    virtual Result<void> enter_sample(const std::string& account) = 0;
};

class StartView {
public:
    enum class Page { Job, Office, Login, Sample };
    virtual ~StartView() = default;
    virtual void show_page(Page page) = 0;
    /// `chosen`: who fits the job that was picked.
    virtual void show_people(const std::vector<SamplePerson>& people, const std::string& chosen) = 0;
    /// Something takes a moment; empty: no more. Nothing can be pressed meanwhile.
    virtual void show_busy(const std::string& sentence) = 0;
    virtual void show_problem(const Error& error) = 0;
    virtual void show_good(const std::string& sentence) = 0;
    virtual void finished() = 0;
};

/// The first run: what one does here, where the office is (or sample data), who one is. A step that was done is
/// remembered: the next start goes on there. UI thread only.
class StartPresenter {
public:
    using Page = StartView::Page;
    /// What is picked at the first step: the four kinds of user, in the order shown.
    static const std::vector<people::Role>& jobs();

    StartPresenter(StartView& view, Background& background, Settings& settings, StartPort& port)
        : m_view(view), m_background(background), m_settings(settings), m_port(port) {}

    void begin();
    void back();
    Page page() const { return m_page; }

    people::Role job() const;
    void choose_job(people::Role job);
    /// To the sample data, or to the login at an office. The address is not asked yet: it may be offline.
    void choose_office(const std::string& server, const std::string& ca_file);
    void check_office(const std::string& server, const std::string& ca_file);
    void choose_sample();
    void log_in(const std::string& name, const std::string& password);
    void enter_sample(const std::string& account);

private:
    void go(Page page);

    StartView& m_view;
    Background& m_background;
    Settings& m_settings;
    StartPort& m_port;
    Page m_page{Page::Job};
    Waiter m_waiter;
};

} // namespace canbo::desktop
