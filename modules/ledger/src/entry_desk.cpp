#include "ledger/entry_desk.h"

#include "base/crypto.h"

namespace canbo::ledger {
namespace {

Result<std::vector<Entry>> with_outbox(Transaction& tx, const EntryDesk& desk, const std::vector<StoredEntry>& stored,
                                       std::string_view kind, const std::string* subject) {
    std::vector<Entry> out;
    out.reserve(stored.size());
    for (const auto& one : stored)
        out.push_back(one.entry);
    CANBO_TRY(const auto items, desk.outbox.list(tx));
    for (const auto& item : items) {
        const auto& entry = item.frozen.entry;
        if (entry.kind != kind || (subject != nullptr && entry.subject != *subject))
            continue;
        CANBO_TRY(const auto came_back, desk.entries.find(tx, entry.id)); // then it stands above
        if (!came_back)
            out.push_back(entry);
    }
    return out;
}

} // namespace

Result<std::string> queue_entry(Transaction& tx, const EntryDesk& desk, NewEntry in) {
    const base::Time now = desk.clock.now();
    OutboxItem item;
    CANBO_TRY(item.frozen,
              freeze({in.id.empty() ? base::new_uuid() : std::move(in.id), std::move(in.kind), desk.person.agency,
                      std::move(in.subject), in.revision, std::move(in.body), desk.person.name, now}));
    item.queued_at = now;
    item.next_attempt = now;
    CANBO_TRY_VOID(desk.outbox.put(tx, item));
    return item.frozen.entry.id;
}

Result<std::vector<Entry>> entries_here(Transaction& tx, const EntryDesk& desk, std::string_view kind,
                                        std::string_view subject) {
    CANBO_TRY(const auto stored, desk.entries.by_subject(tx, kind, subject));
    const std::string wanted(subject);
    return with_outbox(tx, desk, stored, kind, &wanted);
}

Result<std::vector<Entry>> entries_here(Transaction& tx, const EntryDesk& desk, std::string_view kind) {
    CANBO_TRY(const auto stored, desk.entries.of_kind(tx, kind));
    return with_outbox(tx, desk, stored, kind, nullptr);
}

} // namespace canbo::ledger
