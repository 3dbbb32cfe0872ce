#include "seal_plain.h"

#include "base/crypto.h"
#include "base/json.h"
#include "base/log.h"
#include "sealed_text.h"
#include "sqlite_connection.h"
#include "sqlite_file.h"

#include <string>
#include <vector>

namespace canbo::storage {
namespace {

namespace fs = std::filesystem;

constexpr const char* marker = "sealed_kinds";
constexpr std::string_view begun = "begun ", done = "done ";

std::string kinds_of(const Sealing& sealing) {
    std::string out;
    for (const auto& kind : sealing.kinds)
        out += (out.empty() ? "" : " ") + kind;
    return out;
}

Result<void> run(Connection& connection, const std::string& sql, const std::vector<Value>& values) {
    CANBO_TRY_VOID(connection.run(sql, values, {}));
    return {};
}

Result<void> note(Connection& connection, const std::string& state) {
    return run(connection,
               "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = $2",
               {std::string_view(marker), std::string_view(state)});
}

/// The first column of every row.
Result<std::vector<std::string>> texts(Connection& connection, const std::string& sql,
                                       const std::vector<Value>& values = {}) {
    std::vector<std::string> out;
    CANBO_TRY_VOID(connection.run(sql, values, [&](const Row& row) { out.emplace_back(row.bytes(0)); }));
    return out;
}

Result<std::string> first_text(Connection& connection, const std::string& sql, const std::vector<Value>& values = {}) {
    CANBO_TRY(auto all, texts(connection, sql, values));
    return all.empty() ? std::string() : std::move(all.front());
}

/// Ids of rows that stand plain. Lists are few; their texts are read one by one.
Result<std::vector<std::string>> plain_entries(Connection& connection, const Sealing& sealing) {
    std::vector<std::string> out;
    for (const auto& kind : sealing.kinds) {
        CANBO_TRY(auto ids, texts(connection, "SELECT id FROM entry WHERE kind = $1 AND substr(canonical, 1, 1) = '{'",
                                  {std::string_view(kind)}));
        std::move(ids.begin(), ids.end(), std::back_inserter(out));
    }
    return out;
}

Result<std::vector<std::string>> plain_waiting(Connection& connection, const Sealing& sealing) {
    CANBO_TRY(const auto ids, texts(connection, "SELECT id FROM outbox WHERE substr(canonical, 1, 1) = '{'"));
    std::vector<std::string> out;
    for (const auto& id : ids) {
        CANBO_TRY(const auto text,
                  first_text(connection, "SELECT canonical FROM outbox WHERE id = $1", {std::string_view(id)}));
        const auto json = Json::parse(text, nullptr, false);
        if (json.is_object() && json.contains("kind") && sealing.kinds.contains(json["kind"].get<std::string>()))
            out.push_back(id);
    }
    return out;
}

Result<std::vector<std::string>> plain_blobs(Connection& connection) {
    CANBO_TRY(const auto column,
              first_text(connection, "SELECT name FROM pragma_table_info('blob') WHERE name = 'sealed'"));
    if (column.empty())
        return std::vector<std::string>(); // a copy of an older schema has no place to say so
    return texts(connection, "SELECT digest FROM blob WHERE sealed = 0 AND content IS NOT NULL");
}

Result<void> seal_texts(Connection& connection, const std::string& table, const std::vector<std::string>& ids,
                        const std::string& key) {
    for (const auto& id : ids) {
        CANBO_TRY(const auto text,
                  first_text(connection, "SELECT canonical FROM " + table + " WHERE id = $1", {std::string_view(id)}));
        const std::string sealed = sealed_text(key, text);
        CANBO_TRY_VOID(run(connection, "UPDATE " + table + " SET canonical = $1 WHERE id = $2",
                           {std::string_view(sealed), std::string_view(id)}));
    }
    return {};
}

Result<void> seal_blobs(Connection& connection, const std::vector<std::string>& digests, const std::string& key) {
    for (const auto& digest : digests) {
        CANBO_TRY(const auto content,
                  first_text(connection, "SELECT content FROM blob WHERE digest = $1", {std::string_view(digest)}));
        const std::string sealed = base::seal(key, content);
        CANBO_TRY_VOID(run(connection, "UPDATE blob SET content = $1, sealed = 1 WHERE digest = $2",
                           {BytesView{sealed}, std::string_view(digest)}));
    }
    return {};
}

/// True where something was sealed.
Result<bool> seal_in_transaction(Connection& connection, const fs::path& file, const fs::path& copy,
                                 const Sealing& sealing) {
    CANBO_TRY(const auto entries, plain_entries(connection, sealing));
    CANBO_TRY(const auto waiting, plain_waiting(connection, sealing));
    CANBO_TRY(const auto blobs, plain_blobs(connection));
    if (entries.empty() && waiting.empty() && blobs.empty())
        return false;
    std::error_code ignored;
    fs::remove(copy, ignored); // of a start that was cut off: the file itself is whole
    CANBO_TRY_VOID(copy_database(file, copy));
    // What an entry says does not change, only how it stands in the file: the digest goes on proving it.
    CANBO_TRY(const auto rule,
              first_text(connection, "SELECT sql FROM sqlite_master WHERE name = 'entry_is_never_changed'"));
    CANBO_TRY_VOID(connection.execute("DROP TRIGGER IF EXISTS entry_is_never_changed"));
    CANBO_TRY_VOID(seal_texts(connection, "entry", entries, sealing.key));
    if (!rule.empty()) {
        CANBO_TRY_VOID(connection.execute(rule.c_str()));
    }
    CANBO_TRY_VOID(seal_texts(connection, "outbox", waiting, sealing.key));
    CANBO_TRY_VOID(seal_blobs(connection, blobs, sealing.key));
    return true;
}

/// So that no free page and no log keeps what was plain. While another program reads, the next start does it.
Result<void> write_anew(Connection& connection, const std::string& kinds, const fs::path& copy) {
    CANBO_TRY_VOID(connection.execute("VACUUM"));
    CANBO_TRY_VOID(connection.execute("PRAGMA wal_checkpoint(TRUNCATE)"));
    CANBO_TRY_VOID(note(connection, std::string(done) + kinds));
    std::error_code ignored;
    fs::remove(copy, ignored);
    return {};
}

Result<void> seal_file(const fs::path& file, const Sealing& sealing, std::chrono::milliseconds wait) {
    const std::string kinds = kinds_of(sealing);
    const fs::path copy = fs::path(file).concat(".unsealed.backup");
    CANBO_TRY(const auto connection, connect_sqlite(file, Use::Write, wait));
    CANBO_TRY(const auto state,
              first_text(*connection, "SELECT value FROM setting WHERE name = $1", {std::string_view(marker)}));
    if (state == std::string(done) + kinds)
        return {};
    CANBO_TRY_VOID(connection->begin_writing()); // closing rolls back
    CANBO_TRY(const bool sealed, seal_in_transaction(*connection, file, copy, sealing));
    const bool cut_off = state.starts_with(begun);
    CANBO_TRY_VOID(note(*connection, std::string(sealed || cut_off ? begun : done) + kinds));
    CANBO_TRY_VOID(connection->commit());
    if (sealed || cut_off)
        static_cast<void>(write_anew(*connection, kinds, copy));
    return {};
}

} // namespace

Result<void> seal_plain_rows(const fs::path& file, const Sealing& sealing, std::chrono::milliseconds wait) {
    CANBO_TRY_VOID(seal_file(file, sealing, wait));
    const std::string copies = file.filename().string() + ".v";
    std::error_code ignored;
    for (const auto& other : fs::directory_iterator(file.parent_path(), ignored)) {
        const std::string name = other.path().filename().string();
        const bool of_sqlite = name.ends_with("-wal") || name.ends_with("-shm");
        if (!name.starts_with(copies) || name.find(".backup") == std::string::npos || of_sqlite)
            continue;
        if (const auto sealed = seal_file(other.path(), sealing, wait); !sealed)
            base::log(base::LogLevel::Warning, "{} could not be sealed: {}", name, sealed.error().detail);
    }
    return {};
}

} // namespace canbo::storage
