#include "service/office_folder.h"

#include "service/key_file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace canbo::service {
namespace fs = std::filesystem;
namespace {

constexpr const char* database_name = "office.db";
constexpr const char* key_name = "office.key";
constexpr const char* token_name = "token.key";

Result<void> add_admin(const OfficeStores& stores, const people::Account& admin, const base::Clock& clock,
                       const base::SigningKey& key) {
    ledger::AuditChain chain(*stores.chain, key);
    CANBO_TRY(auto tx, stores.database->begin(Database::Mode::Write));
    CANBO_TRY(const auto last, stores.chain->last(*tx));
    if (last)
        return fail(ErrorCode::Conflict, "There is an office in this database already");
    CANBO_TRY_VOID(stores.accounts->put(*tx, admin));
    CANBO_TRY_VOID(chain.record(*tx, *stores.audit, {0, clock.now(), admin.name, "office.init", ""}));
    CANBO_TRY_VOID(chain.record(*tx, *stores.audit, {0, clock.now(), admin.name, "account.add", admin.name}));
    return tx->commit();
}

Result<void> fill_folder(const fs::path& folder, const people::Account& admin, const OpenStores& open_stores,
                         const base::Clock& clock) {
    const auto key = base::SigningKey::generate();
    {
        CANBO_TRY(const OfficeStores stores, open_stores(folder / database_name));
        CANBO_TRY_VOID(add_admin(stores, admin, clock, key));
    }
    CANBO_TRY_VOID(write_key_file(folder / token_name, base::to_base64(base::random_bytes(32)) + "\n"));
    // Last: with it the office exists.
    return write_signing_key(folder / key_name, key);
}

void take_away(const fs::path& folder) {
    std::error_code code;
    std::vector<fs::path> made;
    for (const auto& file : fs::directory_iterator(folder, code))
        if (const std::string name = file.path().filename();
            name.starts_with(database_name) || name == token_name || name == data_key_name)
            made.push_back(file.path());
    for (const auto& path : made)
        fs::remove(path, code);
}

/// The first link of a chain is signed by itself: by another key, another office would go on with it.
Result<void> check_own_chain(const OfficeStores& stores, const base::SigningKey& key) {
    CANBO_TRY(auto tx, stores.database->begin(Database::Mode::Read));
    CANBO_TRY(const auto links, stores.chain->links(*tx, 1, 1));
    if (links.empty())
        return fail(ErrorCode::NotFound, "There is no office in this database; \"canboctl office init\" makes one");
    const auto signature = base::from_base64(links.front().signature);
    if (!signature || !base::verify_signature(key.public_key, ledger::link_text(links.front()), *signature))
        return fail(ErrorCode::DigestMismatch, "The office in this database has another key; copy its office.key");
    return {};
}

std::vector<const char*> files_of(DatabasePlace place) {
    std::vector<const char*> names{key_name, token_name};
    if (place == DatabasePlace::Folder)
        names.push_back(database_name);
    return names;
}

} // namespace

Result<FolderLock> FolderLock::take(const fs::path& folder, const char* name) {
    const fs::path path = folder / name;
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0)
        return fail(ErrorCode::Storage, "The folder cannot be written", path.string(), std::strerror(errno));
    struct flock whole {};
    whole.l_type = F_WRLCK;
    whole.l_whence = SEEK_SET;
    // The lock of the open file, not of the process: closing another handle of it must not free it.
    if (::fcntl(file, F_OFD_SETLK, &whole) == 0)
        return FolderLock(file);
    ::close(file);
    return fail(ErrorCode::Conflict, "Another program works on this folder already", folder.string());
}

FolderLock::FolderLock(FolderLock&& other) noexcept : m_file(std::exchange(other.m_file, -1)) {}

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept {
    std::swap(m_file, other.m_file);
    return *this;
}

FolderLock::~FolderLock() {
    if (m_file >= 0)
        ::close(m_file);
}

Result<void> init_office(const fs::path& folder, std::string admin_name, std::string_view password,
                         const OpenStores& open_stores, const base::Clock& clock, base::HashCost cost,
                         DatabasePlace place) {
    CANBO_TRY(const people::Account admin,
              people::make_account(std::move(admin_name), people::Role::Admin, "", password, cost));
    std::error_code code;
    if (fs::create_directories(folder, code) || fs::is_empty(folder, code))
        fs::permissions(folder, fs::perms::owner_all, code);
    if (!fs::is_directory(folder, code))
        return fail(ErrorCode::Storage, "The office's folder cannot be written", folder.string(), code.message());
    CANBO_TRY(const FolderLock lock, FolderLock::take(folder));
    for (const char* name : files_of(place))
        if (fs::exists(folder / name, code))
            return fail(ErrorCode::Conflict, "There is an office in this folder already", (folder / name).string());
    auto filled = fill_folder(folder, admin, open_stores, clock);
    if (!filled)
        take_away(folder);
    return filled;
}

Result<OfficeFolder> open_office_folder(const fs::path& folder, const OpenStores& open_stores, DatabasePlace place) {
    std::error_code code;
    for (const char* name : files_of(place))
        if (!fs::exists(folder / name, code))
            return fail(ErrorCode::NotFound, "There is no office in this folder; \"canboctl office init\" makes one",
                        (folder / name).string());
    OfficeFolder office;
    if (place == DatabasePlace::Folder) {
        CANBO_TRY(office.lock, FolderLock::take(folder));
    }
    CANBO_TRY(office.signing_key, read_signing_key(folder / key_name));
    CANBO_TRY(office.token_secret, read_key32(folder / token_name));
    CANBO_TRY(office.stores, open_stores(folder / database_name));
    if (place == DatabasePlace::Server) {
        CANBO_TRY_VOID(check_own_chain(office.stores, office.signing_key));
    }
    CANBO_TRY_VOID(ledger::AuditChain(*office.stores.chain, office.signing_key).begin(*office.stores.database));
    return office;
}

} // namespace canbo::service
