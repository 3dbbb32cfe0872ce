#include "common/sample_story.h"

#include "base/crypto.h"
#include "base/file.h"
#include "base/issues.h"
#include "common/office_kinds.h"
#include "formats/list_file.h"
#include "ledger/receive_entry.h"
#include "progress/set_model_list.h"
#include "reporting/decide_report.h"
#include "reporting/draft_report.h"
#include "reporting/register_plan.h"
#include "storage/stores.h"

#include <algorithm>
#include <cstdlib>
#include <set>

namespace canbo::apps {
namespace {

namespace fs = std::filesystem;

constexpr const char* guidance_day = "2024-02-01T08:00:00+07:00";
constexpr const char* reports_come_in = "2024-02-16T07:30:00+07:00";
/// Whose report is left to be written, and whose wait for the standing office's decision.
constexpr const char* left_to_write = "SYT";
const std::set<std::string> left_to_decide{"BQLKKT", "CTK", "SCT"};

Result<Json> read_json(const fs::path& file) {
    CANBO_TRY(const auto text, base::read_file(file, 2'000'000));
    return base::parse_json(text, {2'000'000, 32});
}

/// Everybody's desk at once, on the office's own stores: what the office takes is at once what the desks have.
class Player {
public:
    Player(const fs::path& share, const Json& manifest, const formats::PlanContent& content,
           service::OfficeStores& stores, const base::SigningKey& key, const ledger::KindRegistry& kinds)
        : m_demo(share / "content" / "demo"), m_manifest(manifest), m_content(content), m_stores(stores),
          m_chain(*stores.chain, key),
          m_receive(*stores.database, *stores.entries, *stores.blobs, kinds, m_clock, key, &m_chain) {}

    Result<void> play() {
        CANBO_TRY(const auto first_day, base::parse_day(m_manifest["plan_date"].get<std::string>()));
        m_clock.set(base::at_vietnam_time(first_day, 8, 0));
        CANBO_TRY_VOID(plans());
        CANBO_TRY_VOID(move_to(guidance_day));
        CANBO_TRY_VOID(gates());
        CANBO_TRY_VOID(lists());
        CANBO_TRY_VOID(move_to(reports_come_in));
        return reports();
    }

private:
    Result<void> move_to(const char* time) {
        CANBO_TRY(const auto at, base::parse_time(time));
        m_clock.set(at);
        return {};
    }
    reporting::Desk desk(const people::Person& person) {
        return {*m_stores.database,  *m_stores.entries,  m_outbox,           *m_stores.blobs, m_drafts, m_clock,
                m_content.catalogue, m_content.agencies, m_content.calendar, person};
    }
    people::Person person_of(people::Role role, const std::string& agency = {}) const {
        for (const auto& one : m_manifest["accounts"])
            if (one["role"] == people::role_name(role) && (agency.empty() || one["agency"] == agency))
                return {one["name"], role, one["agency"]};
        return {};
    }
    people::Person focal(const std::string& agency) const { return person_of(people::Role::Focal, agency); }

    /// What stands in the outbox goes to the office, a second apart.
    Result<void> send(const people::Person& by) {
        CANBO_TRY(auto listing, m_stores.database->begin(Database::Mode::Read));
        CANBO_TRY(const auto items, m_outbox.list(*listing));
        listing.reset();
        for (const auto& item : items) {
            m_clock.advance(std::chrono::seconds{1});
            CANBO_TRY([[maybe_unused]] const auto taken, m_receive(by, item.frozen));
            CANBO_TRY(auto tx, m_stores.database->begin(Database::Mode::Write));
            CANBO_TRY_VOID(m_outbox.remove(*tx, item.frozen.entry.id));
            CANBO_TRY_VOID(tx->commit());
        }
        return {};
    }

    Result<void> plans() {
        std::vector<fs::path> files;
        std::error_code code;
        for (const auto& file : fs::directory_iterator(m_demo / "plans", code))
            files.push_back(file.path());
        std::sort(files.begin(), files.end());
        for (const auto& file : files) {
            const std::string name = file.stem().string(); // "SYT-06"
            const std::string agency = name.substr(0, name.rfind('-'));
            CANBO_TRY(const Json json, read_json(file));
            Issues issues;
            auto plan = progress::plan_from_json(json, "", issues);
            plan.model = std::atoi(name.c_str() + agency.size() + 1);
            const auto here = desk(focal(agency));
            CANBO_TRY([[maybe_unused]] const auto id, reporting::RegisterPlan(here)(agency, plan, issues));
            CANBO_TRY_VOID(send(here.person));
        }
        return {};
    }

