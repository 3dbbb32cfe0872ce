#pragma once

#include "office_api.h"
#include "people/account.h"
#include "people/session.h"
#include "wire/messages.h"

namespace canbo::service {

/// A new session of that account, at the first step it has to take: after its password (`done` Nothing), or where a
/// login service vouches for it (`done` Enrol: no factor of ours). The caller commits. @error Storage
Result<wire::LoginAnswer> open_session(OfficeApi& api, Transaction& tx, const people::Account& account,
                                       std::string_view device, people::LoginStep done = people::LoginStep::Nothing);

/// The session with the step it was in done: the next one, or tokens. The caller commits. @error Storage
Result<wire::LoginAnswer> go_on(OfficeApi& api, Transaction& tx, people::Session session,
                                const people::Account& account);

/// New tokens for a session without an open step. The caller commits. @error Storage
Result<wire::LoginAnswer> renew_tokens(OfficeApi& api, Transaction& tx, people::Session session,
                                       const people::Account& account);

/// Does the office ask this account for a second factor?
bool needs_factor(const OfficeApi& api, const people::Account& account);

/// The account of a request and its session, as they stand in the transaction. @error Unauthenticated, Storage
struct Caller {
    people::Account account;
    people::Session session;
};
Result<Caller> caller_in(OfficeApi& api, Transaction& tx, const Request& request);

/// Is this the account's password? Waits for its turn; outside of any transaction, because it takes a tenth of a second
/// on purpose. Wrong ones count as wrong logins. @error Unauthenticated, LockedOut, Storage
Result<people::Account> verify_password(OfficeApi& api, std::string_view account, std::string_view password);

/// The hash of a new password that keeps the rule; waits for its turn. @error InvalidInput, LockedOut
Result<std::string> hash_new_password(OfficeApi& api, std::string_view account, std::string_view password);

} // namespace canbo::service
