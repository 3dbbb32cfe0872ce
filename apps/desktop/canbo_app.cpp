#include "canbo_app.h"

#include "account_window.h"
#include "base/file.h"
#include "base/log.h"
#include "common/ui_watch.h"
#include "desktop/native.h"
#include "desktop/text.h"
#include "documents/markdown.h"
#include "log_book.h"
#include "service/key_file.h"
#include "window_facts.h"

#include <wx/clipbrd.h>

#include <cstdio>
#include <cstdlib>

namespace canbo::apps {
namespace {

using desktop::tr;

constexpr std::chrono::milliseconds first_page_patience{150};
constexpr std::chrono::seconds last_words_patience{5};

desktop::Theme::Choice theme_choice(const desktop::Settings& settings) {
    const std::string name = settings.text("theme", "system");
    return name == "dark"    ? desktop::Theme::Choice::Dark
           : name == "light" ? desktop::Theme::Choice::Light
                             : desktop::Theme::Choice::System;
}

desktop::Command command(const char* id, const char* label, const char* help, const char* menu, const char* icon,
                         std::function<void()> run) {
    desktop::Command made;
    made.id = id;
    made.label = label;
    made.help = help;
    made.menu = menu;
    made.icon = icon;
    made.run = std::move(run);
    return made;
}

void to_clipboard(const std::string& text) {
    const wxClipboardLocker lock;
    if (!!lock)
        wxTheClipboard->SetData(new wxTextDataObject(desktop::wx(text)));
}

/// For who started it from a terminal; the window says it in Vietnamese where there is one.
void tell(const Error& error) {
    std::fprintf(stderr, "error: %s: %s: %s\n", std::string(base::code_name(error.code)).c_str(), error.message.c_str(),
                 error.where.c_str());
}

} // namespace

bool CanboApp::only_one() {
    auto lock = service::FolderLock::take(m_options.data, "canbo.lock");
    if (!lock && lock.error().code == ErrorCode::Conflict) {
        const auto asked = ask_first_window(m_options.data, m_options.place);
        if (asked) {
            m_exit_of_refusal = 0; // the person has the window they wanted
            return false;
        }
        base::log(base::LogLevel::Warning, "the first window does not answer: {}", asked.error().message);
    }
    if (!lock) {
        tell(lock.error());
        return false;
    }
    m_only_one = std::move(*lock);
    auto window = FirstWindow::open(
        m_options.data, [this](const std::string& place) { CallAfter([this, place] { come_to_front(place); }); });
    if (window)
        m_first_window = std::move(*window);
    else // then a second start says that the folder is taken
        base::log(base::LogLevel::Warning, "{}: {}", window.error().message, window.error().detail);
    return true;
}

void CanboApp::come_to_front(const std::string& place) {
    wxTopLevelWindow* window = m_frame;
    if (window == nullptr)
        window = m_start;
    if (window == nullptr)
        return;
    if (m_frame != nullptr && !place.empty()) {
        const auto slash = place.find('/');
        m_frame->go(place.substr(0, slash), slash == std::string::npos ? "" : place.substr(slash + 1));
    }
    if (window->IsIconized())
        window->Iconize(false);
    window->Show();
    window->Raise();
    window->RequestUserAttention(wxUSER_ATTENTION_INFO); // where the desktop lets no program take the front by itself
}

void CanboApp::choose_language() {
    const std::string language = m_settings->text("language");
    if (!language.empty() && base::environment("CANBO_LANG").empty())
        wxSetEnv("CANBO_LANG", desktop::wx(language));
    base::choose_language(m_options.program);
}

bool CanboApp::OnInit() {
    open_log_book(m_options.data);
    if (!only_one())
        return false;
    const auto share = base::find_share(m_options.program);
    if (!share) {
        tell(share.error());
        return false;
    }
    m_share = *share;
    m_settings = std::make_unique<desktop::Settings>(m_options.data / "desktop.json");
    choose_language();
    desktop::read_fonts_meanwhile();
    m_content = std::async(std::launch::async, [share = m_share] { return formats::load_plan_content(share); });
    if (!m_options.server_pin.empty())
        m_settings->set("login.pin", m_options.server_pin);
    m_desk_start = std::make_unique<DeskStart>(m_options.data, m_share, m_settings->text("login.pin"));
    const bool resumed = m_desk_start->resume();
    if (resumed)
        m_opening = std::async(std::launch::async, [this] { return open_services(); });
    m_theme = std::make_unique<desktop::Theme>(theme_choice(*m_settings), m_share / "content" / "icons");
    desktop::set_theme(m_theme.get());
    m_worker = std::make_unique<desktop::Worker>();
    watch_ui_thread();
    SetExitOnFrameDelete(true);
    if (resumed)
        show_window();
    else
        show_login();
    return m_frame != nullptr || m_start != nullptr;
}

void CanboApp::show_login() {
    m_start = new StartFrame(*m_settings, *m_worker, *m_desk_start);
    m_start->on_finished = [this] {
        StartFrame* before = m_start;
        m_start = nullptr;
        show_window();
        before->Destroy();
    };
    SetTopWindow(m_start);
    m_start->Show();
}

Result<std::unique_ptr<DeskServices>> CanboApp::open_services() {
    CANBO_TRY(auto clock, m_desk_start->clock());
    auto session = m_desk_start->take_session();
    CANBO_CHECK(session.has_value());
    // Once more for who logs in after another.
    CANBO_TRY(auto content, m_content.valid() ? m_content.get() : formats::load_plan_content(m_share));
    return DeskServices::open(m_desk_start->desk(), m_share, std::move(content), std::move(*session), std::move(clock));
}

void CanboApp::show_window() {
    auto services = m_opening.valid() ? m_opening.get() : open_services();
    if (!services) {
        tell(services.error());
        wxMessageBox(tr(services.error().message), "Canbo", wxOK | wxICON_ERROR);
        return;
    }
    m_services = std::move(*services);
    auto key = service::data_key(m_desk_start->desk());
    if (key) {
        m_form_drafts = std::make_unique<SealedFormDrafts>(m_services->desk().database, m_services->setting_store(),
                                                           *m_worker, *std::move(key), m_services->desk().person.name);
        desktop::set_form_drafts(m_form_drafts.get());
    } else {
        base::log(base::LogLevel::Warning, "forms are not kept: {}", key.error().message);
    }
    m_office_port = make_office_port(m_services->office());
    m_own_account = make_own_account(m_services->office());
    m_exams = std::make_unique<ExamHall>(*m_services);
    m_registry = make_workspaces(*m_services, *m_office_port, *m_exams);
    const auto& desk = m_services->desk();
    if (!m_options.place.empty()) {
        const auto slash = m_options.place.find('/');
        m_settings->set("place.workspace", m_options.place.substr(0, slash));
        m_settings->set("place.inside", slash == std::string::npos ? "" : m_options.place.substr(slash + 1));
    }
    m_frame = new desktop::ShellFrame(
        {m_registry, *m_worker, m_services->network(), *m_settings, desk.database, desk.outbox, desk.person,
         m_services->agency_name(), m_share / "content" / "help", documents::markdown_to_html, program_commands(),
         newest_log_lines, m_desk_start->in_sample() ? base::tr("Sample data") : std::string()});
    SetTopWindow(m_frame);
    // What the page reads comes in before it is shown: else everything is laid out and painted twice.
    m_worker->settle(first_page_patience);
    ProcessPendingEvents();
    m_frame->Show();
    desktop::after_drawing(m_frame, [this] { // the window first
        if (m_services)
            m_services->network().sync_now();
    });
    if (m_desk_start->in_sample())
        m_frame->notify({desktop::Tone::Info,
                         base::tr("This is sample data: everything is invented, and here it is Friday, 16/02/2024"),
                         base::tr("Leave the sample data"), [this] { log_out(); }, "first-run"});
}

std::vector<desktop::Command> CanboApp::program_commands() {
    const char* menu = base::msgid("Program");
    const char* help = base::msgid("Help");
    const auto set = [this](const char* name, const char* value) {
        m_settings->set(name, value);
        restart_note();
    };
    std::vector<desktop::Command> commands;
    commands.push_back(command("app.vietnamese", base::msgid("Use Vietnamese"), base::msgid("From the next start on"),
                               menu, "", [set] { set("language", "vi"); }));
    commands.push_back(command("app.english", base::msgid("Use English"), base::msgid("From the next start on"), menu,
                               "", [set] { set("language", "en"); }));
    commands.push_back(command("app.theme-system", base::msgid("Light or dark as the system"),
                               base::msgid("From the next start on"), menu, "theme",
                               [set] { set("theme", "system"); }));
    commands.push_back(command("app.theme-light", base::msgid("Always light"), base::msgid("From the next start on"),
                               menu, "theme", [set] { set("theme", "light"); }));
    commands.push_back(command("app.theme-dark", base::msgid("Always dark"), base::msgid("From the next start on"),
                               menu, "theme", [set] { set("theme", "dark"); }));
    commands.push_back(command("app.account", base::msgid("My account"),
                               base::msgid("Devices on which you are logged in, password, second factor"), menu, "",
                               [this] { show_account(); }));
    if (m_desk_start->in_sample())
        commands.push_back(command("app.log-out", base::msgid("Leave the sample data"),
                                   base::msgid("To be somebody else in it, or to connect to the real office"), menu,
                                   "logout", [this] { log_out(); }));
    else
        commands.push_back(command("app.log-out", base::msgid("Log out"),
                                   base::msgid("Another person may then log in here"), menu, "logout",
                                   [this] { log_out(); }));
    commands.push_back(command("app.diagnostics", base::msgid("Copy diagnostics"),
                               base::msgid("Puts versions and the log on the clipboard, without personal data"), help,
                               "copy", [this] { copy_diagnostics(); }));
    return commands;
}

void CanboApp::show_account() {
    if (m_frame != nullptr)
        AccountWindow(m_frame, *m_worker, *m_own_account).ShowModal();
}

void CanboApp::copy_diagnostics() {
    auto facts = std::make_shared<Diagnostics>(window_facts(*m_services, *m_settings, m_theme->dark()));
    m_worker->post(
        [&services = *m_services, facts] { count_entries(services, *facts); },
        [this, facts] {
            if (m_frame == nullptr)
                return;
            to_clipboard(facts->text());
            m_frame->notify(
                {desktop::Tone::Good, base::tr("The diagnostics are on the clipboard"), {}, {}, "diagnostics"});
        });
}

void CanboApp::restart_note() {
    m_frame->notify({desktop::Tone::Info, base::tr("This takes effect when Canbo is started again"), {}, {}, {}});
}

void CanboApp::log_out() {
    m_frame->flush();
    const auto out = m_services->office().logout();
    if (!out)
        base::log(base::LogLevel::Warning, "logout: {}", out.error().message);
    desktop::ShellFrame* before = m_frame;
    m_frame = nullptr;
    before->Hide();
    // Panels stand on the services, which stand on the sample's office: they go in this order. The login comes first,
    // because the program ends with its last window.
    CallAfter([this, before] {
        show_login();
        delete before;
        m_exams.reset();
        // What is still asked of an office that does not answer ends by its own time limit, and stands on these.
        while (!m_worker->settle(last_words_patience))
            base::log(base::LogLevel::Info, "waiting for what was asked before the log-out");
        forget_form_drafts();
        m_services.reset();
        m_desk_start->forget();
    });
}

/// What was typed last is written before those go on whom it stands.
void CanboApp::forget_form_drafts() {
    desktop::set_form_drafts(nullptr);
    if (!m_worker->settle(last_words_patience))
        base::log(base::LogLevel::Warning, "what was asked of the worker is not done yet");
    m_form_drafts.reset();
}

int CanboApp::OnExit() {
    m_first_window.reset(); // its thread calls us
    if (m_settings)
        static_cast<void>(m_settings->save());
    if (m_desk_start)
        m_desk_start->stop_waiting();
    if (m_worker)
        m_worker->settle(last_words_patience);
    m_worker.reset(); // waits for what is under way, drops the rest
    desktop::set_form_drafts(nullptr);
    m_form_drafts.reset();
    m_exams.reset();
    m_services.reset();
    m_desk_start.reset();
    desktop::set_theme(nullptr);
    return wxApp::OnExit();
}

} // namespace canbo::apps
