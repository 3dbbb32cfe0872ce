#include "ledger/verify_audit.h"

#include "base/translation.h"
#include "ledger/receipt.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <map>

namespace canbo::ledger {
namespace {

constexpr std::size_t rows_at_once = 50; // entries of up to a megabyte each

std::int64_t number_of(const ChainLink& link) { return link.place; }
std::int64_t number_of(const EntryRow& row) { return row.sequence; }
std::int64_t number_of(const AuditEvent& event) { return event.sequence; }

/// The rows of a table one after the other.
template <class Row>
class Rows {
public:
    using Read = Result<std::vector<Row>> (ChainStore::*)(Transaction&, std::int64_t, std::size_t);
    Rows(Transaction& tx, ChainStore& store, Read read) : m_tx(tx), m_store(store), m_read(read) {}

    /// The next one, or null at the end; it stays the next one until take().
    Result<const Row*> peek() {
        if (m_at == m_rows.size() && !m_ended) {
            CANBO_TRY(m_rows, (m_store.*m_read)(m_tx, m_from, rows_at_once));
            m_at = 0;
            m_ended = m_rows.empty() || number_of(m_rows.back()) == std::numeric_limits<std::int64_t>::max();
            if (!m_ended)
                m_from = number_of(m_rows.back()) + 1;
        }
        return m_at == m_rows.size() ? nullptr : &m_rows[m_at];
    }
    void take() { ++m_at; }

private:
    Transaction& m_tx;
    ChainStore& m_store;
    const Read m_read;
    std::vector<Row> m_rows;
    std::size_t m_at{0};
    std::int64_t m_from{std::numeric_limits<std::int64_t>::min()};
    bool m_ended{false};
};

/// What is said of an entry or an event.
struct Sentences {
    const char *what, *changed, *inserted, *missing;
};
constexpr Sentences of_entry{"entry ", base::msgid("This entry is not as it was when it was received"),
                             base::msgid("This entry was put in later: the chain does not know it"),
                             base::msgid("This entry is missing: the chain knows it")};
constexpr Sentences of_event{"event ", base::msgid("This event is not as it was when it was recorded"),
                             base::msgid("This event was put in later: the chain does not know it"),
                             base::msgid("This event is missing: the chain knows it")};

/// By sequence: the mark of a row as it was left when it was erased.
using Erasures = std::map<std::int64_t, std::string>;

/// What the events say; whether they are true is seen when the chain reaches them.
struct ErasedRows {
    Erasures entries, events;
};

Result<ErasedRows> erased_rows(Transaction& tx, ChainStore& store) {
    ErasedRows out;
    Rows<AuditEvent> events(tx, store, &ChainStore::event_rows);
    for (;; events.take()) {
        CANBO_TRY(const AuditEvent* event, events.peek());
        if (event == nullptr)
            return out;
        const bool of_entry = event->action == entry_erased;
        if (!of_entry && event->action != event_erased)
            continue;
        const std::string& said = event->subject;
        std::int64_t sequence = 0;
        const auto end = std::from_chars(said.data(), said.data() + said.size(), sequence).ptr;
        const auto mark = std::min(said.size(), static_cast<std::size_t>(end - said.data()) + 1);
        if (of_entry || sequence < event->sequence) // no event vouches for itself, nor two for each other
            (of_entry ? out.entries : out.events)[sequence] = said.substr(mark);
    }
}

class Audit {
public:
    Audit(Transaction& tx, ChainStore& store, std::string_view public_key, ErasedRows erased)
        : m_links(tx, store, &ChainStore::links), m_entries(tx, store, &ChainStore::entry_rows),
          m_events(tx, store, &ChainStore::event_rows), m_public_key(public_key), m_erased(std::move(erased)) {}

    Result<AuditReport> run(const std::vector<HeldReceipt>& held) {
        for (const auto& [name, text] : held)
            hold(name, text);
        std::int64_t place = 0;
        for (;;) {
            CANBO_TRY(const ChainLink* link, m_links.peek());
            if (link == nullptr)
                break;
            if (link->place != ++place)
                found("link " + std::to_string(link->place),
                      base::msgid("Links of the chain are missing before this one"));
            place = link->place;
            check_signature(*link);
            if (link->of == ChainLink::Of::Entry)
                CANBO_TRY_VOID(follow(*link, m_entries, of_entry));
            else
                CANBO_TRY_VOID(follow(*link, m_events, of_event));
            m_report.head = link->head;
            m_links.take();
        }
        CANBO_TRY_VOID(rest(m_entries, of_entry));
        CANBO_TRY_VOID(rest(m_events, of_event));
        for (const auto& [entry, receipt] : m_held)
            found(receipt.first, base::msgid("There is a receipt for this entry, but the entry is missing"));
        return std::move(m_report);
    }

private:
    void found(std::string where, const char* sentence) {
        m_report.findings.error(ErrorCode::DigestMismatch, std::move(where), sentence);
    }

