#include "table_list.h"

namespace canbo::storage {

// tests/contract/move_database_test.cpp holds this list against the schema.
const std::vector<TableSpec>& table_list() {
    static const std::vector<TableSpec> all{
        {"setting", {"name", "value"}, "tt", 1},
        {"account",
         {"name", "display_name", "role", "agency", "password_hash", "disabled", "failures", "locked_until",
          "must_change_password", "external_id"},
         "tttttiiiit",
         1},
        {"session", {"id", "account", "device", "opened", "last_used", "expires", "token_hash", "step"}, "tttiiitt", 1},
        {"second_factor",
         {"account", "secret", "confirmed", "last_step", "recovery", "failures", "locked_until"},
         "ttiitii",
         1},
        {"used_token", {"token_hash", "account", "expires"}, "tti", 1},
        {"entry",
         {"sequence", "id", "kind", "agency", "subject", "audience", "received_at", "canonical", "digest", "receipt"},
         "itttttittt",
         1},
        {"audit", {"sequence", "time", "actor", "action", "subject"}, "iittt", 1},
        {"chain", {"place", "what", "sequence", "head", "signature"}, "ititt", 1},
        {"outbox",
         {"id", "place", "canonical", "digest", "state", "queued_at", "attempts", "next_attempt", "error_code", "error",
          "receipt"},
         "titttiiittt",
         1},
        {"blob", {"digest", "content", "sealed"}, "tbi", 1},
        {"blob_part", {"account", "digest", "place", "bytes", "content", "sealed", "expires"}, "ttiibii", 3},
        {"draft",
         {"id", "period", "agency", "revision", "bases", "reason", "author", "approved_by", "created_at", "updated_at"},
         "tttittttii",
         1},
        {"draft_field", {"draft", "path", "json"}, "ttt", 2},
        {"exam_event", {"place", "sequence", "text"}, "tit", 2},
        {"exam_answer", {"place", "candidate", "position", "sequence", "text"}, "ttiit", 3},
        {"exam_admission", {"exam", "candidate", "room"}, "ttt", 2},
    };
    return all;
}

} // namespace canbo::storage
