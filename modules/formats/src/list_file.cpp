#include "formats/list_file.h"

#include "base/text.h"
#include "formats/agency_csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace canbo::formats {
namespace {

using progress::ListColumn;
using progress::ListSpec;
using Places = std::vector<std::optional<std::size_t>>;

/// Where an unknown column stands. A list of persons without its head would show a name here: it shows a number.
std::string head_place(const ListSpec& spec, const std::string& head, std::size_t at) {
    return fmt::format("row 1, column {}", spec.personal() ? std::to_string(at + 1) : base::fit(head, 40));
}

Places read_head(const std::vector<std::string>& head, const ListSpec& spec, Issues& issues) {
    Places places;
    for (std::size_t i = 0; i < head.size(); ++i) {
        const std::string cell(base::trim(head[i]));
        auto place = spec.column(cell);
        for (std::size_t c = 0; c < spec.columns.size() && !place; ++c)
            if (base::search_key(cell) == base::search_key(spec.columns[c].name))
                place = c;
        if (!place)
            issues.error(ErrorCode::NotFound, head_place(spec, cell, i), "The list has no such column");
        else if (std::find(places.begin(), places.end(), place) != places.end())
            issues.error(ErrorCode::Conflict, head_place(spec, cell, i), "The column stands in the file twice");
        places.push_back(place);
    }
    for (std::size_t c = 0; c < spec.columns.size(); ++c)
        if (spec.columns[c].required && std::find(places.begin(), places.end(), c) == places.end())
            issues.error(ErrorCode::InvalidInput, "row 1, column " + spec.columns[c].code, "This column is missing");
    return places;
}

bool looks_like_formula(std::string_view text) {
    const auto first = text.find_first_not_of('\'');
    return first != std::string_view::npos && std::string_view("=+-@\t").find(text[first]) != std::string_view::npos;
}

/// The apostrophe that write_list_csv (or a careful person) puts before a formula is no part of the text.
std::string_view without_guard(std::string_view text) {
    return !text.empty() && text.front() == '\'' && looks_like_formula(text) ? text.substr(1) : text;
}

bool is_blank(const std::vector<std::string>& cells) {
    return std::all_of(cells.begin(), cells.end(), [](const auto& cell) { return base::trim(cell).empty(); });
}

std::string json_cell(const Json& value, const ListColumn& column, const std::string& where, Issues& issues) {
    if (value.is_null())
        return {};
    if (value.is_string())
        return progress::normal_cell(column, value.get_ref<const std::string&>());
    if (value.is_number_integer())
        return progress::normal_cell(column, value.dump());
    if (value.is_boolean() && column.kind == ListColumn::Kind::YesNo)
        return value.get<bool>() ? "yes" : "no";
    issues.error(ErrorCode::InvalidInput, where, "This value does not fit the column");
    return {};
}

std::string csv_cell(const ListColumn& column, const std::string& cell) {
    std::string text = cell;
    if (column.kind == ListColumn::Kind::YesNo && !cell.empty())
        text = cell == "yes" ? "Có" : "Không";
    else if (column.kind == ListColumn::Kind::Date)
        text = base::parse_day(cell) ? base::show_day(*base::parse_day(cell)) : cell;
    else if (looks_like_formula(cell))
        text.insert(0, 1, '\'');
    if (text.find_first_of(",;\"\r\n") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (const char c : text)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

} // namespace

Result<progress::FilledList> read_list_csv(std::string_view text, const ListSpec& spec, Issues& issues) {
    CANBO_TRY(const std::string normal, base::to_nfc(text));
    CANBO_TRY(const auto rows, parse_csv(normal));
    progress::FilledList out;
    if (rows.empty()) {
        issues.error(ErrorCode::InvalidInput, "row 1", "The first row must name the columns");
        return out;
    }
    const Places places = read_head(rows[0], spec, issues);
    if (issues.has_errors())
        return out;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        if (is_blank(rows[i]))
            continue;
        progress::ListRow row(spec.columns.size());
        for (std::size_t c = 0; c < rows[i].size(); ++c)
            if (c < places.size())
                row[*places[c]] = progress::normal_cell(spec.columns[*places[c]], without_guard(rows[i][c]));
            else if (!base::trim(rows[i][c]).empty())
                issues.error(ErrorCode::InvalidInput, fmt::format("row {}, column {}", i + 1, c + 1),
                             "A row has one cell for every column");
        out.rows.push_back(std::move(row));
        out.lines.push_back(i + 1);
    }
    return out;
}

progress::FilledList read_list_json(const Json& json, const ListSpec& spec, Issues& issues) {
    progress::FilledList out;
    if (!json.is_array()) {
        issues.error(ErrorCode::InvalidInput, "rows", "A list is expected here");
        return out;
    }
    for (const auto& object : json) {
        const std::string where = fmt::format("row {}", out.rows.size() + 1);
        progress::ListRow row(spec.columns.size());
        if (!object.is_object())
            issues.error(ErrorCode::InvalidInput, where, "An object is expected here");
        for (auto it = object.begin(); object.is_object() && it != object.end(); ++it) {
            const auto place = spec.column(it.key());
            if (place)
                row[*place] = json_cell(*it, spec.columns[*place], where + ", column " + it.key(), issues);
            else
                issues.error(ErrorCode::NotFound,
                             spec.personal() ? where : where + ", column " + base::fit(it.key(), 40),
                             "The list has no such column");
        }
        out.rows.push_back(std::move(row));
    }
    return out;
}

std::string write_list_csv(const ListSpec& spec, const std::vector<progress::ListRow>& rows) {
    std::string out = "\xef\xbb\xbf";
    ListColumn head; // a text column: names of columns are texts
    for (std::size_t c = 0; c < spec.columns.size(); ++c)
        out += (c == 0 ? "" : ",") + csv_cell(head, spec.columns[c].name);
    out += "\r\n";
    for (const auto& row : rows) {
        for (std::size_t c = 0; c < spec.columns.size() && c < row.size(); ++c)
            out += (c == 0 ? "" : ",") + csv_cell(spec.columns[c], row[c]);
        out += "\r\n";
    }
    return out;
}

} // namespace canbo::formats
