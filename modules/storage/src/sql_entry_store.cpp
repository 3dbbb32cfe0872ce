#include "sealed_text.h"
#include "statement.h"
#include "storage/stores.h"
#include "stored_entry.h"

#include <algorithm>

namespace canbo::storage {
namespace {

// What was erased (ledger/audit_chain.h) is shown to nobody who asks for entries.
const std::string select_entry = "SELECT sequence, canonical, digest, audience, received_at, receipt FROM entry"
                                 " WHERE canonical <> 'erased' AND ";

template <class... Values>
Result<std::vector<ledger::StoredEntry>> entries(Transaction& tx, const std::string& condition,
                                                 const Values&... values) {
    CANBO_TRY(auto rows, select<std::int64_t, std::string, std::string, std::string, base::Time, std::string>(
                             tx, select_entry + condition, values...));
    std::vector<ledger::StoredEntry> found;
    found.reserve(rows.size());
    for (auto& [sequence, text, digest, audience, received_at, receipt] : rows) {
        CANBO_TRY(auto canonical, canonical_text(tx, std::move(text), digest));
        CANBO_TRY(auto entry, entry_of_canonical(canonical));
        found.push_back({sequence, std::move(entry), std::move(canonical), std::move(digest), std::move(audience),
                         received_at, std::move(receipt)});
    }
    return found;
}

/// A closed audience reads "|CAT|SYT|@dm.syt|"; codes and names hold no character that LIKE takes for a pattern.
std::vector<std::string> closed_patterns(const ledger::Visibility& visibility) {
    if (visibility.closed)
        return {"|%"};
    std::vector<std::string> out;
    for (const auto& reader : visibility.also)
        out.push_back("%|" + reader + "|%");
    if (!visibility.own.empty())
        out.push_back("%|" + visibility.own + "|%");
    return out;
}

} // namespace

Result<std::int64_t> SqlEntryStore::last_sequence(Transaction& tx) {
    CANBO_TRY(const auto rows, select<std::int64_t>(tx, "SELECT COALESCE(MAX(sequence), 0) FROM entry"));
    return std::get<0>(rows.front());
}

Result<void> SqlEntryStore::append(Transaction& tx, const ledger::StoredEntry& stored) {
    const ledger::Entry& entry = stored.entry;
    if (stored.sequence < 1)
        return fail(ErrorCode::InvalidInput, "An entry is stored under the office's sequence, which begins at 1");
    CANBO_TRY(const auto added,
              change(tx,
                     "INSERT INTO entry (id, sequence, kind, agency, subject, audience, received_at, canonical,"
                     " digest, receipt) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING",
                     entry.id, stored.sequence, entry.kind, entry.agency, entry.subject, stored.audience,
                     stored.received_at, stored_text(tx, entry, stored.canonical), stored.digest, stored.receipt));
    if (added == 0)
        return fail(ErrorCode::Conflict, "An entry with this id or sequence is stored already", "id");
    return {};
}

Result<std::optional<ledger::StoredEntry>> SqlEntryStore::find(Transaction& tx, std::string_view id) {
    CANBO_TRY(auto found, entries(tx, "id = $1", id));
    if (found.empty())
        return std::optional<ledger::StoredEntry>();
    return std::optional(std::move(found.front()));
}

Result<std::vector<ledger::StoredEntry>> SqlEntryStore::of_kind(Transaction& tx, std::string_view kind) {
    return entries(tx, "kind = $1 ORDER BY sequence", kind);
}

Result<std::vector<ledger::StoredEntry>> SqlEntryStore::by_subject(Transaction& tx, std::string_view kind,
                                                                   std::string_view subject) {
    return entries(tx, "kind = $1 AND subject = $2 ORDER BY sequence", kind, subject);
}

Result<std::vector<ledger::StoredEntry>> SqlEntryStore::by_agency(Transaction& tx, std::string_view kind,
                                                                  std::string_view agency) {
    return entries(tx, "kind = $1 AND agency = $2 ORDER BY sequence", kind, agency);
}

Result<std::vector<ledger::StoredEntry>> SqlEntryStore::changes(Transaction& tx, std::int64_t after, std::size_t limit,
                                                                const ledger::Visibility& visibility) {
    constexpr std::size_t most = 1'000'000;
    const auto rows = static_cast<std::int64_t>(std::min(limit, most));
    if (visibility.everything && visibility.closed)
        return entries(tx, "sequence > $1 ORDER BY sequence LIMIT $2", after, rows);
    const auto readers = closed_patterns(visibility);
    std::string closed;
    for (std::size_t i = 0; i < readers.size(); ++i)
        closed += " OR audience LIKE $" + std::to_string(i + 2);
    const std::size_t next = readers.size() + 2;
    if (visibility.everything)
        return entries(tx,
                       "sequence > $1 AND (audience NOT LIKE '|%'" + closed + ") ORDER BY sequence LIMIT $" +
                           std::to_string(next),
                       after, readers, rows);
    const std::size_t count = visibility.agencies.size();
    const std::string listed = count == 0 ? "" : " OR audience IN (" + placeholders(next, count) + ")";
    return entries(tx,
                   "sequence > $1 AND (audience = ''" + closed + listed + ") ORDER BY sequence LIMIT $" +
                       std::to_string(next + count),
                   after, readers, visibility.agencies, rows);
}

} // namespace canbo::storage
