#include "formats/course_folder.h"

#include "base/file.h"

namespace canbo::formats {
namespace fs = std::filesystem;

Result<CourseFiles> read_course_folder(const fs::path& folder, const CourseLimits& limits) {
    std::error_code broken;
    if (!fs::is_directory(folder, broken))
        return fail(ErrorCode::NotFound, "There is no such folder", folder.string());
    CourseFiles out;
    std::size_t bytes = 0;
    for (auto it = fs::recursive_directory_iterator(folder, broken);
         !broken && it != fs::recursive_directory_iterator(); it.increment(broken)) {
        if (it->path().filename().string().starts_with('.')) {
            if (it->is_directory(broken))
                it.disable_recursion_pending();
            continue;
        }
        const auto name = it->path().lexically_relative(folder).generic_string();
        const auto kind = it->symlink_status(broken).type();
        if (kind == fs::file_type::directory)
            continue;
        if (kind != fs::file_type::regular)
            return fail(ErrorCode::InvalidInput, "A course holds files and folders only, no links", name);
        if (!training::is_course_path(name))
            return fail(ErrorCode::InvalidInput, "A file here is named by small letters, digits, hyphens and dots",
                        name);
        CANBO_TRY(auto content, base::read_file(it->path(), limits.file_bytes));
        bytes += content.size();
        if (bytes > limits.bytes || out.size() >= limits.files)
            return fail(ErrorCode::TooLarge, "The course has too many files or is too large", name);
        out.emplace(name, std::move(content));
    }
    if (broken)
        return fail(ErrorCode::Storage, "The folder cannot be read", folder.string(), broken.message());
    return out;
}

} // namespace canbo::formats
