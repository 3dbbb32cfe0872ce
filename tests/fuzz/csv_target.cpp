#include "base/issues.h"
#include "formats/agency_csv.h"
#include "targets.h"

#include <algorithm>

namespace canbo::fuzz {
namespace {

/// The rows below a head that says the comma parts them.
std::string written(const std::vector<std::vector<std::string>>& rows) {
    std::string text = "code,name\n";
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            text += i == 0 ? "\"" : ",\"";
            for (const char c : row[i])
                text += c == '"' ? std::string("\"\"") : std::string(1, c);
            text += '"';
        }
        text += '\n';
    }
    return text;
}

} // namespace

void read_csv(std::string_view input) {
    if (const auto rows = formats::parse_csv(input)) {
        const auto again = formats::parse_csv(written(*rows));
        CANBO_CHECK(again);
        CANBO_CHECK(std::equal(again->begin() + 1, again->end(), rows->begin(), rows->end()));
    }
    Issues issues;
    if (const auto agencies = formats::read_agency_csv(input, issues))
        for (const auto& agency : *agencies)
            CANBO_CHECK(people::is_agency_code(agency.code));
}

} // namespace canbo::fuzz
