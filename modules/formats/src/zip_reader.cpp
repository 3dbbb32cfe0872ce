#include "zip_reader.h"

#include "base/text.h"

#include <algorithm>
#include <archive.h>
#include <archive_entry.h>
#include <memory>
#include <set>

namespace canbo::formats {
namespace {

constexpr std::size_t most_ratio = 200;
constexpr std::size_t free_bytes = 1'000'000; // under this much a high ratio harms nobody
constexpr std::size_t most_path = 500;

class Unzipper {
public:
    Unzipper(std::string_view bytes, const CourseLimits& limits) : m_packed(bytes.size()), m_limits(limits) {
        // Only the reader that follows the directory at the end: what is cut short has none.
        archive_read_support_format_zip_seekable(m_archive.get());
        m_open = archive_read_open_memory(m_archive.get(), bytes.data(), bytes.size()) == ARCHIVE_OK;
    }

    Result<ZipContent> read(const std::function<bool(std::string_view)>& wanted) {
        ZipContent out;
        std::set<std::string> seen;
        for (;;) {
            archive_entry* entry = nullptr;
            const int got = m_open ? archive_read_next_header(m_archive.get(), &entry) : ARCHIVE_FATAL;
            if (got == ARCHIVE_EOF)
                return out;
            if (got != ARCHIVE_OK)
                return fail(ErrorCode::InvalidInput, "The package is damaged or cut short");
            CANBO_TRY(const auto name, name_of(entry));
            if (archive_entry_filetype(entry) == AE_IFDIR)
                continue;
            if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_is_encrypted(entry) != 0)
                return fail(ErrorCode::InvalidInput, "The package holds something that is no plain file", name);
            if (!seen.insert(name).second)
                return fail(ErrorCode::InvalidInput, "The package holds two files of one name", name);
            if (seen.size() > m_limits.files)
                return fail(ErrorCode::TooLarge, "The package has too many files or is too large", name);
            if (!wanted(name)) {
                out.others.push_back(name);
                continue;
            }
            CANBO_TRY(auto content, content_of(name));
            out.files.emplace(name, std::move(content));
        }
    }

private:
    static Result<std::string> name_of(archive_entry* entry) {
        const char* raw = archive_entry_pathname_utf8(entry);
        if (raw == nullptr)
            raw = archive_entry_pathname(entry);
        std::string_view name(raw != nullptr ? raw : "");
        if (archive_entry_filetype(entry) == AE_IFDIR && name.ends_with('/'))
            name.remove_suffix(1);
        auto nfc = base::to_nfc(name);
        if (!nfc || !is_inner_path(*nfc))
            return fail(ErrorCode::InvalidInput, "The package holds a path that could leave it");
        return nfc;
    }

    Result<std::string> content_of(const std::string& name) {
        std::string out;
        std::string piece(1 << 16, '\0');
        for (;;) {
            const auto got = archive_read_data(m_archive.get(), piece.data(), piece.size());
            if (got == 0)
                return out;
            if (got < 0)
                return fail(ErrorCode::InvalidInput, "The package is damaged or cut short", name);
            out.append(piece, 0, static_cast<std::size_t>(got));
            m_bytes += static_cast<std::size_t>(got);
            if (out.size() > m_limits.file_bytes || m_bytes > m_limits.bytes)
                return fail(ErrorCode::TooLarge, "The package has too many files or is too large", name);
            if (m_bytes > free_bytes && m_bytes / most_ratio > m_packed)
                return fail(ErrorCode::TooLarge, "The package is packed tighter than any course could be", name);
        }
    }

    std::size_t m_packed;
    const CourseLimits& m_limits;
    std::unique_ptr<archive, int (*)(archive*)> m_archive{archive_read_new(), archive_read_free};
    bool m_open{false};
    std::size_t m_bytes{0};
};

} // namespace

bool is_inner_path(std::string_view path) {
    if (path.empty() || path.size() > most_path || path.find_first_of("\\:") != std::string_view::npos ||
        std::any_of(path.begin(), path.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }))
        return false;
    while (true) {
        const auto slash = path.find('/');
        const auto part = path.substr(0, slash);
        if (part.empty() || part == "." || part == "..")
            return false;
        if (slash == std::string_view::npos)
            return true;
        path.remove_prefix(slash + 1);
    }
}

Result<ZipContent> read_zip(std::string_view bytes, const std::function<bool(std::string_view)>& wanted,
                            const CourseLimits& limits) {
    return Unzipper(bytes, limits).read(wanted);
}

} // namespace canbo::formats
