#include "progress/list_spec.h"

#include "base/json_parts.h"

#include <algorithm>
#include <array>
#include <utility>

namespace canbo::progress {
namespace {

template <class Value, std::size_t Count>
using Words = std::array<std::pair<Value, std::string_view>, Count>;

constexpr Words<ListColumn::Kind, 4> column_kinds{{
    {ListColumn::Kind::Text, "text"},
    {ListColumn::Kind::Number, "number"},
    {ListColumn::Kind::Date, "date"},
    {ListColumn::Kind::YesNo, "yes-no"},
}};
constexpr Words<ListMeasure::Kind, 4> measure_kinds{{
    {ListMeasure::Kind::Rows, "rows"},
    {ListMeasure::Kind::Sum, "sum"},
    {ListMeasure::Kind::Share, "share"},
    {ListMeasure::Kind::Level, "level"},
}};
constexpr Words<ListSpec::Kind, 4> list_kinds{{
    {ListSpec::Kind::Services, "services"},
    {ListSpec::Kind::Facilities, "facilities"},
    {ListSpec::Kind::Checklist, "checklist"},
    {ListSpec::Kind::Learners, "learners"},
}};

template <class Value, std::size_t Count>
std::string_view word(const Words<Value, Count>& words, Value value) {
    for (const auto& [known, name] : words)
        if (known == value)
            return name;
    return "";
}

template <class Value, std::size_t Count>
void choose(const Words<Value, Count>& words, base::ObjectReader& in, const char* key, Value& out, Issues& issues) {
    const std::string text = in.text(key);
    for (const auto& [known, name] : words)
        if (name == text) {
            out = known;
            return;
        }
    issues.error(ErrorCode::InvalidInput, in.path(key), "This word is not one of those allowed here");
}

ListColumn read_column(const Json& json, const std::string& where, Issues& issues) {
    base::ObjectReader in(json, where, issues);
    ListColumn column;
    column.code = in.text("code");
    column.name = in.text("name");
    choose(column_kinds, in, "kind", column.kind, issues);
    column.required = in.boolean_or("required", false);
    column.unique = in.boolean_or("unique", false);
    column.personal = in.boolean_or("personal", false);
    in.finish();
    return column;
}

ListMeasure read_measure(const Json& json, const std::string& where, Issues& issues) {
    base::ObjectReader in(json, where, issues);
    ListMeasure measure;
    measure.indicator = in.text("indicator");
    choose(measure_kinds, in, "measure", measure.kind, issues);
    measure.column = in.text_or("column", "");
    in.finish();
    return measure;
}

ListItem read_item(const Json& json, const std::string& where, Issues& issues) {
    base::ObjectReader in(json, where, issues);
    ListItem item;
    item.code = in.text("code");
    item.text = in.text("text");
    item.area = in.text_or("area", "");
    in.finish();
    return item;
}

/// What figures and checks rely on: a column that tells rows apart, and measures over columns that can carry them.
void check_spec(const ListSpec& spec, const base::ObjectReader& in, Issues& issues) {
    if (!spec.key())
        issues.error(ErrorCode::InvalidInput, in.path("columns"), "A list needs a column that tells its rows apart");
    if (spec.personal() == spec.sent_to.empty())
        issues.error(ErrorCode::InvalidInput, in.path("sent_to"), "A list with personal data names who else reads it");
    for (const auto& measure : spec.measures) {
        using Kind = ListMeasure::Kind;
        const auto at = spec.column(measure.column);
        const auto wanted = measure.kind == Kind::Sum ? ListColumn::Kind::Number : ListColumn::Kind::YesNo;
        const bool all_rows = measure.kind == Kind::Rows && measure.column.empty();
        if (!all_rows && (!at || spec.columns[*at].kind != wanted))
            issues.error(ErrorCode::InvalidInput, in.path("gives"), "A measure names a column of another kind");
    }
}

} // namespace

std::optional<std::size_t> ListSpec::column(std::string_view wanted) const {
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].code == wanted)
            return i;
    return std::nullopt;
}

std::optional<std::size_t> ListSpec::key() const {
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].unique && columns[i].required)
            return i;
    return std::nullopt;
}

bool ListSpec::personal() const {
    return std::any_of(columns.begin(), columns.end(), [](const auto& column) { return column.personal; });
}

std::string_view list_kind_name(ListSpec::Kind kind) { return word(list_kinds, kind); }
std::string_view column_kind_name(ListColumn::Kind kind) { return word(column_kinds, kind); }

ListSpec list_spec_from_json(const Json& json, const std::string& where, Issues& issues) {
    base::ObjectReader in(json, where, issues);
    ListSpec spec;
    spec.code = in.text("code");
    spec.name = in.text("name");
    choose(list_kinds, in, "kind", spec.kind, issues);
    if (const auto expected = in.optional_integer("expected", 1, 100'000))
        spec.expected = static_cast<int>(*expected);
    const std::string filled_by = in.text("filled_by");
    spec.by_office = filled_by == "office";
    if (!spec.by_office && filled_by != "agency")
        issues.error(ErrorCode::InvalidInput, in.path("filled_by"), "This word is not one of those allowed here");
    spec.sent_to = in.text_or("sent_to", "");
    for (const auto& column : in.array("columns"))
        spec.columns.push_back(read_column(column, in.path("columns"), issues));
    for (const auto& measure : in.array("gives"))
        spec.measures.push_back(read_measure(measure, in.path("gives"), issues));
    for (const auto& item : in.array("items"))
        spec.items.push_back(read_item(item, in.path("items"), issues));
    in.finish();
    check_spec(spec, in, issues);
    return spec;
}

Json list_spec_to_json(const ListSpec& spec) {
    Json columns = Json::array();
    for (const auto& column : spec.columns)
        columns.push_back({{"code", column.code},
                           {"name", column.name},
                           {"kind", column_kind_name(column.kind)},
                           {"required", column.required},
                           {"unique", column.unique},
                           {"personal", column.personal}});
    Json gives = Json::array();
    for (const auto& measure : spec.measures)
        gives.push_back({{"indicator", measure.indicator},
                         {"measure", word(measure_kinds, measure.kind)},
                         {"column", base::text_or_null(measure.column)}});
    Json items = Json::array();
    for (const auto& item : spec.items) {
        items.push_back({{"code", item.code}, {"text", item.text}});
        if (!item.area.empty())
            items.back()["area"] = item.area;
    }
    return {{"code", spec.code},
            {"name", spec.name},
            {"kind", list_kind_name(spec.kind)},
            {"expected", spec.expected ? Json(*spec.expected) : Json(nullptr)},
            {"filled_by", spec.by_office ? "office" : "agency"},
            {"sent_to", base::text_or_null(spec.sent_to)},
            {"columns", columns},
            {"gives", gives},
            {"items", items}};
}

} // namespace canbo::progress