    Result<void> gates() {
        const auto here = desk(person_of(people::Role::Office));
        for (const auto& one : m_manifest["gates_opened"]) {
            CANBO_TRY(const auto date, base::parse_day(one["date"].get<std::string>()));
            const std::string gate = one["gate"];
            CANBO_TRY([[maybe_unused]] const auto id,
                      reporting::queue_entry(here, progress::gate_kind, "", gate, 1,
                                             progress::gate_opening_to_json({gate, one["document"], date})));
        }
        return send(here.person);
    }

    Result<void> fill_list(const people::Person& by, int model, const char* code, const char* file) {
        const auto* spec = m_content.catalogue.find(model)->list(code);
        if (spec == nullptr)
            return fail(ErrorCode::NotFound, "The model has no list with this code", code);
        CANBO_TRY(const auto text, base::read_file(m_demo / "lists" / file));
        Issues issues;
        CANBO_TRY(auto filled, formats::read_list_csv(text, *spec, issues));
        filled.list = code;
        filled.model = model;
        filled.agency = by.agency;
        progress::SetModelList set(
            {*m_stores.database, *m_stores.entries, m_outbox, m_clock, m_content.catalogue, m_content.agencies, by});
        CANBO_TRY([[maybe_unused]] const auto queued, set(filled, issues));
        return send(by);
    }
    Result<void> lists() {
        CANBO_TRY_VOID(fill_list(person_of(people::Role::Office), 1, "m01-danh-muc", "m01-danh-muc.csv"));
        return fill_list(focal("SYT"), 6, "m06-co-so", "SYT-m06-co-so.csv");
    }

    /// @returns the report's id
    Result<std::string> report(const std::string& agency, const std::string& file) {
        const auto here = desk(focal(agency));
        CANBO_TRY(const auto period, base::Period::parse(m_manifest["period"].get<std::string>()));
        CANBO_TRY(const Json entries, read_json(m_demo / "week" / period.text() / file));
        CANBO_TRY(const auto draft, reporting::NewReport(here)(period, agency));
        Issues issues;
        CANBO_TRY_VOID(reporting::FillReport(here)(draft, entries, issues));
        CANBO_TRY_VOID(reporting::SubmitReport(here)(draft, issues));
        CANBO_TRY_VOID(send(here.person));
        return draft; // a report keeps the draft's id
    }
    Result<void> reports() {
        const std::string returned = m_manifest["returned"]["agency"], late = m_manifest["late"];
        const auto office = desk(person_of(people::Role::Office));
        for (const auto& account : m_manifest["accounts"]) {
            const std::string agency = account["agency"];
            if (account["role"] != "focal" || agency == late || agency == left_to_write)
                continue;
            CANBO_TRY(const auto id, report(agency, agency + (agency == returned ? "-returned.json" : ".json")));
            if (left_to_decide.contains(agency))
                continue;
            const bool good = agency != returned;
            const std::string remark = good ? std::string() : m_manifest["returned"]["remark"].get<std::string>();
            CANBO_TRY([[maybe_unused]] const auto decided, reporting::DecideReport(office)(id, good, remark));
            CANBO_TRY_VOID(send(office.person));
        }
        return {};
    }

    fs::path m_demo;
    const Json& m_manifest;
    const formats::PlanContent& m_content;
    service::OfficeStores& m_stores;
    base::ManualClock m_clock{base::Time{}};
    ledger::AuditChain m_chain;
    ledger::ReceiveEntry m_receive;
    storage::SqlOutbox m_outbox;
    storage::SqlDraftStore m_drafts;
};

/// Nobody types it. Of 32 hexadecimal digits one in some thousands holds so few letters that they are two short words,
/// which no account takes: the sample was not made then.
std::string random_password() { return base::to_base64(base::random_bytes(16)); }

} // namespace

Result<Json> read_sample_manifest(const fs::path& share) {
    CANBO_TRY(auto manifest, read_json(share / "content" / "demo" / "manifest.json"));
    for (const char* key : {"accounts", "gates_opened", "plan_date", "period", "returned", "late"})
        if (!manifest.contains(key))
            return fail(ErrorCode::InvalidInput, "The sample data is damaged", key);
    return manifest;
}

Result<std::vector<SampleOffice::Account>> sample_accounts(const Json& manifest) {
    std::vector<SampleOffice::Account> accounts;
    for (const auto& one : manifest["accounts"]) {
        CANBO_TRY(const auto role, people::parse_role(one["role"].get<std::string>()));
        accounts.push_back({one["name"], one["display_name"], role, one["agency"], random_password()});
    }
    return accounts;
}

Result<void> play_sample_story(const fs::path& share, const Json& manifest, const formats::PlanContent& content,
                               service::OfficeStores& stores, const base::SigningKey& key) {
    ledger::KindRegistry kinds;
    register_kinds(kinds, content, share);
    return Player(share, manifest, content, stores, key, kinds).play();
}

} // namespace canbo::apps
