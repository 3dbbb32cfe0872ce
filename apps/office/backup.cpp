#include "backup.h"

#include "base/clock.h"
#include "base/file.h"
#include "common/office_stores.h"
#include "common/sealing.h"
#include "ledger/verify_audit.h"
#include "service/key_file.h"
#include "service/office_folder.h"
#include "storage/database_reader.h"
#include "storage/office_stores.h"

#include <vector>

namespace canbo::office {
namespace fs = std::filesystem;
namespace {

constexpr const char* database_name = "office.db";
constexpr const char* key_name = "office.key";
constexpr const char* token_name = "token.key";

bool is_there(const fs::path& path) {
    std::error_code code;
    return fs::exists(path, code);
}

Result<void> make_folder(const fs::path& folder) {
    std::error_code code;
    fs::create_directories(folder, code);
    if (!code && !fs::is_empty(folder, code))
        return fail(ErrorCode::Conflict, "This folder is not empty", folder.string());
    fs::permissions(folder, fs::perms::owner_all, code);
    if (code)
        return fail(ErrorCode::Storage, "The office's folder cannot be written", folder.string(), code.message());
    return {};
}

Result<void> copy_keys(const fs::path& from, const fs::path& to, bool with_data_key) {
    std::vector<const char*> names{key_name, token_name};
    if (with_data_key && is_there(from / service::data_key_name))
        names.push_back(service::data_key_name);
    for (const char* name : names) {
        CANBO_TRY(const auto key, service::read_key_file(from / name));
        CANBO_TRY_VOID(service::write_key_file(to / name, key));
    }
    return {};
}

Result<void> check_backup(const fs::path& from) {
    const bool has_key = is_there(from / service::data_key_name) || !base::environment("CANBO_DATA_KEY").empty();
    if (!has_key)
        return fail(ErrorCode::NotFound, "The backup has no data.key; put the one that was kept apart beside it",
                    (from / service::data_key_name).string());
    CANBO_TRY(auto sealing, apps::sealing_of(from));
    CANBO_TRY(const auto key, service::read_signing_key(from / key_name));
    CANBO_TRY(const auto database, storage::DatabaseReader::open(from / database_name, std::move(sealing)));
    CANBO_TRY_VOID(database->check());
    storage::SqlChainStore chain;
    CANBO_TRY(const auto report, ledger::verify_audit(*database, chain, key.public_key, {}));
    if (report.findings.has_errors())
        return fail(base::first_error(report.findings));
    return {};
}

Result<void> record_restoring(const fs::path& folder, std::string_view version) {
    CANBO_TRY(auto office, service::open_office_folder(folder, apps::open_stores_at({}, std::string(version))));
    ledger::AuditChain chain(*office.stores.chain, office.signing_key);
    CANBO_TRY(auto tx, office.stores.database->begin(Database::Mode::Write));
    CANBO_TRY_VOID(chain.record(*tx, *office.stores.audit, {0, base::SystemClock{}.now(), "", "office.restored", ""}));
    return tx->commit();
}

} // namespace

Result<void> back_up(const fs::path& folder, const fs::path& to, bool with_data_key) {
    if (!is_there(folder / key_name))
        return fail(ErrorCode::NotFound, "There is no office in this folder; \"canboctl office init\" makes one",
                    folder.string());
    CANBO_TRY_VOID(make_folder(to));
    CANBO_TRY(const auto database, storage::DatabaseReader::open(folder / database_name));
    CANBO_TRY_VOID(database->back_up(to / database_name));
    return copy_keys(folder, to, with_data_key);
}

Result<void> restore(const fs::path& from, const fs::path& folder, std::string_view version) {
    for (const char* name : {database_name, key_name, token_name})
        if (!is_there(from / name))
            return fail(ErrorCode::NotFound, "This is no backup of an office", (from / name).string());
    CANBO_TRY_VOID(check_backup(from));
    CANBO_TRY_VOID(make_folder(folder));
    {
        CANBO_TRY(const auto database, storage::DatabaseReader::open(from / database_name));
        CANBO_TRY_VOID(database->back_up(folder / database_name));
    }
    CANBO_TRY_VOID(copy_keys(from, folder, true));
    return record_restoring(folder, version);
}

} // namespace canbo::office
