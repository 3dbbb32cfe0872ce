#pragma once

#include "base/result.h"
#include "ledger/entry.h"
#include "wire/messages.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::wire {

/// The office as a desk sees it.
///
/// Errors: what the office refuses comes back with the office's own code and sentence. Everything that is no answer
/// of an office (no connection, a time-out, broken TLS, a proxy's page, nonsense) is Unreachable and may be tried
/// again; every call but login and refresh may be repeated without harm. Unauthenticated: log in again.
class OfficeClient {
public:
    virtual ~OfficeClient() = default;
    /// Later calls act as this person.
    virtual Result<LoginAnswer> login(const LoginRequest& request) = 0;
    /// A new access token for the refresh token held; that one is used up. @error Unauthenticated
    virtual Result<LoginAnswer> refresh() = 0;
    /// Ends the session at the office and here.
    virtual Result<void> logout() = 0;
    /// The signed receipt's text. The same entry again: the same text.
    virtual Result<std::string> put_entry(const ledger::FrozenEntry& frozen) = 0;
    virtual Result<ledger::FrozenEntry> get_entry(std::string_view id) = 0;
    virtual Result<ChangesPage> changes(std::int64_t after, std::size_t limit) = 0;
    virtual Result<bool> has_blob(std::string_view digest) = 0;
    virtual Result<void> put_blob(std::string_view digest, std::string_view content) = 0;
    /// The content, held against the digest.
    virtual Result<std::string> get_blob(std::string_view digest) = 0;
    virtual Result<std::vector<AccountMessage>> list_accounts() = 0;
    /// Whose learning the caller answers for: the people of the own agency; for the standing office everybody's.
    virtual Result<std::vector<AccountMessage>> people() = 0;
    virtual Result<AccountMessage> add_account(const NewAccount& account) = 0;
    virtual Result<AccountMessage> disable_account(std::string_view name) = 0;
    /// The parts of an exam's key that the office was given in keeping, once their time has come. @error Closed before
    virtual Result<std::vector<std::string>> exam_key_parts(std::string_view exam) = 0;
    virtual Result<AuditPage> audit(std::int64_t after, std::size_t limit) = 0;
    /// Is there an office that answers? Needs no login.
    virtual Result<void> health() = 0;
};

} // namespace canbo::wire
