#include "ledger/person_data.h"

#include "base/text.h"

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

namespace canbo::ledger {
namespace {

constexpr std::size_t page = 200; // entries of up to a megabyte each, but a person's are small
constexpr std::string_view pseudonym_begins = "erased-";
constexpr const char* erased = "erased";
constexpr const char* kept = "kept";
constexpr const char* pseudonym = "pseudonym";

/// What a person has to do with an entry.
enum class Tie { None, Owner, Author, Named };

Tie tie_of(const StoredEntry& stored, const EntryKind* kind, std::string_view name) {
    if (kind != nullptr && kind->owner && kind->owner(stored.entry) == name)
        return Tie::Owner;
    if (stored.entry.author == name)
        return Tie::Author;
    const bool named = stored.audience.find("|" + person_reader(name) + "|") != std::string::npos;
    return named ? Tie::Named : Tie::None;
}

const char* word_of(Tie tie) { return tie == Tie::Owner ? "owner" : tie == Tie::Author ? "author" : "named"; }

bool goes(Tie tie, const EntryKind* kind) { return tie == Tie::Owner && !kind->official; }

using EachEntry = std::function<Result<void>(const StoredEntry&, Tie, const EntryKind*)>;

/// Every entry the person has to do with, by rising sequence.
Result<void> each_entry(Transaction& tx, EntryStore& entries, const KindRegistry& kinds, std::string_view name,
                        const EachEntry& use) {
    const Visibility everything{true, {}, true};
    for (std::int64_t after = 0;;) {
        CANBO_TRY(const auto found, entries.changes(tx, after, page, everything));
        if (found.empty())
            return {};
        for (const auto& stored : found) {
            const EntryKind* kind = kinds.find(stored.entry.kind);
            if (const Tie tie = tie_of(stored, kind, name); tie != Tie::None)
                CANBO_TRY_VOID(use(stored, tie, kind));
        }
        after = found.back().sequence;
    }
}

Result<std::vector<AuditEvent>> events_of(Transaction& tx, AuditLog& audit, std::string_view name) {
    std::vector<AuditEvent> out;
    for (std::int64_t after = 0;;) {
        CANBO_TRY(auto found, audit.list(tx, after, page));
        if (found.empty())
            return out;
        after = found.back().sequence;
        for (auto& event : found)
            if (event.actor == name || event.subject == name)
                out.push_back(std::move(event));
    }
}

Json profile(const people::Account& account) {
    return {{"name", account.name},
            {"display_name", account.display_name},
            {"role", people::role_name(account.role)},
            {"agency", account.agency},
            {"disabled", account.disabled},
            {"must_change_password", account.must_change_password},
            {"password", account.password_hash.empty() ? "none" : "hash"},
            {"login_service", account.external_id},
            {"failures", account.failures},
            {"locked_until", account.locked_until ? Json(base::to_iso(*account.locked_until)) : Json(nullptr)}};
}

Json devices(const std::vector<people::Session>& sessions) {
    Json out = Json::array();
    for (const auto& one : sessions)
        out.push_back({{"device", one.device},
                       {"opened", base::to_iso(one.opened)},
                       {"last_used", base::to_iso(one.last_used)},
                       {"expires", base::to_iso(one.expires)}});
    return out;
}

Json event_json(const AuditEvent& event) {
    return {{"sequence", event.sequence},
            {"time", base::to_iso(event.time)},
            {"actor", event.actor},
            {"action", event.action},
            {"subject", event.subject}};
}

Json entry_json(const StoredEntry& stored, Tie tie, const EntryKind* kind) {
    return {{"sequence", stored.sequence},
            {"kind", stored.entry.kind},
            {"agency", stored.entry.agency},
            {"subject", stored.entry.subject},
            {"received_at", base::to_iso(stored.received_at)},
            {"tie", word_of(tie)},
            {"on_erasure", goes(tie, kind) ? erased : kept},
            {"entry", tie == Tie::Owner ? entry_to_json(stored.entry) : Json(nullptr)}};
}

/// Rows by kind and by what becomes of them.
using Counts = std::map<std::pair<std::string, std::string>, std::int64_t>;

Json place(const char* name, Json rows, const char* on_erasure, const std::string& kind = {}) {
    Json out{{"place", name}, {"rows", std::move(rows)}, {"on_erasure", on_erasure}};
    if (!kind.empty())
        out["kind"] = kind;
    return out;
}

/// Where else copies are: an office cannot reach them.
Json elsewhere() {
    return {"desks that fetched entries before", "backups made before", "collectors of audit events (syslog)"};
}

Result<void> check_reason(const ErasureOrder& order, const people::Account& account) {
    const auto length = base::length(order.reason);
    if (length < 5 || length > 200 || !base::is_clean_text(order.reason) ||
        order.reason.find('\n') != std::string::npos)
        return fail(ErrorCode::InvalidInput, "Give a reason of 5 to 200 characters in one line", "reason");
    const bool names = base::contains_folded(order.reason, account.name) ||
                       (!account.display_name.empty() && base::contains_folded(order.reason, account.display_name));
    if (names)
        return fail(ErrorCode::InvalidInput, "The reason is kept for ever: it must not name the person", "reason");
    return {};
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

/// A subject is parts between slashes.
std::string subject_without(const std::string& subject, const std::string& name, const std::string& to) {
    const std::string framed = replaced("/" + subject + "/", "/" + name + "/", "/" + to + "/");
    return framed.substr(1, framed.size() - 2);
}

/// One erasure, step by step.
class Erasing {
public:
    Erasing(Transaction& tx, const PersonStores& stores, AuditChain& chain, std::string name, std::string stand_in,
            base::Time now)
        : m_tx(tx), m_stores(stores), m_chain(chain), m_name(std::move(name)), m_stand_in(std::move(stand_in)),
          m_now(now) {}

    Result<void> entries(const KindRegistry& kinds) {
        std::vector<StoredEntry> own;
        CANBO_TRY_VOID(each_entry(m_tx, m_stores.entries, kinds, m_name, [&](const auto& stored, Tie tie, auto* kind) {
            if (goes(tie, kind))
                own.push_back(stored);
            else
                ++m_kept[{stored.entry.kind, word_of(tie)}];
            return Result<void>();
        }));
        for (const auto& stored : own) {
            const auto audience =
                replaced(stored.audience, "|" + person_reader(m_name) + "|", "|" + person_reader(m_stand_in) + "|");
            CANBO_TRY_VOID(m_chain.erase(m_tx, m_stores.audit, m_now, stored,
                                         subject_without(stored.entry.subject, m_name, m_stand_in), audience));
            ++m_erased[{stored.entry.kind, word_of(Tie::Owner)}];
        }
        return {};
    }

    Result<std::size_t> events() {
        CANBO_TRY(const auto found, events_of(m_tx, m_stores.audit, m_name));
        for (const auto& event : found)
            CANBO_TRY_VOID(m_chain.erase(m_tx, m_stores.audit, m_now, event,
                                         event.actor == m_name ? m_stand_in : event.actor,
                                         event.subject == m_name ? m_stand_in : event.subject));
        return found.size();
    }

    /// @returns how many devices were logged in
    Result<std::size_t> log_ins() {
        CANBO_TRY(const auto sessions, m_stores.sessions.of_account(m_tx, m_name, m_now));
        CANBO_TRY_VOID(m_stores.sessions.remove_of(m_tx, m_name));
        CANBO_TRY_VOID(m_stores.used_tokens.forget(m_tx, m_name));
        CANBO_TRY_VOID(m_stores.factors.remove(m_tx, m_name));
        CANBO_TRY_VOID(m_stores.staged.remove_of(m_tx, m_name));
        return sessions.size();
    }

    Result<void> account(const people::Account& before) {
        people::Account left;
        left.name = m_stand_in;
        left.role = before.role;
        left.agency = before.agency;
        left.disabled = true;
        CANBO_TRY_VOID(m_stores.accounts.remove(m_tx, m_name));
        return m_stores.accounts.put(m_tx, left);
    }

    static Json counts(const Counts& of) {
        Json out = Json::array();
        for (const auto& [key, rows] : of)
            out.push_back({{"kind", key.first}, {"tie", key.second}, {"rows", rows}});
        return out;
    }
    const Counts& erased_entries() const { return m_erased; }
    const Counts& kept_entries() const { return m_kept; }

private:
    Transaction& m_tx;
    const PersonStores& m_stores;
    AuditChain& m_chain;
    const std::string m_name, m_stand_in;
    const base::Time m_now;
    Counts m_erased, m_kept;
};

} // namespace

std::string pseudonym_of(std::string_view name, const base::SigningKey& key) {
    const std::string own = base::sha256("canbo pseudonym 1 " + key.secret);
    return std::string(pseudonym_begins) + base::to_hex(base::hmac_sha256(own, name)).substr(0, 16);
}

bool is_pseudonym(std::string_view name) { return name.starts_with(pseudonym_begins); }

Result<Json> person_data(Transaction& tx, const PersonStores& stores, const KindRegistry& kinds, std::string_view name,
                         base::Time now) {
    CANBO_TRY(const auto account, stores.accounts.find(tx, name));
    if (!account)
        return fail(ErrorCode::NotFound, "There is no such account", "name");
    CANBO_TRY(const auto sessions, stores.sessions.of_account(tx, name, now));
    CANBO_TRY(const auto factor, stores.factors.find(tx, name));
    CANBO_TRY(const auto staged, stores.staged.staged(tx, name));
    CANBO_TRY(const auto events, events_of(tx, stores.audit, name));
    Json entries = Json::array(), audit = Json::array();
    Counts counts;
    CANBO_TRY_VOID(each_entry(tx, stores.entries, kinds, name, [&](const auto& stored, Tie tie, auto* kind) {
        entries.push_back(entry_json(stored, tie, kind));
        ++counts[{stored.entry.kind, goes(tie, kind) ? erased : kept}];
        return Result<void>();
    }));
    for (const auto& event : events)
        audit.push_back(event_json(event));
    Json places{place("account", 1, pseudonym), place("session", sessions.size(), erased),
                place("second_factor", factor ? 1 : 0, erased), place("used_token", nullptr, erased),
                place("blob_part", staged > 0 ? 1 : 0, erased)};
    for (const auto& [key, rows] : counts)
        places.push_back(place("entry", rows, key.second.c_str(), key.first));
    places.push_back(place("audit", events.size(), pseudonym));
    return Json{
        {"name", name},
        {"made_at", base::to_iso(now)},
        {"places", std::move(places)},
        {"not_held", {"addresses of log-ins", "photographs", "data of chip cards"}},
        {"elsewhere", elsewhere()},
        {"account", profile(*account)},
        {"devices", devices(sessions)},
        {"second_factor",
         factor ? Json{{"confirmed", factor->confirmed}, {"recovery_codes", factor->recovery.size()}} : Json(nullptr)},
        {"entries", std::move(entries)},
        {"audit", std::move(audit)}};
}

Result<Json> erase_person(Transaction& tx, const PersonStores& stores, AuditChain& chain, const KindRegistry& kinds,
                          const base::SigningKey& key, const ErasureOrder& order, base::Time now) {
    if (order.name == order.actor)
        return fail(ErrorCode::InvalidInput, "Another administrator erases your data", "name");
    CANBO_TRY(const auto account, stores.accounts.find(tx, order.name));
    if (!account || is_pseudonym(order.name))
        return fail(ErrorCode::NotFound, "There is no such account", "name");
    CANBO_TRY_VOID(check_reason(order, *account));
    const std::string stand_in = pseudonym_of(order.name, key);
    Erasing erasing(tx, stores, chain, order.name, stand_in, now);
    CANBO_TRY_VOID(erasing.entries(kinds));
    CANBO_TRY(const auto events, erasing.events());
    CANBO_TRY(const auto devices_left, erasing.log_ins());
    CANBO_TRY_VOID(erasing.account(*account));
    CANBO_TRY_VOID(
        chain.record(tx, stores.audit, {0, now, order.actor, "person.erase", stand_in + " " + order.reason}));
    return Json{{"pseudonym", stand_in},
                {"erased_at", base::to_iso(now)},
                {"erased", Erasing::counts(erasing.erased_entries())},
                {"kept", Erasing::counts(erasing.kept_entries())},
                {"events", events},
                {"devices", devices_left},
                {"elsewhere", elsewhere()}};
}

} // namespace canbo::ledger
