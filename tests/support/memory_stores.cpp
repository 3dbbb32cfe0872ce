#include "support/memory_stores.h"

#include "base/crypto.h"

#include <algorithm>

namespace canbo::test {

class MemoryTransaction final : public Transaction {
public:
    using Mode = base::Database::Mode;

    MemoryTransaction(MemoryDatabase& database, Mode mode, std::shared_ptr<const MemoryTables> seen)
        : m_database(database), m_mode(mode), m_seen(std::move(seen)) {
        if (mode == Mode::Write)
            m_changed = std::make_shared<MemoryTables>(*m_seen);
    }
    ~MemoryTransaction() override { end(); }

    Result<void> commit() override {
        CANBO_CHECK(!m_ended);
        if (m_mode == Mode::Write) {
            const std::lock_guard lock(m_database.m_mutex);
            m_database.m_committed = m_changed;
        }
        end();
        return {};
    }

    const MemoryTables& tables() const {
        CANBO_CHECK(!m_ended);
        return m_changed ? *m_changed : *m_seen;
    }
    MemoryTables& tables_to_change() {
        CANBO_CHECK(!m_ended);
        CANBO_CHECK(m_changed != nullptr); // a change in a transaction begun for reading
        return *m_changed;
    }

private:
    void end() {
        if (m_ended)
            return;
        m_ended = true;
        if (m_mode != Mode::Write)
            return;
        {
            const std::lock_guard lock(m_database.m_mutex);
            m_database.m_writing = false;
        }
        m_database.m_writer_free.notify_one();
    }

    MemoryDatabase& m_database;
    const Mode m_mode;
    std::shared_ptr<const MemoryTables> m_seen;
    std::shared_ptr<MemoryTables> m_changed;
    bool m_ended{false};
};

MemoryDatabase::MemoryDatabase(std::chrono::milliseconds wait) : m_wait(wait) {}

Result<std::unique_ptr<Transaction>> MemoryDatabase::begin(Mode mode) {
    std::unique_lock lock(m_mutex);
    if (mode == Mode::Write) {
        if (!m_writer_free.wait_for(lock, m_wait, [this] { return !m_writing; }))
            return fail(ErrorCode::Storage, "The data is being written for too long; try again");
        m_writing = true;
    }
    return std::unique_ptr<Transaction>(std::make_unique<MemoryTransaction>(*this, mode, m_committed));
}

namespace {

MemoryTransaction& concrete(Transaction& tx) {
    auto* memory = dynamic_cast<MemoryTransaction*>(&tx);
    CANBO_CHECK(memory != nullptr);
    return *memory;
}
const MemoryTables& read(Transaction& tx) { return concrete(tx).tables(); }
MemoryTables& write(Transaction& tx) { return concrete(tx).tables_to_change(); }

/// As the SQL stores: PostgreSQL cannot hold a zero character in text.
Result<void> check_text(std::initializer_list<std::string_view> texts) {
    for (const std::string_view text : texts)
        if (text.find('\0') != std::string_view::npos)
            return fail(ErrorCode::InvalidInput, "Text cannot hold a zero character");
    return {};
}

template <class Map>
std::optional<typename Map::mapped_type> value_of(const Map& map, std::string_view key) {
    const auto found = map.find(key);
    return found == map.end() ? std::nullopt : std::optional(found->second);
}

template <class Accept>
std::vector<ledger::StoredEntry> entries_where(Transaction& tx, Accept accept) {
    std::vector<ledger::StoredEntry> found;
    for (const auto& [sequence, stored] : read(tx).entries)
        if (stored.canonical != ledger::erased_text && accept(stored))
            found.push_back(stored);
    return found;
}

template <class Items>
auto item_of(Items& items, std::string_view id) {
    return std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.frozen.entry.id == id; });
}

} // namespace

Result<std::int64_t> MemoryEntryStore::last_sequence(Transaction& tx) {
    const auto& entries = read(tx).entries;
    return entries.empty() ? 0 : entries.rbegin()->first;
}

