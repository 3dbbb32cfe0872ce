#include "base/file.h"
#include "people/agency.h"

#include <catch2/catch.hpp>

using namespace canbo;

namespace {

people::Agency read(const Json& json, Issues& issues) { return people::agency_from_json(json, "rows[4]", issues); }

Json least() { return {{"code", "SYT"}, {"name", "Sở Y tế"}}; }

std::vector<std::string> problems(const Json& json) {
    Issues issues;
    [[maybe_unused]] const auto agency = read(json, issues);
    std::vector<std::string> out;
    for (const auto& issue : issues.items())
        out.push_back(issue.where);
    return out;
}

} // namespace

TEST_CASE("every shipped agency survives the way to JSON and back", "[people][agency]") {
    const auto text = base::read_file(CANBO_TEST_SOURCE "/content/plan-395/agencies.json");
    REQUIRE(text);
    const auto rows = base::parse_json(*text);
    REQUIRE(rows);
    REQUIRE(rows->size() > 40);
    for (const auto& row : *rows) {
        Issues issues;
        const auto agency = read(row, issues);
        CAPTURE(agency.code);
        CHECK(issues.empty());
        Json once = people::agency_to_json(agency);
        CHECK(people::agency_to_json(read(once, issues)) == once);
        CHECK(issues.empty());
        CHECK(once == row); // nothing of the file is lost
    }
}

TEST_CASE("an agency that needs its leader's approval says so in JSON, others do not", "[people][agency]") {
    Issues issues;
    people::Agency agency = read(least(), issues);
    CHECK_FALSE(people::agency_to_json(agency).contains("needs_approval"));
    agency.needs_approval = true;
    CHECK(read(people::agency_to_json(agency), issues).needs_approval);
    CHECK(issues.empty());
}

TEST_CASE("whom an agency reports to is read in the order of days, and what is no receiver is named",
          "[people][agency]") {
    Json json = least();
    json["reports_to"] = {{{"to", "STP"}, {"from", "2024-01-01"}}, {{"to", "office"}, {"from", nullptr}}};
    Issues issues;
    const auto agency = read(json, issues);
    CHECK(issues.empty());
    const Json back = people::agency_to_json(agency);
    REQUIRE(back["reports_to"].size() == 2);
    CHECK(back["reports_to"][0] == Json{{"to", "office"}, {"from", nullptr}});
    CHECK(back["reports_to"][1] == Json{{"to", "STP"}, {"from", "2024-01-01"}});
    CHECK_FALSE(people::agency_to_json(read(least(), issues)).contains("reports_to"));

    json["reports_to"] = Json::array({Json{{"to", "sở y tế"}, {"from", "2024-01-01"}}});
    CHECK(problems(json) == std::vector<std::string>{"rows[4].reports_to"});
    json["reports_to"] = Json::array({Json{{"to", "STP"}, {"from", "some day"}, {"until", 7}}});
    CHECK(problems(json).size() == 2);
}

TEST_CASE("code and name are enough for an agency: a department without letterhead", "[people][agency]") {
    Issues issues;
    const auto agency = read(least(), issues);
    CHECK(issues.empty());
    CHECK(agency.short_name == "Sở Y tế");
    CHECK(agency.tier == people::Tier::Department);
    CHECK_FALSE(agency.letter);
    CHECK_FALSE(agency.needs_approval);
}

TEST_CASE("every problem of an agency is named at its field, not only the first", "[people][agency]") {
    const Json json{{"code", "syt"},
                    {"tier", "planet"},
                    {"valid_from", "30/2/2024"},
                    {"valid_to", 2024},
                    {"covers", {"department", 7}},
                    {"colour", "red"},
                    {"needs_approval", "no"}};
    CHECK(problems(json) == std::vector<std::string>{"rows[4].code", "rows[4].name", "rows[4].tier", "rows[4].covers",
                                                     "rows[4].valid_from", "rows[4].valid_to", "rows[4].needs_approval",
                                                     "rows[4].colour"});
}

TEST_CASE("a letterhead lacks no line that paper cannot do without", "[people][agency]") {
    Json json = least();
    json["letter"] = {{"superior", nullptr}, {"authority", nullptr}};
    CHECK(problems(json) == std::vector<std::string>{"rows[4].letter.issuer", "rows[4].letter.symbol",
                                                     "rows[4].letter.place", "rows[4].letter.recipients"});
}

TEST_CASE("what is no object is one problem and no crash", "[people][agency]") {
    for (const Json& wrong : {Json(nullptr), Json(7), Json("SYT"), Json::array({1, 2})})
        CHECK(problems(wrong).front() == "rows[4]");
}
