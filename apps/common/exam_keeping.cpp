#include "common/exam_keeping.h"

#include "base/file.h"
#include "base/issues.h"
#include "service/office_folder.h"

#include <fcntl.h>
#include <unistd.h>
#include <vector>

namespace canbo::apps {
namespace fs = std::filesystem;
namespace {

constexpr const char* note_name = "archive.json";

Result<void> write_note(const ExamDesk& desk, const KeptArchive& kept) {
    return base::write_file(desk.folder() / note_name, Json{{"file", kept.file.string()},
                                                            {"sha256", kept.digest},
                                                            {"keep_until", base::to_iso(kept.keep_until)},
                                                            {"cleared", kept.cleared}}
                                                               .dump(2) +
                                                           "\n");
}

Result<void> reach_disk(const fs::path& file) {
    for (const auto& path : {file, fs::absolute(file).parent_path()}) {
        const int opened = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
        const bool synced = opened >= 0 && ::fsync(opened) == 0;
        if (opened >= 0)
            ::close(opened);
        if (!synced)
            return fail(ErrorCode::Storage, "The file could not be written", path.string());
    }
    return {};
}

bool is_below(const fs::path& file, const fs::path& folder) {
    std::error_code ignored;
    const auto way = fs::weakly_canonical(file, ignored).lexically_relative(fs::weakly_canonical(folder, ignored));
    return !way.empty() && *way.begin() != "..";
}

/// What a fetch that broke off left; another exam's stay.
void remove_pieces(const ExamDesk& desk, const std::vector<std::string>& pieces) {
    std::error_code ignored;
    for (const auto& piece : pieces)
        fs::remove(staged_pieces(desk.folder().parent_path().parent_path()) / piece, ignored);
}

/// The file holds, with everything inside.
Result<std::string> checked(const fs::path& path, const std::string& key, const std::string& signer) {
    CANBO_TRY(const auto file, base::read_file(path, exam::most_sealed_file));
    const auto report = exam::check_archive(file, key, {signer});
    if (!report.valid() || !report.results)
        return fail(ErrorCode::DigestMismatch, "The archive does not hold",
                    report.findings.empty() ? std::string() : report.findings.front().code);
    return base::sha256_hex(file);
}

Result<exam::ExamArchive> gathered(const ExamDesk& desk, const exam::PublishedExam& published,
                                   const exam::Release& released, const ArchiveOrder& order) {
    exam::ExamArchive out;
    CANBO_TRY(out.package, base::read_file(desk.package_file(), exam::most_sealed_file));
    for (const auto& place : published.rooms) {
        exam::ExamArchive::Room room;
        room.room = place.room;
        CANBO_TRY(room.bundle, base::read_file(desk.bundle_file(place.room), exam::most_sealed_file));
        if (auto first = base::read_file(desk.first_bundle_file(place.room), exam::most_sealed_file))
            room.first = *std::move(first);
        out.rooms.push_back(std::move(room));
    }
    out.released = {released.digest, released.decision()};
    out.made = order.now;
    out.made_by = order.by;
    const std::chrono::year_month_day day{base::day_in_vietnam(order.now)};
    const auto until = day + std::chrono::years(order.keep_years);
    out.keep_until = until.ok() ? base::Day(until) : base::Day(until.year() / until.month() / std::chrono::last);
    return out;
}

} // namespace

std::optional<KeptArchive> kept_archive(const ExamDesk& desk) {
    const auto text = base::read_file(desk.folder() / note_name, 10'000);
    const auto json = text ? base::parse_json(*text, {10'000, 4}) : Result<Json>(fail(text.error()));
    if (!json)
        return std::nullopt;
    Issues issues;
    base::ObjectReader in(*json, note_name, issues);
    KeptArchive out;
    out.file = fs::u8path(in.text("file", 4'000));
    out.digest = in.text("sha256", 64);
    out.cleared = in.boolean_or("cleared", false);
    const auto until = base::parse_day(in.text("keep_until", 20));
    if (issues.has_errors() || !until)
        return std::nullopt;
    out.keep_until = *until;
    return out;
}

Result<void> require_free(const fs::path& file, bool replace) {
    std::error_code code;
    if (!replace && fs::exists(file, code))
        return fail(ErrorCode::Conflict, "There is a file of this name already; it was not replaced", file.string());
    return {};
}

Result<KeptArchive> archive_exam(const ExamDesk& desk, const exam::PublishedExam& published,
                                 const std::optional<exam::Release>& released, const std::string& key,
                                 const base::SigningKey& signer, const ArchiveOrder& order) {
    if (!released)
        return fail(ErrorCode::Conflict, "Only an exam whose results are released is archived", desk.exam());
    CANBO_TRY_VOID(require_free(order.file, order.replace));
    CANBO_TRY(const auto now, consolidate_exam(desk, published, key));
    if (now.results.digest != released->digest)
        return fail(ErrorCode::Conflict, "These are not the results that the council decided about", desk.exam());
    if (is_below(order.file, desk.folder()))
        return fail(ErrorCode::InvalidInput, "An archive stands outside the exam's own folder", order.file.string());
    CANBO_TRY(const auto archive, gathered(desk, published, *released, order));
    CANBO_TRY(const auto file, exam::write_archive(archive, key, signer));
    CANBO_TRY_VOID(base::write_file(order.file, file, true));
    CANBO_TRY_VOID(reach_disk(order.file)); // before anything is taken away because it is there
    KeptArchive out{fs::absolute(order.file), {}, archive.keep_until, false};
    CANBO_TRY(out.digest, checked(out.file, key, signer.public_key));
    CANBO_TRY_VOID(write_note(desk, out));
    return out;
}

Result<void> clear_archived(const ExamDesk& desk, const std::string& key, const std::vector<std::string>& pieces) {
    auto kept = kept_archive(desk);
    if (!kept)
        return fail(ErrorCode::NotFound, "This exam was not archived on this desk", desk.exam());
    if (is_below(kept->file, desk.folder()))
        return fail(ErrorCode::Conflict, "The archive stands among what is to be removed; move it elsewhere first",
                    kept->file.string());
    CANBO_TRY(const auto digest, checked(kept->file, key, {}));
    if (digest != kept->digest)
        return fail(ErrorCode::DigestMismatch, "The archive does not hold", desk.exam());
    std::error_code code;
    if (fs::exists(desk.key_file(), code) && !has_parts(desk, key))
        return fail(ErrorCode::Conflict, "The exam's key stands on this computer only; split it first", desk.exam());
    std::vector<service::FolderLock> closed; // no room opens while its folder goes
    if (fs::exists(desk.folder() / "rooms", code))
        for (const auto& room : fs::directory_iterator(desk.folder() / "rooms", code)) {
            CANBO_TRY(auto lock, service::FolderLock::take(room.path(), "room.lock"));
            closed.push_back(std::move(lock));
        }
    if (code)
        return fail(ErrorCode::Storage, "The file could not be read", desk.folder().string(), code.message());
    kept->cleared = true;
    CANBO_TRY_VOID(write_note(desk, *kept));
    bool gone = true;
    for (const auto& entry : fs::directory_iterator(desk.folder(), code))
        if (entry.path().filename() != note_name)
            gone = fs::remove_all(entry.path(), code) != static_cast<std::uintmax_t>(-1) && gone;
    remove_pieces(desk, pieces);
    if (code || !gone)
        return fail(ErrorCode::Storage, "The file cannot be removed", {}, code.message());
    return {};
}

} // namespace canbo::apps
