#pragma once

#include "base/error.h"
#include "base/issues.h"
#include "base/json.h"
#include "base/result.h"
#include "ledger/entry.h"
#include "ledger/stores.h"
#include "people/permission.h"
#include "people/session.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::wire {

// The messages of /api/v1, each a value with its codec; the shapes stand in modules/service/openapi.json.
// Readers of requests are strict (an unknown field is a problem); readers of answers ignore fields of a newer office.

/// POST /login
struct LoginRequest {
    std::string name;
    std::string password;
    std::string device{}; ///< What its owner knows the machine by; at most 80 characters.
};
Json to_json(const LoginRequest& message);
Result<LoginRequest> login_request_from_json(const Json& json); ///< @error InvalidInput

/// POST /refresh and /logout: the token that is used up by it.
struct RefreshRequest {
    std::string refresh_token;
};
Json to_json(const RefreshRequest& message);
Result<RefreshRequest> refresh_request_from_json(const Json& json); ///< @error InvalidInput

/// What /login, /refresh and the steps of a login answer. While a step is open the access token is good for that step
/// only, for ten minutes, and there is no refresh token.
struct LoginAnswer {
    std::string access_token;
    std::int64_t expires_in{0}; ///< Seconds.
    std::string refresh_token;  ///< Good for one use.
    std::string name;           ///< Account name.
    people::Role role{people::Role::Learner};
    std::string agency;     ///< Code; empty for accounts of no agency.
    std::string office_key; ///< The office's Ed25519 public key, Base64: desks pin it at their first login.
    people::LoginStep step{people::LoginStep::Nothing}; ///< What is to be done first.
};
Json to_json(const LoginAnswer& message);
Result<LoginAnswer> login_answer_from_json(const Json& json); ///< @error InvalidInput

/// One entry with the office's word for it.
struct Change {
    std::int64_t sequence{0};
    ledger::FrozenEntry frozen;
    std::string receipt; ///< The receipt's one text, byte for byte as it was signed.
};

/// GET /changes. Sequences rise; a person who sees one agency sees gaps.
struct ChangesPage {
    std::vector<Change> changes;
    std::int64_t next{0}; ///< Ask after this one the next time.
    bool more{false};
};
/// The page's text. Entries and receipts stand in it as they are stored, so that no digest can change on the way.
std::string changes_page_text(const std::vector<ledger::StoredEntry>& changes, std::int64_t next, bool more);
Result<ChangesPage> changes_page_from_json(const Json& json); ///< @error InvalidInput

/// An account as it is shown: never with its password.
struct AccountMessage {
    std::string name;
    std::string display_name;
    people::Role role{people::Role::Learner};
    std::string agency;
    bool disabled{false};
    bool must_change_password{false};
    bool second_factor{false};
};
Json to_json(const AccountMessage& message);
Result<AccountMessage> account_message_from_json(const Json& json);               ///< @error InvalidInput
Result<std::vector<AccountMessage>> account_messages_from_json(const Json& json); ///< {"accounts": […]}

/// POST /accounts
struct NewAccount {
    std::string name;
    std::string display_name;
    people::Role role{people::Role::Learner};
    std::string agency;
    std::string password;
    bool must_change_password{true}; ///< At the first login; false: nobody but its owner knows it.
};
Json to_json(const NewAccount& message);
Result<NewAccount> new_account_from_json(const Json& json); ///< @error InvalidInput

/// GET /audit
struct AuditPage {
    std::vector<ledger::AuditEvent> events;
    std::int64_t next{0};
    bool more{false};
};
Json to_json(const AuditPage& message);
Result<AuditPage> audit_page_from_json(const Json& json); ///< @error InvalidInput

/// RFC 9457 problem+json. `detail` of an Error never becomes part of it.
inline constexpr std::string_view problem_type_prefix = "urn:canbo:error:";
Json problem_to_json(const Error& error, int status);
/// The error an answer carries. @error InvalidInput it is no problem of an office (a proxy's page, say)
Result<Error> problem_from_json(const Json& json);

inline constexpr std::size_t most_changes = 500;          ///< Per page.
inline constexpr std::size_t most_page_bytes = 4'000'000; ///< A page ends with the entry that passes this.
inline constexpr std::size_t most_blob_bytes = 20'000'000;

} // namespace canbo::wire