Result<void> MemoryEntryStore::append(Transaction& tx, const ledger::StoredEntry& stored) {
    const ledger::Entry& entry = stored.entry;
    if (stored.sequence < 1)
        return fail(ErrorCode::InvalidInput, "An entry is stored under the office's sequence, which begins at 1");
    CANBO_TRY_VOID(check_text({entry.id, entry.kind, entry.agency, entry.subject, stored.audience, stored.canonical,
                               stored.digest, stored.receipt}));
    const auto& all = read(tx).entries;
    const bool present =
        std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.second.entry.id == entry.id; });
    if (present || !write(tx).entries.emplace(stored.sequence, stored).second)
        return fail(ErrorCode::Conflict, "An entry with this id or sequence is stored already", "id");
    return {};
}

Result<std::optional<ledger::StoredEntry>> MemoryEntryStore::find(Transaction& tx, std::string_view id) {
    auto found = entries_where(tx, [&](const auto& stored) { return stored.entry.id == id; });
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

Result<std::vector<ledger::StoredEntry>> MemoryEntryStore::of_kind(Transaction& tx, std::string_view kind) {
    return entries_where(tx, [&](const auto& stored) { return stored.entry.kind == kind; });
}

Result<std::vector<ledger::StoredEntry>> MemoryEntryStore::by_subject(Transaction& tx, std::string_view kind,
                                                                      std::string_view subject) {
    return entries_where(
        tx, [&](const auto& stored) { return stored.entry.kind == kind && stored.entry.subject == subject; });
}

Result<std::vector<ledger::StoredEntry>> MemoryEntryStore::by_agency(Transaction& tx, std::string_view kind,
                                                                     std::string_view agency) {
    return entries_where(
        tx, [&](const auto& stored) { return stored.entry.kind == kind && stored.entry.agency == agency; });
}

Result<std::vector<ledger::StoredEntry>> MemoryEntryStore::changes(Transaction& tx, std::int64_t after,
                                                                   std::size_t limit,
                                                                   const ledger::Visibility& visibility) {
    auto found = entries_where(tx, [&](const ledger::StoredEntry& stored) {
        return stored.sequence > after && visibility.sees(stored.audience);
    });
    found.erase(found.begin() + static_cast<std::ptrdiff_t>(std::min(limit, found.size())), found.end());
    return found;
}

Result<void> MemoryOutbox::put(Transaction& tx, const ledger::OutboxItem& item) {
    CANBO_TRY_VOID(check_text(
        {item.frozen.entry.id, item.frozen.canonical, item.frozen.digest, item.error_code, item.error, item.receipt}));
    auto& items = write(tx).outbox;
    if (item_of(items, item.frozen.entry.id) != items.end())
        return fail(ErrorCode::Conflict, "This entry is in the outbox already", "id");
    items.push_back(item);
    return {};
}

Result<void> MemoryOutbox::update(Transaction& tx, const ledger::OutboxItem& item) {
    CANBO_TRY_VOID(check_text({item.frozen.canonical, item.frozen.digest, item.error_code, item.error, item.receipt}));
    auto& items = write(tx).outbox;
    const auto found = item_of(items, item.frozen.entry.id);
    if (found == items.end())
        return fail(ErrorCode::NotFound, "This entry is not in the outbox", "id");
    *found = item;
    return {};
}

Result<void> MemoryOutbox::remove(Transaction& tx, std::string_view id) {
    auto& items = write(tx).outbox;
    if (const auto found = item_of(items, id); found != items.end())
        items.erase(found);
    return {};
}

Result<std::optional<ledger::OutboxItem>> MemoryOutbox::find(Transaction& tx, std::string_view id) {
    const auto& items = read(tx).outbox;
    const auto found = item_of(items, id);
    return found == items.end() ? std::nullopt : std::optional(*found);
}

Result<std::vector<ledger::OutboxItem>> MemoryOutbox::list(Transaction& tx) { return read(tx).outbox; }

Result<std::optional<std::string>> MemorySettingStore::get(Transaction& tx, std::string_view name) {
    return value_of(read(tx).settings, name);
}

Result<void> MemorySettingStore::set(Transaction& tx, std::string_view name, std::string_view value) {
    CANBO_TRY_VOID(check_text({name, value}));
    write(tx).settings.insert_or_assign(std::string(name), std::string(value));
    return {};
}

Result<void> MemoryBlobStore::put(Transaction& tx, std::string_view digest, std::string_view content) {
    if (base::sha256_hex(content) != digest)
        return fail(ErrorCode::DigestMismatch, "The attachment does not fit its digest");
    write(tx).blobs.emplace(digest, content);
    return {};
}

Result<std::optional<std::string>> MemoryBlobStore::get(Transaction& tx, std::string_view digest) {
    return value_of(read(tx).blobs, digest);
}

Result<bool> MemoryBlobStore::has(Transaction& tx, std::string_view digest) {
    return read(tx).blobs.find(digest) != read(tx).blobs.end();
}

Result<void> MemoryAuditLog::record(Transaction& tx, const ledger::AuditEvent& event) {
    CANBO_TRY_VOID(check_text({event.actor, event.action, event.subject}));
    auto& events = write(tx).audit;
    events.push_back(event);
    events.back().sequence = static_cast<std::int64_t>(events.size());
    return {};
}

Result<std::vector<ledger::AuditEvent>> MemoryAuditLog::list(Transaction& tx, std::int64_t after, std::size_t limit) {
    std::vector<ledger::AuditEvent> found;
    for (const ledger::AuditEvent& event : read(tx).audit)
        if (event.sequence > after && found.size() < limit)
            found.push_back(event);
    return found;
}

Result<std::optional<ledger::ChainLink>> MemoryChainStore::last(Transaction& tx) {
    const auto& chain = read(tx).chain;
    return chain.empty() ? std::optional<ledger::ChainLink>() : std::optional(chain.rbegin()->second);
}

Result<void> MemoryChainStore::append(Transaction& tx, const ledger::ChainLink& link) {
    if (!write(tx).chain.emplace(link.place, link).second)
        return fail(ErrorCode::Conflict, "The chain has a link at this place already");
    return {};
}

Result<std::int64_t> MemoryChainStore::last_event(Transaction& tx) {
    return static_cast<std::int64_t>(read(tx).audit.size());
}

Result<std::vector<ledger::ChainLink>> MemoryChainStore::links(Transaction& tx, std::int64_t from, std::size_t limit) {
    std::vector<ledger::ChainLink> found;
    const auto& chain = read(tx).chain;
    for (auto it = chain.lower_bound(from); it != chain.end() && found.size() < limit; ++it)
        found.push_back(it->second);
    return found;
}

Result<std::vector<ledger::EntryRow>> MemoryChainStore::entry_rows(Transaction& tx, std::int64_t from,
                                                                   std::size_t limit) {
    std::vector<ledger::EntryRow> found;
    const auto& entries = read(tx).entries;
    for (auto it = entries.lower_bound(from); it != entries.end() && found.size() < limit; ++it) {
        const ledger::StoredEntry& one = it->second;
        found.push_back({one.sequence, one.entry.id, one.entry.kind, one.entry.agency, one.entry.subject, one.audience,
                         one.received_at, one.canonical, one.digest, one.receipt, false});
        if (one.canonical == ledger::erased_text) {
            found.back().erased = true;
            found.back().canonical = "";
        }
    }
    return found;
}

Result<std::vector<ledger::AuditEvent>> MemoryChainStore::event_rows(Transaction& tx, std::int64_t from,
                                                                     std::size_t limit) {
    std::vector<ledger::AuditEvent> found;
    for (const ledger::AuditEvent& event : read(tx).audit)
        if (event.sequence >= from && found.size() < limit)
            found.push_back(event);
    return found;
}

Result<void> MemoryChainStore::erase_entry(Transaction& tx, std::int64_t sequence, std::string_view subject,
                                           std::string_view audience) {
    auto& entries = write(tx).entries;
    const auto found = entries.find(sequence);
    if (found == entries.end())
        return fail(ErrorCode::NotFound, "There is no such entry");
    found->second.canonical = ledger::erased_text;
    found->second.entry.body = Json();
    found->second.entry.author.clear();
    found->second.entry.subject = subject;
    found->second.audience = audience;
    return {};
}

Result<void> MemoryChainStore::erase_event(Transaction& tx, std::int64_t sequence, std::string_view actor,
                                           std::string_view subject) {
    auto& events = write(tx).audit;
    if (sequence < 1 || sequence > static_cast<std::int64_t>(events.size()))
        return fail(ErrorCode::NotFound, "There is no such event");
    auto& event = events[static_cast<std::size_t>(sequence - 1)];
    event.actor = actor;
    event.subject = subject;
    return {};
}

Result<void> MemoryAccountStore::remove(Transaction& tx, std::string_view name) {
    if (const auto found = write(tx).accounts.find(name); found != write(tx).accounts.end())
        write(tx).accounts.erase(found);
    return {};
}

Result<std::optional<people::Account>> MemoryAccountStore::find(Transaction& tx, std::string_view name) {
    return value_of(read(tx).accounts, name);
}

Result<std::vector<people::Account>> MemoryAccountStore::list(Transaction& tx) {
    std::vector<people::Account> found;
    for (const auto& [name, account] : read(tx).accounts)
        found.push_back(account);
    return found;
}

Result<void> MemoryAccountStore::put(Transaction& tx, const people::Account& account) {
    CANBO_TRY_VOID(check_text({account.name, account.display_name, account.agency, account.password_hash}));
    write(tx).accounts.insert_or_assign(account.name, account);
    return {};
}

Result<std::optional<people::Session>> MemorySessionStore::find(Transaction& tx, std::string_view id, base::Time now) {
    auto found = value_of(read(tx).sessions, id);
    return found && found->expires > now ? found : std::nullopt;
}

Result<std::optional<people::SessionInUse>> MemorySessionStore::in_use(Transaction& tx, std::string_view id,
                                                                       base::Time now) {
    CANBO_TRY(auto session, find(tx, id, now));
    const auto account = session ? value_of(read(tx).accounts, session->account) : std::nullopt;
    if (!account || account->disabled)
        return std::optional<people::SessionInUse>();
    return std::optional(people::SessionInUse{std::move(session->id), session->step, account->person()});
}

Result<std::optional<people::Session>> MemorySessionStore::by_token(Transaction& tx, std::string_view token_hash,
                                                                    base::Time now) {
    for (const auto& [id, session] : read(tx).sessions)
        if (!token_hash.empty() && session.token_hash == token_hash && session.expires > now)
            return std::optional(session);
    return std::optional<people::Session>();
}

Result<std::vector<people::Session>> MemorySessionStore::of_account(Transaction& tx, std::string_view account,
                                                                    base::Time now) {
    std::vector<people::Session> found;
    for (const auto& [id, session] : read(tx).sessions)
        if (session.account == account && session.expires > now && session.step == people::LoginStep::Nothing)
            found.push_back(session);
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.last_used > b.last_used; });
    return found;
}

