#pragma once

#include "base/result.h"

#include <memory>

namespace canbo::base {

/// One unit of work on a database. Destroyed without commit(): nothing of it ever happened.
/// Not for two threads at once. Stores know the concrete class behind it.
class Transaction {
public:
    Transaction() = default;
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    virtual ~Transaction() = default;
    /// Returns only when everything is on disk. @error Storage nothing of it happened
    virtual Result<void> commit() = 0;
};

/// Where transactions begin. Safe from any thread; writers wait for each other, readers for nobody.
class Database {
public:
    enum class Mode {
        Read, ///< All of it sees what was committed when it began.
        Look, ///< One statement, as every request needs: it sees its own moment. A second one is our fault: aborts.
        Write
    };
    virtual ~Database() = default;
    /// @error Storage
    virtual Result<std::unique_ptr<Transaction>> begin(Mode mode) = 0;
};

} // namespace canbo::base

namespace canbo {
using base::Database;
using base::Transaction;
} // namespace canbo
