#include "common/desk_sync.h"

#include "common/office_login.h"
#include "common/sealing.h"
#include "people/oversight.h"
#include "progress/agency_book.h"
#include "wire/feed_reader.h"
#include "wire/http_office_client.h"
#include "wire/pump.h"

namespace canbo::apps {
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

constexpr std::string_view seen_setting = "feed.seen";

/// Somebody whose agency now also receives another's reports has to read what came before: the feed is read anew.
/// @returns true when it is
Result<bool> reads_anew(const reporting::Desk& desk, ledger::SettingStore& settings) {
    if (desk.person.may(people::Permission::SeeEveryAgency))
        return false;
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Write));
    CANBO_TRY(const auto agencies, progress::load_agencies(*tx, desk.entries, desk.shipped_agencies));
    CANBO_TRY(const auto before, settings.get(*tx, seen_setting));
    std::string now = " ";
    bool wider = false;
    for (const auto& code : people::seen_agencies(desk.person, agencies, base::day_in_vietnam(desk.clock.now()))) {
        now += code + " ";
        wider =
            wider || (code != desk.person.agency && before.value_or("").find(" " + code + " ") == std::string::npos);
    }
    if (before == now)
        return false;
    CANBO_TRY_VOID(settings.set(*tx, seen_setting, now));
    if (wider)
        CANBO_TRY_VOID(settings.set(*tx, wire::feed_cursor_of(desk.person.name), "0"));
    CANBO_TRY_VOID(tx->commit());
    return wider;
}

} // namespace

std::filesystem::path desk_database(const std::filesystem::path& folder, const people::Person& person) {
    const bool every = person.may(people::Permission::SeeEveryAgency);
    const std::string agency = person.agency.empty() ? "none" : person.agency;
    const bool personal = person.may(people::Permission::SeePersonalData);
    const bool tier = person.may(people::Permission::DecideTier); // with the agencies that report to the own one
    const bool exams = person.may(people::Permission::HoldExams); // what is closed to all but who holds exams
    const char* width = every && personal ? "-every.db"
                        : every           ? "-overseer.db"
                        : tier            ? "-own.db"
                        : exams           ? (person.may(people::Permission::DecideExams) ? "-council.db" : "-exams.db")
                                          : "-few.db";
    return folder / "desk" / (agency + width);
}

Result<std::unique_ptr<storage::SqlDatabase>> open_desk_database(const std::filesystem::path& folder,
                                                                 const people::Person& person,
                                                                 std::string_view program_version) {
    CANBO_TRY(auto sealing, sealing_of(folder));
    return storage::SqlDatabase::open_sqlite(desk_database(folder, person), program_version, std::move(sealing));
}

Result<std::unique_ptr<wire::HttpOfficeClient>> connect(const std::filesystem::path& folder, DeskSession& session) {
    if (!session.closed.empty())
        return fail(ErrorCode::Unauthenticated, "The login of this desk is closed by its passphrase", folder.string());
    CANBO_TRY(auto address, wire::OfficeAddress::parse(session.server));
    wire::ClientOptions options;
    options.ca_file = session.ca_file;
    options.store_session = [folder, &session](const wire::Session& tokens) {
        session.access_token = tokens.access_token;
        session.refresh_token = tokens.refresh_token;
        return save_session(folder, session);
    };
    return std::make_unique<wire::HttpOfficeClient>(std::move(address), std::move(options),
                                                    wire::Session{session.access_token, session.refresh_token});
}

Result<DeskSession> log_in(const std::filesystem::path& folder, const std::string& server, const std::string& ca_file,
                           const std::string& name, const std::string& password, TokenKeeping keeping) {
    CANBO_TRY(auto login, OfficeLogin::begin(folder, server, ca_file, name, password));
    if (login.step() != people::LoginStep::Nothing)
        return fail(ErrorCode::Forbidden, "This login asks for more than a password");
    return login.finish(std::move(keeping));
}

Result<SyncReport> sync_desk(const reporting::Desk& desk, ledger::SettingStore& settings, wire::OfficeClient& office,
                             const std::string& office_key, bool on_time) {
    wire::PumpPorts ports{desk.database, desk.outbox, desk.blobs, office, desk.clock, office_key, attachments_of};
    ports.author = desk.person.name;
    wire::Pump pump(std::move(ports));
    CANBO_TRY(const auto pumped, pump.run(on_time ? wire::Pump::Due::OnTime : wire::Pump::Due::All));
    SyncReport report{pumped.sent, pumped.refused, pumped.waiting, 0};
    if (pumped.stopped_by)
        return fail(*pumped.stopped_by);
    wire::FeedReader feed({desk.database, desk.entries, desk.outbox, settings, office, office_key, desk.person.name});
    CANBO_TRY(const auto read, feed.run());
    report.received = read.received;
    CANBO_TRY(const bool again, reads_anew(desk, settings));
    if (again) {
        CANBO_TRY(const auto more, feed.run());
        report.received += more.received;
    }
    return report;
}

} // namespace canbo::apps
