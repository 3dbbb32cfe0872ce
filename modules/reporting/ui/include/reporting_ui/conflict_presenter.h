#pragma once

#include "progress/catalogue.h"
#include "reporting_ui/form_content.h"

#include <string>
#include <vector>

namespace canbo::reporting::ui {

/// One field of every version of a conflict.
struct ConflictRow {
    std::string path;
    std::string title;
    std::vector<std::string> values; ///< One per version.
    bool differs{false};
};

/// What stands above a version: who wrote it and when the office got it.
struct ConflictVersion {
    std::string id;
    std::string title;
};

/// Every field that any version holds, those that differ first; order of the form within.
std::vector<ConflictRow> conflict_rows(const std::vector<ReportView>& rivals, const progress::Catalogue& catalogue);
std::vector<ConflictVersion> conflict_versions(const std::vector<ReportView>& rivals);

} // namespace canbo::reporting::ui
