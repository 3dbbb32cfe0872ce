#include "people/permission.h"

#include "base/translation.h"

#include <algorithm>
#include <array>
#include <utility>

namespace canbo::people {
namespace {

constexpr std::array<std::pair<Role, std::string_view>, 8> roles{{
    {Role::Learner, "learner"},
    {Role::Focal, "focal"},
    {Role::Leader, "leader"},
    {Role::Invigilator, "invigilator"},
    {Role::Council, "council"},
    {Role::Office, "office"},
    {Role::Admin, "admin"},
    {Role::Auditor, "auditor"},
}};

using P = Permission;
const std::vector<Permission>& permissions(Role role) {
    static const std::vector<Permission> none;
    static const std::vector<Permission> focal{P::WriteReport, P::DecideTier, P::AttachFiles};
    static const std::vector<Permission> leader{P::WriteReport, P::ApproveReport, P::DecideTier, P::AttachFiles};
    static const std::vector<Permission> invigilator{P::HoldExams, P::AttachFiles};
    static const std::vector<Permission> council{P::HoldExams, P::ManageExams, P::DecideExams, P::AttachFiles};
    static const std::vector<Permission> office{
        P::WriteReport,    P::DecideReport,    P::DecideTier,     P::ManagePeriods, P::ManagePlan,
        P::SeeEveryAgency, P::SeePersonalData, P::ManageTraining, P::AttachFiles,   P::ManageExams};
    // An administrator keeps accounts and agencies and reads what is needed for that; the work itself is not theirs.
    static const std::vector<Permission> admin{P::ManageAccounts,     P::ManageAgencies, P::ManageTrust,
                                               P::ManagePersonalData, P::SeeEveryAgency, P::ReadAudit};
    static const std::vector<Permission> auditor{P::SeeEveryAgency, P::ReadAudit};
    switch (role) {
    case Role::Focal:
        return focal;
    case Role::Leader:
        return leader;
    case Role::Invigilator:
        return invigilator;
    case Role::Council:
        return council;
    case Role::Office:
        return office;
    case Role::Admin:
        return admin;
    case Role::Auditor:
        return auditor;
    default:
        return none;
    }
}

} // namespace

std::string_view role_label(Role role) {
    switch (role) {
    case Role::Learner:
        return base::msgid("Learner");
    case Role::Focal:
        return base::msgid("Focal point");
    case Role::Leader:
        return base::msgid("Agency leader");
    case Role::Invigilator:
        return base::msgid("Invigilator");
    case Role::Council:
        return base::msgid("Exam council");
    case Role::Office:
        return base::msgid("Standing office");
    case Role::Admin:
        return base::msgid("Administrator");
    case Role::Auditor:
        return base::msgid("Auditor");
    }
    return "";
}

std::string_view role_name(Role role) {
    for (const auto& [value, name] : roles)
        if (value == role)
            return name;
    return "learner";
}

Result<Role> parse_role(std::string_view text) {
    for (const auto& [value, name] : roles)
        if (name == text)
            return value;
    return fail(ErrorCode::InvalidInput, "There is no such role", std::string(text.substr(0, 40)));
}

bool may(Role role, Permission permission) {
    const auto& granted = permissions(role);
    return std::find(granted.begin(), granted.end(), permission) != granted.end();
}

Result<void> require(const Person& person, Permission permission) {
    if (!person.may(permission))
        return fail(ErrorCode::Forbidden, "Your role does not allow this", std::string(role_name(person.role)));
    return {};
}

} // namespace canbo::people
