#include "base/json_parts.h"
#include "progress/plan.h"

#include <fmt/format.h>

namespace canbo::progress {
namespace {

std::optional<base::Day> read_day(base::ObjectReader& in, const char* key, bool required, Issues& issues) {
    const auto text = required ? std::optional<std::string>(in.text(key, 10)) : in.optional_text(key, 10);
    if (!text || (text->empty() && !required))
        return std::nullopt;
    const auto day = base::parse_day(*text);
    if (day)
        return *day;
    issues.error(ErrorCode::InvalidInput, in.path(key), day.error().message);
    return std::nullopt;
}

Milestone read_milestone(const Json& json, const std::string& where, Issues& issues) {
    base::ObjectReader in(json, where, issues);
    Milestone out;
    out.id = in.text("id", 20);
    out.name = in.text("name", 400);
    out.from = read_day(in, "from", false, issues);
    if (const auto due = read_day(in, "due", true, issues))
        out.due = *due;
    out.responsible = in.text_or("responsible", "", 200);
    in.finish();
    return out;
}

IndicatorGoal read_goal(const Json& json, const std::string& where, Issues& issues) {
    base::ObjectReader in(json, where, issues);
    IndicatorGoal out;
    out.code = in.text("code", 60);
    if (const auto target = in.optional_number("target"))
        out.target = *target;
    else
        issues.error(ErrorCode::InvalidInput, in.path("target"), "This field is missing");
    out.due = read_day(in, "due", false, issues);
    in.finish();
    return out;
}

} // namespace

Json plan_to_json(const Plan& plan) {
    Json milestones = Json::array();
    for (const auto& m : plan.milestones)
        milestones.push_back({{"id", m.id},
                              {"name", m.name},
                              {"from", base::day_or_null(m.from)},
                              {"due", base::to_iso(m.due)},
                              {"responsible", m.responsible}});
    Json indicators = Json::array();
    for (const auto& i : plan.indicators)
        indicators.push_back({{"code", i.code}, {"target", i.target}, {"due", base::day_or_null(i.due)}});
    return {{"model", plan.model},
            {"milestones", milestones},
            {"indicators", indicators},
            {"people", plan.people},
            {"note", plan.note}};
}

Plan plan_from_json(const Json& json, const std::string& where, Issues& issues) {
    base::ObjectReader in(json, where, issues);
    Plan plan;
    plan.model = static_cast<int>(in.optional_integer("model", 1, 43).value_or(0));
    for (const auto& m : in.array("milestones"))
        plan.milestones.push_back(
            read_milestone(m, fmt::format("{}[{}]", in.path("milestones"), plan.milestones.size()), issues));
    for (const auto& i : in.array_or_empty("indicators"))
        plan.indicators.push_back(
            read_goal(i, fmt::format("{}[{}]", in.path("indicators"), plan.indicators.size()), issues));
    for (const auto& person : in.array_or_empty("people")) {
        if (person.is_string())
            plan.people.push_back(person.get<std::string>());
        else
            issues.error(ErrorCode::InvalidInput, in.path("people"), "A text is expected here");
    }
    plan.note = in.text_or("note", "", 4000);
    in.finish();
    return plan;
}

Json adjustment_to_json(const Adjustment& adjustment) {
    return {{"model", adjustment.model},
            {"document", adjustment.document},
            {"date", base::to_iso(adjustment.date)},
            {"window_from", base::day_or_null(adjustment.window_from)},
            {"window_to", base::day_or_null(adjustment.window_to)},
            {"note", adjustment.note}};
}

Adjustment adjustment_from_json(const Json& json, Issues& issues) {
    base::ObjectReader in(json, "", issues);
    Adjustment out;
    out.model = static_cast<int>(in.integer("model", 1, 43));
    out.document = in.text("document", 200);
    if (const auto date = read_day(in, "date", true, issues))
        out.date = *date;
    out.window_from = read_day(in, "window_from", false, issues);
    out.window_to = read_day(in, "window_to", false, issues);
    out.note = in.text_or("note", "", 4000);
    in.finish();
    if (out.document.empty())
        issues.error(ErrorCode::InvalidInput, "document", "The document that decides this is missing");
    if (out.window_from && out.window_to && *out.window_to < *out.window_from)
        issues.error(ErrorCode::InvalidInput, "window_to", "The window ends before it begins");
    return out;
}

Json gate_opening_to_json(const GateOpening& opening) {
    return {{"gate", opening.gate}, {"document", opening.document}, {"date", base::to_iso(opening.date)}};
}

GateOpening gate_opening_from_json(const Json& json, Issues& issues) {
    base::ObjectReader in(json, "", issues);
    GateOpening out;
    out.gate = in.text("gate", 10);
    out.document = in.text("document", 200);
    if (const auto date = read_day(in, "date", true, issues))
        out.date = *date;
    in.finish();
    if (out.document.empty())
        issues.error(ErrorCode::InvalidInput, "document", "The document that decides this is missing");
    return out;
}

} // namespace canbo::progress
