#include "migrations.h"

namespace canbo::storage {

const std::vector<const char*>& chain_tables() {
    static const std::vector<const char*> statements{
        R"(CREATE TABLE chain (
             place INTEGER NOT NULL PRIMARY KEY CHECK (place > 0),
             what TEXT NOT NULL CHECK (what IN ('entry', 'event')),
             sequence INTEGER NOT NULL,
             head TEXT NOT NULL,
             signature TEXT NOT NULL) STRICT)",
        R"(CREATE TRIGGER chain_is_never_changed BEFORE UPDATE ON chain
             BEGIN SELECT RAISE(ABORT, 'the chain is never changed'); END)",
        R"(CREATE TRIGGER chain_is_never_deleted BEFORE DELETE ON chain
             BEGIN SELECT RAISE(ABORT, 'the chain is never deleted'); END)",
        R"(CREATE TRIGGER chain_is_never_replaced BEFORE INSERT ON chain
             WHEN EXISTS (SELECT 1 FROM chain WHERE place = NEW.place)
             BEGIN SELECT RAISE(IGNORE); END)",
    };
    return statements;
}

const std::vector<const char*>& staging_tables() {
    static const std::vector<const char*> statements{
        R"(CREATE TABLE blob_part (
             account TEXT NOT NULL,
             digest TEXT NOT NULL,
             place INTEGER NOT NULL,
             bytes INTEGER NOT NULL,
             content BLOB,
             sealed INTEGER NOT NULL,
             expires INTEGER NOT NULL,
             PRIMARY KEY (account, digest, place)) STRICT)",
    };
    return statements;
}

const std::vector<const char*>& session_tables() {
    static const std::vector<const char*> statements{
        R"(CREATE TABLE used_token (
             token_hash TEXT NOT NULL PRIMARY KEY,
             account TEXT NOT NULL,
             expires INTEGER NOT NULL) STRICT)",
        "CREATE INDEX used_token_of_account ON used_token (account)",
    };
    return statements;
}

const std::vector<const char*>& sign_in_tables() {
    static const std::vector<const char*> statements{
        R"(CREATE TABLE session (
             id TEXT NOT NULL PRIMARY KEY,
             account TEXT NOT NULL,
             device TEXT NOT NULL,
             opened INTEGER NOT NULL,
             last_used INTEGER NOT NULL,
             expires INTEGER NOT NULL,
             token_hash TEXT NOT NULL,
             step TEXT NOT NULL) STRICT)",
        "CREATE INDEX session_of_account ON session (account)",
        "CREATE INDEX session_by_token ON session (token_hash)",
        // A refresh token lived for thirty days: who was logged in stays so.
        "INSERT INTO session SELECT token_hash, account, '', expires - 2592000000, expires - 2592000000, expires,"
        " token_hash, '' FROM refresh_token",
        "DROP TABLE refresh_token",
        R"(CREATE TABLE second_factor (
             account TEXT NOT NULL PRIMARY KEY,
             secret TEXT NOT NULL,
             confirmed INTEGER NOT NULL,
             last_step INTEGER NOT NULL,
             recovery TEXT NOT NULL,
             failures INTEGER NOT NULL,
             locked_until INTEGER) STRICT)", // NULL: not locked
        "ALTER TABLE account ADD COLUMN must_change_password INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE account ADD COLUMN external_id TEXT NOT NULL DEFAULT ''",
    };
    return statements;
}

// The one change that an entry or an event may see, and of no other field than these. LIKE: what stands for a name is a
// pseudonym.
const std::vector<const char*>& erasure_rules() {
    static const std::vector<const char*> statements{
        "DROP TRIGGER entry_is_never_changed",
        R"(CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry WHEN (NOT (NEW.canonical = 'erased' AND
             NEW.id = OLD.id AND NEW.sequence = OLD.sequence AND NEW.kind = OLD.kind AND NEW.agency = OLD.agency AND
             NEW.received_at = OLD.received_at AND NEW.digest = OLD.digest AND NEW.receipt = OLD.receipt))
             BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END)",
        "DROP TRIGGER audit_is_never_changed",
        R"(CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit WHEN (NOT (NEW.sequence = OLD.sequence AND
             NEW.time = OLD.time AND NEW.action = OLD.action AND
             (NEW.actor = OLD.actor OR NEW.actor LIKE 'erased-%') AND
             (NEW.subject = OLD.subject OR NEW.subject LIKE 'erased-%')))
             BEGIN SELECT RAISE(ABORT, 'the audit log is never changed'); END)",
    };
    return statements;
}

// What has run out is swept away whenever another one comes: found by its date, not by looking at all of a month.
const std::vector<const char*>& expiry_indexes() {
    static const std::vector<const char*> statements{
        "CREATE INDEX session_by_expiry ON session (expires)",
        "CREATE INDEX used_token_by_expiry ON used_token (expires)",
    };
    return statements;
}

} // namespace canbo::storage
