#pragma once

#include "service/office_folder.h"
#include "service/office_ports.h"
#include "storage/sql_database.h"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace canbo::apps {

/// Over an open database. @error Storage, Closed the office was moved away
Result<service::OfficeStores> stores_in(std::unique_ptr<storage::SqlDatabase> database);

/// An office's stores in one SQLite file, for service::init_office and open_office_folder. @error Storage,
/// NewerVersion, Closed the office was moved away
Result<service::OfficeStores> open_sqlite_stores(const std::filesystem::path& file, std::string_view version);

/// The same in a PostgreSQL database (storage/sql_database.h), of the office whose keys are in the folder.
/// @error InvalidInput the address; NotFound a second program's folder has no data.key
Result<service::OfficeStores> open_postgres_stores(const std::string& address, const std::filesystem::path& folder,
                                                   std::string_view version);

/// Where an office's database is: at an address postgresql://…, or without one in its folder.
service::OpenStores open_stores_at(std::string address, std::string version);
inline service::DatabasePlace place_of(const std::string& address) {
    return address.empty() ? service::DatabasePlace::Folder : service::DatabasePlace::Server;
}

} // namespace canbo::apps
