#include "runtime.h"

#include "base/file.h"
#include "console.h"
#include "ledger/receipt.h"
#include "wire/feed_reader.h"
#include "wire/pump.h"

#include <fmt/format.h>

namespace canbo::ctl {
namespace {

std::vector<std::string> attachments_of(const ledger::Entry& entry) {
    std::vector<std::string> out;
    const auto list = entry.body.find("attachments");
    if (list != entry.body.end() && list->is_array())
        for (const auto& attachment : *list)
            if (attachment.is_object() && attachment.contains("sha256") && attachment["sha256"].is_string())
                out.push_back(attachment["sha256"].get<std::string>());
    return out;
}

} // namespace

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

Result<DeskSession*> Runtime::session() {
    if (!m_session) {
        CANBO_TRY(m_session, load_session(folder()));
    }
    return &*m_session;
}

Result<const reporting::Desk*> Runtime::desk() {
    if (m_desk)
        return m_desk.get();
    CANBO_TRY(const DeskSession* who, session());
    CANBO_TRY(const formats::PlanContent* plan, content());
    CANBO_TRY(const base::Clock* time, clock());
    const bool every = who->person.may(people::Permission::SeeEveryAgency);
    const std::string agency = who->person.agency.empty() ? "none" : who->person.agency;
    const bool personal = who->person.may(people::Permission::SeePersonalData);
    const char* width = every && personal ? "-every.db" : every ? "-overseer.db" : "-own.db";
    const auto file = folder() / "desk" / (agency + width);
    CANBO_TRY(m_database, storage::SqlDatabase::open_sqlite(file, version));
    m_desk = std::make_unique<reporting::Desk>(reporting::Desk{*m_database, m_entries, m_outbox, m_blobs, m_drafts,
                                                               *time, plan->catalogue, plan->agencies, plan->calendar,
                                                               who->person});
    return m_desk.get();
}

Result<wire::OfficeClient*> Runtime::office() {
    if (!m_office) {
        CANBO_TRY(DeskSession * who, session());
        CANBO_TRY(auto address, wire::OfficeAddress::parse(who->server));
        wire::ClientOptions options;
        options.ca_file = who->ca_file;
        options.store_session = [this, who](const wire::Session& tokens) {
            who->access_token = tokens.access_token;
            who->refresh_token = tokens.refresh_token;
            return save_session(folder(), *who);
        };
        m_office = std::make_unique<wire::HttpOfficeClient>(std::move(address), std::move(options),
                                                            wire::Session{who->access_token, who->refresh_token});
    }
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

Result<Runtime::SyncReport> Runtime::sync() {
    CANBO_TRY(const reporting::Desk* here, desk());
    CANBO_TRY(wire::OfficeClient * there, office());
    const std::string key = (*session())->office_key;
    wire::PumpPorts ports{here->database, here->outbox, here->blobs, *there, here->clock, key, attachments_of};
    ports.author = here->person.name;
    wire::Pump pump(std::move(ports));
    CANBO_TRY(const auto pumped, pump.run(wire::Pump::Due::All));
    SyncReport report{pumped.sent, pumped.refused, pumped.waiting, 0};
    if (pumped.stopped_by)
        return fail(*pumped.stopped_by);
    wire::FeedReader feed({here->database, here->entries, here->outbox, m_settings, *there, key});
    CANBO_TRY(const auto read, feed.run());
    report.received = read.received;
    return report;
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

CLI::App* add_area(CLI::App& app, const std::string& name, const std::string& help) {
    CLI::App* area = app.add_subcommand(name, help);
    area->require_subcommand(1);
    area->fallthrough();
    return area;
}

CLI::App* add_verb(CLI::App& area, const std::string& name, const std::string& help, Runtime& runtime,
                   std::function<Result<void>()> work) {
    CLI::App* verb = area.add_subcommand(name, help);
    verb->fallthrough();
    verb->callback([&runtime, work = std::move(work)] { runtime.action = work; });
    return verb;
}

} // namespace canbo::ctl
