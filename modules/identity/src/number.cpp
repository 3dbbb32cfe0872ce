#include "identity/number.h"

#include <algorithm>

namespace canbo::identity {

std::string_view sex_name(Sex sex) { return sex == Sex::Male ? "male" : "female"; }
std::string_view sex_vietnamese(Sex sex) { return sex == Sex::Male ? "Nam" : "Nữ"; }

Result<Number> parse_number(std::string_view text) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.size() != 12 || !std::all_of(text.begin(), text.end(), digit))
        return fail(ErrorCode::InvalidInput, "A citizen's number has exactly 12 digits", "number");
    const int century = text[3] - '0';
    Number number;
    number.text = std::string(text);
    number.sex = century % 2 == 0 ? Sex::Male : Sex::Female;
    number.birth_year = 1900 + century / 2 * 100 + (text[4] - '0') * 10 + (text[5] - '0');
    return number;
}

PlaceTable PlaceTable::from_json(const Json& json, Issues& issues) {
    base::ObjectReader in(json, "", issues);
    PlaceTable out;
    in.text("source");
    for (const auto& item : in.array("provinces")) {
        base::ObjectReader row(item, "provinces", issues);
        const auto code = row.text("code", 3);
        const auto name = row.text("name", 100);
        if (!out.m_provinces.emplace(code, name).second)
            issues.error(ErrorCode::InvalidInput, "provinces", "A code of a province stands in the table twice");
        row.finish();
    }
    base::ObjectReader abroad(in.object_or_empty("abroad"), "abroad", issues);
    abroad.text("source");
    out.m_abroad_from = abroad.text("from", 3);
    out.m_abroad_to = abroad.text("to", 3);
    abroad.finish();
    in.finish();
    return out;
}

std::string PlaceTable::province(std::string_view code) const {
    const auto found = m_provinces.find(code);
    return found == m_provinces.end() ? std::string() : found->second;
}

bool PlaceTable::is_abroad(std::string_view code) const { return code >= m_abroad_from && code <= m_abroad_to; }

std::vector<std::string> PlaceTable::codes() const {
    std::vector<std::string> out;
    for (const auto& [code, name] : m_provinces)
        out.push_back(code);
    return out;
}

Findings check_place(const Number& number, const PlaceTable& places) {
    if (places.province(number.place()).empty() && !places.is_abroad(number.place()))
        return {finding("number-place-unknown")};
    return {};
}

} // namespace canbo::identity
