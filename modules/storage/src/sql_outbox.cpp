#include "sealed_text.h"
#include "statement.h"
#include "storage/stores.h"
#include "stored_entry.h"

#include <array>
#include <utility>

namespace canbo::storage {
namespace {

using State = ledger::OutboxItem::State;
constexpr std::array<std::pair<State, std::string_view>, 3> states{
    {{State::Queued, "queued"}, {State::Sent, "sent"}, {State::Refused, "refused"}}};

std::string_view state_name(State state) {
    for (const auto& [value, name] : states)
        if (value == state)
            return name;
    return states.front().second;
}

// The table's CHECK allows no other name.
State parse_state(std::string_view text) {
    for (const auto& [value, name] : states)
        if (name == text)
            return value;
    return State::Queued;
}

template <class... Values>
Result<std::vector<ledger::OutboxItem>> items(Transaction& tx, const std::string& condition, const Values&... values) {
    CANBO_TRY(auto rows, select<std::string, std::string, std::string, base::Time, std::int64_t, base::Time,
                                std::string, std::string, std::string>(
                             tx,
                             "SELECT canonical, digest, state, queued_at, attempts, next_attempt, error_code, error,"
                             " receipt FROM outbox " +
                                 condition,
                             values...));
    std::vector<ledger::OutboxItem> found;
    found.reserve(rows.size());
    for (auto& [text, digest, state, queued_at, attempts, next_attempt, error_code, error, receipt] : rows) {
        CANBO_TRY(auto canonical, canonical_text(tx, std::move(text), digest));
        CANBO_TRY(auto entry, entry_of_canonical(canonical));
        found.push_back({{std::move(entry), std::move(canonical), std::move(digest)},
                         parse_state(state),
                         queued_at,
                         static_cast<int>(attempts),
                         next_attempt,
                         std::move(error_code),
                         std::move(error),
                         std::move(receipt)});
    }
    return found;
}

} // namespace

Result<void> SqlOutbox::put(Transaction& tx, const ledger::OutboxItem& item) {
    CANBO_TRY(const auto added,
              change(tx,
                     "INSERT INTO outbox (id, place, canonical, digest, state, queued_at, attempts, next_attempt,"
                     " error_code, error, receipt) VALUES ($1, (SELECT COALESCE(MAX(place), 0) + 1 FROM outbox),"
                     " $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (id) DO NOTHING",
                     item.frozen.entry.id, stored_text(tx, item.frozen.entry, item.frozen.canonical),
                     item.frozen.digest, state_name(item.state), item.queued_at, item.attempts, item.next_attempt,
                     item.error_code, item.error, item.receipt));
    if (added == 0)
        return fail(ErrorCode::Conflict, "This entry is in the outbox already", "id");
    return {};
}

Result<void> SqlOutbox::update(Transaction& tx, const ledger::OutboxItem& item) {
    CANBO_TRY(const auto changed,
              change(tx,
                     "UPDATE outbox SET canonical = $1, digest = $2, state = $3, queued_at = $4, attempts = $5,"
                     " next_attempt = $6, error_code = $7, error = $8, receipt = $9 WHERE id = $10",
                     stored_text(tx, item.frozen.entry, item.frozen.canonical), item.frozen.digest,
                     state_name(item.state), item.queued_at, item.attempts, item.next_attempt, item.error_code,
                     item.error, item.receipt, item.frozen.entry.id));
    if (changed == 0)
        return fail(ErrorCode::NotFound, "This entry is not in the outbox", "id");
    return {};
}

Result<void> SqlOutbox::remove(Transaction& tx, std::string_view id) {
    CANBO_TRY_VOID(change(tx, "DELETE FROM outbox WHERE id = $1", id));
    return {};
}

Result<std::optional<ledger::OutboxItem>> SqlOutbox::find(Transaction& tx, std::string_view id) {
    CANBO_TRY(auto found, items(tx, "WHERE id = $1", id));
    if (found.empty())
        return std::optional<ledger::OutboxItem>();
    return std::optional(std::move(found.front()));
}

Result<std::vector<ledger::OutboxItem>> SqlOutbox::list(Transaction& tx) { return items(tx, "ORDER BY place"); }

} // namespace canbo::storage