Result<void> MemorySessionStore::put(Transaction& tx, const people::Session& session) {
    CANBO_TRY_VOID(check_text({session.id, session.account, session.device, session.token_hash}));
    auto& sessions = write(tx).sessions;
    std::erase_if(sessions, [&](const auto& item) { return item.second.expires <= session.last_used; });
    sessions.insert_or_assign(session.id, session);
    return {};
}

Result<void> MemorySessionStore::remove(Transaction& tx, std::string_view id) {
    std::erase_if(write(tx).sessions, [&](const auto& item) { return item.first == id; });
    return {};
}

Result<void> MemorySessionStore::remove_of(Transaction& tx, std::string_view account, std::string_view except) {
    std::erase_if(write(tx).sessions,
                  [&](const auto& item) { return item.second.account == account && item.first != except; });
    return {};
}

Result<std::optional<people::SecondFactor>> MemorySecondFactorStore::find(Transaction& tx, std::string_view account) {
    return value_of(read(tx).factors, account);
}

Result<std::set<std::string>> MemorySecondFactorStore::accounts(Transaction& tx) {
    std::set<std::string> names;
    for (const auto& [name, factor] : read(tx).factors)
        if (factor.confirmed)
            names.insert(name);
    return names;
}

Result<void> MemorySecondFactorStore::put(Transaction& tx, const people::SecondFactor& factor) {
    write(tx).factors.insert_or_assign(factor.account, factor);
    return {};
}

