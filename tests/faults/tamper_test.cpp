#include "base/file.h"
#include "contract/store_setup.h"
#include "ledger/receipt.h"
#include "ledger/receive_entry.h"
#include "ledger/verify_audit.h"
#include "storage/database_reader.h"

#include <catch2/catch.hpp>
#include <sqlite3.h>

#include <functional>
#include <iostream>
#include <random>

using namespace canbo;
using namespace canbo::test;
namespace fs = std::filesystem;

namespace {

const people::Person an{"an.nguyen", people::Role::Focal, "SYT"};

storage::Sealing sealing() { return {std::string(32, 'k'), {"learning"}}; }

/// An office's record: some of it from before it had a chain, some sealed, events between; the newest row is an entry.
class Record {
public:
    explicit Record(fs::path made) : file(std::move(made)) {
        for (const char* kind : {"report", "report-decision", "learning"})
            m_kinds.add({kind, false, [](const ledger::Admission&) { return Result<void>(); }, {}});
        auto database = open();
        for (int i = 0; i < 4; ++i)
            send(*database, nullptr);
        note(*database, nullptr);
        ledger::AuditChain chain(m_chain, key);
        REQUIRE(chain.begin(*database));
        for (int i = 0; i < 24; ++i) {
            send(*database, &chain);
            if (i % 3 == 0)
                note(*database, &chain);
        }
        send(*database, &chain);
    }

    const fs::path file;
    const base::SigningKey key{base::SigningKey::generate()};
    std::vector<ledger::HeldReceipt> receipts;

    /// What goes on honestly after the receipts were collected.
    void go_on(const fs::path& other) {
        auto database = *storage::SqlDatabase::open_sqlite(other, "0.1.0", sealing());
        ledger::AuditChain chain(m_chain, key);
        const auto held = receipts;
        send(*database, &chain);
        note(*database, &chain);
        receipts = held;
    }

