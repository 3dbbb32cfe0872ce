#pragma once

#include "base/json.h"
#include "reporting/desk.h"

#include <string>

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

} // namespace canbo::reporting
