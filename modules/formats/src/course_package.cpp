#include "formats/course_package.h"

#include <algorithm>
#include <archive.h>
#include <archive_entry.h>
#include <memory>

namespace canbo::formats {
namespace fs = std::filesystem;
namespace {

constexpr const char* manifest_name = "manifest.json";
constexpr const char* signature_name = "manifest.sig";
constexpr std::size_t most_manifest_bytes = 1'000'000;
constexpr std::size_t most_ratio = 200;
constexpr std::size_t free_bytes = 1'000'000; // under this much a high ratio harms nobody

struct Freer {
    void operator()(archive_entry* p) const { archive_entry_free(p); }
};
using ArchiveEntry = std::unique_ptr<archive_entry, Freer>;
using Reading = std::unique_ptr<archive, int (*)(archive*)>;
using Writing = std::unique_ptr<archive, int (*)(archive*)>;

ArchiveEntry file_entry(const std::string& name, std::size_t size) {
    ArchiveEntry entry(archive_entry_new());
    archive_entry_set_pathname(entry.get(), name.c_str());
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(size));
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    return entry;
}

bool put(archive* out, const std::string& name, const std::string& content) {
    const auto entry = file_entry(name, content.size());
    return archive_write_header(out, entry.get()) == ARCHIVE_OK &&
           archive_write_data(out, content.data(), content.size()) == static_cast<la_ssize_t>(content.size()) &&
           archive_write_finish_entry(out) == ARCHIVE_OK;
}

la_ssize_t append(archive*, void* out, const void* data, std::size_t size) {
    static_cast<std::string*>(out)->append(static_cast<const char*>(data), size);
    return static_cast<la_ssize_t>(size);
}

/// What the manifest says of a file.
struct Promise {
    std::size_t size{0};
    std::string sha256;
};

Result<std::map<std::string, Promise>> read_manifest(const std::string& text, const CourseLimits& limits) {
    CANBO_TRY(const auto json, base::parse_json(text, {most_manifest_bytes, 8}));
    Issues issues;
    base::ObjectReader in(json, manifest_name, issues);
    if (in.integer("format", 1, 1000) > 1)
        return fail(ErrorCode::NewerVersion, "The package was made by a newer Canbo");
    in.text("slug");
    in.text("version");
    in.text("key");
    std::map<std::string, Promise> out;
    std::size_t bytes = 0;
    for (const auto& one : in.array("files")) {
        base::ObjectReader file(one, "files", issues);
        const auto name = file.text("path");
        const auto size = file.integer("size", 0, static_cast<long long>(limits.file_bytes));
        const auto sha256 = file.text("sha256");
        file.finish();
        bytes += static_cast<std::size_t>(size);
        if (!training::is_course_path(name) ||
            !out.emplace(name, Promise{static_cast<std::size_t>(size), sha256}).second)
            return fail(ErrorCode::InvalidInput, "The package names a file it cannot hold", name);
        if (bytes > limits.bytes || out.size() > limits.files)
            return fail(ErrorCode::TooLarge, "The course has too many files or is too large", name);
    }
    in.finish();
    if (issues.has_errors())
        return fail(base::first_error(issues));
    return out;
}

/// The tar inside. A first pass of its own, because a reader of tar is content with a packed stream that lost its end.
Result<std::string> unzip(std::string_view bytes, const CourseLimits& limits) {
    const Reading packed(archive_read_new(), archive_read_free);
    archive_entry* entry = nullptr;
    archive_read_support_filter_gzip(packed.get());
    archive_read_support_format_raw(packed.get());
    if (archive_read_open_memory(packed.get(), bytes.data(), bytes.size()) != ARCHIVE_OK ||
        archive_read_next_header(packed.get(), &entry) != ARCHIVE_OK ||
        archive_filter_code(packed.get(), 0) != ARCHIVE_FILTER_GZIP)
        return fail(ErrorCode::InvalidInput, "This is no course package");
    const std::size_t most = limits.bytes + (limits.files + 2) * 2048; // heads of the entries
    std::string out;
    std::string piece(1 << 16, '\0');
    for (;;) {
        const auto got = archive_read_data(packed.get(), piece.data(), piece.size());
        if (got == 0)
            return out;
        if (got < 0)
            return fail(ErrorCode::InvalidInput, "The package is damaged or cut short");
        out.append(piece, 0, static_cast<std::size_t>(got));
        if (out.size() > most)
            return fail(ErrorCode::TooLarge, "The course has too many files or is too large");
        if (out.size() > free_bytes && out.size() / most_ratio > bytes.size())
            return fail(ErrorCode::TooLarge, "The package is packed tighter than any course could be");
    }
}

/// Reads the entries of a package one after the other.
class Unpacker {
public:
    Unpacker(std::string_view bytes, const CourseLimits& limits)
        : m_limits(limits), m_archive(archive_read_new(), archive_read_free) {
        archive_read_support_format_tar(m_archive.get());
        m_open = archive_read_open_memory(m_archive.get(), bytes.data(), bytes.size()) == ARCHIVE_OK;
    }