    void hold(const std::string& name, const std::string& text) {
        const auto receipt = parse_receipt(text);
        if (!receipt || !verify_receipt(*receipt, m_public_key, receipt->digest)) {
            found(name, base::msgid("This is no receipt that the office has signed"));
            return;
        }
        const auto [place, added] = m_held.try_emplace(receipt->entry, name, text);
        if (!added && place->second.second != text)
            found(name, base::msgid("The office gave two receipts for one entry"));
    }

    void check_signature(const ChainLink& link) {
        if (link.signature.empty() && link.of == ChainLink::Of::Entry)
            return; // its receipt signs the head
        const auto signature = base::from_base64(link.signature);
        if (!signature || !base::verify_signature(m_public_key, link_text(link), *signature))
            found("link " + std::to_string(link.place), base::msgid("This link of the chain was changed"));
    }

    template <class Row>
    Result<void> follow(const ChainLink& link, Rows<Row>& rows, const Sentences& said) {
        for (;;) {
            CANBO_TRY(const Row* row, rows.peek());
            if (row == nullptr || row->sequence > link.sequence) {
                found(said.what + std::to_string(link.sequence), said.missing);
                return {};
            }
            rows.take(); // what `row` points at stays until the next peek()
            if (row->sequence == link.sequence) {
                const bool erased = is_left_so(*row);
                m_report.erased += erased ? 1 : 0;
                if (!erased && head_after(m_report.head, *row) != link.head)
                    found(said.what + std::to_string(row->sequence), said.changed);
                check(*row, link);
                return {};
            }
            found(said.what + std::to_string(row->sequence), said.inserted);
        }
    }

    template <class Row>
    Result<void> rest(Rows<Row>& rows, const Sentences& said) {
        for (;;) {
            CANBO_TRY(const Row* row, rows.peek());
            if (row == nullptr)
                return {};
            found(said.what + std::to_string(row->sequence), said.inserted);
            rows.take();
        }
    }

    bool is_left_so(const EntryRow& row) const { return row.erased && has_mark(m_erased.entries, row); }
    bool is_left_so(const AuditEvent& event) const { return has_mark(m_erased.events, event); }

    template <class Row>
    static bool has_mark(const Erasures& erasures, const Row& row) {
        const auto known = erasures.find(row.sequence);
        return known != erasures.end() && known->second == row_mark(row);
    }

    void check(const AuditEvent&, const ChainLink&) { ++m_report.events; }

    void check(const EntryRow& row, const ChainLink& link) {
        ++m_report.entries;
        const std::string where = of_entry.what + std::to_string(row.sequence);
        if (is_left_so(row)) {
            // Its digest stays, in the receipts too; what it was of is gone.
        } else if (!row.canonical) {
            ++m_report.unopened;
            m_report.findings.warning(ErrorCode::DigestMismatch, where,
                                      "This entry is sealed and no key is here: its text is not proven");
        } else if (base::sha256_hex(*row.canonical) != row.digest) {
            found(where, base::msgid("The text of this entry was changed"));
        }
        if (!fits(row, link))
            found(where, base::msgid("The receipt kept with this entry is not the one that was given"));
        compare_with_held(row, where);
    }

    bool fits(const EntryRow& row, const ChainLink& link) const {
        const auto receipt = parse_receipt(row.receipt);
        // An entry from before the chain has its link signed, and a receipt without a head.
        return receipt && receipt_text(*receipt) == row.receipt && verify_receipt(*receipt, m_public_key, row.digest) &&
               receipt->entry == row.id && receipt->sequence == row.sequence &&
               receipt->received_at == row.received_at &&
               receipt->chain == (link.signature.empty() ? link.head : std::string());
    }

    void compare_with_held(const EntryRow& row, const std::string& where) {
        const auto held = m_held.find(row.id);
        if (held == m_held.end())
            return;
        if (held->second.second == row.receipt)
            ++m_report.receipts;
        else
            found(where, base::msgid("The office shows another receipt for this entry than it gave"));
        m_held.erase(held);
    }

    Rows<ChainLink> m_links;
    Rows<EntryRow> m_entries;
    Rows<AuditEvent> m_events;
    const std::string_view m_public_key;
    const ErasedRows m_erased;
    std::map<std::string, HeldReceipt> m_held; ///< By entry.
    AuditReport m_report;
};

} // namespace

Result<AuditReport> verify_audit(Database& database, ChainStore& chain, std::string_view public_key,
                                 const std::vector<HeldReceipt>& held) {
    CANBO_TRY(auto tx, database.begin(Database::Mode::Read));
    CANBO_TRY(auto erased, erased_rows(*tx, chain));
    return Audit(*tx, chain, public_key, std::move(erased)).run(held);
}

} // namespace canbo::ledger
