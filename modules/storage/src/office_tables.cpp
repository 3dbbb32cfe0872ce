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

} // namespace canbo::storage
