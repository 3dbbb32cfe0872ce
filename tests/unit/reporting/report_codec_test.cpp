#include "fixture.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using reporting::Draft;
using reporting::Report;
using Texts = std::vector<std::string>;

namespace {

/// A report that uses every field.
Report full() {
    Report report = health_report();
    report.revision = 2;
    report.bases = {"6f1c2f0e-3a58-4d0b-9f5e-0d6a7c1b2e3f"};
    report.reason = "Số liệu sai";
    report.approved_by = "giam.doc";
    report.models[0].milestones = {{"m1", "2023-11-28"}};
    report.attachments = {{"Phụ lục 1.pdf", std::string(64, 'a'), 1234}};
    return report;
}

Texts problems(const Json& json) {
    Issues issues;
    [[maybe_unused]] const auto report = reporting::report_from_json(json, issues);
    return errors(issues);
}

Draft draft_of(const Report& report) {
    Draft draft;
    draft.id = base::new_uuid();
    draft.period = report.period;
    draft.agency = report.agency;
    draft.revision = report.revision;
    draft.bases = report.bases;
    draft.reason = report.reason;
    draft.approved_by = report.approved_by;
    draft.fields = reporting::fields_of(report);
    return draft;
}

} // namespace

TEST_CASE("a report survives the way to JSON and back", "[reporting][report]") {
    const Json json = reporting::report_to_json(full());
    Issues issues;
    CHECK(reporting::report_to_json(reporting::report_from_json(json, issues)) == json);
    CHECK(issues.empty());
}

TEST_CASE("a report survives the way into a draft's fields and back", "[reporting][report]") {
    Issues issues;
    const Report again = reporting::report_from_draft(draft_of(full()), issues);
    CHECK(reporting::report_to_json(again) == reporting::report_to_json(full()));
    CHECK(issues.empty());
}

TEST_CASE("every field of a draft has its own path and holds its own JSON text", "[reporting][report]") {
    const auto fields = reporting::fields_of(full());
    CHECK(fields.at("models/6/percent") == "92.0");
    CHECK(fields.at("models/6/status") == "\"late\"");
    CHECK(fields.at("models/6/indicators/m06-luot-kham") == "386540.0");
    CHECK(fields.at("models/6/milestones/m1") == "\"2023-11-28\"");
    CHECK(fields.count("models/7/difficulties") == 0); // nothing was written there
    CHECK(Json::parse(fields.at("attachments/Phụ lục 1.pdf"))["size"] == 1234);
}

TEST_CASE("a model named without content stays in the draft", "[reporting][report]") {
    Report report = short_report("SYT", {});
    report.models[0].model = 11;
    Issues issues;
    const Report again = reporting::report_from_draft(draft_of(report), issues);
    REQUIRE(again.models.size() == 1);
    CHECK(again.models[0].model == 11);
    CHECK_FALSE(again.models[0].percent);
}

TEST_CASE("models of a draft come in the order of their numbers", "[reporting][report]") {
    Report report = health_report();
    std::swap(report.models[0], report.models[2]); // 33, 7, 6; as texts "33" sorts before "6"
    Issues issues;
    const Report again = reporting::report_from_draft(draft_of(report), issues);
    REQUIRE(again.models.size() == 3);
    CHECK(again.models[0].model == 6);
    CHECK(again.models[1].model == 7);
    CHECK(again.models[2].model == 33);
}

TEST_CASE("a draft whose fields are broken gives issues and no crash", "[reporting][report]") {
    Draft draft = draft_of(health_report());
    draft.fields["models/6/percent"] = "\"ninety\"";
    draft.fields["models/6/results"] = "{not json";
    draft.fields["models/6"] = "7";
    draft.fields["nonsense"] = "1";
    draft.fields["models/x/status"] = "\"late\"";
    draft.fields["attachments/a"] = "7";
    Issues issues;
    const Report report = reporting::report_from_draft(draft, issues);
    CHECK(issues.has_errors());
    REQUIRE(report.find(6) != nullptr);
    CHECK(report.find(6)->status == "late");
}

TEST_CASE("a draft with a value where entries belong gives issues and no crash", "[reporting][report]") {
    Draft draft = draft_of(health_report());
    draft.fields["models/6/indicators"] = "5"; // sorts before "models/6/indicators/m06-…"
    Issues issues;
    CHECK_NOTHROW(reporting::report_from_draft(draft, issues));
    CHECK(issues.has_errors());
}

TEST_CASE("a report of the wrong shape is refused at every field", "[reporting][report]") {
    Json json = reporting::report_to_json(health_report());
    json.erase("period");
    json["revision"] = 0;
    json["summary"] = 7;
    json["models"][0]["percent"] = "92";
    json["models"][0]["indicators"]["m06-luot-kham"] = "nhiều";
    json["models"][0]["milestones"]["m1"] = 20231128;
    json["models"][1]["colour"] = "red";
    json["models"].push_back("model 9");
    json["attachments"] = {{{"name", "a"}, {"sha256", "b"}, {"size", -1}}};
    json["extra"] = true;
    CHECK(problems(json) == Texts{"period", "revision", "summary", "models[6].percent",
                                  "models[6].indicators.m06-luot-kham", "models[6].milestones.m1", "models[7].colour",
                                  "models[0]", "models[0].model", "attachments[0].size", "extra"});
}

TEST_CASE("texts of a report have a greatest length, counted in characters", "[reporting][report]") {
    Report report = health_report();
    report.models[0].results = std::string();
    for (std::size_t i = 0; i < reporting::most_text; ++i)
        report.models[0].results += "ế";
    CHECK(problems(reporting::report_to_json(report)).empty());
    report.models[0].results += "ế";
    CHECK(problems(reporting::report_to_json(report)) == Texts{"models[6].results"});
}

TEST_CASE("a report that is no object is a problem and no crash", "[reporting][report]") {
    for (const Json& wrong : {Json(nullptr), Json(7), Json::array({1}), Json::object()})
        CHECK_FALSE(problems(wrong).empty());
}

TEST_CASE("what a report says becomes a view of the status rules only when its status is a known word",
          "[reporting][report]") {
    auto model = about(6, "late", 92);
    model.milestones = {{"m1", "2023-11-28"}, {"m2", "soon"}};
    model.confidence = "amber";
    const auto view = model.view();
    REQUIRE(view);
    CHECK(view->status == progress::Status::Late);
    CHECK(view->confidence == progress::Confidence::Amber);
    CHECK(view->percent == 92.0);
    CHECK(view->milestones_done == std::map<std::string, base::Day>{{"m1", day("2023-11-28")}});
    model.status = "rất tốt";
    CHECK_FALSE(model.view());
}
