#include "content.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>

using namespace canbo;
using namespace canbo::test;
using progress::Catalogue;
using progress::Model;
using progress::TaskRole;
using progress::Window;

namespace {

const Catalogue& catalogue() { return content().catalogue; }

template <class Condition>
std::set<int> models_where(Condition condition) {
    std::set<int> out;
    for (const auto& model : catalogue().models)
        if (condition(model))
            out.insert(model.number);
    return out;
}

/// A catalogue with one model, which a test may spoil.
Json small() {
    return {{"plan", {{"symbol", "395/KH-UBND"}, {"issued", "2023-10-20"}}},
            {"groups", {{{"number", 1}, {"title", "Nhóm 1"}}}},
            {"models",
             {{{"number", 1},
               {"group", 1},
               {"name", "Mô hình"},
               {"objective", "Mục tiêu"},
               {"tools", Json::array()},
               {"forces", Json::array()},
               {"window", {{"kind", "years"}, {"from", "2024-01-01"}, {"to", "2025-12-31"}}},
               {"tasks", {{{"id", "1-t1"}, {"agency", "SYT"}, {"role", "lead"}, {"text", "Chủ trì"}}}},
               {"gates", Json::array()},
               {"indicators", Json::array()},
               {"lines", {86, 90}}}}}};
}

std::vector<std::string> problems(const Json& json) {
    Issues issues;
    [[maybe_unused]] const auto read = progress::catalogue_from_json(json, issues);
    return errors(issues);
}

} // namespace

TEST_CASE("the plan has 43 models in groups of 5, 17, 11, 3 and 7", "[progress][catalogue]") {
    CHECK(catalogue().plan == "395/KH-UBND");
    CHECK(catalogue().issued == day("2023-10-20"));
    CHECK(catalogue().models.size() == 43);
    CHECK(catalogue().groups.size() == 5);
    std::map<int, int> sizes;
    for (const auto& model : catalogue().models)
        ++sizes[model.group];
    CHECK(sizes == std::map<int, int>{{1, 5}, {2, 17}, {3, 11}, {4, 3}, {5, 7}});
}

TEST_CASE("exactly the models whose plan says 'sau khi' have gates", "[progress][catalogue]") {
    std::set<int> expected{3, 4, 5, 28, 31, 32, 33, 35, 41, 43, 23, 24};
    for (int model = 7; model <= 22; ++model)
        expected.insert(model);
    CHECK(models_where([](const Model& m) { return !m.gates.empty(); }) == expected);
}

TEST_CASE("every gate says what is awaited and from whom, and every task's gate exists", "[progress][catalogue]") {
    for (const auto& model : catalogue().models) {
        for (const auto& gate : model.gates) {
            CHECK_FALSE(gate.awaits.empty());
            CHECK_FALSE(gate.from.empty());
            CHECK(catalogue().gate(gate.id) == model.gate(gate.id));
        }
        for (const auto& task : model.tasks)
            CHECK((task.gate.empty() || model.gate(task.gate) != nullptr));
    }
}

TEST_CASE("at least 15 models have several lead tasks", "[progress][catalogue]") {
    CHECK(models_where([](const Model& m) {
              return std::count_if(m.tasks.begin(), m.tasks.end(),
                                   [](const auto& t) { return t.role == TaskRole::Lead; }) > 1;
          }).size() >= 15);
}

TEST_CASE("models 1, 16, 28, 32 and 33 have no lead, so those who implement answer", "[progress][catalogue]") {
    const std::set<int> expected{1, 16, 28, 32, 33};
    CHECK(models_where([](const Model& m) { return !m.has_lead(); }) == expected);
    for (const int number : expected) {
        const auto& tasks = catalogue().find(number)->tasks;
        CHECK(std::any_of(tasks.begin(), tasks.end(), [](const auto& t) { return t.role == TaskRole::Implement; }));
    }
}

