#include "migrations.h"

namespace canbo::storage {
namespace {

// Written so that PostgreSQL needs only other words for the types (INTEGER: BIGINT, BLOB: BYTEA), no STRICT, and its
// own form of the triggers. Times are milliseconds since 1970, UTC. Nothing is NULL unless it says so.
const std::vector<const char*> ledger_tables = {
    R"(CREATE TABLE entry (
         id TEXT NOT NULL PRIMARY KEY,
         sequence INTEGER NOT NULL UNIQUE CHECK (sequence > 0),
         kind TEXT NOT NULL,
         agency TEXT NOT NULL,
         subject TEXT NOT NULL,
         audience TEXT NOT NULL,
         received_at INTEGER NOT NULL,
         canonical TEXT NOT NULL,
         digest TEXT NOT NULL,
         receipt TEXT NOT NULL) STRICT)",
    "CREATE INDEX entry_of_kind ON entry (kind, sequence)",
    "CREATE INDEX entry_by_subject ON entry (kind, subject, sequence)",
    "CREATE INDEX entry_by_agency ON entry (kind, agency, sequence)",
    R"(CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
         BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END)",
    R"(CREATE TRIGGER entry_is_never_deleted BEFORE DELETE ON entry
         BEGIN SELECT RAISE(ABORT, 'an entry is never deleted'); END)",
    // INSERT OR REPLACE would delete without asking the trigger above.
    R"(CREATE TRIGGER entry_is_never_replaced BEFORE INSERT ON entry
         WHEN EXISTS (SELECT 1 FROM entry WHERE id = NEW.id OR sequence = NEW.sequence)
         BEGIN SELECT RAISE(IGNORE); END)",
    R"(CREATE TABLE outbox (
         id TEXT NOT NULL PRIMARY KEY,
         place INTEGER NOT NULL UNIQUE,
         canonical TEXT NOT NULL,
         digest TEXT NOT NULL,
         state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'refused')),
         queued_at INTEGER NOT NULL,
         attempts INTEGER NOT NULL,
         next_attempt INTEGER NOT NULL,
         error_code TEXT NOT NULL,
         error TEXT NOT NULL,
         receipt TEXT NOT NULL) STRICT)",
    "CREATE TABLE setting (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT",
    // Empty content is NULL: see Bytes in statement.h.
    "CREATE TABLE blob (digest TEXT NOT NULL PRIMARY KEY, content BLOB) STRICT",
    R"(CREATE TABLE audit (
         sequence INTEGER NOT NULL PRIMARY KEY,
         time INTEGER NOT NULL,
         actor TEXT NOT NULL,
         action TEXT NOT NULL,
         subject TEXT NOT NULL) STRICT)",
    R"(CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
         BEGIN SELECT RAISE(ABORT, 'the audit log is never changed'); END)",
    R"(CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
         BEGIN SELECT RAISE(ABORT, 'the audit log is never deleted'); END)",
    R"(CREATE TRIGGER audit_is_never_replaced BEFORE INSERT ON audit
         WHEN EXISTS (SELECT 1 FROM audit WHERE sequence = NEW.sequence)
         BEGIN SELECT RAISE(IGNORE); END)",
};

const std::vector<const char*> people_tables = {
    R"(CREATE TABLE account (
         name TEXT NOT NULL PRIMARY KEY,
         display_name TEXT NOT NULL,
         role TEXT NOT NULL,
         agency TEXT NOT NULL,
         password_hash TEXT NOT NULL,
         disabled INTEGER NOT NULL,
         failures INTEGER NOT NULL,
         locked_until INTEGER) STRICT)", // NULL: not locked
    R"(CREATE TABLE refresh_token (
         token_hash TEXT NOT NULL PRIMARY KEY,
         account TEXT NOT NULL,
         expires INTEGER NOT NULL) STRICT)",
    "CREATE INDEX refresh_token_of_account ON refresh_token (account)",
};

const std::vector<const char*> reporting_tables = {
    R"(CREATE TABLE draft (
         id TEXT NOT NULL PRIMARY KEY,
         period TEXT NOT NULL,
         agency TEXT NOT NULL,
         revision INTEGER NOT NULL,
         bases TEXT NOT NULL,
         reason TEXT NOT NULL,
         author TEXT NOT NULL,
         approved_by TEXT NOT NULL,
         created_at INTEGER NOT NULL,
         updated_at INTEGER NOT NULL) STRICT)", // bases: a JSON array of ids
    R"(CREATE TABLE draft_field (
         draft TEXT NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
         path TEXT NOT NULL,
         json TEXT NOT NULL,
         PRIMARY KEY (draft, path)) STRICT)",
};

// Attachments that were stored before are sealed when the file is opened with a key (seal_plain.h).
const std::vector<const char*> sealing_columns = {"ALTER TABLE blob ADD COLUMN sealed INTEGER NOT NULL DEFAULT 0"};

// Rooms of exams. The texts are sealed where the database has a key: answers and evidence are data about persons.
const std::vector<const char*> exam_tables = {
    R"(CREATE TABLE exam_event (
         place TEXT NOT NULL,
         sequence INTEGER NOT NULL,
         text TEXT NOT NULL,
         PRIMARY KEY (place, sequence)) STRICT)",
    R"(CREATE TRIGGER exam_event_is_never_changed BEFORE UPDATE ON exam_event
         BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END)",
    R"(CREATE TRIGGER exam_event_is_never_deleted BEFORE DELETE ON exam_event
         BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END)",
    R"(CREATE TABLE exam_answer (
         place TEXT NOT NULL,
         candidate TEXT NOT NULL,
         position INTEGER NOT NULL,
         sequence INTEGER NOT NULL,
         text TEXT NOT NULL,
         PRIMARY KEY (place, candidate, position),
         UNIQUE (place, candidate, sequence)) STRICT)",
    R"(CREATE TRIGGER exam_answer_is_never_changed BEFORE UPDATE ON exam_answer
         BEGIN SELECT RAISE(ABORT, 'an answer is never changed'); END)",
    R"(CREATE TRIGGER exam_answer_is_never_deleted BEFORE DELETE ON exam_answer
         BEGIN SELECT RAISE(ABORT, 'an answer is never deleted'); END)",
    R"(CREATE TABLE exam_admission (
         exam TEXT NOT NULL,
         candidate TEXT NOT NULL,
         room TEXT NOT NULL,
         PRIMARY KEY (exam, candidate)) STRICT)",
};

} // namespace

const std::vector<Migration>& migrations() {
    static const std::vector<Migration> all{
        {1, "ledger", ledger_tables},      {2, "people", people_tables},     {3, "reporting", reporting_tables},
        {4, "sealing", sealing_columns},   {5, "exam", exam_tables},         {6, "chain", chain_tables()},
        {7, "sessions", session_tables()}, {8, "staging", staging_tables()}, {9, "sign-in", sign_in_tables()},
        {10, "erasure", erasure_rules()},  {11, "expiry", expiry_indexes()}};
    return all;
}

} // namespace canbo::storage
