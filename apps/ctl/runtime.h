#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "command_line.h"
#include "common/course_shelf.h"
#include "common/desk_session.h"
#include "common/learning_sync.h"
#include "documents/document_renderer.h"
#include "formats/content.h"
#include "reporting/desk.h"
#include "storage/sql_database.h"
#include "storage/stores.h"
#include "wire/http_office_client.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace canbo::ctl {

/// What every command works with. Parts are made when first asked for, so that `catalogue models` needs no desk.
class Runtime {
public:
    explicit Runtime(std::filesystem::path program) : m_program(std::move(program)) {}

    // Options that stand before or after any command.
    bool json{false};
    std::string data;
    bool passphrase_stdin{false};
    /// What the parsed command does; set by its callback, run by main.
    std::function<Result<void>()> action;

    std::filesystem::path folder() const;
    Result<const base::Clock*> clock();
    Result<std::filesystem::path> share();
    Result<const formats::PlanContent*> content();
    Result<apps::DeskSession*> session();
    /// The words that close this desk's login: the next line of standard input after --passphrase-stdin, else
    /// $CANBO_PASSPHRASE. @error Unauthenticated neither is given
    Result<std::string> passphrase() const;
    bool has_passphrase() const; ///< Whether one was given; not whether it is right.
    /// The desk of the person who is logged in. Its database is one per agency and width of view, so that a change of
    /// login never shows one person what another had the right to see.
    Result<const reporting::Desk*> desk();
    ledger::SettingStore& settings() { return m_settings; }
    /// What the person did in courses, as kept on this desk.
    Result<training::ProgressStore*> progress();
    Result<apps::Shelf> shelf();
    Result<wire::OfficeClient*> office();
    Result<wire::AccountClient*> accounts();
    Result<documents::DocumentRenderer*> renderer();

    /// The desk's exchange with its office, not yet run.
    Result<apps::DeskExchange> exchange();
    /// Sends what waits and reads what is new. @error Unreachable, Unauthenticated, …
    Result<apps::SyncReport> sync();
    /// Queues an entry and, where the office can be reached, sends it now. Offline it waits in the outbox.
    /// @error what the office refused it for; `must_reach`: also Unreachable, and then nothing stays queued
    Result<std::string> queue_and_send(std::string kind, std::string agency, std::string subject, Json body,
                                       bool must_reach = false);
    /// The same for entries that stand in the outbox already.
    Result<void> send_queued(const std::vector<std::string>& ids, bool must_reach = false);
    /// Prints `{"id": …}` or the id alone.
    void print_id(const std::string& id) const;

private:
    std::filesystem::path m_program;
    std::unique_ptr<base::Clock> m_clock;
    std::unique_ptr<formats::PlanContent> m_content;
    std::optional<apps::DeskSession> m_session;
    std::unique_ptr<storage::SqlDatabase> m_database;
    storage::SqlEntryStore m_entries;
    storage::SqlOutbox m_outbox;
    storage::SqlBlobStore m_blobs;
    storage::SqlSettingStore m_settings;
    storage::SqlDraftStore m_drafts;
    std::unique_ptr<reporting::Desk> m_desk;
    std::unique_ptr<training::ProgressStore> m_progress;
    std::unique_ptr<wire::HttpOfficeClient> m_office;
    std::unique_ptr<documents::DocumentRenderer> m_renderer;
};

/// Adds a verb whose work is done after parsing.
Command* add_verb(Command& area, const std::string& name, const std::string& help, Runtime& runtime,
                  std::function<Result<void>()> work);
Command* add_area(Command& app, const std::string& name, const std::string& help);

// One function per area, each in its own file.
void add_catalogue_commands(Command& app, Runtime& runtime);
void add_account_commands(Command& app, Runtime& runtime);
void add_own_account_commands(Command& app, Runtime& runtime);
void add_office_commands(Command& app, Runtime& runtime);
void add_agency_commands(Command& app, Runtime& runtime);
void add_plan_commands(Command& app, Runtime& runtime);
void add_list_commands(Command& app, Runtime& runtime);
void add_report_commands(Command& app, Runtime& runtime);
void add_sync_commands(Command& app, Runtime& runtime);
void add_inbox_commands(Command& app, Runtime& runtime);
void add_period_commands(Command& app, Runtime& runtime);
void add_status_commands(Command& app, Runtime& runtime);
void add_quiz_commands(Command& app, Runtime& runtime);
void add_refresh_commands(Command& app, Runtime& runtime);
void add_course_commands(Command& app, Runtime& runtime);
void add_cccd_commands(Command& app, Runtime& runtime);
void add_certificate_commands(Command& app, Runtime& runtime);
void add_drill_commands(Command& app, Runtime& runtime);
void add_training_commands(Command& app, Runtime& runtime);
void add_attempt_commands(Command& app, Runtime& runtime);
void add_bulletin_commands(Command& app, Runtime& runtime);

/// Prints every agency the desk knows; without a login those shipped.
Result<void> list_agencies(Runtime& runtime);

inline constexpr const char* version = "0.1.0";

} // namespace canbo::ctl
