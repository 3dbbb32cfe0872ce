// A province's weeks: agencies of two desks each, which write by turns, now and then both at once; desks that are
// offline for up to eight weeks; a line that loses, doubles and reorders; one desk that goes on from an old backup. At
// the end every desk must hold what the office holds for it, and every conflict must be listed.
//   fault_weeks SHARE FOLDER DESKS WEEKS     prints one line of figures; exit 0 when all of that is so
#include "bad_line.h"
#include "base/crypto.h"
#include "people/oversight.h"
#include "reporting/draft_report.h"
#include "reporting/report_view.h"
#include "storage/stores.h"
#include "support/plan_office.h"
#include "wire/feed_reader.h"
#include "wire/network.h"
#include "wire/pump.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>

using namespace canbo;
namespace fs = std::filesystem;

namespace {

constexpr unsigned conflicts_in_a_hundred = 5;
constexpr int longest_offline = 8;
constexpr int most_tries = 100; // of a sync over the bad line

std::string agency_code(int agency) { return fmt::format("X{:03}", agency); }

void add_agencies(formats::PlanContent& content, int count) {
    for (int i = 0; i < count; ++i) {
        people::Agency agency;
        agency.code = agency_code(i);
        agency.name = "Cơ quan thử " + agency.code;
        agency.short_name = agency.code;
        agency.parent = "UBND";
        content.agencies.put(agency);
    }
}

/// A desk's database as long as somebody works there.
struct OpenDesk {
    OpenDesk(const fs::path& file, const test::PlanOffice& office, people::Person person)
        : database(storage::SqlDatabase::open_sqlite(file, "0.1.0").value()), desk{*database,
                                                                                   entries,
                                                                                   outbox,
                                                                                   blobs,
                                                                                   drafts,
                                                                                   office.clock,
                                                                                   office.content.catalogue,
                                                                                   office.content.agencies,
                                                                                   office.content.calendar,
                                                                                   std::move(person)} {}

    std::unique_ptr<storage::SqlDatabase> database;
    storage::SqlEntryStore entries;
    storage::SqlOutbox outbox;
    storage::SqlBlobStore blobs;
    storage::SqlDraftStore drafts;
    storage::SqlSettingStore settings;
    reporting::Desk desk;
};

/// A desk's place in the story.
struct DeskPlace {
    int agency;
    people::Person person;
    fs::path file;
    int offline_until{0}; ///< Week.
};

/// What was submitted about an agency's week.
struct Written {
    std::map<std::string, std::string> reports; ///< Id to digest.
    std::string resolution;
};

/// One line over everything, in the office's order.
std::string digest_of(const std::vector<ledger::StoredEntry>& entries) {
    std::string text;
    for (const auto& entry : entries)
        text += fmt::format("{} {} {}\n", entry.sequence, entry.digest, entry.receipt);
    return base::sha256_hex(text);
}

class Province {
public:
    Province(const fs::path& share, fs::path folder, int desks, int weeks)
        : m_folder(std::move(folder)), m_weeks(weeks),
          m_office(share, m_folder, accounts(desks), {}, [&](auto& content) { add_agencies(content, desks / 2); }) {
        fs::create_directories(m_folder / "desks");
        for (int i = 0; i < desks; ++i) {
            const std::string name = account_name(i);
            m_desks.push_back(
                {i / 2, {name, people::Role::Focal, agency_code(i / 2)}, m_folder / "desks" / (name + ".db")});
        }
    }

    void live() {
        for (int week = 0; week < m_weeks; ++week) {
            m_period = period_of(week);
            const base::Day friday = m_period.first_day() + std::chrono::days(4);
            m_office.clock.set(base::Time{friday} + std::chrono::hours(2)); // nine o'clock in Vietnam
            write_reports(week);
            leave_and_come_back(week);
            for (DeskPlace* place : shuffled())
                if (place->offline_until <= week)
                    visit(*place, Visit::Once);
            if (week == m_weeks * 2 / 5)
                restore_backup();
        }
        for (int round = 0; round < 2; ++round) // the second brings what was sent in the first
            for (DeskPlace* place : shuffled())
                visit(*place, Visit::UntilDone);
    }

