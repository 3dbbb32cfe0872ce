#include "sqlite_file.h"

#include "sqlite_connection.h"

#include <sqlite3.h>

#include <fstream>
#include <memory>
#include <system_error>

namespace canbo::storage {
namespace {

namespace fs = std::filesystem;

struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close(handle); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Handle = std::unique_ptr<sqlite3, Close>;

Error error_of(const Handle& handle, const fs::path& file) {
    return sqlite_error(sqlite3_extended_errcode(handle.get()),
                        std::string(sqlite3_errmsg(handle.get())) + ": " + utf8_path(file));
}

Result<Handle> open(const fs::path& file, int flags) {
    prepare_sqlite();
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(utf8_path(file).c_str(), &raw, flags, nullptr);
    Handle handle(raw);
    if (code != SQLITE_OK)
        return fail(error_of(handle, file));
    sqlite3_busy_timeout(handle.get(), static_cast<int>(std::chrono::milliseconds(10'000).count()));
    return handle;
}

Result<std::int64_t> first_integer(const Handle& handle, const fs::path& file, const char* sql) {
    sqlite3_stmt* raw = nullptr;
    const int code = sqlite3_prepare_v2(handle.get(), sql, -1, &raw, nullptr);
    const std::unique_ptr<sqlite3_stmt, Close> statement(raw);
    if (code != SQLITE_OK || sqlite3_step(statement.get()) != SQLITE_ROW)
        return fail(error_of(handle, file));
    return sqlite3_column_int64(statement.get(), 0);
}

Result<std::int64_t> version_of(const Handle& handle, const fs::path& file) {
    CANBO_TRY(const auto tables, first_integer(handle, file, "SELECT COUNT(*) FROM sqlite_schema"));
    if (tables == 0)
        return 0;
    CANBO_TRY(const auto ours, first_integer(handle, file,
                                             "SELECT COUNT(*) FROM sqlite_schema"
                                             " WHERE type = 'table' AND name = 'canbo_migration'"));
    if (ours == 0)
        return fail(ErrorCode::Storage, "This file is the database of another program", {}, utf8_path(file));
    return first_integer(handle, file, "SELECT COALESCE(MAX(version), 0) FROM canbo_migration");
}

Result<void> copy_into(const Handle& from, const fs::path& file, const fs::path& to) {
    CANBO_TRY(auto target, open(to, SQLITE_OPEN_READWRITE));
    sqlite3_backup* backup = sqlite3_backup_init(target.get(), "main", from.get(), "main");
    if (backup == nullptr)
        return fail(error_of(target, to));
    const int code = sqlite3_backup_step(backup, -1);
    if (sqlite3_backup_finish(backup) != SQLITE_OK || code != SQLITE_DONE)
        return fail(sqlite_error(code, "backup of " + utf8_path(file)));
    return {};
}

} // namespace

Result<std::int64_t> look_at(const fs::path& file) {
    std::error_code code;
    if (!fs::exists(file, code))
        return 0;
    // SQLite takes a file too short for its header for an empty one and would write over it.
    constexpr std::uintmax_t shortest_database = 512;
    const std::uintmax_t size = fs::is_regular_file(file, code) ? fs::file_size(file, code) : 0;
    if (size > 0 && size < shortest_database)
        return fail(sqlite_error(SQLITE_NOTADB, utf8_path(file)));
    // Read-only, so that closing does not fold the log into the file. Only a first start that was cut off leaves a
    // rollback journal, which SQLite cannot undo without writing.
    CANBO_TRY(auto handle, open(file, SQLITE_OPEN_READONLY));
    auto version = version_of(handle, file);
    if (version || (sqlite3_errcode(handle.get()) & 0xff) != SQLITE_READONLY)
        return version;
    CANBO_TRY(auto writable, open(file, SQLITE_OPEN_READWRITE));
    return version_of(writable, file);
}

Result<void> make_private_file(const fs::path& file) {
    std::error_code code;
    if (fs::exists(file, code))
        return {};
    fs::create_directories(fs::absolute(file).parent_path(), code);
    std::ofstream(file, std::ios::app).flush();
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write, code);
    if (code)
        return fail(ErrorCode::Storage, "The data file cannot be made in this folder", {},
                    utf8_path(file) + ": " + code.message());
    return {};
}

Result<void> copy_database(const fs::path& file, const fs::path& to) {
    std::error_code code;
    if (fs::exists(to, code))
        return fail(ErrorCode::Storage, "There is a file of that name already", {}, utf8_path(to));
    CANBO_TRY(auto from, open(file, SQLITE_OPEN_READONLY));
    const fs::path part = fs::path(to).concat(".part");
    fs::remove(part, code); // left by a copy that was cut off
    CANBO_TRY_VOID(make_private_file(part));
    auto copied = copy_into(from, file, part);
    if (copied)
        fs::rename(part, to, code);
    else
        fs::remove(part, code);
    if (copied && code)
        return fail(ErrorCode::Storage, "The backup could not be written", {}, utf8_path(to) + ": " + code.message());
    return copied;
}

} // namespace canbo::storage
