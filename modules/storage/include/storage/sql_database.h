#pragma once

#include "base/result.h"
#include "base/transaction.h"
#include "storage/sealing.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace canbo::storage {

class ConnectionPool;
class Engine;

/// How long a writer waits for another one, in this program or another, before it gives up.
inline constexpr std::chrono::milliseconds longest_wait{30'000};

/// The one database of a desk or an office: a SQLite file, or a PostgreSQL database that several programs share.
///
/// Durable:  a commit returns after the write-ahead log is on the disk (WAL, synchronous=FULL; synchronous_commit=on).
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
    /// The same in a PostgreSQL database (from version 15), which must be there and empty or ours; every program that
    /// has it open takes its turn in writing with the others, so that sequences, chain and feed are as in one file. Cut
    /// off, it connects again at the next transaction. An older schema is brought up to date without a copy: pg_dump
    /// makes one.
    /// @param address  postgresql://USER@HOST/NAME as libpq reads it; a password is better kept in ~/.pgpass
    /// @error InvalidInput  no such address, or beyond this machine one without sslmode=require, verify-ca, verify-full
    /// @error NewerVersion, Storage  as above
    static Result<std::unique_ptr<SqlDatabase>> open_postgres(const std::string& address,
                                                              std::string_view program_version, Sealing sealing = {},
                                                              std::chrono::milliseconds wait = longest_wait);
    ~SqlDatabase() override;

    /// @error Storage also when another writer does not finish within the wait
    Result<std::unique_ptr<Transaction>> begin(Mode mode) override;

    /// Reads the whole file and checks its structure, indexes and foreign keys; of a PostgreSQL database, that every
    /// row can be read. Slow.
    /// @error Storage it is damaged; `detail` has the first finding
    Result<void> check();

    /// A consistent copy, while others go on reading and writing. `to` must not exist. @error Storage
    /// also a PostgreSQL database: pg_dump does it
    Result<void> back_up(const std::filesystem::path& to);

private:
    static Result<std::unique_ptr<SqlDatabase>> open(std::unique_ptr<Engine> engine, std::string_view program_version,
                                                     Sealing sealing);
    SqlDatabase(std::unique_ptr<ConnectionPool> pool, Sealing sealing);

    std::unique_ptr<ConnectionPool> m_pool;
    const Sealing m_sealing;
};

} // namespace canbo::storage
