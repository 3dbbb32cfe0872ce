#include "base/json_parts.h"
#include "progress/catalogue.h"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace canbo::progress {
namespace {

using Kind = Window::Kind;
constexpr std::array<std::pair<TaskRole, std::string_view>, 5> roles{{
    {TaskRole::Lead, "lead"},
    {TaskRole::Coordinate, "coordinate"},
    {TaskRole::Contact, "contact"},
    {TaskRole::Assess, "assess"},
    {TaskRole::Implement, "implement"},
}};
constexpr std::array<std::pair<Kind, std::string_view>, 5> kinds{{
    {Kind::Years, "years"},
    {Kind::Quarter, "quarter"},
    {Kind::Regular, "regular"},
    {Kind::Roadmap, "roadmap"},
    {Kind::AfterGuidance, "after-guidance"},
}};

template <class Table, class Value>
void choose(const Table& table, const std::string& text, Value& out, const std::string& where, Issues& issues) {
    for (const auto& [value, name] : table)
        if (name == text) {
            out = value;
            return;
        }
    issues.error(ErrorCode::InvalidInput, where, "This word is not one of those allowed here");
}

std::vector<std::string> texts(const Json& list) {
    std::vector<std::string> out;
    for (const auto& item : list)
        if (item.is_string())
            out.push_back(item.get<std::string>());
    return out;
}

std::optional<base::Day> read_day(base::ObjectReader& in, const char* key, Issues& issues) {
    const auto text = in.optional_text(key, 10);
    if (!text)
        return std::nullopt;
    const auto day = base::parse_day(*text);
    if (day)
        return *day;
    issues.error(ErrorCode::InvalidInput, in.path(key), day.error().message);
    return std::nullopt;
}

Window read_window(const Json& json, const std::string& where, Issues& issues) {
    base::ObjectReader in(json, where, issues);
    Window window;
    choose(kinds, in.text("kind"), window.kind, in.path("kind"), issues);
    window.from = read_day(in, "from", issues);
    window.to = read_day(in, "to", issues);
    for (const auto& part : in.array_or_empty("also")) {
        base::ObjectReader p(part, in.path("also"), issues);
        Window::Part out;
        out.what = p.text("what");
        choose(kinds, p.text("kind"), out.kind, p.path("kind"), issues);
        out.gate = p.text_or("gate", "");
        window.also.push_back(std::move(out));
    }
    in.finish();
    return window;
}

TaskItem read_task(const Json& json, const std::string& where, Issues& issues) {
    base::ObjectReader in(json, where, issues);
    TaskItem task;
    task.id = in.text("id");
    task.agency = in.text("agency");
    choose(roles, in.text("role"), task.role, in.path("role"), issues);
    task.text = in.text("text");
    if (const auto ordinal = in.optional_integer("ordinal", 1, 20))
        task.ordinal = static_cast<int>(*ordinal);
    task.gate = in.text_or("gate", "");
    in.array_or_empty("lines");
    in.finish();
    return task;
}

Indicator read_indicator(const Json& json, const std::string& where, Issues& issues) {
    base::ObjectReader in(json, where, issues);
    Indicator indicator;
    indicator.code = in.text("code");
    indicator.name = in.text("name");
    indicator.unit = in.text("unit");
    indicator.target = in.optional_number("target");
    indicator.numerator = in.text_or("numerator", "");
    indicator.denominator = in.text_or("denominator", "");
    indicator.by_agency = in.boolean_or("by_agency", false);
    in.finish();
    return indicator;
}

Model read_model(const Json& json, const std::string& where, Issues& issues) {
    base::ObjectReader in(json, where, issues);
    Model model;
    model.number = static_cast<int>(in.integer("number", 1, 43));
    model.group = static_cast<int>(in.integer("group", 1, 5));
    model.name = in.text("name");
    model.objective = in.text("objective");
    model.tools = texts(in.array("tools"));
    model.forces = texts(in.array("forces"));
    model.window = read_window(in.object_or_empty("window"), in.path("window"), issues);
    for (const auto& task : in.array("tasks"))
        model.tasks.push_back(read_task(task, in.path("tasks"), issues));
    for (const auto& gate : in.array("gates")) {
        base::ObjectReader g(gate, in.path("gates"), issues);
        Gate out;
        out.id = g.text("id");
        out.awaits = g.text("awaits");
        out.from = g.text("from");
        model.gates.push_back(std::move(out));
    }
    for (const auto& indicator : in.array("indicators"))
        model.indicators.push_back(read_indicator(indicator, in.path("indicators"), issues));
    for (const auto& list : in.array_or_empty("lists")) {
        model.lists.push_back(list_spec_from_json(list, in.path("lists"), issues));
        for (const auto& measure : model.lists.back().measures)
            if (model.indicator(measure.indicator) == nullptr)
                issues.error(ErrorCode::NotFound, in.path("lists"), "The model has no indicator with this code");
    }
    const Json& lines = in.array("lines");
    if (lines.size() == 2 && lines[0].is_number_integer() && lines[1].is_number_integer()) {
        model.first_line = lines[0].get<int>();
        model.last_line = lines[1].get<int>();
    }
    return model; // further fields (note) belong to screens that read them themselves
}

} // namespace