Result<void> MemorySecondFactorStore::remove(Transaction& tx, std::string_view account) {
    std::erase_if(write(tx).factors, [&](const auto& item) { return item.first == account; });
    return {};
}

Result<void> MemoryUsedTokenStore::remember(Transaction& tx, const std::string& token_hash, const std::string& account,
                                            base::Time expires, base::Time now) {
    auto& tokens = write(tx).used_tokens;
    std::erase_if(tokens, [now](const auto& item) { return item.second.expires <= now; });
    tokens.emplace(token_hash, MemoryTables::UsedToken{account, expires});
    return {};
}

Result<std::optional<std::string>> MemoryUsedTokenStore::account_of(Transaction& tx, const std::string& token_hash) {
    const auto& tokens = read(tx).used_tokens;
    const auto found = tokens.find(token_hash);
    return found == tokens.end() ? std::optional<std::string>() : std::optional(found->second.account);
}

Result<void> MemoryUsedTokenStore::forget(Transaction& tx, const std::string& account) {
    std::erase_if(write(tx).used_tokens, [&](const auto& item) { return item.second.account == account; });
    return {};
}

Result<std::int64_t> MemoryStagedBlobStore::size(Transaction& tx, std::string_view account, std::string_view digest) {
    CANBO_TRY(const auto whole, content(tx, account, digest));
    return static_cast<std::int64_t>(whole.size());
}

