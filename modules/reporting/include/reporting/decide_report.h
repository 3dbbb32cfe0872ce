#pragma once

#include "base/json.h"
#include "reporting/desk.h"

#include <string>
#include <string_view>
#include <vector>

namespace canbo::reporting {

/// A decision that is ready to be queued: body of an entry of kind "report-decision".
struct PreparedDecision {
    std::string agency;
    std::string period;
    Json body;
};

/// Accepts or returns a report this desk has from the office. Asks who receives the agency's reports (the office, or
/// the agency's lead) and replaces an earlier decision.
/// @error NotFound no such report, or the office has not received it
/// @error Forbidden somebody else decides about it
/// @error InvalidInput returned without a remark
/// @error Conflict it was decided in the same way already
Result<PreparedDecision> prepare_decision(const Desk& desk, const std::string& report, bool accept,
                                          std::string_view remark);

/// Prepares and queues it. @returns the entry's id
class DecideReport {
public:
    explicit DecideReport(const Desk& desk) : m_desk(desk) {}
    Result<std::string> operator()(const std::string& report, bool accept, std::string_view remark);

private:
    const Desk& m_desk;
};

/// What came of one report when many were decided about at once.
struct DecidedReport {
    std::string report;
    std::string agency; ///< Code; empty when this desk knows no such report.
    std::string period;
    Result<std::string> entry; ///< Id of the queued decision, or why there is none.
};

/// One decision and one remark for several reports. Each is asked what DecideReport asks and is queued by itself: one
/// that cannot be decided does not hold up the others. In the order given; what is named twice is decided once.
std::vector<DecidedReport> decide_reports(const Desk& desk, const std::vector<std::string>& reports, bool accept,
                                          std::string_view remark);

} // namespace canbo::reporting
