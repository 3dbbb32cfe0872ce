#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "ledger/stores.h"
#include "wire/office_client.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace canbo::wire {

/// Setting that holds the sequence up to which a desk has read the office's feed, where nobody is named (see
/// feed_cursor_of). Absent or "0": read everything again; what is there already is passed over.
inline constexpr std::string_view feed_cursor_setting = "feed.cursor";

/// What the reader works on; borrowed.
struct FeedPorts {
    Database& database;
    ledger::EntryStore& replica;
    ledger::Outbox& outbox;
    ledger::SettingStore& settings;
    OfficeClient& office;
    std::string office_key; ///< The pinned public key, 32 bytes.
    /// Account the feed is read as. Desks keep a cursor for each: the office shows two people of one agency that share
    /// a desk different entries.
    std::string reader{};
};

/// Name of the setting that holds the cursor of that reader.
std::string feed_cursor_of(std::string_view reader);

struct FeedReport {
    std::size_t received{0};        ///< Entries new on this desk.
    std::size_t left_the_outbox{0}; ///< Own entries that came back.
    std::int64_t cursor{0};
};

/// Brings the office's changes to a desk, page by page. A page, the outbox items that came back in it and the new
/// cursor are one transaction: killed anywhere, the next run goes on from the last whole page. Every receipt is held
/// against the pinned key; one that does not fit stores nothing of its page. Gaps in the sequence are normal.
/// On the desk every entry's `audience` is empty: the office has decided already who may see it.
class FeedReader {
public:
    explicit FeedReader(FeedPorts ports, std::size_t page_size = 200)
        : m_ports(std::move(ports)), m_page_size(page_size) {}
    /// @error Unreachable, Unauthenticated, … the office's; DigestMismatch a receipt or entry that does not fit;
    /// @error Conflict another entry is in its place on this desk; Storage, Cancelled
    Result<FeedReport> run(base::Progress* progress = nullptr);

private:
    Result<std::int64_t> cursor(Transaction& tx);
    Result<bool> store(const ChangesPage& page, std::int64_t after, FeedReport& report);
    Result<void> store_change(Transaction& tx, const Change& change, FeedReport& report);

    FeedPorts m_ports;
    std::size_t m_page_size;
};

} // namespace canbo::wire
