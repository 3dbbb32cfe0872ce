#include "base/file.h"

#include "base/crypto.h"
#include "private_file.h"

#include <cstdlib>
#include <fstream>
#include <system_error>
#include <vector>

namespace canbo::base {
namespace fs = std::filesystem;

namespace {

bool is_inside(const fs::path& path, const fs::path& folder) {
    const fs::path way = path.lexically_relative(folder);
    return !way.empty() && *way.begin() != "..";
}

} // namespace

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr ? value : "";
}

Result<std::string> read_file(const fs::path& path, std::size_t most_bytes) {
    std::error_code code;
    if (!fs::is_regular_file(path, code))
        return fail(ErrorCode::NotFound, "The file does not exist", path.string());
    const auto size = fs::file_size(path, code);
    if (!code && size > most_bytes)
        return fail(ErrorCode::TooLarge, "The file is too large", path.string());
    std::ifstream in(path, std::ios::binary);
    std::string content;
    // At once as it was measured, then what it has grown by, or all of what the system makes while it is read.
    for (std::size_t step = code ? 0 : static_cast<std::size_t>(size) + 1; in; step = 65'536) {
        const std::size_t had = content.size();
        content.resize(had + step);
        in.read(content.data() + had, static_cast<std::streamsize>(step));
        content.resize(had + static_cast<std::size_t>(in.gcount()));
        if (content.size() > most_bytes)
            return fail(ErrorCode::TooLarge, "The file is too large", path.string());
    }
    if (!in.is_open() || in.bad())
        return fail(ErrorCode::Storage, "The file could not be read", path.string());
    return content;
}

Result<void> write_file(const fs::path& path, std::string_view content, bool secret) {
    std::error_code code;
    if (path.has_parent_path())
        fs::create_directories(path.parent_path(), code);
    fs::path beside = path;
    beside += "." + to_hex(random_bytes(4)) + ".part";
    if (secret && !create_private_file(beside))
        return fail(ErrorCode::Storage, "The file could not be written", path.string());
    {
        std::ofstream out(beside, std::ios::binary | std::ios::trunc);
        out.write(content.data(), static_cast<std::streamsize>(content.size()));
        out.flush();
        if (!out) {
            out.close();
            fs::remove(beside, code);
            return fail(ErrorCode::Storage, "The file could not be written", path.string());
        }
    }
    fs::rename(beside, path, code);
    if (code) {
        const std::string why = code.message();
        fs::remove(beside, code);
        return fail(ErrorCode::Storage, "The file could not be written", path.string(), why);
    }
    return {};
}

fs::path program_path(const char* argv0) {
    std::error_code code;
    const fs::path self = fs::read_symlink("/proc/self/exe", code); // Linux; elsewhere the call fails
    return code ? fs::path(argv0) : self;
}

Result<fs::path> find_share(const fs::path& program) {
    std::vector<fs::path> candidates;
    if (const std::string set = environment("CANBO_SHARE"); !set.empty()) {
        candidates.emplace_back(set);
    } else {
        std::error_code code;
        const fs::path folder = fs::weakly_canonical(program, code).parent_path();
        candidates = {folder, folder / ".." / "share" / "canbo"};
        // An installed program must not read what somebody puts where it was once built.
        if (is_inside(folder, fs::weakly_canonical(CANBO_BINARY_DIR, code)))
            candidates.insert(candidates.begin() + 1, CANBO_SOURCE_DIR);
    }
    for (const auto& candidate : candidates)
        if (fs::is_directory(candidate / "content") && fs::is_directory(candidate / "reports"))
            return candidate;
    return fail(ErrorCode::NotFound, "The folder with content and reports was not found; set CANBO_SHARE",
                candidates.front().string());
}

fs::path data_folder(std::string_view option) {
    if (!option.empty())
        return fs::path(option);
    if (const std::string set = environment("CANBO_HOME"); !set.empty())
        return set;
    if (const std::string set = environment("LOCALAPPDATA"); !set.empty())
        return fs::path(set) / "canbo";
    if (const std::string set = environment("XDG_DATA_HOME"); !set.empty())
        return fs::path(set) / "canbo";
    return fs::path(environment("HOME")) / ".local" / "share" / "canbo";
}

} // namespace canbo::base
