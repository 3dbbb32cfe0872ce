#include "sample_exam.h"

using namespace canbo;
using namespace canbo::test;

namespace {

std::vector<std::string> problems(const Json& json) {
    Issues issues;
    exam::exam_from_json(json, issues);
    std::vector<std::string> out;
    for (const auto& issue : issues.items())
        out.push_back(issue.where);
    return out;
}

bool has(const std::vector<std::string>& list, const std::string& what) {
    return std::find(list.begin(), list.end(), what) != list.end();
}

} // namespace

TEST_CASE("an exam comes back from its JSON", "[exam][definition]") {
    const auto exam = sample_exam();
    Issues issues;
    const auto again = exam::exam_from_json(exam::exam_to_json(exam), issues);
    CHECK_FALSE(issues.has_errors());
    CHECK(exam::exam_to_json(again) == exam::exam_to_json(exam));
    CHECK(exam.max_mark() == 11);
    CHECK(exam.has_official("tran chu tich", exam::Official::Role::Chairman));
    CHECK_FALSE(exam.has_official("Lê Thư Ký", exam::Official::Role::Chairman));
}

TEST_CASE("every problem of a definition is found at once", "[exam][definition]") {
    auto json = sample_definition();
    json["exam"] = "Thi Thử";
    json["window"]["to"] = "2024-02-16T08:00:00+07:00";
    json["rules"]["at_end"] = "everything";
    json["rules"]["identity"] = "admitted";
    json["council"][0]["role"] = "king";
    json["rooms"][1]["room"] = "p01";
    json["blueprint"][0]["bank"] = "none";
    json["more"] = 1;
    const auto found = problems(json);
    for (const char* where :
         {"exam", "window", "rules.at_end", "rules.identity", "council[0].role", "rooms", "blueprint", "more"})
        CHECK(has(found, where));
}

TEST_CASE("a blueprint that its banks cannot fill is found before anybody sits down", "[exam][definition]") {
    auto json = sample_definition();
    json["blueprint"][0]["count"] = 13;
    CHECK(has(problems(json), "blueprint[1]"));
    json["blueprint"][0]["count"] = 5;
    json["banks"]["xe"]["questions"].push_back(
        {{"type", "essay"}, {"name", "E"}, {"text", "Viết"}, {"format", "plain"}, {"category", "viet"}});
    CHECK(problems(json).empty());
    json["blueprint"].push_back({{"bank", "xe"}, {"category", "viet"}, {"count", 1}});
    CHECK(has(problems(json), "blueprint[E]")); // no machine marks an essay
}

TEST_CASE("late arrival follows the regulation by the length of the test", "[exam][definition]") {
    auto json = sample_definition();
    const auto limit = [&](int minutes) {
        json["minutes"] = minutes;
        Issues issues;
        return exam::exam_from_json(json, issues).late_limit().count();
    };
    CHECK(limit(20) == 5);
    CHECK(limit(30) == 5);
    CHECK(limit(60) == 10);
    CHECK(limit(120) == 10);
    json["minutes"] = 45;
    CHECK(has(problems(json), "rules.late_minutes")); // the chairman's to say
    json["rules"]["late_minutes"] = 7;
    CHECK(limit(45) == 7);
}

TEST_CASE("nonsense in place of a definition is a problem and no crash", "[exam][definition]") {
    for (const char* text : {"null", "[]", "3", "{}", R"({"exam":{},"banks":[],"rooms":{},"council":3})",
                             R"({"banks":{"x":{"questions":[{"type":"multichoice"}]}}})"})
        CHECK_FALSE(problems(Json::parse(text)).empty());
}
