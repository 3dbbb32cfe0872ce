#include "drill_parts.h"

#include "common/course_shelf.h"
#include "formats/course_folder.h"

#include <algorithm>

namespace canbo::apps {
namespace {

namespace fs = std::filesystem;

Result<training::ui::OpenedDrills> open_drills(const fs::path& folder, const fs::path& share) {
    const auto shelf = load_shelf(folder, share);
    const auto found = std::find_if(shelf.courses.begin(), shelf.courses.end(),
                                    [](const auto& one) { return !one.course.drills.empty(); });
    if (found == shelf.courses.end())
        return fail(ErrorCode::NotFound, "No course on this desk has drills");
    CANBO_TRY(auto files, formats::read_course_folder(found->folder));
    Issues issues;
    auto checked = formats::check_course(files, issues);
    if (issues.has_errors() || !checked.drills)
        return fail(ErrorCode::NotFound, "The course has no drills that can be used", found->course.slug);
    return training::ui::OpenedDrills{std::move(checked.course), *std::move(checked.drills), std::move(files)};
}

} // namespace

training::ui::DrillParts drill_parts(fs::path folder, fs::path share, training::DrillStore& store,
                                     const base::Clock& clock) {
    return {[folder = std::move(folder), share = std::move(share)] { return open_drills(folder, share); }, store,
            clock};
}

} // namespace canbo::apps
