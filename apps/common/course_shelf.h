#pragma once

#include "training/course.h"

#include <filesystem>
#include <string>
#include <vector>

namespace canbo::apps {

/// A course that can be opened here.
struct ShelfCourse {
    training::Course course;
    std::filesystem::path folder;
    bool shipped{false}; ///< Came with the program, not in a package.
};

/// What stands on a desk's shelf.
struct Shelf {
    std::vector<ShelfCourse> courses;           ///< By slug, the newest version of each first.
    std::vector<std::filesystem::path> damaged; ///< Folders whose course.json cannot be used.
};

/// Where a desk keeps installed courses: a folder <slug>@<version> each.
std::filesystem::path shelf_folder(const std::filesystem::path& desk);
/// Courses installed on the desk and those shipped in SHARE/content/courses. Reads every course.json.
Shelf load_shelf(const std::filesystem::path& desk, const std::filesystem::path& share);
/// The newest version of each.
std::vector<training::Course> newest_courses(const Shelf& shelf);
/// That version, or the newest one where `wanted` is empty. @error NotFound
Result<ShelfCourse> find_course(const Shelf& shelf, const std::string& slug, const std::string& wanted = {});

} // namespace canbo::apps
