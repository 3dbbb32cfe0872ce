#include "base/json.h"
#include "statement.h"
#include "storage/stores.h"

namespace canbo::storage {
namespace {

// Ids are ASCII; a broken byte in one becomes U+FFFD instead of an exception.
std::string bases_text(const std::vector<std::string>& bases) {
    return Json(bases).dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<std::vector<std::string>> parse_bases(const std::string& text) {
    const Json json = Json::parse(text, nullptr, false);
    std::vector<std::string> bases;
    if (json.is_array())
        for (const Json& base : json)
            if (base.is_string())
                bases.push_back(base.get<std::string>());
    if (!json.is_array() || bases.size() != json.size())
        return fail(ErrorCode::Storage, "A draft can no longer be read; restore a backup", {}, "bases");
    return bases;
}

Result<void> read_fields(Transaction& tx, reporting::Draft& draft) {
    CANBO_TRY(auto rows,
              select<std::string, std::string>(tx, "SELECT path, json FROM draft_field WHERE draft = $1", draft.id));
    for (auto& [path, json] : rows)
        draft.fields.emplace(std::move(path), std::move(json));
    return {};
}

template <class... Values>
Result<std::vector<reporting::Draft>> drafts(Transaction& tx, const std::string& condition, const Values&... values) {
    CANBO_TRY(auto rows, select<std::string, std::string, std::string, std::int64_t, std::string, std::string,
                                std::string, std::string, base::Time, base::Time>(
                             tx,
                             "SELECT id, period, agency, revision, bases, reason, author, approved_by, created_at,"
                             " updated_at FROM draft " +
                                 condition,
                             values...));
    std::vector<reporting::Draft> found;
    found.reserve(rows.size());
    for (auto& [id, period, agency, revision, bases, reason, author, approved_by, created_at, updated_at] : rows) {
        CANBO_TRY(auto base_list, parse_bases(bases));
        found.push_back({std::move(id),
                         std::move(period),
                         std::move(agency),
                         revision,
                         std::move(base_list),
                         std::move(reason),
                         std::move(author),
                         std::move(approved_by),
                         created_at,
                         updated_at,
                         {}});
        CANBO_TRY_VOID(read_fields(tx, found.back()));
    }
    return found;
}

Result<void> put_field(Transaction& tx, std::string_view draft, std::string_view path, std::string_view json) {
    CANBO_TRY_VOID(change(tx,
                          "INSERT INTO draft_field (draft, path, json) VALUES ($1, $2, $3)"
                          " ON CONFLICT (draft, path) DO UPDATE SET json = excluded.json",
                          draft, path, json));
    return {};
}

} // namespace

Result<void> SqlDraftStore::put(Transaction& tx, const reporting::Draft& draft) {
    CANBO_TRY_VOID(remove(tx, draft.id));
    CANBO_TRY_VOID(change(tx,
                          "INSERT INTO draft (id, period, agency, revision, bases, reason, author, approved_by,"
                          " created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                          draft.id, draft.period, draft.agency, draft.revision, bases_text(draft.bases), draft.reason,
                          draft.author, draft.approved_by, draft.created_at, draft.updated_at));
    for (const auto& [path, json] : draft.fields)
        CANBO_TRY_VOID(put_field(tx, draft.id, path, json));
    return {};
}

Result<void> SqlDraftStore::set_field(Transaction& tx, std::string_view draft, std::string_view path,
                                      std::string_view json, base::Time at) {
    CANBO_TRY(const auto known, change(tx, "UPDATE draft SET updated_at = $1 WHERE id = $2", at, draft));
    if (known == 0)
        return fail(ErrorCode::NotFound, "There is no such draft");
    if (!json.empty())
        return put_field(tx, draft, path, json);
    CANBO_TRY_VOID(change(tx, "DELETE FROM draft_field WHERE draft = $1 AND path = $2", draft, path));
    return {};
}

Result<std::optional<reporting::Draft>> SqlDraftStore::find(Transaction& tx, std::string_view id) {
    CANBO_TRY(auto found, drafts(tx, "WHERE id = $1", id));
    if (found.empty())
        return std::optional<reporting::Draft>();
    return std::optional(std::move(found.front()));
}

Result<std::vector<reporting::Draft>> SqlDraftStore::list(Transaction& tx) {
    return drafts(tx, "ORDER BY created_at, id");
}

Result<void> SqlDraftStore::remove(Transaction& tx, std::string_view id) {
    CANBO_TRY_VOID(change(tx, "DELETE FROM draft WHERE id = $1", id)); // its fields go with it
    return {};
}

} // namespace canbo::storage
