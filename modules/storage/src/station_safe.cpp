#include "storage/station_safe.h"

#include "base/crypto.h"
#include "base/file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace canbo::storage {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t most_bytes = 20'000'000;
constexpr const char* ending = ".sealed";

Error paper_not_written(std::string why = std::strerror(errno)) {
    return {ErrorCode::Storage, "What the station keeps of a paper could not be written", {}, std::move(why)};
}

/// Closes what it holds.
class OpenFile {
public:
    explicit OpenFile(int file) : m_file(file) {}
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    ~OpenFile() {
        if (m_file >= 0)
            ::close(m_file);
    }
    bool write_whole(std::string_view content) const {
        return m_file >= 0 && ::write(m_file, content.data(), content.size()) == static_cast<ssize_t>(content.size()) &&
               ::fdatasync(m_file) == 0;
    }
    bool sync() const { return m_file >= 0 && ::fsync(m_file) == 0; }

private:
    int m_file;
};

bool sync_folder(const fs::path& folder) {
    return OpenFile(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)).sync();
}

} // namespace

Result<std::unique_ptr<FileStationSafe>> FileStationSafe::open(const fs::path& folder, std::string key32) {
    std::error_code code;
    fs::create_directories(folder, code);
    if (!code)
        fs::permissions(folder, fs::perms::owner_all, code);
    if (code)
        return fail(paper_not_written(code.message()));
    return std::unique_ptr<FileStationSafe>(new FileStationSafe(folder, std::move(key32)));
}

Result<void> FileStationSafe::keep(const std::string& name, const Json& what) {
    CANBO_TRY(const auto text, base::canonical_json(what));
    const auto sealed = base::seal(m_key, text);
    const std::lock_guard lock(m_mutex);
    const auto file = m_folder / (name + ending), beside = m_folder / (name + ending + ".new");
    {
        const OpenFile handle(
            ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR)); // only this user
        if (!handle.write_whole(sealed))
            return fail(paper_not_written());
    }
    if (::rename(beside.c_str(), file.c_str()) != 0 || !sync_folder(m_folder))
        return fail(paper_not_written());
    return {};
}

Result<Json> FileStationSafe::kept(const std::string& name) const {
    const std::lock_guard lock(m_mutex);
    const auto sealed = base::read_file(m_folder / (name + ending), most_bytes);
    if (!sealed && sealed.error().code == ErrorCode::NotFound)
        return fail(ErrorCode::NotFound, "The station keeps no paper", name);
    const auto text = sealed ? base::open_sealed(m_key, *sealed) : sealed;
    auto json = text ? base::parse_json(*text, {most_bytes, 16}) : Result<Json>(fail(text.error()));
    if (!json)
        return fail(sealed ? ErrorCode::DigestMismatch : ErrorCode::Storage, "What the station keeps cannot be read",
                    name, json.error().message);
    return json;
}

Result<void> FileStationSafe::wipe() {
    const std::lock_guard lock(m_mutex);
    std::error_code code;
    bool gone = true;
    for (const auto& entry : fs::directory_iterator(m_folder, code)) {
        const auto size = fs::file_size(entry.path(), code);
        if (!code)
            OpenFile(::open(entry.path().c_str(), O_WRONLY | O_CLOEXEC)).write_whole(std::string(size, '\0'));
        gone = fs::remove(entry.path(), code) && gone;
    }
    if (code || !gone || !sync_folder(m_folder))
        return fail(paper_not_written(code.message()));
    return {};
}

} // namespace canbo::storage
