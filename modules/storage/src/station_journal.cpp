#include "storage/station_journal.h"

#include "base/crypto.h"
#include "base/file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace canbo::storage {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t digest_length = 16;

std::string line_of(const std::string& text) {
    return base::sha256_hex(text).substr(0, digest_length) + " " + text + "\n";
}

Error not_written() {
    return {ErrorCode::Storage, "The station's journal could not be written", {}, std::strerror(errno)};
}

/// The whole lines at the beginning, and how many bytes they are.
std::size_t read_lines(std::string_view content, std::vector<Json>& lines) {
    std::size_t good = 0;
    for (;;) {
        const auto end = content.find('\n', good);
        if (end == std::string_view::npos || end - good <= digest_length)
            return good;
        const auto text = content.substr(good + digest_length + 1, end - good - digest_length - 1);
        const auto json = base::parse_json(text);
        if (!json || base::sha256_hex(text).substr(0, digest_length) != content.substr(good, digest_length))
            return good;
        lines.push_back(*json);
        good = end + 1;
    }
}

} // namespace

Result<std::unique_ptr<FileStationJournal>> FileStationJournal::open(const fs::path& file) {
    const int handle = ::open(file.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (handle < 0)
        return fail(not_written());
    std::unique_ptr<FileStationJournal> out(new FileStationJournal(handle));
    CANBO_TRY(const auto content, base::read_file(file));
    const auto good = read_lines(content, out->m_lines);
    if (good < content.size() && ::ftruncate(handle, static_cast<off_t>(good)) != 0)
        return fail(not_written());
    return out;
}

FileStationJournal::~FileStationJournal() { ::close(m_file); }

Result<void> FileStationJournal::append(const Json& line) {
    CANBO_TRY(const auto text, base::canonical_json(line));
    const auto whole = line_of(text);
    const off_t before = ::lseek(m_file, 0, SEEK_END);
    const bool written =
        ::write(m_file, whole.data(), whole.size()) == static_cast<ssize_t>(whole.size()) && ::fdatasync(m_file) == 0;
    if (!written) {
        const auto why = not_written();
        if (before >= 0 && ::ftruncate(m_file, before) != 0)
            return fail(ErrorCode::Storage, "The station's journal could not be written", {}, "and not cut back");
        return fail(why);
    }
    m_lines.push_back(line);
    return {};
}

} // namespace canbo::storage
