#include "fixture.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using namespace std::chrono_literals;
using Texts = std::vector<std::string>;

namespace {

std::string begin(House& house, const people::Person& by = an, const base::Period& of = week7()) {
    return reporting::NewReport(house.desk(by))(of, by.agency).value();
}

std::string fill(House& house, const std::string& draft, const Json& entries, const people::Person& by = an) {
    const auto desk = house.desk(by);
    Issues issues;
    return refusal(reporting::FillReport(desk)(draft, entries, issues));
}

Texts fill_problems(House& house, const std::string& draft, const Json& entries) {
    const auto desk = house.desk(an);
    Issues issues;
    CHECK_FALSE(reporting::FillReport(desk)(draft, entries, issues));
    return errors(issues);
}

std::string new_report(House& house, const people::Person& by, const base::Period& of, const std::string& agency) {
    const auto desk = house.desk(by);
    return refusal(reporting::NewReport(desk)(of, agency));
}

} // namespace

TEST_CASE("a new report is an empty draft of the first revision in the author's name", "[reporting][draft]") {
    House house;
    const auto draft = house.draft(begin(house));
    REQUIRE(draft);
    CHECK(draft->period == "2024-W07");
    CHECK(draft->agency == "SYT");
    CHECK(draft->author == "an.nguyen");
    CHECK(draft->revision == 1);
    CHECK(draft->bases.empty());
    CHECK(draft->fields.empty());
    CHECK(draft->created_at == house.clock.now());
}

TEST_CASE("nobody begins a report of another agency, of none, or without the right to write", "[reporting][draft]") {
    House house;
    CHECK(new_report(house, an, week7(), "CAT") == "forbidden agency");
    CHECK(new_report(house, an, week7(), "NOBODY") == "not-found agency");
    CHECK(new_report(house, auditor, week7(), "SYT") == "forbidden auditor");
}

TEST_CASE("a report is begun from the first day of its period on", "[reporting][draft]") {
    House house;
    CHECK(new_report(house, an, period("2024-W08"), "SYT") == "invalid-input period");
    house.clock.set(time_of("2024-02-18T23:59:59+07:00"));
    CHECK(new_report(house, an, period("2024-W08"), "SYT") == "invalid-input period");
    house.clock.advance(1s);
    CHECK(new_report(house, an, period("2024-W08"), "SYT").empty());
}

TEST_CASE("there is one draft for an agency and a period", "[reporting][draft]") {
    House house;
    const std::string first = begin(house);
    CHECK(new_report(house, an, week7(), "SYT") == "conflict " + first);
    CHECK(new_report(house, ha, week7(), "SYT") == "conflict " + first);
    CHECK(new_report(house, an, period("2024-W06"), "SYT").empty());
    CHECK(new_report(house, binh, week7(), "CAT").empty());
}

TEST_CASE("a report that was sent, or waits to be, is revised and not begun again", "[reporting][draft]") {
    House house;
    REQUIRE(house.send_report(an, health_report()).empty());
    CHECK(new_report(house, an, week7(), "SYT") == "conflict " + house.last);
    const auto desk = house.desk(binh);
    const auto queued = reporting::queue_entry(desk, reporting::report_kind, "CAT", "2024-W07", 1, Json::object());
    REQUIRE(queued);
    CHECK(new_report(house, binh, week7(), "CAT") == "conflict " + *queued);
}

TEST_CASE("filling sets the fields that are named and leaves the others", "[reporting][draft]") {
    House house;
    const std::string id = begin(house);
    CHECK(fill(house, id, {{"summary", "Một"}, {"models", {{{"model", 6}, {"percent", 90}, {"status", "late"}}}}})
              .empty());
    house.clock.advance(1min);
    CHECK(fill(house, id, {{"models", {{{"model", 6}, {"percent", 92.5}}, {{"model", 7}, {"results", "# một"}}}}})
              .empty());
    Issues issues;
    const auto report = reporting::report_from_draft(*house.draft(id), issues);
    CHECK(issues.empty());
    CHECK(report.summary == "Một");
    CHECK(report.find(6)->percent == 92.5);
    CHECK(report.find(6)->status == "late");
    CHECK(report.find(7)->results == "# một");
    CHECK(house.draft(id)->updated_at == house.clock.now());
}

TEST_CASE("null empties a field of a model", "[reporting][draft]") {
    House house;
    const std::string id = begin(house);
    REQUIRE(
        fill(house, id, {{"models", {{{"model", 6}, {"percent", 90}, {"results", "x"}, {"status", "late"}}}}}).empty());
    REQUIRE(fill(house, id, {{"models", {{{"model", 6}, {"percent", nullptr}, {"results", nullptr}}}}}).empty());
    Issues issues;
    const auto report = reporting::report_from_draft(*house.draft(id), issues);
    CHECK_FALSE(report.find(6)->percent);
    CHECK(report.find(6)->results.empty());
    CHECK(report.find(6)->status == "late");
}

TEST_CASE("null empties the summary", "[reporting][draft]") {
    House house;
    const std::string id = begin(house);
    REQUIRE(fill(house, id, {{"summary", "Một"}}).empty());
    REQUIRE(fill(house, id, {{"summary", nullptr}}).empty());
    CHECK(house.draft(id)->fields.count("summary") == 0);
}

