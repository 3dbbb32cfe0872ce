#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "people/permission.h"
#include "wire/account_messages.h"

#include <string>

namespace canbo::service {

/// Who a login service says somebody is.
struct VouchedPerson {
    std::string external_id; ///< "ISSUER SUBJECT": never given to anybody else.
    std::string name;        ///< Account name.
    std::string display_name;
    people::Role role{people::Role::Learner};
    std::string agency; ///< Code; empty where the service names none.
};

/// A login service outside (model 24: electronic identification instead of passwords). Safe from any thread.
class LoginService {
public:
    virtual ~LoginService() = default;
    /// What a desk needs to send its person's browser there. @error Unreachable
    virtual Result<wire::LoginMethods> methods() = 0;
    /// @error Unauthenticated what was brought proves nothing; Forbidden it gives no role here; Unreachable
    virtual Result<VouchedPerson> vouch(const wire::ServiceLogin& login, base::Time now) = 0;
};

} // namespace canbo::service
