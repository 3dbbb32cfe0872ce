#include "people/agency.h"

#include <catch2/catch.hpp>

using namespace canbo;
using people::Agency;
using people::AgencyTree;

namespace {

base::Day day(const char* text) { return *base::parse_day(text); }

Agency agency(const char* code, const char* parent = "") {
    Agency out;
    out.code = code;
    out.name = code;
    out.parent = parent;
    return out;
}

/// The merger of 1/3/2025: STTTT ends, SKHCN begins and takes over.
AgencyTree merger() {
    AgencyTree tree;
    tree.put(agency("UBND"));
    Agency old_one = agency("STTTT", "UBND");
    old_one.valid_to = day("2025-02-28");
    old_one.successor = "SKHCN";
    tree.put(old_one);
    Agency new_one = agency("SKHCN", "UBND");
    new_one.valid_from = day("2025-03-01");
    tree.put(new_one);
    return tree;
}

std::string code_on(const AgencyTree& tree, const char* code, const char* date) {
    const Agency* found = tree.on(code, day(date));
    return found == nullptr ? "" : found->code;
}

std::vector<std::string> problems(const AgencyTree& tree) {
    Issues issues;
    tree.check(issues);
    std::vector<std::string> out;
    for (const auto& issue : issues.items())
        out.push_back(issue.where);
    return out;
}

} // namespace

TEST_CASE("an agency's duties pass to its successor on the day after its last", "[people][agency]") {
    const AgencyTree tree = merger();
    CHECK(code_on(tree, "STTTT", "2024-02-16") == "STTTT");
    CHECK(code_on(tree, "STTTT", "2025-02-28") == "STTTT");
    CHECK(code_on(tree, "STTTT", "2025-03-01") == "SKHCN");
    CHECK(code_on(tree, "SKHCN", "2025-03-01") == "SKHCN");
}

TEST_CASE("before an agency begins nobody carries its duties", "[people][agency]") {
    CHECK(code_on(merger(), "SKHCN", "2025-02-28").empty());
}

TEST_CASE("a chain of mergers is followed to the agency that stands on the day", "[people][agency]") {
    AgencyTree tree = merger();
    Agency middle = *tree.find("SKHCN");
    middle.valid_to = day("2026-06-30");
    middle.successor = "SCDS";
    tree.put(middle);
    Agency last = agency("SCDS", "UBND");
    last.valid_from = day("2026-07-01");
    tree.put(last);
    CHECK(code_on(tree, "STTTT", "2026-06-30") == "SKHCN");
    CHECK(code_on(tree, "STTTT", "2026-07-01") == "SCDS");
}

TEST_CASE("an agency that ended without successor leaves its duties to nobody", "[people][agency]") {
    AgencyTree tree = merger();
    Agency ended = *tree.find("STTTT");
    ended.successor.clear();
    tree.put(ended);
    CHECK(code_on(tree, "STTTT", "2025-03-01").empty());
    CHECK(code_on(tree, "NOBODY", "2025-03-01").empty());
}

TEST_CASE("a gap between the last day and the successor's first leaves the duties to nobody", "[people][agency]") {
    AgencyTree tree = merger();
    Agency later = *tree.find("SKHCN");
    later.valid_from = day("2025-04-01");
    tree.put(later);
    CHECK(code_on(tree, "STTTT", "2025-03-15").empty());
    CHECK(code_on(tree, "STTTT", "2025-04-01") == "SKHCN");
}

TEST_CASE("two agencies that succeed each other end the search", "[people][agency]") {
    AgencyTree tree = merger();
    Agency back = *tree.find("SKHCN");
    back.valid_from.reset();
    back.valid_to = day("2025-02-28");
    back.successor = "STTTT";
    tree.put(back);
    CHECK(code_on(tree, "STTTT", "2025-03-01").empty());
}

TEST_CASE("an agency with everything below it comes with children and grandchildren", "[people][agency]") {
    AgencyTree tree;
    for (const auto& [code, parent] : std::vector<std::pair<const char*, const char*>>{
             {"UBND", ""}, {"VPUB", "UBND"}, {"SYT", "UBND"}, {"TTPVHCC", "VPUB"}, {"BCA", ""}})
        tree.put(agency(code, parent));
    CHECK(tree.with_children("UBND") == std::vector<std::string>{"UBND", "SYT", "VPUB", "TTPVHCC"});
    CHECK(tree.with_children("VPUB") == std::vector<std::string>{"VPUB", "TTPVHCC"});
    CHECK(tree.with_children("SYT") == std::vector<std::string>{"SYT"});
    CHECK(tree.with_children("NOBODY") == std::vector<std::string>{"NOBODY"});
}

TEST_CASE("a circle of parents does not hang the search for children", "[people][agency]") {
    AgencyTree tree;
    tree.put(agency("AA", "BB"));
    tree.put(agency("BB", "AA"));
    CHECK(tree.with_children("AA").size() >= 2);
}

TEST_CASE("a circle of parents is named at every agency in it", "[people][agency]") {
    AgencyTree tree;
    tree.put(agency("AA", "BB"));
    tree.put(agency("BB", "AA"));
    tree.put(agency("CC", "CC"));
    tree.put(agency("DD"));
    CHECK(problems(tree) == std::vector<std::string>{"AA.parent", "BB.parent", "CC.parent"});
}

TEST_CASE("a circle of successors is named", "[people][agency]") {
    AgencyTree tree;
    Agency one = agency("AA");
    one.successor = "BB";
    Agency two = agency("BB");
    two.successor = "AA";
    tree.put(one);
    tree.put(two);
    CHECK(problems(tree) == std::vector<std::string>{"AA.successor", "BB.successor"});
}

TEST_CASE("parents and successors that do not exist are named, all of them", "[people][agency]") {
    AgencyTree tree;
    Agency lost = agency("AA", "NOBODY");
    lost.successor = "NOWHERE";
    tree.put(lost);
    CHECK(problems(tree) == std::vector<std::string>{"AA.parent", "AA.successor"});
    CHECK(problems(merger()).empty());
}

TEST_CASE("an agency is put in the place of the one with its code", "[people][agency]") {
    AgencyTree tree = merger();
    Agency renamed = *tree.find("STTTT");
    renamed.name = "Sở Thông tin";
    tree.put(renamed);
    CHECK(tree.all().size() == 3);
    CHECK(tree.find("STTTT")->name == "Sở Thông tin");
    CHECK(tree.find("sttt") == nullptr);
}

TEST_CASE("an agency code is 2 to 16 upper-case letters, digits or hyphens", "[people][agency]") {
    for (const char* right : {"CA", "TT-SBN", "C06", "ABCDEFGHIJKLMNOP"})
        CHECK(people::is_agency_code(right));
    for (const char* wrong : {"", "C", "syt", "SỞ", "S Y", "ABCDEFGHIJKLMNOPQ"})
        CHECK_FALSE(people::is_agency_code(wrong));
}
