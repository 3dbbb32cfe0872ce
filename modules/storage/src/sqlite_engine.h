#pragma once

#include "engine.h"

namespace canbo::storage {

/// One SQLite file.
class SqliteEngine final : public Engine {
public:
    SqliteEngine(std::filesystem::path file, std::chrono::milliseconds wait) : m_file(std::move(file)), m_wait(wait) {}

    std::chrono::milliseconds wait() const override { return m_wait; }
    Result<ConnectionPtr> connect(Use use) const override;
    std::string schema_statement(const char* sqlite) const override { return sqlite; }
    std::string refusal(const std::string& table) const override;
    Result<void> prepare_upgrade(std::int64_t version) const override;
    Result<void> check(base::Database& database) const override;
    Result<void> back_up(const std::filesystem::path& to) const override;

private:
    const std::filesystem::path m_file;
    const std::chrono::milliseconds m_wait;
};

} // namespace canbo::storage
