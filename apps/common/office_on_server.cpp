#include "base/file.h"
#include "common/office_stores.h"
#include "common/sealing.h"

// Apart from office_stores.cpp, so that programs which only know files do not load PostgreSQL's library.
namespace canbo::apps {

namespace fs = std::filesystem;

Result<service::OfficeStores> open_postgres_stores(const std::string& address, const fs::path& folder,
                                                   std::string_view version) {
    std::error_code code;
    const bool begun = fs::exists(folder / "office.key", code);
    const bool has_key = fs::exists(folder / service::data_key_name, code);
    if (begun && !has_key && base::environment("CANBO_DATA_KEY").empty())
        return fail(ErrorCode::NotFound, "This folder has no data.key; copy the one of the office's other programs",
                    folder.string());
    CANBO_TRY(auto sealing, sealing_of(folder));
    CANBO_TRY(auto database, storage::SqlDatabase::open_postgres(address, version, std::move(sealing)));
    return stores_in(std::move(database));
}

service::OpenStores open_stores_at(std::string address, std::string version) {
    return [address = std::move(address), version = std::move(version)](const fs::path& file) {
        return address.empty() ? open_sqlite_stores(file, version)
                               : open_postgres_stores(address, file.parent_path(), version);
    };
}

} // namespace canbo::apps
