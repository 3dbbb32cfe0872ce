#include "runtime.h"

#include "base/file.h"
#include "base/translation.h"
#include "common/learning_store.h"
#include "console.h"
#include "service/key_file.h"

#include <fmt/format.h>

namespace canbo::ctl {
std::filesystem::path Runtime::folder() const { return base::data_folder(data); }

Result<const base::Clock*> Runtime::clock() {
    if (!m_clock) {
        CANBO_TRY(m_clock, base::clock_from_environment());
    }
    return m_clock.get();
}

Result<std::filesystem::path> Runtime::share() { return base::find_share(m_program); }

Result<const formats::PlanContent*> Runtime::content() {
    if (!m_content) {
        CANBO_TRY(const auto folder, share());
        CANBO_TRY(auto loaded, formats::load_plan_content(folder));
        m_content = std::make_unique<formats::PlanContent>(std::move(loaded));
    }
    return m_content.get();
}

Result<apps::DeskSession*> Runtime::session() {
    if (!m_session) {
        CANBO_TRY(m_session, apps::load_session(folder()));
    }
    return &*m_session;
}

bool Runtime::has_passphrase() const { return passphrase_stdin || !base::environment("CANBO_PASSPHRASE").empty(); }

Result<std::string> Runtime::passphrase() const {
    if (passphrase_stdin)
        return read_secret_line(base::tr("Passphrase"), base::msgid("The passphrase is expected on standard input"));
    const std::string given = base::environment("CANBO_PASSPHRASE");
    if (given.empty())
        return fail(ErrorCode::Unauthenticated,
                    "This desk's login is kept behind a passphrase; give it with --passphrase-stdin or in "
                    "CANBO_PASSPHRASE");
    return given;
}

Result<const reporting::Desk*> Runtime::desk() {
    if (m_desk)
        return m_desk.get();
    CANBO_TRY(const apps::DeskSession* who, session());
    CANBO_TRY(const formats::PlanContent* plan, content());
    CANBO_TRY(const base::Clock* time, clock());
    CANBO_TRY(m_database, apps::open_desk_database(folder(), who->person, version));
    m_desk = std::make_unique<reporting::Desk>(reporting::Desk{*m_database, m_entries, m_outbox, m_blobs, m_drafts,
                                                               *time, plan->catalogue, plan->agencies, plan->calendar,
                                                               who->person});
    return m_desk.get();
}

Result<training::ProgressStore*> Runtime::progress() {
    if (!m_progress) {
        CANBO_TRY(const reporting::Desk* here, desk());
        CANBO_TRY(auto key, service::data_key(folder()));
        m_progress =
            std::make_unique<apps::SealedProgressStore>(here->database, m_settings, std::move(key), here->person.name);
    }
    return m_progress.get();
}

Result<apps::Shelf> Runtime::shelf() {
    CANBO_TRY(const auto content_folder, share());
    return apps::load_shelf(folder(), content_folder);
}

Result<wire::OfficeClient*> Runtime::office() {
    if (!m_office) {
        CANBO_TRY(apps::DeskSession * who, session());
        if (!who->closed.empty()) {
            CANBO_TRY(const auto words, passphrase());
            CANBO_TRY_VOID(apps::open_tokens(*who, words));
        }
        CANBO_TRY(m_office, apps::connect(folder(), *who));
    }
    return m_office.get();
}

Result<wire::AccountClient*> Runtime::accounts() {
    CANBO_TRY_VOID(office());
    return m_office.get();
}

Result<documents::DocumentRenderer*> Runtime::renderer() {
    if (!m_renderer) {
        CANBO_TRY(const auto folder, share());
        m_renderer = std::make_unique<documents::DocumentRenderer>(
            documents::DocumentPaths{folder / "reports", documents::default_font_dirs()});
    }
    return m_renderer.get();
}

Result<apps::DeskExchange> Runtime::exchange() {
    CANBO_TRY(const reporting::Desk* here, desk());
    CANBO_TRY(wire::OfficeClient * there, office());
    CANBO_TRY(const auto content_folder, share());
    return apps::DeskExchange{*here, m_settings, *there, (*session())->office_key, folder(), content_folder};
}

Result<apps::SyncReport> Runtime::sync() {
    CANBO_TRY(const auto whole, exchange());
    return whole.run();
}

Result<std::string> Runtime::queue_and_send(std::string kind, std::string agency, std::string subject, Json body,
                                            bool must_reach) {
    CANBO_TRY(const reporting::Desk* here, desk());
    CANBO_TRY(const auto id, reporting::queue_entry(*here, std::move(kind), std::move(agency), std::move(subject), 1,
                                                    std::move(body)));
    CANBO_TRY_VOID(send_queued({id}, must_reach));
    return id;
}

Result<void> Runtime::send_queued(const std::vector<std::string>& ids, bool must_reach) {
    CANBO_TRY(const reporting::Desk* here, desk());
    const auto synced = sync();
    CANBO_TRY(auto tx, here->database.begin(Database::Mode::Write));
    std::optional<Error> why;
    for (const auto& id : ids) {
        CANBO_TRY(const auto item, here->outbox.find(*tx, id));
        const bool refused = item && item->state == ledger::OutboxItem::State::Refused;
        const bool untouched = item && item->state == ledger::OutboxItem::State::Queued;
        if (!refused && !(untouched && must_reach))
            continue;
        // A refused decision is no draft somebody will mend: the reason is told now, and the item goes.
        CANBO_TRY_VOID(here->outbox.remove(*tx, id));
        if (refused)
            why = Error{base::code_from_name(item->error_code), item->error, {}, {}};
        else if (!why)
            why = synced ? Error{ErrorCode::Unreachable, "The office did not answer", {}, {}} : synced.error();
    }
    if (why) {
        CANBO_TRY_VOID(tx->commit());
        return fail(*why);
    }
    if (!synced)
        fmt::print(stderr, "warning: {}: {}; it waits in the outbox\n", base::code_name(synced.error().code),
                   synced.error().message);
    return {};
}

void Runtime::print_id(const std::string& id) const {
    if (json)
        print_json({{"id", id}});
    else
        print_line(id);
}

Command* add_area(Command& above, const std::string& name, const std::string& help) {
    return above.add_area(name, help);
}

Command* add_verb(Command& area, const std::string& name, const std::string& help, Runtime& runtime,
                  std::function<Result<void>()> work) {
    return area.add_verb(name, help, [&runtime, work = std::move(work)] { runtime.action = work; });
}

} // namespace canbo::ctl
