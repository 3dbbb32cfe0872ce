#include "common/office_stores.h"

#include "common/sealing.h"
#include "storage/move_database.h"
#include "storage/office_stores.h"
#include "storage/staged_blobs.h"
#include "storage/stores.h"

namespace canbo::apps {

namespace fs = std::filesystem;

Result<service::OfficeStores> stores_in(std::unique_ptr<storage::SqlDatabase> database) {
    CANBO_TRY_VOID(storage::check_in_charge(*database));
    service::OfficeStores stores;
    stores.commits = [] {
        const auto figures = storage::commit_figures();
        return service::CommitFigures{figures.commits, figures.transactions};
    };
    stores.database = std::move(database);
    stores.entries = std::make_unique<storage::SqlEntryStore>();
    stores.blobs = std::make_unique<storage::SqlBlobStore>();
    stores.staged_blobs = std::make_unique<storage::SqlStagedBlobStore>();
    stores.accounts = std::make_unique<storage::SqlAccountStore>();
    stores.sessions = std::make_unique<storage::SqlSessionStore>();
    stores.factors = std::make_unique<storage::SqlSecondFactorStore>();
    stores.used_tokens = std::make_unique<storage::SqlUsedTokenStore>();
    stores.audit = std::make_unique<storage::SqlAuditLog>();
    stores.chain = std::make_unique<storage::SqlChainStore>();
    return stores;
}

Result<service::OfficeStores> open_sqlite_stores(const fs::path& file, std::string_view version) {
    CANBO_TRY(auto sealing, sealing_of(file.parent_path()));
    CANBO_TRY(auto database, storage::SqlDatabase::open_sqlite(file, version, std::move(sealing)));
    return stores_in(std::move(database));
}

} // namespace canbo::apps
