#pragma once

#include "base/json.h"
#include "base/result.h"
#include "wire/account_messages.h"

#include <string>
#include <string_view>
#include <vector>

namespace canbo::wire {

/// What people do at the office about their own account and administrators about those of others; errors as in
/// OfficeClient. After a login whose answer names a step only that step's call is answered.
class AccountClient {
public:
    virtual ~AccountClient() = default;
    virtual Result<LoginMethods> login_methods() = 0; ///< Needs no login.
    virtual Result<LoginAnswer> login_by_service(const ServiceLogin& request) = 0;
    virtual Result<LoginAnswer> login_code(std::string_view code) = 0;
    /// Every other session of the account ends.
    virtual Result<LoginAnswer> change_password(const PasswordChange& change) = 0;
    virtual Result<OwnAccount> own_account() = 0;
    virtual Result<std::vector<DeviceSession>> sessions() = 0;
    virtual Result<void> end_session(std::string_view id) = 0;
    virtual Result<void> end_other_sessions() = 0;
    /// A new secret; it counts once a code of it was confirmed. `password` only where no login waits for it.
    virtual Result<FactorKey> begin_second_factor(std::string_view password) = 0;
    virtual Result<FactorConfirmed> confirm_second_factor(std::string_view code) = 0;
    virtual Result<void> remove_second_factor(std::string_view code) = 0;

    /// Everything the office holds about the own person, as content/schema/person-data.schema.json says.
    virtual Result<Json> own_data() = 0;

    // With the permission ManagePersonalData.
    virtual Result<Json> person_data(std::string_view account) = 0;
    /// For good. @returns as content/schema/person-erasure.schema.json says
    virtual Result<Json> erase_person(std::string_view account, std::string_view reason) = 0;

    // With the permission ManageAccounts.
    virtual Result<AccountMessage> set_password(std::string_view account, std::string_view password) = 0;
    virtual Result<AccountMessage> force_password_change(std::string_view account) = 0;
    virtual Result<AccountMessage> reset_second_factor(std::string_view account) = 0;
    virtual Result<std::vector<DeviceSession>> sessions_of(std::string_view account) = 0;
    virtual Result<void> end_session_of(std::string_view account, std::string_view id) = 0;
    virtual Result<void> end_sessions_of(std::string_view account) = 0;
};

} // namespace canbo::wire
