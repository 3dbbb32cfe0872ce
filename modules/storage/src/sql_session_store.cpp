#include "statement.h"
#include "storage/office_stores.h"

#include <tuple>

namespace canbo::storage {
namespace {

Result<people::LoginStep> step_of(const std::string& text) {
    const auto known = people::parse_step(text);
    if (!known)
        return fail(ErrorCode::Storage, "A session waits for a step this version does not know", {}, text);
    return *known;
}

Result<people::Session> session_of(std::string id, std::string account, std::string device, base::Time opened,
                                   base::Time last_used, base::Time expires, std::string token_hash,
                                   const std::string& step) {
    CANBO_TRY(const auto known, step_of(step));
    return people::Session{
        std::move(id), std::move(account), std::move(device), opened, last_used, expires, std::move(token_hash), known};
}

template <class... Values>
Result<std::vector<people::Session>> sessions(Transaction& tx, const std::string& condition, const Values&... values) {
    CANBO_TRY(
        auto rows,
        select<std::string, std::string, std::string, base::Time, base::Time, base::Time, std::string, std::string>(
            tx,
            "SELECT id, account, device, opened, last_used, expires, token_hash, step FROM session WHERE " + condition,
            values...));
    std::vector<people::Session> found;
    found.reserve(rows.size());
    for (auto& row : rows) {
        CANBO_TRY(auto session, std::apply([](auto&&... column) { return session_of(std::move(column)...); }, row));
        found.push_back(std::move(session));
    }
    return found;
}

std::optional<people::Session> first(std::vector<people::Session>&& found) {
    return found.empty() ? std::optional<people::Session>() : std::optional(std::move(found.front()));
}

} // namespace

Result<std::optional<people::Session>> SqlSessionStore::find(Transaction& tx, std::string_view id, base::Time now) {
    CANBO_TRY(auto found, sessions(tx, "id = $1 AND expires > $2", id, now));
    return first(std::move(found));
}

Result<std::optional<people::SessionInUse>> SqlSessionStore::in_use(Transaction& tx, std::string_view id,
                                                                    base::Time now) {
    static const std::string sql = "SELECT s.step, a.name, a.role, a.agency FROM session s"
                                   " JOIN account a ON a.name = s.account"
                                   " WHERE s.id = $1 AND s.expires > $2 AND a.disabled = 0";
    CANBO_TRY(auto rows, select<std::string, std::string, std::string, std::string>(tx, sql, id, now));
    if (rows.empty())
        return std::optional<people::SessionInUse>();
    auto& [step_text, account, role_text, agency] = rows.front();
    CANBO_TRY(const auto step, step_of(step_text));
    const auto role = people::parse_role(role_text);
    if (!role)
        return fail(ErrorCode::Storage, "An account has a role this version does not know", {}, role_text);
    return std::optional(people::SessionInUse{std::string(id), step, {std::move(account), *role, std::move(agency)}});
}

Result<std::optional<people::Session>> SqlSessionStore::by_token(Transaction& tx, std::string_view token_hash,
                                                                 base::Time now) {
    if (token_hash.empty())
        return std::optional<people::Session>();
    CANBO_TRY(auto found, sessions(tx, "token_hash = $1 AND expires > $2", token_hash, now));
    return first(std::move(found));
}

Result<std::vector<people::Session>> SqlSessionStore::of_account(Transaction& tx, std::string_view account,
                                                                 base::Time now) {
    return sessions(tx, "account = $1 AND expires > $2 AND step = '' ORDER BY last_used DESC, id", account, now);
}

Result<void> SqlSessionStore::put(Transaction& tx, const people::Session& session) {
    CANBO_TRY_VOID(change(tx, "DELETE FROM session WHERE expires <= $1", session.last_used));
    CANBO_TRY_VOID(change(tx,
                          "INSERT INTO session (id, account, device, opened, last_used, expires, token_hash, step)"
                          " VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO UPDATE SET"
                          " account = excluded.account, device = excluded.device, opened = excluded.opened,"
                          " last_used = excluded.last_used, expires = excluded.expires,"
                          " token_hash = excluded.token_hash, step = excluded.step",
                          session.id, session.account, session.device, session.opened, session.last_used,
                          session.expires, session.token_hash, people::step_name(session.step)));
    return {};
}

Result<void> SqlSessionStore::remove(Transaction& tx, std::string_view id) {
    CANBO_TRY_VOID(change(tx, "DELETE FROM session WHERE id = $1", id));
    return {};
}

Result<void> SqlSessionStore::remove_of(Transaction& tx, std::string_view account, std::string_view except) {
    CANBO_TRY_VOID(change(tx, "DELETE FROM session WHERE account = $1 AND id <> $2", account, except));
    return {};
}

} // namespace canbo::storage
