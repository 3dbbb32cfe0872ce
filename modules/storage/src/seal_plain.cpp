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
using Texts = std::vector<std::string>;

constexpr const char* marker = "sealed_kinds";
constexpr std::string_view begun = "begun ", done = "done ";

std::string kinds_of(const Sealing& sealing) {
    std::string out;
    for (const auto& kind : sealing.kinds)
        out += (out.empty() ? "" : " ") + kind;
    return out;
}

Result<void> write(Connection& connection, const std::string& sql, const std::vector<Value>& values) {
    CANBO_TRY_VOID(connection.run(sql, values, [](const Row&) {}));
    return {};
}

Result<void> note(Connection& connection, const std::string& value) {
    return write(connection,
                 "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = $2",
                 {std::string_view(marker), std::string_view(value)});
}

/// The first column of the rows.
Result<Texts> texts(Connection& connection, const std::string& sql, const std::vector<Value>& values) {
    Texts out;
    CANBO_TRY_VOID(connection.run(sql, values, [&](const Row& row) { out.emplace_back(row.bytes(0)); }));
    return out;
}

/// Ids of rows that stand plain. Lists are few; their texts are read one by one.
Result<Texts> plain_entries(Connection& connection, const Sealing& sealing) {
    Texts out;
    for (const auto& kind : sealing.kinds) {
        CANBO_TRY(auto ids, texts(connection, "SELECT id FROM entry WHERE kind = $1 AND substr(canonical, 1, 1) = '{'",
                                  {std::string_view(kind)}));
        for (auto& id : ids)
            out.push_back(std::move(id));
    }
    return out;
}

Result<Texts> plain_waiting(Connection& connection, const Sealing& sealing) {
    Texts out;
    CANBO_TRY(auto ids, texts(connection, "SELECT id FROM outbox WHERE substr(canonical, 1, 1) = '{'", {}));
    for (auto& id : ids) {
        CANBO_TRY(const auto text,
                  texts(connection, "SELECT canonical FROM outbox WHERE id = $1", {std::string_view(id)}));
        const auto json = Json::parse(text.front(), nullptr, false);
        if (json.is_object() && json.contains("kind") && sealing.kinds.contains(json["kind"].get<std::string>()))
            out.push_back(std::move(id));
    }
    return out;
}

Result<Texts> plain_blobs(Connection& connection) {
    CANBO_TRY(const auto column,
              texts(connection, "SELECT name FROM pragma_table_info('blob') WHERE name = 'sealed'", {}));
    if (column.empty())
        return Texts(); // a copy of an older schema has no place to say so
    return texts(connection, "SELECT digest FROM blob WHERE sealed = 0 AND content IS NOT NULL", {});
}

Result<void> seal_texts(Connection& connection, const std::string& table, const Texts& ids, const std::string& key) {
    for (const auto& id : ids) {
        CANBO_TRY(const auto text,
                  texts(connection, "SELECT canonical FROM " + table + " WHERE id = $1", {std::string_view(id)}));
        const std::string sealed = sealed_text(key, text.front());
        CANBO_TRY_VOID(write(connection, "UPDATE " + table + " SET canonical = $1 WHERE id = $2",
                             {std::string_view(sealed), std::string_view(id)}));
    }
    return {};
}

Result<void> seal_blobs(Connection& connection, const Texts& digests, const std::string& key) {
    for (const auto& digest : digests) {
        CANBO_TRY(const auto content,
                  texts(connection, "SELECT content FROM blob WHERE digest = $1", {std::string_view(digest)}));
        const std::string sealed = base::seal(key, content.front());
        CANBO_TRY_VOID(write(connection, "UPDATE blob SET content = $1, sealed = 1 WHERE digest = $2",
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
              texts(connection, "SELECT sql FROM sqlite_master WHERE name = 'entry_is_never_changed'", {}));
    CANBO_TRY_VOID(connection.execute("DROP TRIGGER IF EXISTS entry_is_never_changed"));
    CANBO_TRY_VOID(seal_texts(connection, "entry", entries, sealing.key));
    if (!rule.empty()) {
        CANBO_TRY_VOID(connection.execute(rule.front().c_str()));
    }
    CANBO_TRY_VOID(seal_texts(connection, "outbox", waiting, sealing.key));
    CANBO_TRY_VOID(seal_blobs(connection, blobs, sealing.key));
    return true;
}

/// While another program reads, the next start does it.
void write_anew(Connection& connection, const fs::path& copy, const std::string& kinds) {
    const bool written = connection.execute("VACUUM") && connection.execute("PRAGMA wal_checkpoint(TRUNCATE)") &&
                         note(connection, std::string(done) + kinds);
    std::error_code ignored;
    if (written)
        fs::remove(copy, ignored);
}

Result<void> seal_file(const fs::path& file, const Sealing& sealing, std::chrono::milliseconds wait) {
    const std::string kinds = kinds_of(sealing);
    const fs::path copy = fs::path(file).concat(".unsealed.backup");
    CANBO_TRY(const auto connection, connect_sqlite(file, Use::Write, wait));
    CANBO_TRY(const auto noted,
              texts(*connection, "SELECT value FROM setting WHERE name = $1", {std::string_view(marker)}));
    const std::string state = noted.empty() ? std::string() : noted.front();
    if (state == std::string(done) + kinds)
        return {};
    CANBO_TRY_VOID(connection->begin_writing());
    CANBO_TRY(const bool sealed, seal_in_transaction(*connection, file, copy, sealing)); // closing rolls back
    const bool cut_off = state.starts_with(begun);
    CANBO_TRY_VOID(note(*connection, std::string(sealed || cut_off ? begun : done) + kinds));
    CANBO_TRY_VOID(connection->commit());
    if (sealed || cut_off)
        write_anew(*connection, copy, kinds);
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
