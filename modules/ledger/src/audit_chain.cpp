#include "ledger/audit_chain.h"

namespace canbo::ledger {
namespace {

constexpr std::size_t chunk = 50; // entries of up to a megabyte each

/// Lengths before the texts, so that nothing moves from one field into the next.
class RowText {
public:
    RowText(std::string_view head_before, std::string_view what) {
        text("canbo chain 1");
        text(head_before);
        text(what);
    }
    RowText& text(std::string_view value) {
        number(static_cast<std::int64_t>(value.size()));
        m_text += value;
        return *this;
    }
    RowText& number(std::int64_t value) {
        m_text += std::to_string(value);
        m_text += ':';
        return *this;
    }
    std::string digest() const { return base::sha256_hex(m_text); }

private:
    std::string m_text;
};

EntryRow row_of(const StoredEntry& stored) {
    const Entry& entry = stored.entry;
    return {stored.sequence,    entry.id,         entry.kind,    entry.agency,   entry.subject, stored.audience,
            stored.received_at, stored.canonical, stored.digest, stored.receipt, false};
}

/// `named`: what holds id, kind, agency and subject; `row`: what holds the rest.
template <class Named, class Row>
std::string entry_head(std::string_view head_before, const Named& named, const Row& row) {
    return RowText(head_before, "entry")
        .number(row.sequence)
        .text(named.id)
        .text(named.kind)
        .text(named.agency)
        .text(named.subject)
        .text(row.audience)
        .number(row.received_at.time_since_epoch().count())
        .text(row.digest)
        .digest();
}

} // namespace

std::string head_after(std::string_view head_before, const EntryRow& row) { return entry_head(head_before, row, row); }

std::string head_after(std::string_view head_before, const AuditEvent& event) {
    return RowText(head_before, "event")
        .number(event.sequence)
        .number(event.time.time_since_epoch().count())
        .text(event.actor)
        .text(event.action)
        .text(event.subject)
        .digest();
}

// A head that follows on no other: a row's place in the chain is proven by its link.
std::string row_mark(const EntryRow& row) { return head_after(erased_text, row); }
std::string row_mark(const AuditEvent& event) { return head_after(erased_text, event); }

std::string link_text(const ChainLink& link) {
    return "canbo chain 1\n" + std::to_string(link.place) + "\n" + link.head;
}

Result<ChainLink> AuditChain::next(Transaction& tx, ChainLink::Of of, std::int64_t sequence, std::string& head_before) {
    CANBO_TRY(auto last, m_store.last(tx));
    ChainLink link;
    link.place = last ? last->place + 1 : 1;
    link.of = of;
    link.sequence = sequence;
    head_before = last ? std::move(last->head) : std::string();
    return link;
}

Result<std::string> AuditChain::add(Transaction& tx, const StoredEntry& entry) {
    std::string before;
    CANBO_TRY(auto link, next(tx, ChainLink::Of::Entry, entry.sequence, before));
    link.head = entry_head(before, entry.entry, entry);
    CANBO_TRY_VOID(m_store.append(tx, link));
    return std::move(link.head);
}

Result<void> AuditChain::record(Transaction& tx, AuditLog& log, AuditEvent event) {
    CANBO_TRY_VOID(log.record(tx, event));
    CANBO_TRY(event.sequence, m_store.last_event(tx));
    std::string before;
    CANBO_TRY(auto link, next(tx, ChainLink::Of::Event, event.sequence, before));
    link.head = head_after(before, event);
    link.signature = base::to_base64(m_key.sign(link_text(link)));
    return m_store.append(tx, link);
}

Result<void> AuditChain::erase(Transaction& tx, AuditLog& log, base::Time now, const StoredEntry& entry,
                               std::string_view subject, std::string_view audience) {
    CANBO_TRY_VOID(m_store.erase_entry(tx, entry.sequence, subject, audience));
    EntryRow left = row_of(entry);
    left.subject = subject;
    left.audience = audience;
    return record(tx, log, {0, now, {}, entry_erased, std::to_string(entry.sequence) + " " + row_mark(left)});
}

Result<void> AuditChain::erase(Transaction& tx, AuditLog& log, base::Time now, const AuditEvent& event,
                               std::string_view actor, std::string_view subject) {
    CANBO_TRY_VOID(m_store.erase_event(tx, event.sequence, actor, subject));
    const AuditEvent left{event.sequence, event.time, std::string(actor), event.action, std::string(subject)};
    return record(tx, log, {0, now, {}, event_erased, std::to_string(event.sequence) + " " + row_mark(left)});
}

Result<void> AuditChain::begin(Database& database) {
    {
        CANBO_TRY(auto tx, database.begin(Database::Mode::Read));
        CANBO_TRY(const auto last, m_store.last(*tx));
        if (last)
            return {};
    }
    CANBO_TRY(auto tx, database.begin(Database::Mode::Write));
    CANBO_TRY(const auto last, m_store.last(*tx)); // another program may just have begun
    if (!last) {
        CANBO_TRY_VOID(take_up(*tx));
    }
    return tx->commit();
}

Result<void> AuditChain::take_up(Transaction& tx) {
    ChainLink link;
    const auto add_row = [&](const auto& row, ChainLink::Of of) {
        ++link.place;
        link.of = of;
        link.sequence = row.sequence;
        link.head = head_after(link.head, row);
        link.signature = base::to_base64(m_key.sign(link_text(link)));
        return m_store.append(tx, link);
    };
    for (std::int64_t from = 1;;) {
        CANBO_TRY(const auto rows, m_store.entry_rows(tx, from, chunk));
        for (const auto& row : rows)
            CANBO_TRY_VOID(add_row(row, ChainLink::Of::Entry));
        if (rows.empty())
            break;
        from = rows.back().sequence + 1;
    }
    for (std::int64_t from = 1;;) {
        CANBO_TRY(const auto events, m_store.event_rows(tx, from, chunk));
        for (const auto& event : events)
            CANBO_TRY_VOID(add_row(event, ChainLink::Of::Event));
        if (events.empty())
            return {};
        from = events.back().sequence + 1;
    }
}

} // namespace canbo::ledger
