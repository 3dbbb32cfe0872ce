#include "common/course_shelf.h"

#include "base/file.h"

#include <algorithm>

namespace canbo::apps {
namespace fs = std::filesystem;
namespace {

Result<training::Course> read_course(const fs::path& file) {
    CANBO_TRY(const auto text, base::read_file(file, 4'000'000));
    CANBO_TRY(const auto json, base::parse_json(text, {4'000'000, 16}));
    Issues issues;
    auto course = training::course_from_json(json, issues);
    if (issues.has_errors())
        return fail(ErrorCode::InvalidInput, "A course on this desk is damaged; install it again", file.string());
    return course;
}

void add_courses(const fs::path& folder, bool shipped, Shelf& shelf) {
    std::error_code none; // no folder: no courses
    for (fs::directory_iterator it(folder, none), end; !none && it != end; it.increment(none)) {
        std::error_code ignored;
        if (!fs::exists(it->path() / "course.json", ignored))
            continue;
        auto course = read_course(it->path() / "course.json");
        if (!course) {
            shelf.damaged.push_back(it->path());
            continue;
        }
        const bool known = std::any_of(shelf.courses.begin(), shelf.courses.end(), [&](const auto& one) {
            return one.course.slug == course->slug && one.course.version == course->version;
        });
        if (!known)
            shelf.courses.push_back({*std::move(course), it->path(), shipped});
    }
}

} // namespace

fs::path shelf_folder(const fs::path& desk) { return desk / "courses"; }

Shelf load_shelf(const fs::path& desk, const fs::path& share) {
    Shelf shelf;
    add_courses(shelf_folder(desk), false, shelf);
    add_courses(share / "content" / "courses", true, shelf);
    std::sort(shelf.courses.begin(), shelf.courses.end(), [](const auto& a, const auto& b) {
        if (a.course.slug != b.course.slug)
            return a.course.slug < b.course.slug;
        return training::compare_versions(a.course.version, b.course.version) > 0;
    });
    return shelf;
}

std::vector<training::Course> newest_courses(const Shelf& shelf) {
    std::vector<training::Course> out;
    for (const auto& one : shelf.courses)
        if (out.empty() || out.back().slug != one.course.slug)
            out.push_back(one.course);
    return out;
}

Result<ShelfCourse> find_course(const Shelf& shelf, const std::string& slug, const std::string& wanted) {
    for (const auto& one : shelf.courses)
        if (one.course.slug == slug && (wanted.empty() || one.course.version == wanted))
            return one;
    return fail(ErrorCode::NotFound, "This course is not on the desk; install its package", slug);
}

} // namespace canbo::apps
