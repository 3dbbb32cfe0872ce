// Consolidating a week of 200 agencies x 43 models, and 52 such weeks, on a real SQLite file. "growth" is a year of 52
// weeks against 52 times the one week of a file that holds only it.
//   consolidate_bench SHARE FOLDER     prints one JSON object; times are seconds of this process's CPU
#include "base/crypto.h"
#include "formats/content.h"
#include "reporting/consolidate.h"
#include "storage/sql_database.h"
#include "storage/stores.h"

#include <fmt/format.h>

#include <cstdio>
#include <ctime>
#include <filesystem>

namespace {

using namespace canbo;

constexpr int agency_count = 200;
constexpr std::size_t weeks = 52;

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

/// The 13 agencies that owe reports and 187 more that do by the office's word.
std::vector<std::string> add_agencies(people::AgencyTree& tree) {
    std::vector<std::string> codes;
    for (int i = 0; i < agency_count; ++i) {
        people::Agency agency;
        agency.code = fmt::format("CQ{:03}", i);
        agency.name = fmt::format("Cơ quan số {}", i);
        agency.short_name = agency.name;
        agency.tier = people::Tier::Department;
        codes.push_back(agency.code);
        tree.put(agency);
    }
    return codes;
}

reporting::Report make_report(const std::string& agency, const std::string& period) {
    reporting::Report report;
    report.agency = agency;
    report.period = period;
    report.summary = "Trong tuần, cơ quan tiếp tục triển khai các mô hình được giao.";
    for (int number = 1; number <= 43; ++number) {
        reporting::ModelReport model;
        model.model = number;
        model.status = number % 7 == 0 ? "late" : "on-track";
        model.confidence = "green";
        model.percent = number;
        model.results = "Đã tổ chức rà soát, hướng dẫn các đơn vị thực hiện theo kế hoạch đã đăng ký, bảo đảm tiến độ.";
        model.difficulties = number % 7 == 0 ? "Thiếu thiết bị đọc chíp tại một số điểm." : "";
        model.next = "Tiếp tục đôn đốc các đơn vị.";
        report.models.push_back(std::move(model));
    }
    return report;
}

class Ledger {
public:
    Ledger(storage::SqlDatabase& database, ledger::EntryStore& entries) : m_database(database), m_entries(entries) {}

    void add_week(const base::Period& period, const std::vector<std::string>& agencies) {
        auto tx = m_database.begin(Database::Mode::Write).value();
        for (const auto& agency : agencies) {
            const auto report = make_report(agency, period.text());
            const std::string id = append(*tx, reporting::report_kind, agency, period, report_to_json(report));
            append(*tx, reporting::decision_kind, agency, period,
                   {{"report", id}, {"decision", "accepted"}, {"remark", ""}});
        }
        CANBO_CHECK(tx->commit());
    }

private:
    std::string append(Transaction& tx, const char* kind, const std::string& agency, const base::Period& period,
                       Json body) {
        ledger::Entry entry{
            base::new_uuid(), kind, agency, period.text(), 1, std::move(body), "bench", base::Time{period.last_day()}};
        auto frozen = ledger::freeze(std::move(entry)).value();
        const std::string id = frozen.entry.id;
        CANBO_CHECK(m_entries.append(tx, {++m_sequence, frozen.entry, frozen.canonical, frozen.digest, agency,
                                          base::Time{period.last_day()}, "receipt"}));
        return id;
    }

    storage::SqlDatabase& m_database;
    ledger::EntryStore& m_entries;
    std::int64_t m_sequence{0};
};

double seconds_to_consolidate(const reporting::Desk& desk, const base::Period& period) {
    const double start = cpu_seconds();
    auto tx = desk.database.begin(Database::Mode::Read).value();
    const auto report = reporting::consolidate(*tx, desk, period, 0);
    CANBO_CHECK(report && report->reports.size() == agency_count);
    return cpu_seconds() - start;
}

/// Consolidates `weeks` weeks, beginning again when there are fewer. Everything is read once before, so that one week
/// again and again and a whole year are measured alike: warm.
double seconds_for_weeks(const reporting::Desk& desk, const std::vector<base::Period>& periods) {
    for (const auto& period : periods)
        seconds_to_consolidate(desk, period);
    double seconds = 0;
    for (std::size_t i = 0; i < weeks; ++i)
        seconds += seconds_to_consolidate(desk, periods[i % periods.size()]);
    return seconds;
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 3)
        return 2;
    base::init_crypto();
    auto content = formats::load_plan_content(argv[1]).value();
    const auto agencies = add_agencies(content.agencies);
    const std::filesystem::path folder = argv[2];
    auto database = storage::SqlDatabase::open_sqlite(folder / "bench.db", "bench").value();
    storage::SqlEntryStore entries;
    storage::SqlOutbox outbox;
    storage::SqlBlobStore blobs;
    storage::SqlDraftStore drafts;
    const base::SystemClock clock;
    const reporting::Desk desk{*database,
                               entries,
                               outbox,
                               blobs,
                               drafts,
                               clock,
                               content.catalogue,
                               content.agencies,
                               content.calendar,
                               {"bench", people::Role::Office, ""}};
    Ledger ledger(*database, entries);

    base::Period period = base::Period::parse("2024-W01").value();
    const base::Period first = period;
    ledger.add_week(period, agencies);
    const double alone = seconds_to_consolidate(desk, first); // the first time: nothing is in any cache yet
    const double again = seconds_for_weeks(desk, {first});
    std::vector<base::Period> year{first};
    for (std::size_t i = 1; i < weeks; ++i) {
        period = period.next();
        ledger.add_week(period, agencies);
        year.push_back(period);
    }
    const double all = seconds_for_weeks(desk, year);
    fmt::print("{{\"week_seconds\": {:.3f}, \"weeks\": {}, \"same_week_seconds\": {:.3f}, \"weeks_seconds\": {:.3f}, "
               "\"growth\": {:.3f}}}\n",
               alone, weeks, again, all, all / again);
    return 0;
}