    Result<ledger::AuditReport> audit(const fs::path& other) {
        CANBO_TRY(const auto database, storage::DatabaseReader::open(other, sealing()));
        return ledger::verify_audit(*database, m_chain, key.public_key, receipts);
    }

private:
    std::unique_ptr<storage::SqlDatabase> open() {
        return *storage::SqlDatabase::open_sqlite(file, "0.1.0", sealing());
    }
    void send(Database& database, ledger::AuditChain* chain) {
        const char* kinds[] = {"report", "report-decision", "learning"};
        const auto number = m_sent++;
        const auto frozen = *ledger::freeze({base::new_uuid(),
                                             kinds[number % 3],
                                             "SYT",
                                             "2024-W" + std::to_string(10 + number),
                                             1,
                                             {{"text", "Kết quả " + std::to_string(number)}},
                                             an.name,
                                             at(1'000)});
        m_clock.advance(std::chrono::minutes(7));
        ledger::ReceiveEntry receive(database, m_entries, m_blobs, m_kinds, m_clock, key, chain);
        const auto taken = receive(an, frozen);
        REQUIRE(taken);
        receipts.emplace_back(frozen.entry.id + ".json", taken->receipt);
    }
    void note(Database& database, ledger::AuditChain* chain) {
        auto tx = writing(database);
        const ledger::AuditEvent event{0, m_clock.now(), "quan.tri", "account.add", "a" + std::to_string(m_sent)};
        if (chain == nullptr)
            REQUIRE(m_audit.record(*tx, event));
        else
            REQUIRE(chain->record(*tx, m_audit, event));
        REQUIRE(tx->commit());
    }

    base::ManualClock m_clock{at(1'708'000'000'000)};
    ledger::KindRegistry m_kinds;
    storage::SqlEntryStore m_entries;
    storage::SqlBlobStore m_blobs;
    storage::SqlAuditLog m_audit;
    storage::SqlChainStore m_chain;
    int m_sent{0};
};

/// Somebody with the file and SQLite's shell, who has taken every guard out of the way.
class Intruder {
public:
    Intruder(const fs::path& file, std::mt19937& random) : m_random(random) {
        REQUIRE(sqlite3_open(file.c_str(), &m_handle) == SQLITE_OK);
        run("PRAGMA ignore_check_constraints = ON");
        for (const char* table : {"entry", "audit", "chain"})
            for (const char* what : {"changed", "deleted", "replaced"})
                run("DROP TRIGGER " + std::string(table) + "_is_never_" + what);
        m_before = dump();
    }
    Intruder(const Intruder&) = delete;
    Intruder& operator=(const Intruder&) = delete;
    ~Intruder() { sqlite3_close(m_handle); }

    /// One tampering; its name, or nothing when it came to nothing.
    std::string strike() {
        const std::vector<std::pair<const char*, void (Intruder::*)()>> ways{
            {"text changed", &Intruder::change_text},
            {"number changed", &Intruder::change_number},
            {"row removed", &Intruder::remove_row},
            {"entry removed and the rest closed up", &Intruder::close_up},
            {"rows swapped", &Intruder::swap_rows},
            {"entry put in", &Intruder::put_in_entry},
            {"event put in", &Intruder::put_in_event},
            {"event put in with a link", &Intruder::put_in_with_link},
            {"newest rows removed", &Intruder::cut_tail},
            {"receipts exchanged", &Intruder::exchange_receipts},
            {"text moved to the next column", &Intruder::move_text},
        };
        const auto& [name, way] = ways[pick(ways.size())];
        (this->*way)();
        return dump() == m_before ? std::string() : std::string(name);
    }

private:
    std::size_t pick(std::size_t count) { return m_random() % count; }
    std::string row() { return "(SELECT rowid FROM " + m_table + " ORDER BY random() LIMIT 1)"; }

    void choose_table() { m_table = std::vector<std::string>{"entry", "audit", "chain"}[pick(3)]; }
    std::string text_column() {
        if (m_table == "entry")
            return std::vector<std::string>{"id",       "kind",      "agency", "subject",
                                            "audience", "canonical", "digest", "receipt"}[pick(8)];
        if (m_table == "audit")
            return std::vector<std::string>{"actor", "action", "subject"}[pick(3)];
        return std::vector<std::string>{"what", "head", "signature"}[pick(3)];
    }
    std::string number_column() {
        if (m_table == "chain")
            return std::vector<std::string>{"place", "sequence"}[pick(2)];
        return pick(2) == 0 ? "sequence" : m_table == "entry" ? "received_at" : "time";
    }

    void change_text() {
        choose_table();
        const std::string c = text_column();
        const std::vector<std::string> changes{"''",
                                               c + " || 'x'",
                                               c + " || char(0) || 'x'",
                                               c + " || ' '",
                                               "' ' || " + c,
                                               "substr(" + c + ", 2)",
                                               "'gia mao'",
                                               "upper(" + c + ")",
                                               "substr(" + c + ", 1, length(" + c + ") - 1)",
                                               "replace(" + c + ", '1', '2')",
                                               "(SELECT " + c + " FROM " + m_table + " ORDER BY random() LIMIT 1)"};
        run("UPDATE " + m_table + " SET " + c + " = " + changes[pick(changes.size())] + " WHERE rowid = " + row());
    }
    void change_number() {
        choose_table();
        const std::string c = number_column();
        const std::vector<std::string> changes{
            c + " + 1", c + " - 1", c + " + 100000", "0", "-" + c, "-9223372036854775807 - 1", "9223372036854775807"};
        run("UPDATE " + m_table + " SET " + c + " = " + changes[pick(changes.size())] + " WHERE rowid = " + row());
    }
    void remove_row() {
        choose_table();
        run("DELETE FROM " + m_table + " WHERE rowid IN (SELECT rowid FROM " + m_table + " ORDER BY random() LIMIT " +
            std::to_string(1 + pick(3)) + ")");
    }
    void close_up() {
        run("CREATE TEMP TABLE gone AS SELECT sequence FROM entry ORDER BY random() LIMIT 1");
        run("CREATE TEMP TABLE place AS SELECT place FROM chain WHERE what = 'entry' AND sequence IN gone");
        run("DELETE FROM entry WHERE sequence IN gone");
        run("DELETE FROM chain WHERE place IN place");
        run("UPDATE entry SET sequence = -sequence + 1 WHERE sequence > (SELECT sequence FROM gone)");
        run("UPDATE entry SET sequence = -sequence WHERE sequence < 0");
        run("UPDATE chain SET sequence = sequence - 1 WHERE what = 'entry' AND sequence > (SELECT sequence FROM gone)");
        run("UPDATE chain SET place = -place + 1 WHERE place > (SELECT place FROM temp.place)");
        run("UPDATE chain SET place = -place WHERE place < 0");
    }
    void swap_rows() {
        choose_table();
        const std::string c = m_table == "chain" ? "place" : "sequence";
        run("CREATE TEMP TABLE two AS SELECT " + c + " AS n FROM " + m_table + " ORDER BY random() LIMIT 2");
        run("UPDATE " + m_table + " SET " + c + " = -" + c + " WHERE " + c + " = (SELECT min(n) FROM two)");
        run("UPDATE " + m_table + " SET " + c + " = (SELECT min(n) FROM two) WHERE " + c +
            " = (SELECT max(n) FROM two)");
        run("UPDATE " + m_table + " SET " + c + " = (SELECT max(n) FROM two) WHERE " + c +
            " = -(SELECT min(n) FROM two)");
    }
    void put_in_entry() {
        const std::string sequence = std::vector<std::string>{"(SELECT max(sequence) + 1 FROM entry)", "-5", "0",
                                                              "9223372036854775807"}[pick(4)];
        run("INSERT INTO entry SELECT id || 'x', " + sequence +
            ", kind, agency, subject, audience, received_at, canonical, digest, receipt FROM entry ORDER BY random()"
            " LIMIT 1");
    }
    void put_in_event() {
        const std::string sequence = std::vector<std::string>{"(SELECT max(sequence) + 1 FROM audit)", "-5", "0",
                                                              "-9223372036854775807 - 1"}[pick(4)];
        run("INSERT INTO audit SELECT " + sequence +
            ", time, actor, action, 'gia mao' FROM audit ORDER BY random()"
            " LIMIT 1");
    }
    void put_in_with_link() {
        run("INSERT INTO audit SELECT max(sequence) + 1, max(time), 'quan.tri', 'account.add', 'gia mao' FROM audit");
        run("INSERT INTO chain SELECT max(place) + 1, 'event', (SELECT max(sequence) FROM audit), head, signature"
            " FROM chain WHERE signature <> ''");
    }
    void cut_tail() {
        run("CREATE TEMP TABLE tail AS SELECT place, what, sequence FROM chain ORDER BY place DESC LIMIT " +
            std::to_string(1 + pick(20)));
        run("DELETE FROM entry WHERE sequence IN (SELECT sequence FROM tail WHERE what = 'entry')");
        run("DELETE FROM audit WHERE sequence IN (SELECT sequence FROM tail WHERE what = 'event')");
        run("DELETE FROM chain WHERE place IN (SELECT place FROM tail)");
    }
    void exchange_receipts() {
        run("CREATE TEMP TABLE two AS SELECT sequence, receipt FROM entry ORDER BY random() LIMIT 2");
        run("UPDATE entry SET receipt = (SELECT receipt FROM two WHERE two.sequence <> entry.sequence)"
            " WHERE sequence IN (SELECT sequence FROM two)");
    }
    void move_text() {
        m_table = pick(2) == 0 ? "entry" : "audit";
        if (m_table == "entry")
            run("UPDATE entry SET kind = kind || substr(agency, 1, 1), agency = substr(agency, 2) WHERE rowid = " +
                row());
        else
            run("UPDATE audit SET actor = actor || substr(action, 1, 1), action = substr(action, 2) WHERE rowid = " +
                row());
    }

    void run(const std::string& sql) { sqlite3_exec(m_handle, sql.c_str(), nullptr, nullptr, nullptr); }
    std::string dump() {
        std::string out;
        const auto collect = [](void* to, int count, char** values, char**) {
            for (int i = 0; i < count; ++i)
                *static_cast<std::string*>(to) += std::string(values[i] == nullptr ? "NULL" : values[i]) + "|";
            return 0;
        };
        for (const char* sql :
             {"SELECT hex(id), sequence, hex(kind), hex(agency), hex(subject), hex(audience), received_at,"
              " hex(canonical), hex(digest), hex(receipt) FROM entry ORDER BY sequence",
              "SELECT sequence, time, hex(actor), hex(action), hex(subject) FROM audit ORDER BY sequence",
              "SELECT place, hex(what), sequence, hex(head), hex(signature) FROM chain ORDER BY place"})
            REQUIRE(sqlite3_exec(m_handle, sql, collect, &out, nullptr) == SQLITE_OK);
        return base::sha256_hex(out);
    }

    std::mt19937& m_random;
    sqlite3* m_handle{nullptr};
    std::string m_table;
    std::string m_before;
};

void copy_record(const fs::path& from, const fs::path& to) {
    for (const char* more : {"-wal", "-shm"})
        fs::remove(fs::path(to).concat(more));
    fs::copy_file(from, to, fs::copy_options::overwrite_existing);
}

/// $CANBO_TAMPERINGS; run.sh --full asks for 10,000.
int tamperings() {
    const std::string wanted = base::environment("CANBO_TAMPERINGS");
    return wanted.empty() ? 500 : std::stoi(wanted);
}

/// What only an insider with the office's key can do: one text changed, and every digest, head and signature after it
/// made anew.
void rewrite(const fs::path& file, const base::SigningKey& key, std::size_t victim) {
    std::vector<ledger::ChainLink> links;
    std::vector<ledger::EntryRow> entries;
    std::vector<ledger::AuditEvent> events;
    {
        auto database = *storage::DatabaseReader::open(file, sealing());
        storage::SqlChainStore store;
        auto tx = reading(*database);
        links = *store.links(*tx, 1, 1'000);
        entries = *store.entry_rows(*tx, 1, 1'000);
        events = *store.event_rows(*tx, 1, 1'000);
    }
    sqlite3* handle = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &handle) == SQLITE_OK);
    const auto run = [&](const std::string& sql) {
        REQUIRE(sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
    };
    run("DROP TRIGGER entry_is_never_changed; DROP TRIGGER chain_is_never_changed");
    auto& changed = entries[victim];
    Json json = *base::parse_json(*changed.canonical);
    json["body"]["text"] = "Kết quả đẹp hơn";
    changed.canonical = *base::canonical_json(json);
    changed.digest = base::sha256_hex(*changed.canonical);
    std::string head;
    for (auto& link : links) {
        const auto at_sequence = static_cast<std::size_t>(link.sequence - 1);
        const bool is_entry = link.of == ledger::ChainLink::Of::Entry;
        head =
            is_entry ? ledger::head_after(head, entries[at_sequence]) : ledger::head_after(head, events[at_sequence]);
        link.head = head;
        if (!link.signature.empty())
            link.signature = base::to_base64(key.sign(ledger::link_text(link)));
        run("UPDATE chain SET head = '" + link.head + "', signature = '" + link.signature +
            "' WHERE place = " + std::to_string(link.place));
        if (!is_entry)
            continue;
        auto& row = entries[at_sequence];
        ledger::Receipt receipt = *ledger::parse_receipt(row.receipt);
        receipt.digest = row.digest;
        receipt.chain = link.signature.empty() ? head : "";
        run("UPDATE entry SET receipt = '" + ledger::sign_receipt(receipt, key) + "', digest = '" + row.digest +
            "' WHERE sequence = " + std::to_string(row.sequence));
    }
    run("UPDATE entry SET canonical = '" + *changed.canonical + "' WHERE id = '" + changed.id + "'");
    sqlite3_close(handle);
}

} // namespace

TEST_CASE("every tampering of submissions, decisions and audit rows is found, and nothing else is",
          "[faults][tamper]") {
    const TemporaryFolder folder;
    Record record(folder.path() / "office.db");
    const auto seed = std::random_device{}();
    std::mt19937 random(seed);
    INFO("seed " << seed);
    const int wanted = tamperings();
    int struck = 0;
    int alarms = 0;
    int honest = 0;
    std::map<std::string, int> missed;
    const fs::path copy = folder.path() / "copy.db";
    while (struck < wanted) {
        copy_record(record.file, copy);
        std::string name;
        {
            Intruder intruder(copy, random);
            name = intruder.strike();
        }
        if (name.empty())
            continue;
        ++struck;
        const auto report = record.audit(copy);
        if (report && !report->findings.has_errors())
            ++missed[name];
        if (struck % 10 != 0)
            continue;
        copy_record(record.file, copy);
        record.go_on(copy);
        ++honest;
        const auto intact = record.audit(copy);
        alarms += intact && !intact->findings.has_errors() && intact->receipts == 29 ? 0 : 1;
    }
    for (const auto& [name, count] : missed)
        UNSCOPED_INFO("missed: " << name << " " << count);
    std::cout << "tamperings: " << struck << " made, " << missed.size() << " kinds missed, " << honest
              << " honest records, " << alarms << " false alarms" << std::endl;
    CHECK(missed.empty());
    CHECK(alarms == 0);
}

TEST_CASE("whoever has the office's key and rewrites everything is found by the receipts of others",
          "[faults][tamper]") {
    const TemporaryFolder folder;
    Record record(folder.path() / "office.db");
    const std::size_t victim = GENERATE(std::size_t{1}, std::size_t{7}, std::size_t{27});
    rewrite(record.file, record.key, victim);
    const auto held = record.receipts;
    record.receipts.clear();
    CHECK_FALSE(record.audit(record.file)->findings.has_errors()); // the forger is good enough
    record.receipts = held;
    const auto report = record.audit(record.file);
    REQUIRE(report);
    CHECK(report->findings.has_errors());
    CHECK(report->findings.items().front().sentence == "The office shows another receipt for this entry than it gave");
}

TEST_CASE("an auditor without the data key proves everything but sealed texts, and is told so", "[faults][tamper]") {
    const TemporaryFolder folder;
    Record record(folder.path() / "office.db");
    auto database = *storage::DatabaseReader::open(record.file);
    storage::SqlChainStore chain;
    const auto report = ledger::verify_audit(*database, chain, record.key.public_key, record.receipts);
    REQUIRE(report);
    CHECK_FALSE(report->findings.has_errors());
    CHECK(report->unopened == 9);
    CHECK(report->entries == 29);
    CHECK(report->receipts == 29);
}

TEST_CASE("receipts of another office and none at all are told from tampering", "[faults][tamper]") {
    const TemporaryFolder folder;
    Record record(folder.path() / "office.db");
    record.receipts.clear();
    CHECK(record.audit(record.file)->receipts == 0);
    const auto other = base::SigningKey::generate();
    record.receipts.emplace_back(
        "other.json", ledger::sign_receipt({base::new_uuid(), std::string(64, 'a'), 1, at(1), {}, {}}, other));
    record.receipts.emplace_back("noise.json", "{}");
    const auto report = record.audit(record.file);
    REQUIRE(report->findings.items().size() == 2);
    CHECK(report->findings.items().front().where == "other.json");
    CHECK(report->findings.items().front().sentence == "This is no receipt that the office has signed");
}
