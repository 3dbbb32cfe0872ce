#include "formats/roster_file.h"

#include "base/text.h"
#include "formats/agency_csv.h"
#include "formats/xlsx_reader.h"

#include <algorithm>
#include <map>

namespace canbo::formats {
namespace {

constexpr std::size_t most_candidates = 10'000;

/// Search keys of what a column may be called.
const std::map<std::string, std::string>& heads() {
    static const std::map<std::string, std::string> all{
        {"so bao danh", "number"}, {"sbd", "number"},           {"so cccd", "citizen"},
        {"cccd", "citizen"},       {"so dinh danh", "citizen"}, {"so dinh danh ca nhan", "citizen"},
        {"ho va ten", "name"},     {"ho ten", "name"},          {"ngay sinh", "birth"},
        {"gioi tinh", "sex"},      {"phong thi", "room"},       {"phong", "room"},
        {"so may", "seat"},        {"cho ngoi", "seat"},        {"phut cong them", "extra_minutes"},
        {"tai khoan", "account"}};
    return all;
}

std::string column_name(std::string_view head) {
    const auto key = base::search_key(base::trim(head));
    const auto& known = exam::candidate_columns();
    if (const auto same = std::find(known.begin(), known.end(), base::trim(head)); same != known.end())
        return *same;
    const auto found = heads().find(key);
    return found == heads().end() ? std::string() : found->second;
}

bool is_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// What a spreadsheet does to a cell: a date becomes a number of days, zeros in front are lost.
std::string mended(const std::string& column, std::string cell) {
    if (column == "citizen" && is_digits(cell) && cell.size() >= 9 && cell.size() < 12)
        return std::string(12 - cell.size(), '0') + cell;
    if (column == "birth" && is_digits(cell) && cell.size() == 5)
        return base::to_iso(base::Day(std::chrono::year(1899) / 12 / 30) + std::chrono::days(std::stoi(cell)));
    return cell;
}

Result<std::vector<std::vector<std::string>>> rows_of(std::string_view file) {
    if (file.starts_with("PK"))
        return read_xlsx(file);
    CANBO_TRY(const std::string text, base::to_nfc(file));
    return parse_csv(text);
}

} // namespace

Result<RosterFile> read_roster(std::string_view file, Issues& issues) {
    CANBO_TRY(const auto rows, rows_of(file));
    std::vector<std::string> columns;
    if (!rows.empty())
        for (const auto& head : rows[0])
            columns.push_back(column_name(head));
    for (const char* needed : {"number", "citizen", "name", "birth"})
        if (std::find(columns.begin(), columns.end(), needed) == columns.end())
            return fail(ErrorCode::InvalidInput,
                        "The first row must name the columns: number, citizen, name and birth among them", "row 1");
    if (rows.size() > most_candidates + 1)
        return fail(ErrorCode::TooLarge, "The list has too many candidates");
    RosterFile out;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        exam::RosterRow row;
        for (std::size_t c = 0; c < rows[i].size() && c < columns.size(); ++c)
            if (const auto cell = base::trim(rows[i][c]); !columns[c].empty() && !cell.empty()) {
                CANBO_TRY(const auto text, base::to_nfc(cell));
                row[columns[c]] = mended(columns[c], text);
            }
        if (row.empty())
            continue;
        const auto where = "row " + std::to_string(i + 1);
        out.candidates.push_back(exam::candidate_from_row(row, where, issues));
        out.places.push_back(where);
    }
    if (out.candidates.empty())
        issues.error(ErrorCode::InvalidInput, "", "The list names no candidate");
    return out;
}

} // namespace canbo::formats
