#pragma once

#include "base/result.h"
#include "base/transaction.h"
#include "storage/sealing.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <string_view>

namespace canbo::storage {

class ConnectionPool;

/// How long a writer waits for another one, in this program or another, before it gives up.
inline constexpr std::chrono::milliseconds longest_wait{30'000};

/// The one database file of a desk or an office.
///
/// Durable:  a commit returns after the write-ahead log is on the disk (WAL, synchronous=FULL).
/// Threads:  safe from any thread. One writer at a time, also across programs; readers never wait for it and see what
///           was committed when they began. A thread that begins a second writer while it holds one waits for itself.
/// Owner:    must outlive its transactions. A transaction belongs to one thread at a time.
/// Cost:     a write transaction is one fsync; a read transaction takes an open connection from a small pool.
class SqlDatabase final : public base::Database {
public:
    /// Opens the file, makes it when it is missing (with its folder; only this user may read it), and brings an older
    /// schema up to date after a copy of the file beside it, `<file>.v<old version>.backup`. The program's version is
    /// noted with each migration. Everything refused is left byte for byte as it was.
    /// @error NewerVersion  written by a newer Canbo
    /// @error Storage       no database, another program's database, damaged, not writable, locked, disk full, sealed
    ///                      with another key
    static Result<std::unique_ptr<SqlDatabase>> open_sqlite(const std::filesystem::path& file,
                                                            std::string_view program_version, Sealing sealing = {},
                                                            std::chrono::milliseconds wait = longest_wait);
    ~SqlDatabase() override;

    /// @error Storage also when another writer does not finish within the wait
    Result<std::unique_ptr<Transaction>> begin(Mode mode) override;

    /// Reads the whole file and checks its structure, indexes and foreign keys. Slow: the whole file is read.
    /// @error Storage it is damaged; `detail` has the first finding
    Result<void> check();

    /// A consistent copy, while others go on reading and writing. `to` must not exist. @error Storage
    Result<void> back_up(const std::filesystem::path& to);

private:
    SqlDatabase(std::filesystem::path file, std::unique_ptr<ConnectionPool> pool, Sealing sealing);

    std::filesystem::path m_file;
    std::unique_ptr<ConnectionPool> m_pool;
    const Sealing m_sealing;
};

} // namespace canbo::storage
