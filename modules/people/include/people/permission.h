#pragma once

#include "base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace canbo::people {

/// What a person is in the suite.
enum class Role { Learner, Focal, Leader, Invigilator, Council, Office, Admin, Auditor };

std::string_view role_name(Role role);          ///< "focal"
std::string_view role_label(Role role);         ///< English msgid: "Focal point"
Result<Role> parse_role(std::string_view text); ///< @error InvalidInput

/// What may be done, each written once here and asked for by every use case and HTTP handler.
enum class Permission {
    WriteReport,        ///< Draft and submit the own agency's reports and plans.
    ApproveReport,      ///< As the agency's leader.
    DecideReport,       ///< Accept or return the reports that go to the standing office.
    DecideTier,         ///< Read, accept and return the reports of the agencies that report to the own one.
    ManagePeriods,      ///< Lock, unlock, grant exceptions, consolidate.
    ManagePlan,         ///< Open gates, adjust the plan, change the calendar, expect agencies.
    ManageAccounts,     ///< Add and disable accounts.
    ManageAgencies,     ///< Add and change agencies.
    ManageTrust,        ///< Admit the roots that issuers of chip cards are known by; always two accounts.
    SeeEveryAgency,     ///< Read what every agency sent, not only the own.
    ReadAudit,          ///< Read the audit log.
    SeePersonalData,    ///< Read what holds data about persons, whichever agency sent it.
    ManagePersonalData, ///< Export and erase what the office holds about a person.
    ManageTraining,     ///< Assign courses, publish courses and bulletins.
    AttachFiles,        ///< Send the office files that entries name.
    ManageExams,        ///< Give exams to their rooms, take the key in keeping, collect and consolidate.
    HoldExams,          ///< As an invigilator: fetch packages and released keys, send sealed rooms.
    DecideExams,        ///< As a member of an exam's council: decide about results and re-marking; always two accounts.
};

/// The one table of roles and permissions.
bool may(Role role, Permission permission);

/// Somebody who is logged in: what tokens carry and use cases ask.
struct Person {
    std::string name; ///< Account name.
    Role role{Role::Learner};
    std::string agency; ///< Code; empty for accounts of no agency.

    bool may(Permission permission) const { return people::may(role, permission); }
};

/// @error Forbidden
Result<void> require(const Person& person, Permission permission);

} // namespace canbo::people
