#include "sample_exam.h"

using namespace canbo;
using namespace canbo::test;

namespace {

std::vector<std::string> found(const std::vector<exam::Candidate>& roster) {
    Issues issues;
    exam::check_roster(
        roster, sample_exam(), [](std::size_t i) { return "row " + std::to_string(i + 2); }, issues);
    std::vector<std::string> out;
    for (const auto& issue : issues.items())
        out.push_back(issue.where + ": " + issue.sentence);
    return out;
}

} // namespace

TEST_CASE("the sample list has nothing wrong", "[exam][roster]") {
    CHECK(found(sample_roster()).empty());
    CHECK(exam::roster_to_json(*exam::roster_from_json(exam::roster_to_json(sample_roster()))) ==
          exam::roster_to_json(sample_roster()));
}

TEST_CASE("what is twice on a list is named", "[exam][roster]") {
    auto roster = sample_roster();
    roster[1].number = "0001";
    roster[2].citizen = roster[0].citizen;
    roster[3].name = "nguyen van thu nghiem";
    CHECK(found(roster) == std::vector<std::string>{"row 3: Another candidate has this number",
                                                    "row 4: This citizen stands on the list twice",
                                                    "row 5: Another candidate has the same name and date of birth"});
}

TEST_CASE("rooms and seats must be there and free", "[exam][roster]") {
    auto roster = sample_roster();
    roster[0].seat = 2;
    roster[1].seat = 2;
    roster[2].seat = 4;
    roster[3].room = "p09";
    CHECK(found(roster) == std::vector<std::string>{"row 3: Another candidate has this seat",
                                                    "row 4: The room has no such seat",
                                                    "row 5: The exam has no such room"});
}

TEST_CASE("a row's problems name their columns", "[exam][roster]") {
    Issues issues;
    const auto one = exam::candidate_from_row({{"number", "0007"},
                                               {"citizen", "012345678901"},
                                               {"name", "Đặng Thị Mẫu"},
                                               {"birth", "15/01/1990"},
                                               {"sex", "Nữ"}},
                                              "row 2", issues);
    CHECK(one.birth == *base::parse_day("1990-01-15"));
    CHECK(one.sex == identity::Sex::Female);
    Issues bad;
    exam::candidate_from_row(
        {{"number", "a b"}, {"citizen", "12"}, {"birth", "31/02/1990"}, {"sex", "x"}, {"seat", "-1"}}, "row 3", bad);
    std::vector<std::string> where;
    for (const auto& issue : bad.items())
        where.push_back(issue.where);
    CHECK(where == std::vector<std::string>{"row 3, column birth", "row 3, column sex", "row 3, column seat",
                                            "row 3, column number", "row 3, column name", "row 3, column citizen"});
}
