#include "seal_plain.h"

#include "base/crypto.h"
#include "base/json.h"
#include "base/log.h"
#include "sealed_text.h"
#include "sql_session.h"
#include "sqlite_file.h"

#include <Poco/Data/LOB.h>
#include <Poco/Data/Statement.h>

#include <string>
#include <vector>

namespace canbo::storage {
namespace {

namespace fs = std::filesystem;
using namespace Poco::Data::Keywords;
using Poco::Data::Session;
using Poco::Data::Statement;

constexpr const char* marker = "sealed_kinds";
constexpr std::string_view begun = "begun ", done = "done ";

std::string kinds_of(const Sealing& sealing) {
    std::string out;
    for (const auto& kind : sealing.kinds)
        out += (out.empty() ? "" : " ") + kind;
    return out;
}

void note(Session& session, std::string value) {
    Statement statement(session);
    statement << "INSERT INTO setting (name, value) VALUES ('" << marker << "', $1)"
              << " ON CONFLICT (name) DO UPDATE SET value = $1",
        use(value);
    statement.execute();
}

std::vector<std::string> texts(Session& session, const std::string& sql, std::string value) {
    std::vector<std::string> out;
    Statement statement(session);
    statement << sql, use(value), into(out);
    statement.execute();
    return out;
}

void write(Session& session, const std::string& sql, std::string text, std::string id) {
    Statement statement(session);
    statement << sql, use(text), use(id);
    statement.execute();
}

/// Ids of rows that stand plain. Lists are few; their texts are read one by one.
std::vector<std::string> plain_entries(Session& session, const Sealing& sealing) {
    std::vector<std::string> out;
    for (const auto& kind : sealing.kinds)
        for (auto& id : texts(session, "SELECT id FROM entry WHERE kind = $1 AND substr(canonical, 1, 1) = '{'", kind))
            out.push_back(std::move(id));
    return out;
}

std::vector<std::string> plain_waiting(Session& session, const Sealing& sealing) {
    std::vector<std::string> out;
    for (auto& id : texts(session, "SELECT id FROM outbox WHERE substr(canonical, 1, 1) = $1", "{")) {
        const auto text = texts(session, "SELECT canonical FROM outbox WHERE id = $1", id);
        const auto json = Json::parse(text.front(), nullptr, false);
        if (json.is_object() && json.contains("kind") && sealing.kinds.contains(json["kind"].get<std::string>()))
            out.push_back(std::move(id));
    }
    return out;
}

std::vector<std::string> plain_blobs(Session& session) {
    if (query_text(session, "SELECT name FROM pragma_table_info('blob') WHERE name = 'sealed'").empty())
        return {}; // a copy of an older schema has no place to say so
    return texts(session, "SELECT digest FROM blob WHERE sealed = 0 AND content IS NOT NULL AND digest <> $1", "");
}

void seal_texts(Session& session, const std::string& table, const std::vector<std::string>& ids,
                const std::string& key) {
    for (const auto& id : ids) {
        const auto text = texts(session, "SELECT canonical FROM " + table + " WHERE id = $1", id);
        write(session, "UPDATE " + table + " SET canonical = $1 WHERE id = $2", sealed_text(key, text.front()), id);
    }
}

void seal_blobs(Session& session, const std::vector<std::string>& digests, const std::string& key) {
    for (std::string digest : digests) {
        std::vector<Poco::Data::BLOB> content;
        Statement read(session);
        read << "SELECT content FROM blob WHERE digest = $1", use(digest), into(content);
        read.execute();
        const auto& bytes = content.front();
        const std::string sealed =
            base::seal(key, std::string_view(reinterpret_cast<const char*>(bytes.rawContent()), bytes.size()));
        Poco::Data::BLOB out(reinterpret_cast<const unsigned char*>(sealed.data()), sealed.size());
        Statement statement(session);
        statement << "UPDATE blob SET content = $1, sealed = 1 WHERE digest = $2", use(out), use(digest);
        statement.execute();
    }
}

/// True where something was sealed.
Result<bool> seal_in_transaction(Session& session, const fs::path& file, const fs::path& copy, const Sealing& sealing) {
    const auto entries = plain_entries(session, sealing);
    const auto waiting = plain_waiting(session, sealing);
    const auto blobs = plain_blobs(session);
    if (entries.empty() && waiting.empty() && blobs.empty())
        return false;
    std::error_code ignored;
    fs::remove(copy, ignored); // of a start that was cut off: the file itself is whole
    CANBO_TRY_VOID(copy_database(file, copy));
    // What an entry says does not change, only how it stands in the file: the digest goes on proving it.
    const std::string rule = query_text(session, "SELECT sql FROM sqlite_master WHERE name = 'entry_is_never_changed'");
    execute(session, "DROP TRIGGER IF EXISTS entry_is_never_changed");
    seal_texts(session, "entry", entries, sealing.key);
    if (!rule.empty())
        execute(session, rule);
    seal_texts(session, "outbox", waiting, sealing.key);
    seal_blobs(session, blobs, sealing.key);
    return true;
}

Result<void> seal_file(const fs::path& file, const Sealing& sealing, std::chrono::milliseconds wait) {
    const std::string kinds = kinds_of(sealing);
    const fs::path copy = fs::path(file).concat(".unsealed.backup");
    SessionPtr session;
    CANBO_TRY(session, open_session(file, SessionUse::Write, wait));
    try {
        std::string state =
            query_text(*session, std::string("SELECT value FROM setting WHERE name = '") + marker + "'");
        if (state == std::string(done) + kinds)
            return {};
        execute(*session, "BEGIN IMMEDIATE");
        CANBO_TRY(const bool sealed, seal_in_transaction(*session, file, copy, sealing)); // closing rolls back
        const bool cut_off = state.starts_with(begun);
        note(*session, std::string(sealed || cut_off ? begun : done) + kinds);
        execute(*session, "COMMIT");
        if (!sealed && !cut_off)
            return {};
    } catch (const Poco::Exception& exception) {
        return fail(storage_error(exception, session.get()));
    }
    try { // while another program reads, the next start does it
        execute(*session, "VACUUM");
        execute(*session, "PRAGMA wal_checkpoint(TRUNCATE)");
        note(*session, std::string(done) + kinds);
        std::error_code ignored;
        fs::remove(copy, ignored);
    } catch (const Poco::Exception&) {
    }
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
