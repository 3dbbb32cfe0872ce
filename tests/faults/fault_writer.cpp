// A program to be killed: does one of the jobs below on a database until something stops it.
//
//   fault_writer append FILE          appends entries, one transaction each; prints each id after its commit
//   fault_writer use-case FILE N      one use case of several store calls; kills itself after call N (0: never)
//   fault_writer fill FILE BYTES      no file may grow over BYTES (RLIMIT_FSIZE); appends until an error and prints
//                                     how many were acknowledged and the error's name
#include "base/crypto.h"
#include "storage/sql_database.h"
#include "storage/stores.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <sys/resource.h>

using namespace canbo;

namespace {

ledger::FrozenEntry new_entry(std::size_t size) {
    ledger::Entry entry{base::new_uuid(), "report", "CAT", "2024-W07", 1, {{"text", std::string(size, 'x')}}, "an", {}};
    return *ledger::freeze(std::move(entry));
}

Result<std::string> append_one(Database& database, std::size_t size) {
    storage::SqlEntryStore entries;
    CANBO_TRY(auto tx, database.begin(Database::Mode::Write));
    CANBO_TRY(const auto last, entries.last_sequence(*tx));
    const auto frozen = new_entry(size);
    CANBO_TRY_VOID(entries.append(*tx, {last + 1, frozen.entry, frozen.canonical, frozen.digest, "", {}, "receipt"}));
    CANBO_TRY_VOID(tx->commit());
    return frozen.entry.id;
}

int append(Database& database) {
    for (;;) {
        const auto id = append_one(database, 1000);
        if (!id)
            return 1;
        std::printf("%s\n", id->c_str());
        std::fflush(stdout);
    }
}

/// The desk takes a change from the feed: entry, outbox item done, cursor, a note. `kill_after` counts the calls.
Result<void> take_change(Database& database, int kill_after) {
    storage::SqlEntryStore entries;
    storage::SqlOutbox outbox;
    storage::SqlSettingStore settings;
    storage::SqlAuditLog audit;
    int calls = 0;
    const auto between_calls = [&] {
        if (++calls == kill_after)
            std::raise(SIGKILL);
    };
    CANBO_TRY(auto tx, database.begin(Database::Mode::Write));
    between_calls();
    CANBO_TRY(const auto last, entries.last_sequence(*tx));
    between_calls();
    const auto frozen = new_entry(200'000); // more than a page, so that there is something to be half written
    CANBO_TRY_VOID(entries.append(*tx, {last + 1, frozen.entry, frozen.canonical, frozen.digest, "", {}, "receipt"}));
    between_calls();
    CANBO_TRY_VOID(outbox.put(*tx, {frozen, ledger::OutboxItem::State::Sent, {}, 1, {}, "", "", "receipt"}));
    between_calls();
    CANBO_TRY_VOID(settings.set(*tx, "feed.cursor", std::to_string(last + 1)));
    between_calls();
    CANBO_TRY_VOID(audit.record(*tx, {0, {}, "an", "feed.taken", ""}));
    between_calls();
    CANBO_TRY_VOID(tx->commit());
    between_calls();
    return {};
}

int fill(Database& database, rlim_t most_bytes) {
    const rlimit limit{most_bytes, most_bytes};
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0 || std::signal(SIGXFSZ, SIG_IGN) == SIG_ERR)
        return 2;
    int acknowledged = 0;
    for (; acknowledged < 10'000; ++acknowledged) {
        const auto id = append_one(database, 20'000);
        if (!id) {
            std::printf("%d %s\n", acknowledged, std::string(base::code_name(id.error().code)).c_str());
            return 0;
        }
    }
    return 3;
}

} // namespace

int main(int argc, char** argv) {
    base::init_crypto();
    if (argc < 3)
        return 2;
    auto database = storage::SqlDatabase::open_sqlite(argv[2], "0.1.0");
    if (!database)
        return 2;
    const std::string job = argv[1];
    const char* number = argc > 3 ? argv[3] : "0";
    if (job == "append")
        return append(**database);
    if (job == "use-case")
        return take_change(**database, std::atoi(number)) ? 0 : 1;
    if (job == "fill")
        return fill(**database, static_cast<rlim_t>(std::atoll(number)));
    return 2;
}
