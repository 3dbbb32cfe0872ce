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
    CANBO_TRY(auto rows, select<std::int64_t, std::string, std::int64_t, std::string, std::string>(
                             tx,
                             "SELECT place, what, sequence, head,"
                             " signature FROM chain " +
                                 condition,
                             values...));
    std::vector<ledger::ChainLink> links;
    links.reserve(rows.size());
    for (auto& [place, what, sequence, head, signature] : rows)
        links.push_back(link_of(place, what, sequence, std::move(head), std::move(signature)));
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
    CANBO_TRY(auto rows,
              select<std::int64_t, std::string, std::string, std::string, std::string, std::string, base::Time,
                     std::string, std::string, std::string>(tx,
                                                            "SELECT sequence, id, kind, agency,"
                                                            " subject, audience, received_at, canonical,"
                                                            " digest, receipt FROM entry WHERE sequence >= $1"
                                                            " ORDER BY sequence LIMIT $2",
                                                            from, rows_of(limit)));
    std::vector<ledger::EntryRow> found;
    found.reserve(rows.size());
    for (auto& [sequence, id, kind, agency, subject, audience, received_at, canonical, digest, receipt] : rows) {
        ledger::EntryRow row{sequence,
                             std::move(id),
                             std::move(kind),
                             std::move(agency),
                             std::move(subject),
                             std::move(audience),
                             received_at,
                             {},
                             std::move(digest),
                             std::move(receipt),
                             false};
        row.erased = canonical == ledger::erased_text;
        row.canonical = row.erased ? std::string() : readable(tx, std::move(canonical), row.digest);
        found.push_back(std::move(row));
    }
    return found;
}

Result<std::vector<ledger::AuditEvent>> SqlChainStore::event_rows(Transaction& tx, std::int64_t from,
                                                                  std::size_t limit) {
    CANBO_TRY(auto rows, select<std::int64_t, base::Time, std::string, std::string, std::string>(
                             tx,
                             "SELECT sequence, time, actor, action, subject"
                             " FROM audit WHERE sequence >= $1 ORDER BY sequence LIMIT $2",
                             from, rows_of(limit)));
    std::vector<ledger::AuditEvent> events;
    events.reserve(rows.size());
    for (auto& [sequence, time, actor, action, subject] : rows)
        events.push_back({sequence, time, std::move(actor), std::move(action), std::move(subject)});
    return events;
}

// The database lets an entry or an event change in no other way than in these two.
Result<void> SqlChainStore::erase_entry(Transaction& tx, std::int64_t sequence, std::string_view subject,
                                        std::string_view audience) {
    CANBO_TRY(const auto changed,
              change(tx, "UPDATE entry SET canonical = $1, subject = $2, audience = $3 WHERE sequence = $4",
                     std::string_view(ledger::erased_text), subject, audience, sequence));
    if (changed == 0)
        return fail(ErrorCode::NotFound, "There is no such entry");
    return {};
}

Result<void> SqlChainStore::erase_event(Transaction& tx, std::int64_t sequence, std::string_view actor,
                                        std::string_view subject) {
    CANBO_TRY(const auto changed,
              change(tx, "UPDATE audit SET actor = $1, subject = $2 WHERE sequence = $3", actor, subject, sequence));
    if (changed == 0)
        return fail(ErrorCode::NotFound, "There is no such event");
    return {};
}

} // namespace canbo::storage
