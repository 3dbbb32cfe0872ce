#pragma once

#include "wire/http_office_client.h"

#include <deque>
#include <random>

namespace canbo::test {

/// The office over a line that loses requests, loses answers, delivers a request twice, and delivers an old one again
/// when newer ones have passed.
class BadLine final : public wire::OfficeClient {
public:
    /// Both must outlive it.
    BadLine(wire::HttpOfficeClient& office, std::mt19937& chance) : m_office(office), m_chance(chance) {}

    Result<std::string> put_entry(const ledger::FrozenEntry& frozen) override {
        if (!m_old.empty() && draw() < 40) {
            [[maybe_unused]] const auto again = m_office.put_entry(m_old.front());
            m_old.pop_front();
        }
        const int fate = draw();
        if (fate < 8)
            return lost();
        if (fate < 16) {
            [[maybe_unused]] const auto answer = m_office.put_entry(frozen);
            return lost();
        }
        if (fate < 24) [[maybe_unused]]
            const auto first = m_office.put_entry(frozen);
        else if (fate < 32)
            m_old.push_back(frozen);
        return m_office.put_entry(frozen);
    }
    Result<wire::ChangesPage> changes(std::int64_t after, std::size_t limit) override {
        if (draw() < 10)
            return lost();
        return m_office.changes(after, limit);
    }

    Result<wire::LoginAnswer> login(const wire::LoginRequest& request) override { return m_office.login(request); }
    Result<wire::LoginAnswer> refresh() override { return m_office.refresh(); }
    Result<void> logout() override { return m_office.logout(); }
    Result<ledger::FrozenEntry> get_entry(std::string_view id) override { return m_office.get_entry(id); }
    Result<bool> has_blob(std::string_view digest) override { return m_office.has_blob(digest); }
    Result<void> put_blob(std::string_view digest, std::string_view content) override {
        return m_office.put_blob(digest, content);
    }
    Result<std::string> get_blob(std::string_view digest) override { return m_office.get_blob(digest); }
    Result<std::vector<wire::AccountMessage>> list_accounts() override { return m_office.list_accounts(); }
    Result<std::vector<wire::AccountMessage>> people() override { return m_office.people(); }
    Result<wire::AccountMessage> add_account(const wire::NewAccount& account) override {
        return m_office.add_account(account);
    }
    Result<wire::AccountMessage> disable_account(std::string_view name) override {
        return m_office.disable_account(name);
    }
    Result<std::vector<std::string>> exam_key_parts(std::string_view exam) override {
        return m_office.exam_key_parts(exam);
    }
    Result<wire::AuditPage> audit(std::int64_t after, std::size_t limit) override {
        return m_office.audit(after, limit);
    }
    Result<void> health() override { return m_office.health(); }

private:
    int draw() { return static_cast<int>(m_chance() % 100); }
    static tl::unexpected<Error> lost() { return fail(ErrorCode::Unreachable, "The office cannot be reached"); }

    wire::HttpOfficeClient& m_office;
    std::mt19937& m_chance;
    std::deque<ledger::FrozenEntry> m_old;
};

} // namespace canbo::test
