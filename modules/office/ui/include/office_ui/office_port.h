#pragma once

#include "base/clock.h"
#include "base/issues.h"
#include "base/result.h"
#include "ledger/stores.h"
#include "people/agency.h"
#include "people/permission.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::office_ui {

struct AccountRow {
    std::string name;
    std::string display_name;
    people::Role role{people::Role::Focal};
    std::string agency; ///< Code; empty for accounts of no agency.
    bool disabled{false};
    bool must_change_password{false};
    bool second_factor{false};
};

/// A device on which somebody is logged in.
struct DeviceRow {
    std::string id;
    std::string device; ///< As it named itself; may be empty.
    base::Time last_used{};
};

struct NewAccountRow {
    AccountRow account;
    std::string password;
};

/// What is done at the office itself and not through the ledger; filled by the app, called on the worker.
/// Errors: as the office says; Unreachable.
class OfficePort {
public:
    virtual ~OfficePort() = default;
    virtual Result<std::vector<AccountRow>> accounts() = 0;
    virtual Result<void> add_account(const NewAccountRow& account) = 0;
    virtual Result<void> disable_account(const std::string& name) = 0;
    /// The account's next login asks for another password; its sessions end.
    virtual Result<void> set_password(const std::string& name, const std::string& password) = 0;
    virtual Result<void> force_password_change(const std::string& name) = 0;
    virtual Result<void> reset_second_factor(const std::string& name) = 0;
    virtual Result<std::vector<DeviceRow>> devices(const std::string& name) = 0;
    /// An empty id: on every device.
    virtual Result<void> end_session(const std::string& name, const std::string& id) = 0;
    /// All that the office holds about a person, as the text of a file (schema: person-data).
    virtual Result<std::string> person_data(const std::string& name) = 0;
    /// For good. `reason`: kept for ever, without the person's name.
    virtual Result<void> erase_person(const std::string& name, const std::string& reason) = 0;
    /// Every event, oldest first.
    virtual Result<std::vector<ledger::AuditEvent>> audit() = 0;
};

/// Readers of files that people bring; filled by the app. Problems of rows go into `issues`. @error InvalidInput
using ReadAgencies = std::function<Result<std::vector<people::Agency>>(std::string_view csv, Issues& issues)>;
using ReadAccounts = std::function<Result<std::vector<NewAccountRow>>(std::string_view csv, Issues& issues)>;

} // namespace canbo::office_ui