    /// Nothing at the end.
    Result<std::optional<std::pair<std::string, std::string>>> next() {
        if (!m_open)
            return fail(ErrorCode::InvalidInput, "This is no course package");
        archive_entry* entry = nullptr;
        const int got = archive_read_next_header(m_archive.get(), &entry);
        if (got == ARCHIVE_EOF)
            return std::nullopt;
        if (got != ARCHIVE_OK)
            return fail(ErrorCode::InvalidInput, "The package is damaged or cut short");
        const char* name = archive_entry_pathname(entry);
        if (name == nullptr || !training::is_course_path(name))
            return fail(ErrorCode::InvalidInput, "The package holds a path that could leave the course");
        if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) != nullptr ||
            archive_entry_symlink(entry) != nullptr)
            return fail(ErrorCode::InvalidInput, "The package holds something that is no plain file", name);
        if (++m_files > m_limits.files + 2)
            return fail(ErrorCode::TooLarge, "The course has too many files or is too large", name);
        std::string key = name;
        CANBO_TRY(auto content, read_content(key));
        return std::optional(std::pair(std::move(key), std::move(content)));
    }

private:
    Result<std::string> read_content(const std::string& name) {
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
                return fail(ErrorCode::TooLarge, "The course has too many files or is too large", name);
        }
    }

    const CourseLimits& m_limits;
    Reading m_archive;
    bool m_open{false};
    std::size_t m_files{0};
    std::size_t m_bytes{0};
};

Result<std::string> signer(const std::string& manifest, const std::string& signature,
                           const std::vector<std::string>& trusted) {
    CANBO_TRY(const auto raw, base::from_base64(signature));
    for (const auto& key : trusted)
        if (base::verify_signature(key, manifest, raw))
            return base::sha256_hex(key).substr(0, 16); // as SigningKey::id
    return fail(ErrorCode::DigestMismatch, "The package is not signed by a publisher this desk knows");
}

Result<void> write_files(const CourseFiles& files, const fs::path& folder) {
    const Writing out(archive_write_disk_new(), archive_write_free);
    archive_write_disk_set_options(out.get(), ARCHIVE_EXTRACT_SECURE_SYMLINKS | ARCHIVE_EXTRACT_SECURE_NODOTDOT |
                                                  ARCHIVE_EXTRACT_NO_OVERWRITE);
    for (const auto& [name, content] : files) {
        if (!training::is_course_path(name))
            return fail(ErrorCode::InvalidInput, "The package holds a path that could leave the course", name);
        if (!put(out.get(), (folder / name).string(), content))
            return fail(ErrorCode::Storage, "The course cannot be written to the disk", name,
                        archive_error_string(out.get()) ? archive_error_string(out.get()) : "");
    }
    return {};
}

} // namespace

