#include "reporting/open_data.h"

#include "progress/agency_book.h"
#include "reporting/status_board.h"

#include <fmt/format.h>

namespace canbo::reporting {
namespace {

OpenDataRow row_of(const StatusLine& line, const progress::Model& model, const people::AgencyTree& agencies) {
    OpenDataRow row;
    row.model = line.model;
    row.model_name = model.name;
    row.agency = line.agency;
    const people::Agency* agency = agencies.find(line.agency);
    row.agency_name = agency != nullptr ? agency->name : line.agency;
    row.status = progress::status_name(line.office.status);
    if (!line.said)
        return row;
    row.period = line.period;
    if (progress::parse_confidence(line.said->confidence))
        row.confidence = line.said->confidence;
    row.percent = line.said->percent;
    for (const auto& [code, value] : line.said->indicators)
        if (model.indicator(code) != nullptr)
            row.indicators.emplace(code, value);
    return row;
}

std::string csv_field(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"')
            out += '"';
        out += c;
    }
    return out + '"';
}

} // namespace

Result<OpenData> open_data(const Desk& desk) {
    CANBO_TRY_VOID(people::require(desk.person, people::Permission::SeeEveryAgency));
    OpenData out;
    out.as_of = desk.clock.now();
    const base::Day today = base::day_in_vietnam(out.as_of);
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Read));
    CANBO_TRY(const auto agencies, progress::load_agencies(*tx, desk.entries, desk.shipped_agencies));
    CANBO_TRY(const auto plans, progress::PlanBook::load(*tx, desk.entries, base::Time::max()));
    CANBO_TRY(const auto said, newest_reports(*tx, desk));
    const progress::Duties duties(desk.catalogue, agencies, today);
    for (const auto& status : status_of(desk.catalogue, duties, plans, said, today))
        for (const auto& line : status.lines)
            out.rows.push_back(row_of(line, *desk.catalogue.find(status.model), agencies));
    return out;
}

Json open_data_to_json(const OpenData& data) {
    Json rows = Json::array();
    for (const OpenDataRow& row : data.rows)
        rows.push_back({{"model", row.model},
                        {"model_name", row.model_name},
                        {"agency", row.agency},
                        {"agency_name", row.agency_name},
                        {"status", row.status},
                        {"confidence", row.confidence.empty() ? Json() : Json(row.confidence)},
                        {"period", row.period.empty() ? Json() : Json(row.period)},
                        {"percent", row.percent ? Json(*row.percent) : Json()},
                        {"indicators", row.indicators}});
    return {{"as_of", base::to_iso(data.as_of)}, {"rows", std::move(rows)}};
}

std::string open_data_to_csv(const OpenData& data) {
    std::string out = "as_of,model,model_name,agency,agency_name,status,confidence,period,percent\r\n";
    for (const OpenDataRow& row : data.rows)
        out += fmt::format("{},{},{},{},{},{},{},{},{}\r\n", base::to_iso(data.as_of), row.model,
                           csv_field(row.model_name), csv_field(row.agency), csv_field(row.agency_name), row.status,
                           row.confidence, row.period, row.percent ? fmt::format("{}", *row.percent) : "");
    return out;
}

} // namespace canbo::reporting
