#pragma once

#include "base/crypto.h"
#include "ledger/receipt.h"
#include "support/memory_stores.h"
#include "wire/feed_reader.h"
#include "wire/office_client.h"
#include "wire/pump.h"

#include <deque>
#include <map>
#include <string>
#include <vector>

namespace canbo::test {

inline const base::Time monday = *base::parse_time("2024-02-12T08:00:00+07:00");

inline ledger::FrozenEntry note(const std::string& subject, const std::string& text = "Kết quả tuần này",
                                std::int64_t revision = 1) {
    return *ledger::freeze({base::new_uuid(), "note", "SYT", subject, revision, {{"text", text}}, "an.nguyen", monday});
}

/// An office in memory that does what the script says, one step per call of put_entry, then behaves.
class FakeOffice final : public wire::OfficeClient {
public:
    enum class Step { Take, NoConnection, CutAfterTaking, Busy, Broken, LogInAgain, ForgedReceipt, Nonsense };

    base::SigningKey key{base::SigningKey::generate()};
    std::deque<Step> script;
    std::map<std::string, ErrorCode> refusals; ///< By subject.
    std::map<std::string, int> broken_subjects;
    std::vector<wire::Change> entries; ///< In the order taken.
    std::map<std::string, std::string> blobs;
    std::vector<std::string> log;
    int calls{0};

    static Error unreachable() { return {ErrorCode::Unreachable, "The office cannot be reached", {}, {}}; }

    Result<std::string> put_entry(const ledger::FrozenEntry& frozen) override {
        ++calls;
        log.push_back("entry " + frozen.entry.subject);
        Step step = Step::Take;
        if (!script.empty()) {
            step = script.front();
            script.pop_front();
        }
        switch (step) {
        case Step::NoConnection:
            return fail(unreachable());
        case Step::Busy:
            return fail(ErrorCode::LockedOut, "Try again later");
        case Step::Broken:
            return fail(ErrorCode::Internal, "The office has a fault; it has been noted");
        case Step::LogInAgain:
            return fail(ErrorCode::Unauthenticated, "Log in first, or again");
        case Step::Nonsense:
            return std::string("<html>Welcome to the hotel</html>");
        default:
            break;
        }
        if (const auto it = broken_subjects.find(frozen.entry.subject); it != broken_subjects.end() && it->second-- > 0)
            return fail(ErrorCode::Internal, "The office has a fault; it has been noted");
        if (const auto it = refusals.find(frozen.entry.subject); it != refusals.end())
            return fail(it->second, "The office refuses this");
        const std::string receipt = take(frozen);
        if (step == Step::CutAfterTaking)
            return fail(unreachable());
        if (step == Step::ForgedReceipt)
            return ledger::sign_receipt({frozen.entry.id, frozen.digest, 7, monday, {}, {}},
                                        base::SigningKey::generate());
        return receipt;
    }

    std::string take(const ledger::FrozenEntry& frozen) {
        for (const auto& change : entries)
            if (change.frozen.entry.id == frozen.entry.id)
                return change.receipt;
        const auto sequence = static_cast<std::int64_t>(entries.size()) + 1;
        std::string receipt = ledger::sign_receipt({frozen.entry.id, frozen.digest, sequence, monday, {}, {}}, key);
        entries.push_back({sequence, frozen, receipt});
        return receipt;
    }

    Result<wire::ChangesPage> changes(std::int64_t after, std::size_t limit) override {
        ++calls;
        if (!script.empty()) {
            const Step step = script.front();
            script.pop_front();
            if (step == Step::NoConnection)
                return fail(unreachable());
        }
        wire::ChangesPage page;
        page.next = after;
        for (const auto& change : entries) {
            if (change.sequence <= after)
                continue;
            if (page.changes.size() == limit) {
                page.more = true;
                break;
            }
            page.changes.push_back(change);
            page.next = change.sequence;
        }
        return page;
    }
    Result<bool> has_blob(std::string_view digest) override { return blobs.contains(std::string(digest)); }
    Result<void> put_blob(std::string_view digest, std::string_view content) override {
        log.push_back("blob " + std::string(content));
        blobs[std::string(digest)] = content;
        return {};
    }

