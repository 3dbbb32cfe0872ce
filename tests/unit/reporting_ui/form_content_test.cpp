#include "reporting_ui/form_content.h"
#include "unit/reporting/fixture.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::reporting::ui;

TEST_CASE("what a check found is mapped to the field of the form", "[reporting_ui][content]") {
    CHECK(field_path("summary") == "summary");
    CHECK(field_path("models[6].percent") == "models/6/percent");
    CHECK(field_path("models[6].indicators.m06-luot-kham") == "models/6/indicators/m06-luot-kham");
    CHECK(field_path("models[33]") == "models/33");
    CHECK(section_of("models/33/next") == "33");
    CHECK(section_of("models/6") == "6");
    CHECK(section_of("summary") == "summary");
    CHECK(section_of("reason") == "summary");
    CHECK(section_of("attachments/a.pdf") == "attachments");
}

TEST_CASE("numbers are read as people here type them", "[reporting_ui][content]") {
    CHECK(parse_number("92") == 92.0);
    CHECK(parse_number(" 92,5 ") == 92.5);
    CHECK(parse_number("92.5") == 92.5);
    CHECK(parse_number("386.540") == 386540.0);
    CHECK(parse_number("1.234.567,25") == 1234567.25);
    CHECK_FALSE(parse_number(""));
    CHECK_FALSE(parse_number("1.2,5"));
    CHECK_FALSE(parse_number("92%"));
    CHECK_FALSE(parse_number("chín"));
    CHECK_FALSE(parse_number("1,2,3"));
}

TEST_CASE("a field keeps a number as a number and anything else as it was typed", "[reporting_ui][content]") {
    CHECK(kept_json("models/6/percent", "92,5") == "92.5");
    CHECK(kept_json("models/6/percent", "chín mươi") == "\"chín mươi\"");
    CHECK(kept_json("models/6/results", "92,5") == "\"92,5\"");
    CHECK(kept_json("models/6/results", "  ").empty());
    CHECK(kept_json("summary", "e\xCC\x82") == "\"ê\"");
    const Fields fields{{"models/6/percent", "92.5"}, {"summary", "\"# Tuần\""}};
    CHECK(shown_text(fields, "models/6/percent") == "92,5");
    CHECK(shown_text(fields, "summary") == "# Tuần");
    CHECK(shown_text(fields, "models/7/percent").empty());
}

TEST_CASE("copying forward fills what stands empty and never results", "[reporting_ui][content]") {
    FormContent content;
    content.models = {6, 7};
    content.last = {{"models/6/status", "\"late\""},   {"models/6/percent", "80"},
                    {"models/6/results", "\"Cũ\""},    {"models/6/model", "6"},
                    {"models/7/next", "\"Tiếp tục\""}, {"models/9/percent", "10"},
                    {"summary", "\"Chung\""},          {"models/6/milestones/m1", "\"2024-02-01\""}};
    content.fields = {{"models/6/percent", "92"}};
    CHECK(copied_forward(content, 6) == Fields{{"models/6/status", "\"late\""}});
    CHECK(copied_forward(content, 0) == Fields{{"models/6/status", "\"late\""}, {"models/7/next", "\"Tiếp tục\""}});
}

TEST_CASE("a model's fields hold its indicators with unit and the plan's target", "[reporting_ui][content]") {
    const auto& catalogue = test::content().catalogue;
    FormContent content;
    content.goals["m06-co-so-tiep-nhan"] = 95;
    content.fields["models/6/indicators/m06-co-so-tiep-nhan"] = "92.2";
    content.last["models/6/status"] = "\"late\"";
    const auto rows = field_rows(content, catalogue, 6);
    REQUIRE(rows.size() == 7 + catalogue.find(6)->indicators.size());
    CHECK(rows.front().path == "models/6/status");
    CHECK(rows.front().last == "Late");
    CHECK(rows.front().options.size() == 7);
    bool found = false;
    for (const auto& row : rows)
        if (row.path == "models/6/indicators/m06-co-so-tiep-nhan") {
            found = true;
            CHECK(row.value == "92,2");
            CHECK(row.hint.find("target 95") != std::string::npos);
        }
    CHECK(found);
}
