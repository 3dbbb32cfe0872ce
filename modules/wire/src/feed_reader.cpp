#include "wire/feed_reader.h"

#include "ledger/receipt.h"

#include <charconv>

namespace canbo::wire {
namespace {

Result<ledger::Receipt> checked_receipt(const Change& change, const std::string& office_key) {
    CANBO_TRY(ledger::Receipt receipt, ledger::parse_receipt(change.receipt));
    if (receipt.entry != change.frozen.entry.id || receipt.sequence != change.sequence)
        return fail(ErrorCode::DigestMismatch, "The receipt is for another entry than the one it came with");
    CANBO_TRY_VOID(ledger::verify_receipt(receipt, office_key, change.frozen.digest));
    return receipt;
}

Result<void> check_page(const ChangesPage& page, std::int64_t after, const std::string& office_key) {
    std::int64_t last = after;
    for (const Change& change : page.changes) {
        if (change.sequence <= last)
            return fail(ErrorCode::Unreachable, "The office's answer cannot be read", "changes.sequence");
        last = change.sequence;
        CANBO_TRY_VOID(checked_receipt(change, office_key));
    }
    if (page.next < last || (page.more && page.next == after)) // would skip something, or never end
        return fail(ErrorCode::Unreachable, "The office's answer cannot be read", "changes.next");
    return {};
}

} // namespace

std::string feed_cursor_of(std::string_view reader) {
    const std::string name(feed_cursor_setting);
    return reader.empty() ? name : name + "." + std::string(reader);
}

Result<std::int64_t> FeedReader::cursor(Transaction& tx) {
    CANBO_TRY(const auto text, m_ports.settings.get(tx, feed_cursor_of(m_ports.reader)));
    std::int64_t value = 0;
    if (text)
        std::from_chars(text->data(), text->data() + text->size(), value);
    return value;
}

Result<void> FeedReader::store_change(Transaction& tx, const Change& change, FeedReport& report) {
    const ledger::FrozenEntry& frozen = change.frozen;
    CANBO_TRY(const auto present, m_ports.replica.find(tx, frozen.entry.id));
    if (present && present->digest != frozen.digest)
        return fail(ErrorCode::Conflict, "This desk holds another entry under the id of one from the office",
                    frozen.entry.id);
    if (!present) {
        CANBO_TRY(const ledger::Receipt receipt, ledger::parse_receipt(change.receipt));
        CANBO_TRY_VOID(m_ports.replica.append(tx, {change.sequence, frozen.entry, frozen.canonical, frozen.digest, "",
                                                   receipt.received_at, change.receipt}));
        ++report.received;
    }
    CANBO_TRY(const auto waiting, m_ports.outbox.find(tx, frozen.entry.id));
    if (waiting && waiting->frozen.digest == frozen.digest) {
        CANBO_TRY_VOID(m_ports.outbox.remove(tx, frozen.entry.id));
        ++report.left_the_outbox;
    }
    return {};
}

Result<bool> FeedReader::store(const ChangesPage& page, std::int64_t after, FeedReport& report) {
    CANBO_TRY(auto tx, m_ports.database.begin(Database::Mode::Write));
    CANBO_TRY(const std::int64_t now_at, cursor(*tx));
    if (now_at != after)
        return false; // another run on this desk went on meanwhile: start again from where it is
    FeedReport stored = report;
    for (const Change& change : page.changes)
        CANBO_TRY_VOID(store_change(*tx, change, stored));
    CANBO_TRY_VOID(m_ports.settings.set(*tx, feed_cursor_of(m_ports.reader), std::to_string(page.next)));
    CANBO_TRY_VOID(tx->commit());
    report = stored;
    return true;
}

Result<FeedReport> FeedReader::run(base::Progress* progress) {
    FeedReport report;
    while (true) {
        if (progress != nullptr && progress->cancelled())
            return fail(ErrorCode::Cancelled, "Stopped");
        {
            CANBO_TRY(auto tx, m_ports.database.begin(Database::Mode::Read));
            CANBO_TRY(report.cursor, cursor(*tx));
        }
        CANBO_TRY(const ChangesPage page, m_ports.office.changes(report.cursor, m_page_size));
        CANBO_TRY_VOID(check_page(page, report.cursor, m_ports.office_key));
        if (page.changes.empty() && page.next == report.cursor)
            return report; // nothing new: nothing to write
        CANBO_TRY(const bool stored, store(page, report.cursor, report));
        if (progress != nullptr)
            progress->step(report.received, 0);
        if (!stored)
            continue;
        report.cursor = page.next;
        if (!page.more)
            return report;
    }
}

} // namespace canbo::wire
