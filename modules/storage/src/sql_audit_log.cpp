#include "statement.h"
#include "storage/stores.h"

#include <algorithm>

namespace canbo::storage {

Result<void> SqlAuditLog::record(Transaction& tx, const ledger::AuditEvent& event) {
    CANBO_TRY_VOID(change(tx,
                          "INSERT INTO audit (sequence, time, actor, action, subject)"
                          " VALUES ((SELECT COALESCE(MAX(sequence), 0) + 1 FROM audit), $1, $2, $3, $4)",
                          event.time, event.actor, event.action, event.subject));
    return {};
}

Result<std::vector<ledger::AuditEvent>> SqlAuditLog::list(Transaction& tx, std::int64_t after, std::size_t limit) {
    constexpr std::size_t most = 1'000'000;
    CANBO_TRY(auto rows, select<std::int64_t, base::Time, std::string, std::string, std::string>(
                             tx,
                             "SELECT sequence, time, actor, action, subject FROM audit WHERE sequence > $1"
                             " ORDER BY sequence LIMIT $2",
                             after, static_cast<std::int64_t>(std::min(limit, most))));
    std::vector<ledger::AuditEvent> events;
    events.reserve(rows.size());
    for (auto& [sequence, time, actor, action, subject] : rows)
        events.push_back({sequence, time, std::move(actor), std::move(action), std::move(subject)});
    return events;
}

} // namespace canbo::storage
