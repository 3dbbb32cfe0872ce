#pragma once

#include "base/transaction.h"
#include "connection.h"

#include <chrono>
#include <filesystem>

namespace canbo::storage {

enum class Use { Write, Read };

/// One database of one kind: where its connections come from, and what each kind does in its own way. Safe from any
/// thread.
class Engine {
public:
    Engine() = default;
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;
    virtual ~Engine() = default;

    /// How long a writer waits for another one.
    virtual std::chrono::milliseconds wait() const = 0;
    /// @error Storage
    virtual Result<ConnectionPtr> connect(Use use) const = 0;

    /// A statement of a migration (migrations.h) as this kind of database takes it; "" where it needs none.
    virtual std::string schema_statement(const char* sqlite) const = 0;
    /// Statements after which a table refuses every change.
    virtual std::string refusal(const std::string& table) const = 0;
    /// What comes before the schema is brought up from `version`. @error Storage
    virtual Result<void> prepare_upgrade(std::int64_t version) const = 0;

    /// As SqlDatabase::check() and back_up().
    virtual Result<void> check(base::Database& database) const = 0;
    virtual Result<void> back_up(const std::filesystem::path& to) const = 0;
};

} // namespace canbo::storage