    Result<wire::LoginAnswer> login(const wire::LoginRequest&) override { return fail(unreachable()); }
    Result<wire::LoginAnswer> refresh() override { return fail(unreachable()); }
    Result<void> logout() override { return fail(unreachable()); }
    Result<ledger::FrozenEntry> get_entry(std::string_view) override { return fail(unreachable()); }
    Result<std::string> get_blob(std::string_view) override { return fail(unreachable()); }
    Result<std::vector<wire::AccountMessage>> list_accounts() override { return fail(unreachable()); }
    Result<std::vector<wire::AccountMessage>> people() override { return fail(unreachable()); }
    Result<wire::AccountMessage> add_account(const wire::NewAccount&) override { return fail(unreachable()); }
    Result<wire::AccountMessage> disable_account(std::string_view) override { return fail(unreachable()); }
    Result<std::vector<std::string>> exam_key_parts(std::string_view) override { return fail(unreachable()); }
    Result<wire::AuditPage> audit(std::int64_t, std::size_t) override { return fail(unreachable()); }
    Result<void> health() override { return {}; }
};

/// A database that dies at the given commits, as a killed program does.
class DyingDatabase final : public base::Database {
public:
    explicit DyingDatabase(MemoryDatabase& inner) : m_inner(inner) {}
    int dies_in{-1}; ///< Commits from now on that succeed; negative: all.

    Result<std::unique_ptr<Transaction>> begin(Mode mode) override {
        CANBO_TRY(auto tx, m_inner.begin(mode));
        return std::unique_ptr<Transaction>(std::make_unique<DyingTransaction>(*this, std::move(tx)));
    }
    Transaction& inner(Transaction& tx) { return *static_cast<DyingTransaction&>(tx).tx; }

private:
    struct DyingTransaction final : Transaction {
        DyingTransaction(DyingDatabase& owner, std::unique_ptr<Transaction> inner)
            : database(owner), tx(std::move(inner)) {}
        Result<void> commit() override {
            if (database.dies_in == 0)
                return fail(ErrorCode::Storage, "The program was killed here");
            if (database.dies_in > 0)
                --database.dies_in;
            return tx->commit();
        }
        DyingDatabase& database;
        std::unique_ptr<Transaction> tx;
    };
    MemoryDatabase& m_inner;
};

struct Desk {
    MemoryDatabase database;
    MemoryOutbox outbox;
    MemoryEntryStore replica;
    MemoryBlobStore blobs;
    MemorySettingStore settings;
    base::ManualClock clock{monday};
    FakeOffice office;

    wire::PumpPorts pump_ports() {
        return {database, outbox, blobs, office, clock, office.key.public_key, {}, [] { return 0.5; }};
    }
    wire::PumpReport pump(wire::Pump::Due due = wire::Pump::Due::OnTime) { return *wire::Pump(pump_ports()).run(due); }
    wire::FeedPorts feed_ports() { return {database, replica, outbox, settings, office, office.key.public_key}; }
    std::string queue(const ledger::FrozenEntry& frozen) {
        auto tx = *database.begin(Database::Mode::Write);
        ledger::OutboxItem item;
        item.frozen = frozen;
        item.queued_at = clock.now();
        REQUIRE(outbox.put(*tx, item));
        REQUIRE(tx->commit());
        return frozen.entry.id;
    }
    std::optional<ledger::OutboxItem> item(const std::string& id) {
        auto tx = *database.begin(Database::Mode::Read);
        return *outbox.find(*tx, id);
    }
    std::size_t replica_size() {
        auto tx = *database.begin(Database::Mode::Read);
        return replica.changes(*tx, 0, 10'000, {true, {}})->size();
    }
    std::string cursor() {
        auto tx = *database.begin(Database::Mode::Read);
        return settings.get(*tx, wire::feed_cursor_setting)->value_or("");
    }
};

} // namespace canbo::test