    /// @returns how many things are wrong
    int judge() {
        int unequal = 0;
        for (const DeskPlace& place : m_desks)
            unequal += equals_office(place) ? 0 : 1;
        const int overwritten = count_overwritten();
        const int unlisted = count_unlisted();
        std::printf(
            "weeks: %zu desks, %d weeks, %d reports, %d conflicts of two desks (%d resolved by a person), %d "
            "visits failed on the line, %d offline spells: %d desks unequal by digest, %d conflicts unlisted, %d "
            "reports overwritten or doubled\n",
            m_desks.size(), m_weeks, m_reports, m_conflicts, m_resolved, m_failed_visits, m_spells, unequal, unlisted,
            overwritten);
        return unequal + overwritten + unlisted;
    }

private:
    static std::string account_name(int desk) {
        return fmt::format("{}.x{:03}", desk % 2 == 0 ? "mot" : "hai", desk / 2);
    }

    static std::vector<people::Account> accounts(int desks) {
        std::vector<people::Account> out;
        for (int i = 0; i < desks; ++i)
            out.push_back(test::plan_account(account_name(i), people::Role::Focal, agency_code(i / 2)));
        return out;
    }

    static base::Period period_of(int week) {
        auto period = base::Period::parse("2024-W02").value();
        for (int i = 0; i < week; ++i)
            period = period.next();
        return period;
    }

    std::vector<DeskPlace*> shuffled() {
        std::vector<DeskPlace*> out;
        for (DeskPlace& place : m_desks)
            out.push_back(&place);
        std::shuffle(out.begin(), out.end(), m_chance);
        return out;
    }

    /// Nobody has sent anything of this week yet: so two desks that write do not know of each other.
    void write_reports(int week) {
        const int agencies = static_cast<int>(m_desks.size()) / 2;
        for (int agency = 0; agency < agencies; ++agency) {
            const bool both = m_chance() % 100 < conflicts_in_a_hundred;
            m_conflicts += both ? 1 : 0;
            for (int desk = 0; desk < 2; ++desk)
                if (both || desk == week % 2)
                    write_report(m_desks[static_cast<std::size_t>(agency * 2 + desk)]);
        }
    }

    void write_report(const DeskPlace& place) {
        OpenDesk open(place.file, m_office, place.person);
        const auto draft = reporting::NewReport(open.desk)(m_period, place.person.agency).value();
        Issues issues;
        const Json fields{{"summary", fmt::format("{} viết về {}", place.person.name, m_period.text())}};
        CANBO_CHECK(reporting::FillReport(open.desk)(draft, fields, issues));
        submit(open, place, m_period.text(), draft);
    }

    void submit(OpenDesk& open, const DeskPlace& place, const std::string& period, const std::string& draft) {
        Issues issues;
        CANBO_CHECK(reporting::SubmitReport(open.desk)(draft, issues));
        auto tx = open.database->begin(Database::Mode::Read).value();
        const auto item = open.outbox.find(*tx, draft).value().value();
        m_written[{place.person.agency, period}].reports[draft] = item.frozen.digest;
        ++m_reports;
        m_office.clock.advance(std::chrono::milliseconds(200));
    }

    void leave_and_come_back(int week) {
        for (std::size_t i = 1; i < m_desks.size(); ++i) // the first is the one with the backup
            if (m_desks[i].offline_until <= week && m_chance() % 10 == 0) {
                m_desks[i].offline_until = week + 1 + static_cast<int>(m_chance() % longest_offline);
                ++m_spells;
            }
        if (week == m_weeks / 5) { // with this week's report queued
            OpenDesk open(m_desks[0].file, m_office, m_desks[0].person);
            CANBO_CHECK(open.database->back_up(backup_file()));
        }
    }

    fs::path backup_file() const { return m_folder / "old.db"; }

    void restore_backup() {
        visit(m_desks[0], Visit::UntilDone);
        for (const char* end : {"", "-wal", "-shm"})
            fs::remove(fs::path(m_desks[0].file).concat(end));
        fs::copy_file(backup_file(), m_desks[0].file);
    }

    /// Once: and whoever works there looks at the conflicts. UntilDone: until everything is sent and read.
    enum class Visit { Once, UntilDone };

    void visit(const DeskPlace& place, Visit manner) {
        OpenDesk open(place.file, m_office, place.person);
        wire::HttpOfficeClient client({false, "127.0.0.1", m_office.server->port()}, {});
        const auto login = client.login({place.person.name, test::plan_password});
        CANBO_CHECK(login);
        test::BadLine line(client, m_chance);
        int tries = manner == Visit::Once ? 1 : most_tries;
        while (tries-- > 0 && !sync(open, line))
            ++m_failed_visits;
        if (manner == Visit::Once)
            resolve_some(open, place);
    }

