#include "form_spec.h"

#include "base/file.h"
#include "base/issues.h"
#include "base/json.h"

#include <algorithm>

namespace canbo::documents {
namespace {

Align read_align(const std::string& name, const std::string& where, base::Issues& issues) {
    if (name == "center")
        return Align::Center;
    if (name == "right")
        return Align::Right;
    if (name != "left")
        issues.error(ErrorCode::InvalidInput, where, "The alignment is not known");
    return Align::Left;
}

TableSpec read_table(const Json& json, const std::string& where, base::Issues& issues) {
    base::ObjectReader in(json, where, issues);
    TableSpec table;
    table.empty = in.text_or("empty", "");
    table.size = in.optional_number("size_pt").value_or(0);
    int index = 0;
    for (const auto& item : in.array("columns")) {
        base::ObjectReader column(item, in.path("columns[" + std::to_string(index++) + "]"), issues);
        TableColumn read;
        read.title = column.text("title", 200);
        read.width = column.optional_number("width").value_or(1);
        read.align = read_align(column.text_or("align", "left"), column.path("align"), issues);
        read.bold = column.boolean_or("bold", false);
        const double picture_mm = column.optional_number("picture_mm").value_or(0);
        read.picture = picture_mm * points_per_mm;
        if (picture_mm < 0 || picture_mm > 60)
            issues.error(ErrorCode::InvalidInput, column.path("picture_mm"), "The height of a picture is out of range");
        if (read.width <= 0 || read.width > 1000)
            issues.error(ErrorCode::InvalidInput, column.path("width"), "The width of a column is out of range");
        column.finish();
        table.columns.push_back(std::move(read));
    }
    if (table.columns.empty() || table.columns.size() > 40)
        issues.error(ErrorCode::InvalidInput, where, "A table has between 1 and 40 columns");
    if (table.size != 0 && (table.size < 6 || table.size > 24))
        issues.error(ErrorCode::InvalidInput, where, "The size of a table's text is out of range");
    in.finish();
    return table;
}

} // namespace

bool is_safe_name(const std::string& name) {
    return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

Result<FormSpec> FormSpec::load(const std::filesystem::path& reports, const std::string& form) {
    if (!is_safe_name(form))
        return fail(ErrorCode::NotFound, "There is no such form");
    const auto folder = reports / form;
    const auto text = base::read_file(folder / "form.json", 1'000'000);
    if (!text)
        return fail(ErrorCode::NotFound, "There is no such form", form, text.error().message);
    FormSpec spec;
    spec.name = form;
    CANBO_TRY(spec.template_source, base::read_file(folder / "template.md", 1'000'000));
    auto json = base::parse_json(*text);
    if (!json) {
        Error error = std::move(json).error();
        error.where = form + "/form.json: " + error.where;
        return fail(std::move(error));
    }
    base::Issues issues;
    base::ObjectReader in(*json, "", issues);
    static_cast<void>(in.text_or("$schema", ""));
    spec.title = in.text("title", 500);
    spec.layout = in.text("layout", 64);
    for (const auto& [name, table] : in.object_or_empty("tables").items())
        spec.tables[name] = read_table(table, "tables." + name, issues);
    in.finish();
    if (!is_safe_name(spec.layout))
        issues.error(ErrorCode::InvalidInput, "layout", "The name of the layout is wrong");
    if (!issues.has_errors())
        return spec;
    std::string where;
    for (const auto& issue : issues.items())
        where += (where.empty() ? form + "/form.json: " : ", ") + issue.where;
    return fail(ErrorCode::InvalidInput, "The description of a form is wrong", where, issues.items().front().sentence);
}

} // namespace canbo::documents
