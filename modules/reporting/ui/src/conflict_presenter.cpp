#include "reporting_ui/conflict_presenter.h"

#include "base/translation.h"
#include "reporting/draft_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace canbo::reporting::ui {
namespace {

std::string value_of(const Fields& fields, const std::string& path) {
    const std::string text = shown_text(fields, path);
    const std::string key = path.substr(path.rfind('/') + 1);
    return !text.empty() && (key == "status" || key == "confidence") ? choice_word(key, text) : text;
}

std::string title_of(const std::string& path, const progress::Catalogue& catalogue) {
    if (path.starts_with("attachments/"))
        return base::tr("Attachment") + " · " + path.substr(12);
    return field_title(path, catalogue);
}

/// "models/6/…" stands before "models/10/…".
int order_of(const std::string& path) {
    const std::string section = section_of(path);
    return section == "summary" ? 0 : section == "attachments" ? 1000 : std::stoi(section);
}

} // namespace

std::vector<ConflictRow> conflict_rows(const std::vector<ReportView>& rivals, const progress::Catalogue& catalogue) {
    std::vector<Fields> versions;
    std::set<std::string> paths;
    for (const auto& rival : rivals) {
        versions.push_back(fields_of(rival.report));
        for (const auto& [path, json] : versions.back())
            if (!path.ends_with("/model"))
                paths.insert(path);
    }
    std::vector<ConflictRow> rows;
    for (const auto& path : paths) {
        ConflictRow row{path, title_of(path, catalogue), {}, false};
        std::set<std::string> different;
        for (const auto& fields : versions) {
            row.values.push_back(value_of(fields, path));
            const auto found = fields.find(path);
            different.insert(found == fields.end() ? std::string() : found->second);
        }
        row.differs = different.size() > 1;
        rows.push_back(std::move(row));
    }
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
        return a.differs != b.differs ? a.differs : order_of(a.path) < order_of(b.path);
    });
    return rows;
}

std::vector<ConflictVersion> conflict_versions(const std::vector<ReportView>& rivals) {
    std::vector<ConflictVersion> out;
    for (const auto& rival : rivals)
        out.push_back({rival.id, fmt::format(fmt::runtime(base::tr("Version of {}, received {}")), rival.author,
                                             base::show_time_or_blank(rival.received_at))});
    return out;
}

} // namespace canbo::reporting::ui
