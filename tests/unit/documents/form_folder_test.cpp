#include "base/file.h"
#include "document_support.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <set>

using namespace canbo;
using namespace canbo::documents;
using namespace canbo::documents::test;

TEST_CASE("unknown keys of form.json are refused and named", "[documents][form]") {
    const TrialForm form("x");
    form.write("form.json", R"({"title": "T", "layout": "decree-30", "colour": 1,
        "tables": {"a": {"columns": [{"title": "A", "widht": 3}]}}})");
    const auto error = form.error({});
    CHECK(error.code == ErrorCode::InvalidInput);
    CHECK(error.where.find("trial/form.json: ") == 0);
    CHECK(error.where.find("colour") != std::string::npos);
    CHECK(error.where.find("tables.a.columns[0].widht") != std::string::npos);
}

TEST_CASE("a form that is not there, or tries to leave its folder, is not found", "[documents][form]") {
    auto forms = shipped_forms();
    for (const char* name : {"no-such-form", "", "../reports/weekly-report", "weekly-report/", "Weekly"}) {
        base::FormData data;
        data.form = name;
        const auto document = forms.render_pdf(data);
        REQUIRE_FALSE(document);
        CHECK(document.error().code == ErrorCode::NotFound);
    }
}

TEST_CASE("a table that the template places must be described and given", "[documents][form]") {
    const TrialForm unknown("```table gone\n```");
    CHECK(unknown.error({}).where == "gone");
    const TrialForm missing("```table list\n```", R"({"list": {"columns": [{"title": "A"}]}})");
    CHECK(missing.error({}).where == "list");
}

TEST_CASE("a broken template or layout is told, not drawn", "[documents][form]") {
    CHECK(TrialForm("{{#open}} x").error({{"open", true}}).code == ErrorCode::InvalidInput);
    CHECK(TrialForm("```style nonsense\nx\n```").error({}).where == "trial/template.md: nonsense");
    const TrialForm form("x");
    REQUIRE(base::write_file(form.folder() / "decree-30.json", R"({"page": {"width_mm": 210}})"));
    CHECK(form.error({}).where.find("decree-30.json: ") == 0);
}

TEST_CASE("every key that form.json may have stands in its schema, and every shipped form obeys it",
          "[documents][form]") {
    const auto text = base::read_file(source_dir() / "content/schema/form.schema.json");
    REQUIRE(text);
    const auto schema = nlohmann::json::parse(*text);
    const auto keys = [](const nlohmann::json& object) {
        std::set<std::string> names;
        for (const auto& [name, value] : object.items())
            names.insert(name);
        return names;
    };
    const auto table_keys = keys(schema["$defs"]["table"]["properties"]);
    const auto column_keys = keys(schema["$defs"]["column"]["properties"]);
    const auto inside = [&](const nlohmann::json& object, const std::set<std::string>& allowed) {
        for (const auto& name : keys(object))
            CHECK(allowed.count(name) == 1);
    };
    int forms = 0;
    for (const auto& entry : std::filesystem::directory_iterator(source_dir() / "reports")) {
        if (!entry.is_directory())
            continue;
        ++forms;
        const auto form_text = base::read_file(entry.path() / "form.json");
        REQUIRE(form_text);
        const auto form = nlohmann::json::parse(*form_text);
        inside(form, keys(schema["properties"]));
        const auto tables = form.value("tables", nlohmann::json::object());
        for (const auto& [name, table] : tables.items()) {
            inside(table, table_keys);
            for (const auto& column : table["columns"])
                inside(column, column_keys);
        }
        CHECK(std::filesystem::exists(entry.path() / "template.md"));
        CHECK(std::filesystem::exists(entry.path() / "README.md"));
    }
    CHECK(forms >= 6);
}
