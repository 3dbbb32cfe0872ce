#include "sealed_text.h"
#include "sql_transaction.h"
#include "statement.h"
#include "storage/office_stores.h"

#include <algorithm>

namespace canbo::storage {
namespace {

using Of = ledger::ChainLink::Of;

std::int64_t rows_of(std::size_t limit) {
    constexpr std::size_t most = 1'000'000;
    return static_cast<std::int64_t>(std::min(limit, most));
}

/// Text with a zero character inside reads to its end only as bytes.
std::string whole(Bytes& bytes) { return std::move(bytes.value); }

/// A link for neither an entry nor an event was changed by hand: without its head it fits nothing.
ledger::ChainLink link_of(std::int64_t place, const std::string& what, std::int64_t sequence, std::string head,
                          std::string signature) {
    if (what == "entry")
        return {place, Of::Entry, sequence, std::move(head), std::move(signature)};
    if (what == "event")
        return {place, Of::Event, sequence, std::move(head), std::move(signature)};
    return {place, Of::Event, sequence, {}, {}};
}

template <class... Values>
Result<std::vector<ledger::ChainLink>> read_links(Transaction& tx, const std::string& condition,
                                                  const Values&... values) {
    CANBO_TRY(auto rows, select<std::int64_t, Bytes, std::int64_t, Bytes, Bytes>(
                             tx,
                             "SELECT place, CAST(what AS BLOB), sequence, CAST(head AS BLOB),"
                             " CAST(signature AS BLOB) FROM chain " +
                                 condition,
                             values...));
    std::vector<ledger::ChainLink> links;
    links.reserve(rows.size());
    for (auto& [place, what, sequence, head, signature] : rows)
        links.push_back(link_of(place, what.value, sequence, whole(head), whole(signature)));
    return links;
}

std::optional<std::string> readable(Transaction& tx, std::string stored, const std::string& digest) {
    if (stored.starts_with("sealed:") && sql_transaction(tx).sealing().key.empty())
        return std::nullopt;
    return canonical_text(tx, std::move(stored), digest).value_or(std::string());
}

} // namespace

Result<std::optional<ledger::ChainLink>> SqlChainStore::last(Transaction& tx) {
    CANBO_TRY(auto links, read_links(tx, "ORDER BY place DESC LIMIT 1"));
    if (links.empty())
        return std::optional<ledger::ChainLink>();
    return std::optional(std::move(links.front()));
}

Result<void> SqlChainStore::append(Transaction& tx, const ledger::ChainLink& link) {
    CANBO_TRY(const auto added,
              change(tx,
                     "INSERT INTO chain (place, what, sequence, head, signature) VALUES ($1, $2, $3, $4, $5)"
                     " ON CONFLICT DO NOTHING",
                     link.place, link.of == Of::Entry ? "entry" : "event", link.sequence, link.head, link.signature));
    if (added == 0)
        return fail(ErrorCode::Conflict, "The chain has a link at this place already");
    return {};
}

Result<std::int64_t> SqlChainStore::last_event(Transaction& tx) {
    CANBO_TRY(const auto rows, select<std::int64_t>(tx, "SELECT COALESCE(MAX(sequence), 0) FROM audit"));
    return std::get<0>(rows.front());
}

Result<std::vector<ledger::ChainLink>> SqlChainStore::links(Transaction& tx, std::int64_t from, std::size_t limit) {
    return read_links(tx, "WHERE place >= $1 ORDER BY place LIMIT $2", from, rows_of(limit));
}

Result<std::vector<ledger::EntryRow>> SqlChainStore::entry_rows(Transaction& tx, std::int64_t from, std::size_t limit) {
    CANBO_TRY(auto rows, select<std::int64_t, Bytes, Bytes, Bytes, Bytes, Bytes, base::Time, Bytes, Bytes, Bytes>(
                             tx,
                             "SELECT sequence, CAST(id AS BLOB), CAST(kind AS BLOB), CAST(agency AS BLOB),"
                             " CAST(subject AS BLOB), CAST(audience AS BLOB), received_at, CAST(canonical AS BLOB),"
                             " CAST(digest AS BLOB), CAST(receipt AS BLOB) FROM entry WHERE sequence >= $1"
                             " ORDER BY sequence LIMIT $2",
                             from, rows_of(limit)));
    std::vector<ledger::EntryRow> found;
    found.reserve(rows.size());
    for (auto& [sequence, id, kind, agency, subject, audience, received_at, canonical, digest, receipt] : rows) {
        ledger::EntryRow row{sequence,        whole(id),   whole(kind), whole(agency), whole(subject),
                             whole(audience), received_at, {},          whole(digest), whole(receipt)};
        row.canonical = readable(tx, whole(canonical), row.digest);
        found.push_back(std::move(row));
    }
    return found;
}

Result<std::vector<ledger::AuditEvent>> SqlChainStore::event_rows(Transaction& tx, std::int64_t from,
                                                                  std::size_t limit) {
    CANBO_TRY(auto rows, select<std::int64_t, base::Time, Bytes, Bytes, Bytes>(
                             tx,
                             "SELECT sequence, time, CAST(actor AS BLOB), CAST(action AS BLOB), CAST(subject AS BLOB)"
                             " FROM audit WHERE sequence >= $1 ORDER BY sequence LIMIT $2",
                             from, rows_of(limit)));
    std::vector<ledger::AuditEvent> events;
    events.reserve(rows.size());
    for (auto& [sequence, time, actor, action, subject] : rows)
        events.push_back({sequence, time, whole(actor), whole(action), whole(subject)});
    return events;
}

} // namespace canbo::storage
