#pragma once

#include "formats/course_folder.h"
#include "runtime.h"

#include <filesystem>
#include <string>
#include <vector>

namespace canbo::ctl {

/// A course that can be opened here.
struct ShelfCourse {
    training::Course course;
    std::filesystem::path folder;
    bool shipped{false}; ///< Came with the program, not in a package.
};

/// Where this desk keeps installed courses: a folder <slug>@<version> each.
std::filesystem::path shelf_folder(const Runtime& runtime);
/// Installed courses and those shipped, newest version of each first. @error InvalidInput a damaged course.json
Result<std::vector<ShelfCourse>> load_shelf(Runtime& runtime);
/// That version, or the newest one where `wanted` is empty. @error NotFound
Result<ShelfCourse> find_course(Runtime& runtime, const std::string& slug, const std::string& wanted = {});

} // namespace canbo::ctl
