#include "move_office.h"

#include "base/clock.h"
#include "base/issues.h"
#include "ledger/verify_audit.h"
#include "service/key_file.h"
#include "storage/move_database.h"
#include "storage/office_stores.h"
#include "storage/stores.h"

#include <cstdio>
#include <filesystem>
#include <memory>

namespace canbo::office {
namespace fs = std::filesystem;
namespace {

using DatabasePtr = std::unique_ptr<storage::SqlDatabase>;

constexpr std::string_view folder_mark = "sqlite:";

/// The two ends of a move, and the folder with the keys, which is the same before and after.
struct Ends {
    fs::path folder;
    std::string address;
    bool to_server{false};
};

Result<Ends> ends_of(const std::string& from, const std::string& to) {
    const bool to_server = from.starts_with(folder_mark);
    const std::string& file = to_server ? from : to;
    if (!file.starts_with(folder_mark) || (to_server ? to : from).starts_with(folder_mark))
        return fail(ErrorCode::InvalidInput, "An office moves between sqlite:FOLDER and postgresql://USER@HOST/NAME");
    return Ends{fs::absolute(file.substr(folder_mark.size())), to_server ? to : from, to_server};
}

/// As it stands: a move opens nothing that is sealed.
Result<DatabasePtr> open_file(const Ends& ends, std::string_view version) {
    const fs::path file = ends.folder / "office.db";
    std::error_code code;
    if (ends.to_server && !fs::exists(file, code))
        return fail(ErrorCode::NotFound, "There is no office in this folder; \"canboctl office init\" makes one",
                    file.string());
    return storage::SqlDatabase::open_sqlite(file, version);
}

Result<void> prove(Database& moved, const std::string& public_key) {
    storage::SqlChainStore chain;
    CANBO_TRY(const auto report, ledger::verify_audit(moved, chain, public_key, {}));
    if (report.findings.has_errors())
        return fail(base::first_error(report.findings));
    std::printf("%lld entries, %lld events: the audit chain is whole, head %s\n",
                static_cast<long long>(report.entries), static_cast<long long>(report.events), report.head.c_str());
    return {};
}

Result<void> record(Database& moved, const base::SigningKey& key) {
    storage::SqlChainStore chain;
    storage::SqlAuditLog log;
    CANBO_TRY(auto tx, moved.begin(Database::Mode::Write));
    CANBO_TRY_VOID(
        ledger::AuditChain(chain, key).record(*tx, log, {0, base::SystemClock{}.now(), "", "office.moved", ""}));
    return tx->commit();
}

} // namespace

Result<void> move_office(const std::string& from, const std::string& to, std::string_view version) {
    CANBO_TRY(const auto ends, ends_of(from, to));
    CANBO_TRY(const auto key, service::read_signing_key(ends.folder / "office.key"));
    CANBO_TRY(auto server, storage::SqlDatabase::open_postgres(ends.address, version));
    CANBO_TRY(auto file, open_file(ends, version));
    storage::SqlDatabase& old_one = ends.to_server ? *file : *server;
    storage::SqlDatabase& new_one = ends.to_server ? *server : *file;
    CANBO_TRY(const auto tables,
              storage::move_database(old_one, new_one, [&](Database& moved) { return prove(moved, key.public_key); }));
    for (const auto& table : tables)
        std::printf("%-16s %10lld  %s\n", table.table.c_str(), static_cast<long long>(table.rows),
                    table.digest.c_str());
    std::printf("moved: every table has the same rows and digest in both; the old database takes no change any more\n");
    return record(new_one, key);
}

} // namespace canbo::office
