#include "base/json_parts.h"
#include "people/agency.h"

#include <array>
#include <utility>

namespace canbo::people {
namespace {

constexpr std::array<std::pair<Tier, const char*>, 6> tiers{{
    {Tier::Province, "province"},
    {Tier::Department, "department"},
    {Tier::Central, "central"},
    {Tier::District, "district"},
    {Tier::Ministry, "ministry"},
    {Tier::Collective, "collective"},
}};

const char* tier_name(Tier tier) {
    for (const auto& [value, name] : tiers)
        if (value == tier)
            return name;
    return "department";
}

bool parse_tier(const std::string& text, Tier& out) {
    for (const auto& [value, name] : tiers)
        if (text == name) {
            out = value;
            return true;
        }
    return false;
}

Json letter_to_json(const LetterDetails& letter) {
    return {{"superior", base::text_or_null(letter.superior)},
            {"issuer", letter.issuer},
            {"symbol", letter.symbol},
            {"place", letter.place},
            {"authority", base::text_or_null(letter.authority)},
            {"office", base::text_or_null(letter.office)},
            {"signer", base::text_or_null(letter.signer)},
            {"recipients", letter.recipients}};
}

LetterDetails letter_from_json(const Json& json, const std::string& where, Issues& issues) {
    base::ObjectReader in(json, where, issues);
    LetterDetails letter;
    letter.superior = in.text_or("superior", "", 200);
    letter.issuer = in.text("issuer", 200);
    letter.symbol = in.text("symbol", 40);
    letter.place = in.text("place", 80);
    letter.authority = in.text_or("authority", "", 120);
    letter.office = in.text_or("office", "", 120);
    letter.signer = in.text_or("signer", "", 120);
    for (const auto& line : in.array("recipients"))
        if (line.is_string())
            letter.recipients.push_back(line.get<std::string>());
    in.finish();
    return letter;
}

std::optional<base::Day> read_day(base::ObjectReader& in, const char* key, Issues& issues) {
    const auto text = in.optional_text(key, 10);
    if (!text)
        return std::nullopt;
    const auto day = base::parse_day(*text);
    if (!day) {
        issues.error(ErrorCode::InvalidInput, in.path(key), day.error().message);
        return std::nullopt;
    }
    return *day;
}

void read_reports_to(base::ObjectReader& in, Agency& agency, Issues& issues) {
    for (const auto& item : in.array_or_empty("reports_to")) {
        base::ObjectReader link(item, in.path("reports_to"), issues);
        ReportsTo out{link.text("to", 16), read_day(link, "from", issues)};
        link.finish();
        if (out.to != reports_to_office && out.to != reports_to_parent && !is_agency_code(out.to))
            issues.error(ErrorCode::InvalidInput, in.path("reports_to"),
                         "Reports go to the office, to the parent or to the code of an agency");
        else
            add_reports_to(agency, std::move(out));
    }
}

} // namespace

Json agency_to_json(const Agency& agency) {
    Json out = {{"code", agency.code},
                {"name", agency.name},
                {"short_name", agency.short_name},
                {"parent", base::text_or_null(agency.parent)},
                {"tier", tier_name(agency.tier)},
                {"collective", agency.collective},
                {"letter", agency.letter ? letter_to_json(*agency.letter) : Json(nullptr)},
                {"valid_from", base::day_or_null(agency.valid_from)},
                {"valid_to", base::day_or_null(agency.valid_to)},
                {"successor", base::text_or_null(agency.successor)},
                {"source", agency.source}};
    for (const Tier covered : agency.covers)
        out["covers"].push_back(tier_name(covered));
    if (agency.needs_approval)
        out["needs_approval"] = true;
    for (const auto& link : agency.reports_to)
        out["reports_to"].push_back({{"to", link.to}, {"from", base::day_or_null(link.from)}});
    return out;
}

Agency agency_from_json(const Json& json, const std::string& where, Issues& issues) {
    base::ObjectReader in(json, where, issues);
    Agency agency;
    agency.code = in.text("code", 16);
    if (!is_agency_code(agency.code))
        issues.error(ErrorCode::InvalidInput, in.path("code"),
                     "An agency code has 2 to 16 upper-case letters, digits or hyphens");
    agency.name = in.text("name", 200);
    agency.short_name = in.text_or("short_name", agency.name, 120);
    agency.parent = in.text_or("parent", "", 16);
    if (!parse_tier(in.text_or("tier", "department", 20), agency.tier))
        issues.error(ErrorCode::InvalidInput, in.path("tier"), "There is no such tier of agencies");
    agency.collective = in.boolean_or("collective", agency.tier == Tier::Collective);
    for (const auto& item : in.array_or_empty("covers")) {
        Tier covered{};
        if (item.is_string() && parse_tier(item.get<std::string>(), covered))
            agency.covers.push_back(covered);
        else
            issues.error(ErrorCode::InvalidInput, in.path("covers"), "There is no such tier of agencies");
    }
    if (in.has("letter"))
        agency.letter = letter_from_json(in.object_or_empty("letter"), in.path("letter"), issues);
    else
        in.object_or_empty("letter");
    agency.valid_from = read_day(in, "valid_from", issues);
    agency.valid_to = read_day(in, "valid_to", issues);
    agency.successor = in.text_or("successor", "", 16);
    agency.needs_approval = in.boolean_or("needs_approval", false);
    agency.source = in.text_or("source", "", 400);
    read_reports_to(in, agency, issues);
    in.finish();
    return agency;
}

} // namespace canbo::people
