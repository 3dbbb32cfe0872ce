#pragma once

#include "base/clock.h"
#include "base/crypto.h"
#include "base/result.h"
#include "service/office_ports.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace canbo::service {

// An office's folder: office.db, office.key (two lines of Base64: secret and public part of the signing key),
// token.key (Base64), data.key (see key_file.h), office.lock. Folder 0700, keys 0600. An office whose database is on a
// server has the keys only.

/// Opens the stores in a database file, which is made when it is missing; given by the app. @error Storage,
/// NewerVersion
using OpenStores = std::function<Result<OfficeStores>(const std::filesystem::path& database_file)>;

/// Whose the database is.
enum class DatabasePlace {
    Folder, ///< One program's, while it works on the folder.
    Server, ///< Shared by several programs, each with these keys in a folder that may be the same.
};

/// Held while a program works on a folder (an office's, a desk's), so that two never share one. Released when
/// destroyed, and by the operating system when the program dies, however it dies.
class FolderLock {
public:
    /// @error Conflict another program has it; Storage
    static Result<FolderLock> take(const std::filesystem::path& folder, const char* file = "office.lock");
    FolderLock() = default;
    FolderLock(FolderLock&& other) noexcept;
    FolderLock& operator=(FolderLock&& other) noexcept;
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;
    ~FolderLock();

private:
    explicit FolderLock(int file) : m_file(file) {}
    int m_file{-1};
};

/// An open office folder.
struct OfficeFolder {
    FolderLock lock; ///< Of nothing where the database is on a server.
    OfficeStores stores;
    base::SigningKey signing_key;
    std::string token_secret;
};

/// Makes a new office: folder, database, keys, and an account with the role admin. What it made is taken away again
/// when it fails, but not a server's empty tables.
/// @error Conflict an office is there already, in the folder or on the server; InvalidInput name or password; Storage
Result<void> init_office(const std::filesystem::path& folder, std::string admin_name, std::string_view password,
                         const OpenStores& open_stores, const base::Clock& clock,
                         base::HashCost cost = base::HashCost::Interactive,
                         DatabasePlace place = DatabasePlace::Folder);

/// @error NotFound no office there: run "canboctl office init"; Conflict another program has it open;
/// @error InvalidInput a key file is damaged or others may read it; Storage, NewerVersion
/// @error DigestMismatch the keys are not those with which the office on the server began
Result<OfficeFolder> open_office_folder(const std::filesystem::path& folder, const OpenStores& open_stores,
                                        DatabasePlace place = DatabasePlace::Folder);

} // namespace canbo::service
