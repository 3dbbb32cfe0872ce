#include "common/desk_sync.h"

#include <catch2/catch.hpp>

using namespace canbo;
using people::Permission;
using people::Role;

namespace {

constexpr Role every_role[] = {Role::Learner, Role::Focal,  Role::Leader, Role::Invigilator,
                               Role::Council, Role::Office, Role::Admin,  Role::Auditor};
constexpr Permission widths[] = {Permission::SeeEveryAgency, Permission::SeePersonalData, Permission::DecideTier,
                                 Permission::HoldExams, Permission::DecideExams};

std::string file(Role role, const std::string& agency = "SYT") {
    return apps::desk_database("desk-folder", {"someone", role, agency}).filename().string();
}

bool see_the_same(Role a, Role b) {
    for (const auto width : widths)
        if (people::may(a, width) != people::may(b, width))
            return false;
    return true;
}

} // namespace

TEST_CASE("two people of one agency share a replica only when they may see the same", "[apps][desk]") {
    for (const Role a : every_role)
        for (const Role b : every_role) {
            INFO(people::role_name(a) << " and " << people::role_name(b));
            CHECK((file(a) == file(b)) == see_the_same(a, b));
        }
}

TEST_CASE("a learner never opens the replica that holds the districts' reports", "[apps][desk]") {
    CHECK(file(Role::Focal) == "SYT-own.db");
    CHECK(file(Role::Learner) == "SYT-few.db");
    CHECK(file(Role::Invigilator) == "SYT-exams.db");
    CHECK(file(Role::Council) == "SYT-council.db");
}

TEST_CASE("people of two agencies never share a replica", "[apps][desk]") {
    for (const Role role : every_role)
        CHECK(file(role, "SYT") != file(role, "STP"));
}
