#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// How a statement reaches a database of either kind. The SQL is the same for both: see postgres_dialect.h for what is
// not, and statement.h for what the stores write.
namespace canbo::storage {

/// Content of a BLOB column, borrowed.
struct BytesView {
    std::string_view bytes;
};

/// What stands for a placeholder: NULL, a number, text or bytes. Borrowed until the statement has run.
using Value = std::variant<std::monostate, std::int64_t, std::string_view, BytesView>;

/// The row that a statement is at. Columns count from 0.
class Row {
public:
    virtual bool is_null(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;
    /// Text or bytes, whole, whatever they hold; "" for NULL. Borrowed until the next row.
    virtual std::string_view bytes(int column) const = 0;

protected:
    Row() = default;
    Row(const Row&) = default;
    Row& operator=(const Row&) = default;
    ~Row() = default;
};
using EachRow = std::function<void(const Row&)>;

/// A connection with the settings every connection of ours has. One thread at a time.
class Connection {
public:
    Connection() = default;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    virtual ~Connection() = default;

    /// Runs one statement; the number of rows it read or changed. @error Storage
    virtual Result<std::size_t> run(const std::string& sql, const std::vector<Value>& values, const EachRow& row) = 0;
    /// Runs statements without values, whose rows are dropped. @error Storage
    virtual Result<void> execute(const char* sql) = 0;

    /// One statement that frames a piece of a transaction: BEGIN and COMMIT have their own. @error Storage
    virtual Result<void> frame(const std::string& sql) = 0;

    /// A transaction that is the only one to write until it ends, in this program and every other. @error Storage also
    /// when another one does not end within the wait
    virtual Result<void> begin_writing() = 0;
    /// A transaction that sees what is committed now until it ends. @error Storage
    virtual Result<void> begin_reading() = 0;
    /// One statement that reads, outside any transaction. @error Storage
    virtual Result<std::size_t> look(const std::string& sql, const std::vector<Value>& values, const EachRow& row) = 0;
    /// Returns when all of it is on the disk. @error Storage
    virtual Result<void> commit() = 0;
    virtual bool in_transaction() const = 0;
    /// It is of no use any more.
    virtual bool lost() const = 0;
};
using ConnectionPtr = std::unique_ptr<Connection>;

} // namespace canbo::storage
