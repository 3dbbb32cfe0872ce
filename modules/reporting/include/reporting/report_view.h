#pragma once

#include "base/json.h"
#include "reporting/desk.h"
#include "reporting/period_book.h"
#include "reporting/report.h"

#include <string>
#include <vector>

namespace canbo::reporting {

/// One report as its desk knows it, wherever it stands: draft, queued, refused, or at the office.
struct ReportView {
    std::string id;
    std::string state; ///< "draft", "queued", "sent", "refused", "received", "returned", "accepted", …
    Report report;
    std::string received_at; ///< ISO; empty until the office has it.
    bool late{false};
    std::string remark; ///< The office's, or why it was refused.
    std::string decided_by;
    std::string author;
    std::string digest;
    bool in_conflict{false};
};

/// @error NotFound
Result<ReportView> find_report(const Desk& desk, const std::string& id);
/// Every report this desk may see, newest period first; `agency` empty: all.
Result<std::vector<ReportView>> list_reports(const Desk& desk, const std::string& agency);
Json report_view_to_json(const ReportView& view, bool with_content);

} // namespace canbo::reporting