Result<void> MemoryStagedBlobStore::append(Transaction& tx, std::string_view account, std::string_view digest,
                                           std::int64_t offset, std::string_view part, base::Time expires) {
    CANBO_TRY(const auto here, size(tx, account, digest));
    if (here != offset)
        return fail(ErrorCode::Conflict, "The office has another part of this attachment", "offset");
    if (part.empty())
        return {};
    auto& blob = write(tx).staged[{std::string(account), std::string(digest)}];
    blob.content += part;
    blob.expires = std::max(blob.expires, expires);
    return {};
}

Result<std::string> MemoryStagedBlobStore::content(Transaction& tx, std::string_view account, std::string_view digest) {
    const auto& staged = read(tx).staged;
    const auto found = staged.find({std::string(account), std::string(digest)});
    return found == staged.end() ? std::string() : found->second.content;
}

Result<void> MemoryStagedBlobStore::remove(Transaction& tx, std::string_view account, std::string_view digest) {
    write(tx).staged.erase({std::string(account), std::string(digest)});
    return {};
}

Result<void> MemoryStagedBlobStore::remove_of(Transaction& tx, std::string_view account) {
    std::erase_if(write(tx).staged, [&](const auto& item) { return item.first.first == account; });
    return {};
}

Result<std::int64_t> MemoryStagedBlobStore::staged(Transaction& tx, std::string_view account) {
    std::int64_t bytes = 0;
    for (const auto& [key, blob] : read(tx).staged)
        bytes += key.first == account ? static_cast<std::int64_t>(blob.content.size()) : 0;
    return bytes;
}

