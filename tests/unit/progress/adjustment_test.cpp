#include "content.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using progress::Adjustment;
using Texts = std::vector<std::string>;

namespace {

const base::Time recorded = time_of("2024-01-20T09:00:00+07:00");
const progress::Model& model6() { return *content().catalogue.find(6); }

void add(Ledger& ledger, const Adjustment& adjustment, base::Time received = recorded) {
    ledger.add(progress::adjustment_kind, "", progress::model_subject(adjustment.model),
               progress::adjustment_to_json(adjustment), received);
}

/// Model 6 gets until the end of March 2024, by a decision of 15/01/2024.
Adjustment longer() { return {6, "QĐ 45/QĐ-BCĐ", day("2024-01-15"), std::nullopt, day("2024-03-31"), "Gia hạn"}; }

Texts adjustment_problems(const Json& json) {
    Issues issues;
    [[maybe_unused]] const auto read = progress::adjustment_from_json(json, issues);
    return errors(issues);
}

Texts opening_problems(const Json& json) {
    Issues issues;
    [[maybe_unused]] const auto read = progress::gate_opening_from_json(json, issues);
    return errors(issues);
}

} // namespace

TEST_CASE("an adjustment moves the model's window from the decision's date on", "[progress][adjustment]") {
    Ledger ledger;
    add(ledger, longer());
    const auto book = ledger.book();
    CHECK(book.window(model6(), day("2024-01-14")).to == day("2023-12-31"));
    CHECK(book.window(model6(), day("2024-01-15")).to == day("2024-03-31"));
    CHECK(book.window(model6(), day("2024-01-15")).from == day("2023-10-01")); // what it does not name stays
}

TEST_CASE("an adjustment of one model leaves every other alone", "[progress][adjustment]") {
    Ledger ledger;
    add(ledger, longer());
    CHECK(ledger.book().window(*content().catalogue.find(24), day("2024-02-01")).to == day("2024-12-31"));
}

TEST_CASE("of two adjustments the one recorded later counts once it is in force", "[progress][adjustment]") {
    Ledger ledger;
    add(ledger, longer());
    Adjustment again = longer();
    again.date = day("2024-03-01");
    again.window_to = day("2024-06-30");
    add(ledger, again);
    const auto book = ledger.book();
    CHECK(book.adjustments().size() == 2);
    CHECK(book.window(model6(), day("2024-02-29")).to == day("2024-03-31"));
    CHECK(book.window(model6(), day("2024-03-01")).to == day("2024-06-30"));
}

TEST_CASE("an adjustment recorded after the moment asked about does not count", "[progress][adjustment]") {
    Ledger ledger;
    add(ledger, longer());
    const auto before = ledger.book(recorded - std::chrono::milliseconds{1});
    CHECK(before.window(model6(), day("2024-02-01")).to == day("2023-12-31"));
}

TEST_CASE("an adjustment survives the way to JSON and back", "[progress][adjustment]") {
    const Json json = progress::adjustment_to_json(longer());
    Issues issues;
    CHECK(progress::adjustment_to_json(progress::adjustment_from_json(json, issues)) == json);
    CHECK(issues.empty());
}

TEST_CASE("an adjustment names its model, its document and its date", "[progress][adjustment]") {
    Json json = progress::adjustment_to_json(longer());
    json["document"] = "";
    CHECK(adjustment_problems(json) == Texts{"document"});
    json = progress::adjustment_to_json(longer());
    json["model"] = 44;
    CHECK(adjustment_problems(json) == Texts{"model"});
    for (const Json& nothing : {Json(nullptr), Json("")}) {
        json = progress::adjustment_to_json(longer());
        json["date"] = nothing;
        REQUIRE_FALSE(adjustment_problems(json).empty());
        CHECK(adjustment_problems(json).front() == "date");
    }
}

TEST_CASE("an adjusted window does not end before it begins", "[progress][adjustment]") {
    Json json = progress::adjustment_to_json(longer());
    json["window_from"] = "2024-04-01";
    CHECK(adjustment_problems(json) == Texts{"window_to"});
}

TEST_CASE("a gate opening names its document and its date", "[progress][adjustment]") {
    const Json good = progress::gate_opening_to_json({"7-1", "CV 123/C06", day("2024-02-10")});
    CHECK(opening_problems(good).empty());
    Json json = good;
    json["document"] = "";
    CHECK(opening_problems(json) == Texts{"document"});
    for (const Json& nothing : {Json(nullptr), Json("")}) {
        json = good;
        json["date"] = nothing;
        REQUIRE_FALSE(opening_problems(json).empty());
        CHECK(opening_problems(json).front() == "date");
    }
}
