#pragma once

#include "base/issues.h"
#include "base/json.h"
#include "base/period.h"
#include "progress/status.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace canbo::reporting {

/// What a report says about one model. Status and confidence stay text until they are checked: a draft may hold
/// anything somebody typed.
struct ModelReport {
    int model{0};
    std::string status;
    std::string confidence;
    std::optional<double> percent;
    std::map<std::string, double> indicators;      ///< Catalogue code to value.
    std::map<std::string, std::string> milestones; ///< Milestone id to the date it was reached (yyyy-mm-dd).
    std::string results;
    std::string difficulties;
    std::string proposals;
    std::string next;

    /// As the status rules see it; nothing when status or confidence is no known word.
    std::optional<progress::AgencyView> view() const;
};

struct Attachment {
    std::string name;
    std::string sha256;
    std::int64_t size{0};
};

/// A report as it is frozen and sent: body of an entry of kind "report", subject = period.
struct Report {
    std::string period;
    std::string agency;
    std::int64_t revision{1};
    std::vector<std::string> bases; ///< Reports this one revises.
    std::string reason;
    std::string approved_by;
    std::string summary; ///< Markdown.
    std::vector<ModelReport> models;
    std::vector<Attachment> attachments;

    const ModelReport* find(int model) const;
};

inline constexpr const char* report_kind = "report";
inline constexpr std::size_t most_text = 20'000;            ///< Characters of one field.
inline constexpr std::int64_t most_attachment = 20'000'000; ///< Bytes.

Json report_to_json(const Report& report);
/// Shape only (types, unknown keys, lengths); what the values mean is checked by check_report.
Report report_from_json(const Json& json, Issues& issues);

/// What a leader approves: SHA-256 of the report's canonical JSON without the approval itself.
Result<std::string> approval_digest(const Report& report);

/// One element of "models" in `report fill` and in a report's body.
Json model_report_to_json(const ModelReport& model);
ModelReport model_report_from_json(const Json& json, const std::string& where, Issues& issues);

} // namespace canbo::reporting