Result<void> MemoryStagedBlobStore::sweep(Transaction& tx, base::Time now) {
    std::erase_if(write(tx).staged, [now](const auto& item) { return item.second.expires <= now; });
    return {};
}

Result<void> MemoryDraftStore::put(Transaction& tx, const reporting::Draft& draft) {
    CANBO_TRY_VOID(check_text({draft.id, draft.period, draft.agency, draft.reason, draft.author, draft.approved_by}));
    for (const auto& [path, json] : draft.fields)
        CANBO_TRY_VOID(check_text({path, json}));
    write(tx).drafts.insert_or_assign(draft.id, draft);
    return {};
}

Result<void> MemoryDraftStore::set_field(Transaction& tx, std::string_view draft, std::string_view path,
                                         std::string_view json, base::Time at) {
    CANBO_TRY_VOID(check_text({draft, path, json}));
    auto& drafts = write(tx).drafts;
    const auto found = drafts.find(draft);
    if (found == drafts.end())
        return fail(ErrorCode::NotFound, "There is no such draft");
    found->second.updated_at = at;
    if (json.empty())
        found->second.fields.erase(std::string(path));
    else
        found->second.fields.insert_or_assign(std::string(path), std::string(json));
    return {};
}

Result<std::optional<reporting::Draft>> MemoryDraftStore::find(Transaction& tx, std::string_view id) {
    return value_of(read(tx).drafts, id);
}

Result<std::vector<reporting::Draft>> MemoryDraftStore::list(Transaction& tx) {
    std::vector<reporting::Draft> found;
    for (const auto& [id, draft] : read(tx).drafts)
        found.push_back(draft);
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.created_at < b.created_at; });
    return found;
}

Result<void> MemoryDraftStore::remove(Transaction& tx, std::string_view id) {
    auto& drafts = write(tx).drafts;
    if (const auto found = drafts.find(id); found != drafts.end())
        drafts.erase(found);
    return {};
}

Result<void> MemoryRoomStore::append_event(Transaction& tx, std::string_view place, const exam::RoomEvent& event) {
    if (!write(tx).exam_events[std::string(place)].emplace(event.sequence, event).second)
        return fail(ErrorCode::Conflict, "The room was written to by another program");
    return {};
}

Result<std::vector<exam::RoomEvent>> MemoryRoomStore::events(Transaction& tx, std::string_view place) {
    std::vector<exam::RoomEvent> out;
    const auto found = read(tx).exam_events.find(place);
    if (found != read(tx).exam_events.end())
        for (const auto& [sequence, event] : found->second)
            out.push_back(event);
    return out;
}

Result<void> MemoryRoomStore::append_answer(Transaction& tx, std::string_view place, const exam::AnswerRecord& record) {
    auto& all = write(tx).exam_answers[std::string(place)];
    for (const auto& [key, other] : all)
        if (key.first == record.candidate && other.sequence == record.sequence)
            return fail(ErrorCode::Conflict, "The room was written to by another program");
    if (!all.emplace(std::pair(record.candidate, record.position), record).second)
        return fail(ErrorCode::Conflict, "The room was written to by another program");
    return {};
}

Result<std::vector<exam::AnswerRecord>> MemoryRoomStore::answers(Transaction& tx, std::string_view place) {
    std::vector<exam::AnswerRecord> out;
    const auto found = read(tx).exam_answers.find(place);
    if (found != read(tx).exam_answers.end())
        for (const auto& [key, record] : found->second)
            out.push_back(record);
    return out;
}

Result<void> MemoryRoomStore::admit(Transaction& tx, std::string_view exam, std::string_view candidate,
                                    std::string_view room) {
    const auto [there, added] =
        write(tx).exam_admissions.emplace(std::pair(std::string(exam), std::string(candidate)), std::string(room));
    if (!added)
        return fail(ErrorCode::Conflict, "This candidate was admitted before", there->second);
    return {};
}

} // namespace canbo::test
