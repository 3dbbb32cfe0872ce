#include "course_shelf.h"

#include "base/file.h"

#include <algorithm>

namespace canbo::ctl {
namespace fs = std::filesystem;
namespace {

Result<void> add_courses(const fs::path& folder, bool shipped, std::vector<ShelfCourse>& out) {
    std::error_code none; // no folder: no courses
    for (fs::directory_iterator it(folder, none), end; !none && it != end; it.increment(none)) {
        const auto file = it->path() / "course.json";
        if (!fs::exists(file, none))
            continue;
        CANBO_TRY(const auto text, base::read_file(file, 4'000'000));
        CANBO_TRY(const auto json, base::parse_json(text, {4'000'000, 16}));
        Issues issues;
        auto course = training::course_from_json(json, issues);
        if (issues.has_errors())
            return fail(ErrorCode::InvalidInput, "A course on this desk is damaged; install it again", file.string());
        const bool known = std::any_of(out.begin(), out.end(), [&](const auto& one) {
            return one.course.slug == course.slug && one.course.version == course.version;
        });
        if (!known)
            out.push_back({std::move(course), it->path(), shipped});
    }
    return {};
}

} // namespace

fs::path shelf_folder(const Runtime& runtime) { return runtime.folder() / "courses"; }

Result<std::vector<ShelfCourse>> load_shelf(Runtime& runtime) {
    std::vector<ShelfCourse> out;
    CANBO_TRY_VOID(add_courses(shelf_folder(runtime), false, out));
    CANBO_TRY(const auto share, runtime.share());
    CANBO_TRY_VOID(add_courses(share / "content" / "courses", true, out));
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
        if (a.course.slug != b.course.slug)
            return a.course.slug < b.course.slug;
        return training::compare_versions(a.course.version, b.course.version) > 0;
    });
    return out;
}

Result<ShelfCourse> find_course(Runtime& runtime, const std::string& slug, const std::string& wanted) {
    CANBO_TRY(auto shelf, load_shelf(runtime));
    for (auto& one : shelf)
        if (one.course.slug == slug && (wanted.empty() || one.course.version == wanted))
            return std::move(one);
    return fail(ErrorCode::NotFound, "This course is not on the desk; install its package", slug);
}

} // namespace canbo::ctl