std::string_view role_name(TaskRole role) {
    for (const auto& [value, name] : roles)
        if (value == role)
            return name;
    return "";
}

std::string_view window_name(Window::Kind kind) {
    for (const auto& [value, name] : kinds)
        if (value == kind)
            return name;
    return "";
}

Catalogue catalogue_from_json(const Json& json, Issues& issues) {
    base::ObjectReader in(json, "", issues);
    Catalogue catalogue;
    base::ObjectReader plan(in.object_or_empty("plan"), "plan", issues);
    catalogue.plan = plan.text("symbol");
    catalogue.issued = read_day(plan, "issued", issues);
    for (const auto& group : in.array("groups")) {
        base::ObjectReader g(group, "groups", issues);
        Group out;
        out.number = static_cast<int>(g.integer("number", 1, 5));
        out.title = g.text("title");
        catalogue.groups.push_back(std::move(out));
    }
    for (const auto& model : in.array("models"))
        catalogue.models.push_back(read_model(model, fmt::format("models[{}]", catalogue.models.size()), issues));
    for (std::size_t i = 0; i < catalogue.models.size(); ++i)
        if (catalogue.models[i].number != static_cast<int>(i) + 1)
            issues.error(ErrorCode::InvalidInput, fmt::format("models[{}].number", i),
                         "The models are not numbered one after the other");
    return catalogue;
}

Json model_to_json(const Model& model) {
    Json also = Json::array();
    for (const auto& part : model.window.also)
        also.push_back(
            {{"what", part.what}, {"kind", window_name(part.kind)}, {"gate", base::text_or_null(part.gate)}});
    Json tasks = Json::array();
    for (const auto& task : model.tasks)
        tasks.push_back({{"id", task.id},
                         {"agency", task.agency},
                         {"role", role_name(task.role)},
                         {"text", task.text},
                         {"ordinal", task.ordinal ? Json(*task.ordinal) : Json(nullptr)},
                         {"gate", base::text_or_null(task.gate)}});
    Json gates = Json::array();
    for (const auto& gate : model.gates)
        gates.push_back({{"id", gate.id}, {"awaits", gate.awaits}, {"from", gate.from}});
    Json indicators = Json::array();
    for (const auto& i : model.indicators)
        indicators.push_back({{"code", i.code},
                              {"name", i.name},
                              {"unit", i.unit},
                              {"target", i.target ? Json(*i.target) : Json(nullptr)},
                              {"numerator", base::text_or_null(i.numerator)},
                              {"denominator", base::text_or_null(i.denominator)},
                              {"by_agency", i.by_agency}});
    Json lists = Json::array();
    for (const auto& list : model.lists)
        lists.push_back(list_spec_to_json(list));
    return {{"number", model.number},
            {"group", model.group},
            {"name", model.name},
            {"objective", model.objective},
            {"tools", model.tools},
            {"forces", model.forces},
            {"window",
             {{"kind", window_name(model.window.kind)},
              {"from", base::day_or_null(model.window.from)},
              {"to", base::day_or_null(model.window.to)},
              {"also", also}}},
            {"tasks", tasks},
            {"gates", gates},
            {"indicators", indicators},
            {"lists", lists},
            {"lines", {model.first_line, model.last_line}}};
}

} // namespace canbo::progress