    /// True: everything sent, everything read.
    bool sync(OpenDesk& open, wire::OfficeClient& line) {
        wire::Pump pump({*open.database, open.outbox, open.blobs, line, m_office.clock, m_office.key.public_key});
        const auto sent = pump.run(wire::Pump::Due::All);
        CANBO_CHECK(sent && sent->refused == 0);
        wire::FeedReader feed({*open.database, open.entries, open.outbox, open.settings, line, m_office.key.public_key,
                               open.desk.person.name});
        return feed.run().has_value() && sent->waiting == 0;
    }

    /// A person of the first desk looks at what both have written, and takes the other's every other time.
    void resolve_some(OpenDesk& open, const DeskPlace& place) {
        if (place.person.name.starts_with("hai"))
            return;
        for (auto& [where, written] : m_written) {
            const bool theirs = where.first == place.person.agency && written.reports.size() == 2;
            if (!theirs || !written.resolution.empty() || m_chance() % 2 == 0)
                continue;
            const auto& keep = m_chance() % 2 == 0 ? written.reports.begin()->first : written.reports.rbegin()->first;
            const auto view = reporting::find_report(open.desk, keep);
            if (!view || !view->in_conflict)
                continue; // the other has not come in yet
            const auto draft = reporting::ResolveConflict(open.desk)(keep).value();
            submit(open, place, where.second, draft);
            written.resolution = draft;
            ++m_resolved;
        }
    }

    bool equals_office(const DeskPlace& place) {
        OpenDesk open(place.file, m_office, place.person);
        auto here = open.database->begin(Database::Mode::Read).value();
        auto there = m_office.stores.database->begin(Database::Mode::Read).value();
        const ledger::Visibility everything{true, {}, true};
        const ledger::Visibility theirs{
            false, people::seen_agencies(place.person, m_office.content.agencies, m_period.last_day()), false,
            place.person.agency};
        const auto held = open.entries.changes(*here, 0, 1'000'000, everything).value();
        const auto shown = m_office.stores.entries->changes(*there, 0, 1'000'000, theirs).value();
        return !held.empty() && digest_of(held) == digest_of(shown);
    }

    std::set<std::string> expected_heads(const Written& written) const {
        if (!written.resolution.empty())
            return {written.resolution};
        std::set<std::string> out;
        for (const auto& [id, digest] : written.reports)
            out.insert(id);
        return out;
    }

    /// Every report is there once as it was written, and nothing stands for it that does not name it.
    int count_overwritten() {
        int wrong = 0;
        std::int64_t total = 0;
        auto tx = m_office.stores.database->begin(Database::Mode::Read).value();
        for (const auto& [where, written] : m_written) {
            const auto book =
                reporting::PeriodBook::load(*tx, *m_office.stores.entries, base::Period::parse(where.second).value(),
                                            m_office.content.calendar)
                    .value();
            std::set<std::string> heads;
            if (const auto* reports = book.of(where.first))
                for (const auto* head : reports->heads())
                    heads.insert(head->id);
            wrong += heads == expected_heads(written) ? 0 : 1;
            for (const auto& [id, digest] : written.reports) {
                const auto stored = m_office.stores.entries->find(*tx, id).value();
                wrong += stored && stored->digest == digest ? 0 : 1;
                ++total;
            }
        }
        wrong += m_office.stores.entries->last_sequence(*tx).value() == total ? 0 : 1;
        return wrong;
    }

    /// Both desks of an agency list just the conflicts that nobody has resolved.
    int count_unlisted() {
        int wrong = 0;
        for (const DeskPlace& place : m_desks) {
            std::set<std::string> expected, listed;
            for (const auto& [where, written] : m_written)
                if (where.first == place.person.agency && written.reports.size() == 2 && written.resolution.empty())
                    expected.merge(expected_heads(written));
            OpenDesk open(place.file, m_office, place.person);
            const auto views = reporting::list_reports(open.desk, place.person.agency).value();
            for (const auto& view : views)
                if (view.in_conflict)
                    listed.insert(view.id);
            wrong += listed == expected ? 0 : 1;
        }
        return wrong;
    }

    const fs::path m_folder;
    const int m_weeks;
    std::mt19937 m_chance{395};
    test::PlanOffice m_office;
    base::Period m_period{period_of(0)};
    std::vector<DeskPlace> m_desks;
    std::map<std::pair<std::string, std::string>, Written> m_written; ///< By agency and period.
    int m_reports{0}, m_conflicts{0}, m_resolved{0}, m_failed_visits{0}, m_spells{0};
};

} // namespace

int main(int argc, char** argv) {
    if (argc != 5)
        return 2;
    base::init_crypto();
    wire::init_network();
    Province province(argv[1], argv[2], std::atoi(argv[3]), std::atoi(argv[4]));
    province.live();
    return province.judge() == 0 ? 0 : 1;
}
