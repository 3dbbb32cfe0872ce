#include "formats/agency_csv.h"

#include "base/json.h"
#include "base/text.h"

#include <algorithm>
#include <map>
#include <set>

namespace canbo::formats {
namespace {

char separator_of(std::string_view text) {
    const auto head = text.substr(0, text.find('\n'));
    return std::count(head.begin(), head.end(), ';') > std::count(head.begin(), head.end(), ',') ? ';' : ',';
}

/// One agency as the JSON that agency_from_json reads, so that a file is checked by the same rules as everything else.
Json agency_json(const std::map<std::string, std::string>& row) {
    const auto cell = [&](const char* name) -> Json {
        const auto it = row.find(name);
        return it == row.end() || it->second.empty() ? Json(nullptr) : Json(it->second);
    };
    Json out{{"source", "unverified: imported from CSV"}};
    for (const char* key : {"code", "name", "short_name", "parent", "tier", "valid_from", "valid_to", "successor"})
        if (!cell(key).is_null())
            out[key] = cell(key);
    if (!cell("issuer").is_null()) {
        const auto text = [&](const char* key) { return cell(key).is_null() ? Json("") : cell(key); };
        out["letter"] = {{"superior", cell("superior")},
                         {"issuer", text("issuer")},
                         {"symbol", text("symbol")},
                         {"place", text("place")},
                         {"authority", cell("authority")},
                         {"office", cell("office")},
                         {"signer", nullptr},
                         {"recipients", {"Như trên", "Lưu: VT"}}};
    }
    return out;
}

} // namespace

Result<std::vector<std::vector<std::string>>> parse_csv(std::string_view text) {
    if (text.substr(0, 3) == "\xef\xbb\xbf")
        text.remove_prefix(3); // what Excel puts first
    const char separator = separator_of(text);
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> row(1);
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c != '"')
                row.back() += c;
            else if (i + 1 < text.size() && text[i + 1] == '"')
                row.back() += text[++i];
            else
                quoted = false;
        } else if (c == '"' && row.back().empty()) {
            quoted = true;
        } else if (c == separator) {
            row.emplace_back();
        } else if (c == '\n') {
            rows.push_back(std::move(row));
            row.assign(1, {});
        } else if (c != '\r') {
            row.back() += c;
        }
    }
    if (quoted)
        return fail(ErrorCode::InvalidInput, "A quoted cell of the CSV file does not end",
                    "row " + std::to_string(rows.size() + 1));
    if (row.size() > 1 || !row.front().empty())
        rows.push_back(std::move(row));
    return rows;
}

Result<std::vector<people::Agency>> read_agency_csv(std::string_view text, Issues& issues) {
    CANBO_TRY(const std::string normal, base::to_nfc(text));
    CANBO_TRY(const auto rows, parse_csv(normal));
    if (rows.empty() || std::find(rows[0].begin(), rows[0].end(), "code") == rows[0].end() ||
        std::find(rows[0].begin(), rows[0].end(), "name") == rows[0].end())
        return fail(ErrorCode::InvalidInput,
                    "The first row of the CSV file must name the columns, code and name among them", "row 1");
    std::vector<people::Agency> out;
    std::set<std::string> codes;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        if (rows[i].size() == 1 && base::trim(rows[i][0]).empty())
            continue;
        std::map<std::string, std::string> cells;
        for (std::size_t c = 0; c < rows[0].size() && c < rows[i].size(); ++c)
            cells[rows[0][c]] = std::string(base::trim(rows[i][c]));
        Issues found;
        if (!cells["code"].empty() && !codes.insert(cells["code"]).second)
            found.error(ErrorCode::Conflict, "code", "The code stands in the file twice");
        auto agency = people::agency_from_json(agency_json(cells), "", found);
        for (const auto& issue : found.items()) {
            const std::string column = issue.where.substr(issue.where.rfind('.') + 1); // "letter.place" is column place
            issues.error(issue.code, "row " + std::to_string(i + 1) + ", column " + column, issue.sentence);
        }
        if (!found.has_errors())
            out.push_back(std::move(agency));
    }
    return out;
}

} // namespace canbo::formats
