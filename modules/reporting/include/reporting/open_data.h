#pragma once

#include "base/json.h"
#include "reporting/desk.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace canbo::reporting {

/// Progress of the plan for everybody: an agency in a model, in numbers and words of closed lists. No text that
/// somebody wrote is in it, and no name of a person: what an agency's report says in its own words may hold both.
struct OpenDataRow {
    int model{0};
    std::string model_name;
    std::string agency;
    std::string agency_name;
    std::string status;     ///< By the office's rules: "on-track".
    std::string confidence; ///< The agency's: "green", or empty.
    std::string period;     ///< Of the report it said so in, or empty.
    std::optional<double> percent;
    std::map<std::string, double> indicators; ///< Catalogue code to value.
};

struct OpenData {
    base::Time as_of{};
    std::vector<OpenDataRow> rows; ///< By model, then agency.
};

/// As the desk's replica knows it now. @error Forbidden who does not see every agency; Storage
Result<OpenData> open_data(const Desk& desk);

/// content/schema/open-data.schema.json
Json open_data_to_json(const OpenData& data);
/// RFC 4180 with a head line, rows of the same columns but the indicators.
std::string open_data_to_csv(const OpenData& data);

} // namespace canbo::reporting
