#include "progress/list_figures.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <set>

namespace canbo::progress {
namespace {

/// The rows of all lists; of services that several agencies name one each, with yes where any of them says yes.
std::vector<ListRow> joined_rows(const ListSpec& spec, const std::vector<const ListVersion*>& lists) {
    std::vector<ListRow> out;
    std::map<std::string, std::size_t, std::less<>> places;
    const auto key = spec.kind == ListSpec::Kind::Services ? spec.key() : std::nullopt;
    for (const auto* version : lists)
        for (const auto& row : version->list.rows) {
            const auto [place, is_new] = key ? places.emplace(row[*key], out.size()) : std::pair(places.end(), true);
            if (is_new) {
                out.push_back(row);
                continue;
            }
            for (std::size_t c = 0; c < spec.columns.size(); ++c)
                if (spec.columns[c].kind == ListColumn::Kind::YesNo && row[c] == "yes")
                    out[place->second][c] = "yes";
        }
    return out;
}

double number_of(const std::string& digits) {
    std::int64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return static_cast<double>(number);
}

std::optional<double> sum_of(const std::vector<ListRow>& rows, std::size_t column) {
    std::optional<double> sum;
    for (const auto& row : rows)
        if (!row[column].empty())
            sum = sum.value_or(0) + number_of(row[column]);
    return sum;
}

ListFigure measure(const ListSpec& spec, const ListMeasure& what, const Indicator& indicator,
                   const std::vector<ListRow>& rows) {
    using Kind = ListMeasure::Kind;
    ListFigure out;
    out.list = spec.code;
    out.indicator = what.indicator;
    const auto column = spec.column(what.column);
    const auto says_yes = [&](const ListRow& row) {
        return what.kind == Kind::Sum || !column || row[*column] == "yes";
    };
    out.done = static_cast<std::size_t>(std::count_if(rows.begin(), rows.end(), says_yes));
    out.total = std::max(rows.size(), static_cast<std::size_t>(what.kind == Kind::Sum ? 0 : spec.expected.value_or(0)));
    switch (what.kind) {
    case Kind::Rows:
        out.value = static_cast<double>(out.done);
        break;
    case Kind::Sum:
        out.value = column ? sum_of(rows, *column) : std::nullopt;
        break;
    case Kind::Share:
        out.tolerance = 0.051; // 66,7 for two thirds
        if (!rows.empty())
            out.value = 100.0 * static_cast<double>(out.done) / static_cast<double>(rows.size());
        break;
    case Kind::Level:
        (out.done == out.total && out.total > 0 ? out.value : out.not_reached) = indicator.target;
        break;
    }
    return out;
}

Json number_or_null(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

} // namespace

bool ListFigure::differs_from(double reported) const {
    if (not_reached)
        return reported >= *not_reached;
    return value && std::abs(reported - *value) > tolerance;
}

std::vector<ListFigure> figures_of(const ListSpec& spec, const Model& model,
                                   const std::vector<const ListVersion*>& lists) {
    std::vector<ListFigure> out;
    if (lists.empty())
        return out;
    const auto rows = joined_rows(spec, lists);
    for (const auto& what : spec.measures)
        if (const Indicator* indicator = model.indicator(what.indicator))
            out.push_back(measure(spec, what, *indicator, rows));
    return out;
}

std::vector<const ListVersion*> lists_in_force(const ListBook& book, const ListSpec& spec,
                                               const people::AgencyTree& agencies, base::Day day) {
    const auto all = book.of(spec);
    std::set<std::string> own; // agencies that carry the duties today and have filled their own list
    const auto carrier = [&](const ListVersion& version) {
        const people::Agency* agency = agencies.on(version.list.agency, day);
        return agency ? agency->code : std::string();
    };
    for (const auto* version : all)
        if (carrier(*version) == version->list.agency)
            own.insert(version->list.agency);
    std::vector<const ListVersion*> out;
    for (const auto* version : all)
        if (spec.by_office || carrier(*version) == version->list.agency ||
            (!carrier(*version).empty() && own.count(carrier(*version)) == 0))
            out.push_back(version);
    return out;
}

std::optional<ListFigure> proposed(const Model& model, std::string_view indicator, std::string_view agency,
                                   const ListBook& book) {
    for (const auto& spec : model.lists)
        if (const ListVersion* version = book.find(spec, agency))
            for (auto& figure : figures_of(spec, model, {version}))
                if (figure.indicator == indicator)
                    return std::move(figure);
    return std::nullopt;
}

Json figure_to_json(const ListFigure& figure, const Model& model) {
    const Indicator* indicator = model.indicator(figure.indicator);
    return {{"indicator", figure.indicator},
            {"name", indicator ? indicator->name : ""},
            {"unit", indicator ? indicator->unit : ""},
            {"target", indicator ? number_or_null(indicator->target) : Json(nullptr)},
            {"value", number_or_null(figure.value)},
            {"done", figure.done},
            {"total", figure.total}};
}

} // namespace canbo::progress