TEST_CASE("null empties an indicator and a milestone", "[reporting][draft]") {
    House house;
    const std::string id = begin(house);
    const auto filled = [&](Json value, Json date) {
        return fill(house, id,
                    {{"models",
                      {{{"model", 6},
                        {"indicators", {{"m06-luot-kham", std::move(value)}}},
                        {"milestones", {{"m1", std::move(date)}}}}}}});
    };
    REQUIRE(filled(5, "2023-11-28").empty());
    CHECK(filled(nullptr, nullptr).empty());
    Issues issues;
    const auto report = reporting::report_from_draft(*house.draft(id), issues);
    CHECK(report.find(6)->indicators.empty());
    CHECK(report.find(6)->milestones.empty());
}

TEST_CASE("filling is all or nothing: one wrong field and none is kept, and every problem is named",
          "[reporting][draft]") {
    House house;
    const std::string id = begin(house);
    REQUIRE(fill(house, id, {{"summary", "Một"}}).empty());
    const auto before = house.draft(id)->fields;
    const Json wrong{{"summary", "Hai"},
                     {"colour", "red"},
                     {"models",
                      {{{"model", 6}, {"percent", "ninety"}, {"score", 5}},
                       {{"model", "7"}, {"status", 1}},
                       {{"status", nullptr}},
                       7}}};
    CHECK(fill_problems(house, id, wrong) == Texts{"models[6].percent", "models[6].score", "models[0].model",
                                                   "models[0].status", "models[0].model", "models[0]",
                                                   "models[0].model", "colour"});
    CHECK(house.draft(id)->fields == before);
    for (const Json& nonsense : {Json(nullptr), Json(7), Json::array({1})})
        CHECK_FALSE(fill_problems(house, id, nonsense).empty());
}

TEST_CASE("nobody fills a draft that is not there or belongs to another agency", "[reporting][draft]") {
    House house;
    const std::string id = begin(house);
    CHECK(fill(house, "nothing", Json::object()) == "not-found nothing");
    CHECK(fill(house, id, Json::object(), binh) == "forbidden agency");
    CHECK(fill(house, id, Json::object(), auditor) == "forbidden auditor");
    CHECK(fill(house, id, Json::object(), ha).empty()); // a colleague may
}

TEST_CASE("only a leader approves, and a later change takes the approval away", "[reporting][draft]") {
    House house;
    const std::string id = begin(house);
    const auto focal = house.desk(an);
    const auto leader = house.desk(head);
    CHECK(refusal(reporting::ApproveReport(focal)(id)) == "forbidden focal");
    CHECK(reporting::ApproveReport(leader)(id));
    CHECK(house.draft(id)->approved_by == "giam.doc");
    REQUIRE(fill(house, id, {{"summary", "Khác"}}).empty());
    CHECK(house.draft(id)->approved_by.empty());
    REQUIRE(reporting::ApproveReport(leader)(id));
    REQUIRE(reporting::AttachFile(focal)(id, "a.pdf", "x"));
    CHECK(house.draft(id)->approved_by.empty());
}

TEST_CASE("a refused change leaves the approval", "[reporting][draft]") {
    House house;
    const std::string id = begin(house);
    const auto leader = house.desk(head);
    REQUIRE(reporting::ApproveReport(leader)(id));
    CHECK_FALSE(fill(house, id, {{"colour", "red"}}).empty());
    CHECK(house.draft(id)->approved_by == "giam.doc");
}

TEST_CASE("an attachment is kept by its digest and named in the draft", "[reporting][draft]") {
    House house;
    const std::string id = begin(house);
    const auto desk = house.desk(an);
    REQUIRE(reporting::AttachFile(desk)(id, "Phụ lục 1.pdf", "%PDF-1.4"));
    Issues issues;
    const auto report = reporting::report_from_draft(*house.draft(id), issues);
    REQUIRE(report.attachments.size() == 1);
    CHECK(report.attachments[0].name == "Phụ lục 1.pdf");
    CHECK(report.attachments[0].size == 8);
    CHECK(report.attachments[0].sha256 == base::sha256_hex("%PDF-1.4"));
    auto tx = *house.database.begin(base::Database::Mode::Read);
    CHECK(*house.blobs.get(*tx, report.attachments[0].sha256) == "%PDF-1.4");
}

TEST_CASE("an attachment has a name of its own and at most 20 megabytes", "[reporting][draft]") {
    House house;
    const std::string id = begin(house);
    const auto desk = house.desk(an);
    CHECK(refusal(reporting::AttachFile(desk)(id, "", "x")) == "invalid-input name");
    CHECK(refusal(reporting::AttachFile(desk)(id, "../a", "x")) == "invalid-input name");
    CHECK(refusal(reporting::AttachFile(desk)(id, std::string(201, 'a'), "x")) == "invalid-input name");
    CHECK(refusal(reporting::AttachFile(desk)(id, "a", std::string(20'000'001, 'x'))) == "too-large a");
    CHECK(reporting::AttachFile(desk)(id, "b", std::string(20'000'000, 'x')));
    CHECK(refusal(reporting::AttachFile(desk)(id, "b", "y")) == "conflict b");
    CHECK(refusal(reporting::AttachFile(desk)("nothing", "c", "x")) == "not-found nothing");
}

TEST_CASE("checking a draft compares it with the agency's last report", "[reporting][draft]") {
    House house;
    auto last_week = health_report();
    last_week.period = "2024-W06";
    last_week.models[0].percent = 95;
    REQUIRE(house.send_report(an, last_week).empty());
    const std::string id = begin(house);
    REQUIRE(fill(house, id, {{"models", {{{"model", 6}, {"percent", 92}}}}}).empty());
    const auto desk = house.desk(an);
    const auto found = warnings(*reporting::CheckReport(desk)(id));
    CHECK(std::count(found.begin(), found.end(), "models[6].percent") == 1);
    CHECK(refusal(reporting::CheckReport(desk)("nothing")) == "not-found nothing");
}
