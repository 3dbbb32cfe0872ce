#include "people/permission.h"

#include <catch2/catch.hpp>

#include <set>

using namespace canbo;
using people::Permission;
using people::Role;
using P = people::Permission;

namespace {
std::set<Permission> granted(Role role) {
    std::set<Permission> out;
    for (const P p :
         {P::WriteReport, P::ApproveReport, P::DecideReport, P::DecideTier, P::ManagePeriods, P::ManagePlan,
          P::ManageAccounts, P::ManageAgencies, P::ManageTrust, P::SeeEveryAgency, P::ReadAudit, P::SeePersonalData,
          P::ManagePersonalData, P::ManageTraining, P::AttachFiles, P::ManageExams, P::HoldExams, P::DecideExams})
        if (people::may(role, p))
            out.insert(p);
    return out;
}
} // namespace

TEST_CASE("a focal point writes reports and decides about those of the own second tier", "[people][permission]") {
    CHECK(granted(Role::Focal) == std::set<P>{P::WriteReport, P::DecideTier, P::AttachFiles});
}

TEST_CASE("a leader also approves the own agency's reports", "[people][permission]") {
    CHECK(granted(Role::Leader) == std::set<P>{P::WriteReport, P::ApproveReport, P::DecideTier, P::AttachFiles});
}

TEST_CASE("an invigilator holds exams and decides nothing, a council decides about results", "[people][permission]") {
    CHECK(granted(Role::Invigilator) == std::set<P>{P::HoldExams, P::AttachFiles});
    CHECK(granted(Role::Council) == std::set<P>{P::HoldExams, P::ManageExams, P::DecideExams, P::AttachFiles});
}

TEST_CASE("the standing office decides, keeps periods, plan and training, and sees every agency and list, but keeps no "
          "accounts",
          "[people][permission]") {
    CHECK(granted(Role::Office) == std::set<P>{P::WriteReport, P::DecideReport, P::DecideTier, P::ManagePeriods,
                                               P::ManagePlan, P::SeeEveryAgency, P::SeePersonalData, P::ManageTraining,
                                               P::AttachFiles, P::ManageExams});
}

TEST_CASE("an administrator keeps accounts, agencies and personal data and decides about no report",
          "[people][permission]") {
    CHECK(granted(Role::Admin) == std::set<P>{P::ManageAccounts, P::ManageAgencies, P::ManageTrust,
                                              P::ManagePersonalData, P::SeeEveryAgency, P::ReadAudit});
}

TEST_CASE("an auditor reads everything and changes nothing", "[people][permission]") {
    CHECK(granted(Role::Auditor) == std::set<P>{P::SeeEveryAgency, P::ReadAudit});
}

TEST_CASE("learners, invigilators and the council have no part in reporting", "[people][permission]") {
    CHECK(granted(Role::Learner).empty());
    for (const Role role : {Role::Invigilator, Role::Council})
        for (const P p : {P::WriteReport, P::ApproveReport, P::DecideReport, P::DecideTier, P::SeeEveryAgency})
            CHECK_FALSE(granted(role).contains(p));
}

TEST_CASE("what nobody may do is said as Forbidden with the role", "[people][permission]") {
    const people::Person focal{"an.nguyen", Role::Focal, "SYT"};
    CHECK(people::require(focal, P::WriteReport));
    const auto refused = people::require(focal, P::DecideReport);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::Forbidden);
    CHECK(refused.error().where == "focal");
}

TEST_CASE("every role is read back from its name and other words are refused", "[people][permission]") {
    for (const char* name : {"learner", "focal", "leader", "invigilator", "council", "office", "admin", "auditor"}) {
        const auto role = people::parse_role(name);
        REQUIRE(role);
        CHECK(people::role_name(*role) == name);
    }
    for (const char* wrong : {"", "Focal", "root", "focal "})
        CHECK(people::parse_role(wrong).error().code == ErrorCode::InvalidInput);
}