TEST_CASE("the whole window of models 5, 7 and 41 waits for guidance and has no dates", "[progress][catalogue]") {
    const std::set<int> waiting =
        models_where([](const Model& m) { return m.window.kind == Window::Kind::AfterGuidance; });
    CHECK(waiting == std::set<int>{5, 7, 41});
    for (const int number : waiting) {
        CHECK_FALSE(catalogue().find(number)->window.from);
        CHECK_FALSE(catalogue().find(number)->window.to);
    }
}

TEST_CASE("model 23 runs on, but its signature part waits for gate 23-1", "[progress][catalogue]") {
    const Window& window = catalogue().find(23)->window;
    CHECK(window.kind == Window::Kind::Regular);
    REQUIRE(window.also.size() == 1);
    CHECK(window.also[0].kind == Window::Kind::AfterGuidance);
    CHECK(window.also[0].gate == "23-1");
    CHECK(models_where([](const Model& m) { return !m.window.also.empty(); }) == std::set<int>{23});
}

TEST_CASE("model 6 is due in the last quarter of 2023 with every facility as its target", "[progress][catalogue]") {
    const Model& model = *catalogue().find(6);
    CHECK(model.window.kind == Window::Kind::Quarter);
    CHECK(model.window.from == day("2023-10-01"));
    CHECK(model.window.to == day("2023-12-31"));
    REQUIRE(model.indicator("m06-co-so-tiep-nhan") != nullptr);
    CHECK(model.indicator("m06-co-so-tiep-nhan")->target == 100.0);
    CHECK(model.indicator("m07-benh-vien-kiosk") == nullptr);
}

TEST_CASE("codes of indicators and ids of tasks occur once, agencies of tasks exist", "[progress][catalogue]") {
    std::set<std::string> seen;
    for (const auto& model : catalogue().models) {
        for (const auto& indicator : model.indicators)
            CHECK(seen.insert(indicator.code).second);
        for (const auto& task : model.tasks) {
            CHECK(seen.insert(task.id).second);
            CHECK(content().agencies.find(task.agency) != nullptr);
        }
    }
}

TEST_CASE("there is no model 0 and no model 44", "[progress][catalogue]") {
    CHECK(catalogue().find(0) == nullptr);
    CHECK(catalogue().find(44) == nullptr);
    CHECK(catalogue().gate("44-1") == nullptr);
}

TEST_CASE("a model printed as JSON is read back the same", "[progress][catalogue]") {
    Json json = small();
    json["groups"] = Json::array();
    for (int group = 1; group <= 5; ++group)
        json["groups"].push_back({{"number", group}, {"title", "Nhóm"}});
    json["models"] = Json::array();
    for (const auto& model : catalogue().models)
        json["models"].push_back(progress::model_to_json(model));
    Issues issues;
    const Catalogue again = progress::catalogue_from_json(json, issues);
    CHECK(issues.empty());
    REQUIRE(again.models.size() == 43);
    for (std::size_t i = 0; i < again.models.size(); ++i)
        CHECK(progress::model_to_json(again.models[i]) == json["models"][i]);
}

TEST_CASE("words the catalogue does not know and dates that do not exist are named", "[progress][catalogue]") {
    CHECK(problems(small()).empty());
    Json json = small();
    json["models"][0]["tasks"][0]["role"] = "boss";
    json["models"][0]["window"]["kind"] = "soon";
    json["models"][0]["window"]["to"] = "2025-02-30";
    CHECK(problems(json) ==
          std::vector<std::string>{"models[0].window.kind", "models[0].window.to", "models[0].tasks.role"});
}

TEST_CASE("models are numbered one after the other", "[progress][catalogue]") {
    Json json = small();
    json["models"].push_back(json["models"][0]);
    CHECK(problems(json) == std::vector<std::string>{"models[1].number"});
    json["models"][1]["number"] = 44;
    CHECK(problems(json).front() == "models[1].number");
}

TEST_CASE("a catalogue that is no object is a problem and no crash", "[progress][catalogue]") {
    for (const Json& wrong : {Json(nullptr), Json(7), Json::array({1}), Json::object()})
        CHECK_FALSE(problems(wrong).empty());
    Json json = small();
    json["models"] = {1, "two", nullptr};
    CHECK_FALSE(problems(json).empty());
}
