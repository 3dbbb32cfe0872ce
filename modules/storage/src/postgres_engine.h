#pragma once

#include "engine.h"

namespace canbo::storage {

/// One PostgreSQL database.
class PostgresEngine final : public Engine {
public:
    /// The address was checked.
    PostgresEngine(std::string address, std::chrono::milliseconds wait) : m_address(std::move(address)), m_wait(wait) {}

    /// The schema version of the database, looked at without writing: 0 when it holds nothing.
    /// @error Storage another program's database, or it cannot be reached
    Result<std::int64_t> look_at() const;

    std::chrono::milliseconds wait() const override { return m_wait; }
    Result<ConnectionPtr> connect(Use use) const override;
    std::string schema_statement(const char* sqlite) const override;
    std::string refusal(const std::string& table) const override;
    Result<void> prepare_upgrade(std::int64_t version) const override;
    Result<void> check(base::Database& database) const override;
    Result<void> back_up(const std::filesystem::path& to) const override;

private:
    const std::string m_address;
    const std::chrono::milliseconds m_wait;
};

} // namespace canbo::storage
