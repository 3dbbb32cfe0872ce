#include "people/agency_import.h"

#include <catch2/catch.hpp>

using namespace canbo;
using people::Agency;

namespace {

Agency health() {
    Agency out;
    out.code = "SYT";
    out.name = "Sở Y tế";
    out.letter = people::LetterDetails{"", "SỞ Y TẾ", "SYT", "Lào Cai", "", "GIÁM ĐỐC", "Người Ký", {"Lưu: VT, P1"}};
    out.needs_approval = true;
    out.source = "kế hoạch, dòng 1";
    out.reports_to = {{people::reports_to_office, std::nullopt}};
    return out;
}

/// The same as a CSV row tells it: with no word for signer, recipients, approval and receiver.
Agency health_row() {
    Agency out = health();
    out.letter->signer.clear();
    out.letter->recipients = {"Như trên", "Lưu: VT"};
    out.needs_approval = false;
    out.reports_to.clear();
    out.source = "unverified: imported from CSV";
    return out;
}

people::AgencyTree known() {
    people::AgencyTree tree;
    tree.put(health());
    return tree;
}

} // namespace

TEST_CASE("a row that says what is known changes nothing", "[people][agency]") {
    Issues issues;
    CHECK(people::merge_agencies(known(), {health_row()}, issues).empty());
    CHECK(issues.items().empty());
}

TEST_CASE("a row changes what it says and leaves what it has no word for", "[people][agency]") {
    auto row = health_row();
    row.name = "Sở Y tế tỉnh";
    row.letter->place = "Cam Đường";
    Issues issues;
    const auto changes = people::merge_agencies(known(), {row}, issues);
    REQUIRE(changes.size() == 1);
    CHECK_FALSE(changes[0].fresh);
    CHECK(changes[0].fields == std::vector<std::string>{"letter", "name"});
    const auto& agency = changes[0].agency;
    CHECK(agency.name == "Sở Y tế tỉnh");
    CHECK(agency.letter->place == "Cam Đường");
    CHECK(agency.letter->signer == "Người Ký");
    CHECK(agency.letter->recipients == std::vector<std::string>{"Lưu: VT, P1"});
    CHECK(agency.needs_approval);
    CHECK(agency.reports_to.size() == 1);
}

TEST_CASE("a row without a letter leaves the letter", "[people][agency]") {
    auto row = health_row();
    row.letter.reset();
    row.short_name = "YT";
    Issues issues;
    const auto changes = people::merge_agencies(known(), {row}, issues);
    REQUIRE(changes.size() == 1);
    CHECK(changes[0].fields == std::vector<std::string>{"short_name"});
    REQUIRE(changes[0].agency.letter);
    CHECK(changes[0].agency.letter->signer == "Người Ký");
}

TEST_CASE("a new agency may stand below another new one of the same list, in any order", "[people][agency]") {
    Agency below, above;
    below.code = "PYT";
    below.name = "Phòng";
    below.parent = "SMOI";
    above.code = "SMOI";
    above.name = "Sở Mới";
    Issues issues;
    const auto changes = people::merge_agencies(known(), {below, above}, issues);
    REQUIRE(changes.size() == 2);
    CHECK(changes[0].fresh);
    CHECK(changes[0].agency.code == "PYT");
    CHECK_FALSE(issues.has_errors());
}

TEST_CASE("what would be wrong with the tree is told", "[people][agency]") {
    auto row = health_row();
    row.successor = "KHONGCO";
    Issues issues;
    CHECK(people::merge_agencies(known(), {row}, issues).size() == 1);
    REQUIRE(issues.has_errors());
    CHECK(issues.items().front().where == "SYT.successor");
}