Result<std::string> pack_course(const CourseFiles& files, std::string_view slug, std::string_view version,
                                const base::SigningKey& key, const CourseLimits& limits) {
    Json list = Json::array();
    std::size_t bytes = 0;
    for (const auto& [name, content] : files) {
        if (!training::is_course_path(name) || name == manifest_name || name == signature_name)
            return fail(ErrorCode::InvalidInput, "A file here is named by small letters, digits, hyphens and dots",
                        name);
        bytes += content.size();
        if (content.size() > limits.file_bytes || bytes > limits.bytes || list.size() >= limits.files)
            return fail(ErrorCode::TooLarge, "The course has too many files or is too large", name);
        list.push_back({{"path", name}, {"size", content.size()}, {"sha256", base::sha256_hex(content)}});
    }
    CANBO_TRY(const auto manifest,
              base::canonical_json(
                  {{"format", 1}, {"slug", slug}, {"version", version}, {"key", key.id()}, {"files", list}}));
    std::string out;
    const Writing tar(archive_write_new(), archive_write_free);
    archive_write_set_bytes_in_last_block(tar.get(), 1); // no padding: where it ends shows whether it is whole
    bool good = archive_write_add_filter_gzip(tar.get()) == ARCHIVE_OK &&
                archive_write_set_filter_option(tar.get(), "gzip", "timestamp", nullptr) == ARCHIVE_OK &&
                archive_write_set_format_pax_restricted(tar.get()) == ARCHIVE_OK &&
                archive_write_open(tar.get(), &out, nullptr, append, nullptr) == ARCHIVE_OK &&
                put(tar.get(), manifest_name, manifest) &&
                put(tar.get(), signature_name, base::to_base64(key.sign(manifest)));
    for (const auto& [name, content] : files)
        good = good && put(tar.get(), name, content);
    good = good && archive_write_close(tar.get()) == ARCHIVE_OK;
    if (!good)
        return fail(ErrorCode::Internal, "The package could not be made");
    return out;
}

Result<CoursePackage> read_course_package(std::string_view bytes, const std::vector<std::string>& trusted,
                                          const CourseLimits& limits) {
    CANBO_TRY(const auto tar, unzip(bytes, limits));
    Unpacker unpacker(tar, limits);
    CANBO_TRY(const auto manifest, unpacker.next());
    if (!manifest || manifest->first != manifest_name || manifest->second.size() > most_manifest_bytes)
        return fail(ErrorCode::InvalidInput, "This is no course package");
    CANBO_TRY(const auto signature, unpacker.next());
    if (!signature || signature->first != signature_name)
        return fail(ErrorCode::InvalidInput, "This is no course package");
    CoursePackage out;
    CANBO_TRY(out.publisher, signer(manifest->second, signature->second, trusted));
    CANBO_TRY(const auto promised, read_manifest(manifest->second, limits));
    for (;;) {
        CANBO_TRY(auto file, unpacker.next());
        if (!file)
            break;
        const auto promise = promised.find(file->first);
        if (promise == promised.end() || out.files.count(file->first) > 0)
            return fail(ErrorCode::InvalidInput, "The package holds a file its manifest does not name", file->first);
        if (file->second.size() != promise->second.size || base::sha256_hex(file->second) != promise->second.sha256)
            return fail(ErrorCode::DigestMismatch, "A file of the package is not the one that was signed", file->first);
        out.files.insert(std::move(*file));
    }
    if (out.files.size() != promised.size())
        return fail(ErrorCode::InvalidInput, "The package is damaged or cut short");
    return out;
}

Result<void> place_course(const CourseFiles& files, const fs::path& folder) {
    std::error_code broken;
    const auto real = fs::weakly_canonical(folder.parent_path(), broken);
    fs::create_directories(real, broken);
    const auto target = real / folder.filename();
    auto staging = target;
    staging += "." + base::new_uuid();
    const auto written = write_files(files, staging);
    if (written) {
        fs::remove_all(target, broken);
        broken.clear();
        fs::rename(staging, target, broken);
    }
    std::error_code ignored; // what is left of a failure is told already
    fs::remove_all(staging, ignored);
    if (!written)
        return written;
    if (broken)
        return fail(ErrorCode::Storage, "The course cannot be written to the disk", target.string(), broken.message());
    return {};
}

} // namespace canbo::formats
