#include "formats/account_csv.h"

#include "base/text.h"
#include "formats/agency_csv.h"
#include "people/account.h"

#include <algorithm>
#include <map>
#include <set>

namespace canbo::formats {

Result<std::vector<CsvAccount>> read_account_csv(std::string_view text, Issues& issues) {
    CANBO_TRY(const std::string normal, base::to_nfc(text));
    CANBO_TRY(const auto rows, parse_csv(normal));
    for (const char* column : {"name", "role", "password"})
        if (rows.empty() || std::find(rows[0].begin(), rows[0].end(), column) == rows[0].end())
            return fail(ErrorCode::InvalidInput,
                        "The first row of the CSV file must name the columns; name, role and password among them",
                        "row 1");
    std::vector<CsvAccount> out;
    std::set<std::string> names;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        if (rows[i].size() == 1 && base::trim(rows[i][0]).empty())
            continue;
        const std::string row = "row " + std::to_string(i + 1);
        std::map<std::string, std::string> cells;
        for (std::size_t c = 0; c < rows[0].size() && c < rows[i].size(); ++c)
            cells[rows[0][c]] = rows[0][c] == "password" ? rows[i][c] : std::string(base::trim(rows[i][c]));
        const auto role = people::parse_role(cells["role"]);
        if (!role) {
            issues.error(role.error().code, row + ", column role", role.error().message);
            continue;
        }
        // The office's own rule for names, agencies and passwords; the hash is thrown away.
        const auto account =
            people::make_account(cells["name"], *role, cells["agency"], cells["password"], base::HashCost::Least);
        if (!account) {
            issues.error(account.error().code, row + ", column " + account.error().where, account.error().message);
            continue;
        }
        if (!names.insert(cells["name"]).second)
            issues.error(ErrorCode::Conflict, row + ", column name", "The name stands in the file twice");
        out.push_back({cells["name"], cells["display_name"], *role, cells["agency"], cells["password"]});
    }
    return out;
}

} // namespace canbo::formats
