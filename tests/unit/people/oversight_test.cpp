#include "people/oversight.h"

#include <catch2/catch.hpp>

using namespace canbo;
using people::Agency;
using people::AgencyTree;
using people::Person;
using people::Role;
using Codes = std::vector<std::string>;

namespace {

base::Day day(const char* text) { return *base::parse_day(text); }

Agency agency(const char* code, const char* parent = "UBND", std::vector<people::ReportsTo> links = {}) {
    Agency out;
    out.code = code;
    out.name = code;
    out.parent = parent;
    out.reports_to = std::move(links);
    return out;
}

/// HBX reports to STP since 2024, HBT always to the agency above, SYT to nobody but the office.
AgencyTree province() {
    AgencyTree tree;
    tree.put(agency("UBND", ""));
    for (const char* code : {"STP", "SYT", "VPUB"})
        tree.put(agency(code));
    tree.put(agency("HBX", "UBND", {{"office", {}}, {"STP", day("2024-01-01")}}));
    tree.put(agency("HBT", "VPUB", {{"parent", {}}}));
    return tree;
}

Codes problems(const AgencyTree& tree) {
    Issues issues;
    tree.check(issues);
    Codes out;
    for (const auto& issue : issues.items())
        out.push_back(issue.where);
    return out;
}

const char* const may_day = "2024-05-01";

} // namespace

TEST_CASE("whom an agency reports to holds from its day on", "[people][oversight]") {
    const AgencyTree tree = province();
    CHECK(tree.reports_to("HBX", day("2023-12-31")).empty());
    CHECK(tree.reports_to("HBX", day("2024-01-01")) == "STP");
    CHECK(tree.reports_to("HBT", day(may_day)) == "VPUB");
    CHECK(tree.reports_to("SYT", day(may_day)).empty());
    CHECK(tree.reports_to("NOBODY", day(may_day)).empty());
    CHECK(tree.reporting_to("STP", day(may_day)) == Codes{"HBX"});
    CHECK(tree.reporting_to("STP", day("2023-12-31")).empty());
    CHECK(tree.reporting_to("", day(may_day)).empty());
}

TEST_CASE("a second fact of one day takes the place of the first, others stand in the order of days",
          "[people][oversight]") {
    Agency district = agency("HBX");
    people::add_reports_to(district, {"STP", day("2024-03-01")});
    people::add_reports_to(district, {"office", {}});
    people::add_reports_to(district, {"SYT", day("2024-02-01")});
    people::add_reports_to(district, {"VPUB", day("2024-03-01")});
    Codes order;
    for (const auto& link : district.reports_to)
        order.push_back(link.to);
    CHECK(order == Codes{"office", "SYT", "VPUB"});
}

TEST_CASE("reports to a lead that was merged go to who follows it, and to the office when nobody does",
          "[people][oversight]") {
    AgencyTree tree = province();
    Agency lead = *tree.find("STP");
    lead.valid_to = day("2025-02-28");
    lead.successor = "SNV";
    tree.put(lead);
    Agency heir = agency("SNV");
    heir.valid_from = day("2025-03-01");
    tree.put(heir);
    CHECK(tree.reports_to("HBX", day("2025-02-28")) == "STP");
    CHECK(tree.reports_to("HBX", day("2025-03-01")) == "SNV");
    CHECK(tree.overseen_by("SNV", day("2025-02-01")) == Codes{"HBX"}); // the heir reads what came before
    lead.successor.clear();
    tree.put(lead);
    CHECK(tree.reports_to("HBX", day("2025-03-01")).empty());
}

TEST_CASE("a former lead reads the reports of its time until they have come in", "[people][oversight]") {
    AgencyTree tree = province();
    Agency district = *tree.find("HBX");
    people::add_reports_to(district, {"office", day("2024-06-01")});
    tree.put(district);
    CHECK(tree.overseen_by("STP", day("2024-06-01") + people::still_received) == Codes{"HBX"});
    CHECK(tree.overseen_by("STP", day("2024-06-01") + people::still_received + std::chrono::days{1}).empty());
}

TEST_CASE("a receiver that does not exist, is itself, is collective, or reports to a lead is named",
          "[people][oversight]") {
    CHECK(problems(province()).empty());
    const auto with = [](std::vector<people::ReportsTo> links) {
        AgencyTree tree = province();
        tree.put(agency("SYT", "UBND", std::move(links)));
        return problems(tree);
    };
    CHECK(with({{"NOBODY", {}}}) == Codes{"SYT.reports_to"});
    CHECK(with({{"SYT", {}}}) == Codes{"SYT.reports_to"});
    CHECK(with({{"HBX", {}}}) == Codes{"SYT.reports_to"});             // a third tier from 2024 on
    CHECK(with({{"HBX", {}}, {"office", day("2024-01-01")}}).empty()); // over before that
    AgencyTree tree = province();
    Agency all = agency("TT-CQDV");
    all.collective = true;
    tree.put(all);
    tree.put(agency("SYT", "UBND", {{"TT-CQDV", {}}}));
    CHECK(problems(tree) == Codes{"SYT.reports_to"});
}

TEST_CASE("focal points and leaders see who reports to their agency, learners do not", "[people][oversight]") {
    const AgencyTree tree = province();
    for (const Role role : {Role::Focal, Role::Leader})
        CHECK(people::seen_agencies({"tu.phap", role, "STP"}, tree, day(may_day)) == Codes{"STP", "HBX"});
    CHECK(people::seen_agencies({"hoc.vien", Role::Learner, "STP"}, tree, day(may_day)) == Codes{"STP"});
    CHECK(people::seen_agencies({"y.te", Role::Focal, "SYT"}, tree, day(may_day)) == Codes{"SYT"});
    CHECK(people::seen_agencies({"kiem.tra", Role::Focal, ""}, tree, day(may_day)).empty());
}

TEST_CASE("who is below an agency and also reports to it is seen once", "[people][oversight]") {
    CHECK(people::seen_agencies({"van.phong", Role::Focal, "VPUB"}, province(), day(may_day)) == Codes{"VPUB", "HBT"});
}

TEST_CASE("a report is decided about by the people of who receives it", "[people][oversight]") {
    const auto verdict = [](Role role, const char* agency, const char* receiver) {
        const auto done = people::require_decision({"ai.do", role, agency}, receiver);
        return done ? std::string("yes") : done.error().where;
    };
    CHECK(verdict(Role::Office, "CAT", "") == "yes");
    CHECK(verdict(Role::Focal, "STP", "STP") == "yes");
    CHECK(verdict(Role::Leader, "STP", "STP") == "yes");
    CHECK(verdict(Role::Focal, "SYT", "STP") == "agency");
    CHECK(verdict(Role::Office, "CAT", "STP") == "agency"); // the office sees it, the lead decides
    CHECK(verdict(Role::Focal, "STP", "") == "focal");
    CHECK(verdict(Role::Learner, "STP", "STP") == "learner");
    CHECK(verdict(Role::Admin, "", "STP") == "admin");
}
