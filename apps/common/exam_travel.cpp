#include "common/exam_travel.h"

#include "base/file.h"
#include "base/json_parts.h"
#include "exam/remark.h"

namespace canbo::apps {
namespace fs = std::filesystem;
namespace {

bool is_there(const fs::path& file, const ledger::PiecedFile& wanted) {
    std::error_code code;
    if (fs::file_size(file, code) != wanted.bytes || code)
        return false;
    const auto content = base::read_file(file, exam::most_sealed_file);
    return content && base::sha256_hex(*content) == wanted.sha256;
}

Result<std::string> fetch_piece(const DeskExchange& in, const fs::path& folder, const std::string& digest,
                                std::size_t& bytes) {
    const fs::path file = folder / digest;
    if (auto kept = base::read_file(file, ledger::piece_bytes); kept && base::sha256_hex(*kept) == digest)
        return *std::move(kept);
    CANBO_TRY(auto content, in.office.get_blob(digest));
    CANBO_TRY_VOID(base::write_file(file, content));
    bytes += content.size();
    return content;
}

/// The file is there completely or not at all.
Result<std::size_t> fetch(const DeskExchange& in, const ledger::PiecedFile& wanted, const fs::path& to) {
    const fs::path pieces = staged_pieces(in.folder);
    std::error_code code;
    fs::create_directories(pieces, code); // write_file tells what is wrong with the folders
    fs::create_directories(to.parent_path(), code);
    std::string content;
    std::size_t bytes = 0;
    for (const auto& digest : wanted.pieces) {
        CANBO_TRY(const auto piece, fetch_piece(in, pieces, digest, bytes));
        content += piece;
    }
    if (base::sha256_hex(content) != wanted.sha256)
        return fail(ErrorCode::DigestMismatch, "The content does not fit its digest; it changed on the way",
                    to.filename().string());
    CANBO_TRY_VOID(base::write_file(to, content, true));
    for (const auto& digest : wanted.pieces)
        fs::remove(pieces / digest, code);
    fs::remove(pieces, code); // when nothing of another file stands in it
    return bytes;
}

} // namespace

fs::path staged_pieces(const fs::path& desk) { return desk / "exams" / ".pieces"; }

Result<std::vector<TravelledFile>> fetch_packages(const DeskExchange& in) {
    const auto published = [&]() -> Result<std::vector<exam::PublishedExam>> {
        CANBO_TRY(auto tx, in.desk.database.begin(Database::Mode::Read));
        return exam::load_published(*tx, learning_desk(in.desk));
    }();
    if (!published)
        return fail(published.error());
    std::vector<TravelledFile> out;
    for (const auto& one : *published) {
        CANBO_TRY(const auto desk, ExamDesk::of(in.folder, one.exam));
        if (is_there(desk.package_file(), one.file))
            continue;
        CANBO_TRY(const auto bytes, fetch(in, one.file, desk.package_file()));
        CANBO_TRY_VOID(base::write_file(desk.packer_file(), base::to_base64(one.packer) + "\n"));
        out.push_back({one.exam, {}, desk.package_file(), bytes});
    }
    return out;
}

Result<std::vector<TravelledFile>> fetch_bundles(const DeskExchange& in, const std::string& exam) {
    const auto sent = [&]() -> Result<std::vector<exam::RoomBundles>> {
        CANBO_TRY(auto tx, in.desk.database.begin(Database::Mode::Read));
        return exam::load_bundles(*tx, learning_desk(in.desk), exam);
    }();
    if (!sent)
        return fail(sent.error());
    CANBO_TRY(const auto desk, ExamDesk::of(in.folder, exam));
    std::vector<TravelledFile> out;
    const auto bring = [&](const exam::SentBundle& one, const fs::path& file) -> Result<void> {
        if (is_there(file, one.file))
            return {};
        CANBO_TRY(const auto bytes, fetch(in, one.file, file));
        out.push_back({exam, one.room, file, bytes});
        return {};
    };
    for (const auto& one : *sent) {
        CANBO_TRY_VOID(bring(one.last, desk.bundle_file(one.last.room)));
        if (one.first.file.sha256 != one.last.file.sha256)
            CANBO_TRY_VOID(bring(one.first, desk.first_bundle_file(one.first.room)));
    }
    return out;
}

namespace {

/// What the office has, or waits to go there, of the room of that bundle.
Result<std::optional<exam::RoomBundles>> known_of(const reporting::Desk& desk, const Json& head) {
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Read));
    CANBO_TRY(const auto known, exam::load_bundles(*tx, learning_desk(desk), base::text_at(head, "exam")));
    for (const auto& one : known)
        if (one.last.room == base::text_at(head, "room"))
            return one;
    return std::nullopt;
}

/// The bundle adds to the one that was collected last. @returns that one's SHA-256
Result<std::string> added_to(const ExamDesk& desk, const exam::SentBundle& last, std::string_view bundle,
                             const std::string& key) {
    const auto collected = base::read_file(desk.bundle_file(last.room), exam::most_sealed_file);
    if (!collected || base::sha256_hex(*collected) != last.file.sha256)
        return fail(ErrorCode::Conflict, "The council added something to this room meanwhile: collect first",
                    last.room);
    if (key.empty())
        return fail(ErrorCode::NotFound, "The exam's key is not on this computer", desk.exam());
    const auto earlier = exam::check_bundle(*collected, key, {}), later = exam::check_bundle(bundle, key, {});
    if (!earlier.valid() || !earlier.record || !later.valid() || !later.record)
        return fail(ErrorCode::DigestMismatch, "The bundle is not what the room sealed", last.room);
    if (!exam::adds_to(*later.record, *earlier.record))
        return fail(ErrorCode::Conflict, "This bundle lacks what the council added to the room before", last.room);
    return last.file.sha256;
}

} // namespace

Result<std::string> queue_room(const reporting::Desk& desk, const fs::path& folder, std::string_view bundle,
                               const fs::path& from) {
    const auto named = exam::check_bundle(bundle, "", {});
    std::string built_on;
    if (named.valid() && desk.person.may(people::Permission::DecideExams)) {
        CANBO_TRY(const auto known, known_of(desk, named.head));
        if (known && known->last.file.sha256 != base::sha256_hex(bundle)) {
            CANBO_TRY(const auto own, ExamDesk::of(folder, known->last.exam));
            CANBO_TRY(const auto key, exam_key_for(own.exam(), {}, folder, from));
            CANBO_TRY(built_on, added_to(own, known->last, bundle, key));
        }
    }
    return exam::send_bundle(learning_desk(desk), desk.blobs, bundle, built_on);
}

/// Whatever was added behind the seal, the seal is the one that the room set.
Result<void> check_first(const ExamDesk& desk, const exam::RoomRecord& record, const std::string& key,
                         const std::string& packer) {
    const auto file = base::read_file(desk.first_bundle_file(record.room), exam::most_sealed_file);
    if (!file && file.error().code == ErrorCode::NotFound)
        return {};
    if (!file)
        return fail(file.error());
    const auto first = exam::check_bundle(*file, key, {packer});
    const auto* seal = first.valid() && first.record ? exam::seal_of(*first.record) : nullptr;
    const auto* here = exam::seal_of(record);
    if (seal == nullptr || here == nullptr || seal->hash != here->hash)
        return fail(ErrorCode::DigestMismatch, "The bundle is not what the room sealed", record.room);
    return {};
}

Result<CollectedExam> open_collected(const ExamDesk& desk, const exam::PublishedExam& published,
                                     const std::string& key) {
    CANBO_TRY(const auto package, base::read_file(desk.package_file(), exam::most_sealed_file));
    CollectedExam out;
    CANBO_TRY(out.package, exam::open_package(package, key));
    for (const auto& place : published.rooms) {
        const auto file = base::read_file(desk.bundle_file(place.room), exam::most_sealed_file);
        if (!file && file.error().code == ErrorCode::NotFound)
            continue;
        if (!file)
            return fail(file.error());
        auto report = exam::check_bundle(*file, key, {published.packer});
        if (!report.valid() || !report.record)
            return fail(ErrorCode::DigestMismatch, "The bundle is not what the room sealed", place.room);
        if (report.record->exam.exam != published.exam || report.record->room != place.room)
            return fail(ErrorCode::DigestMismatch, "The bundle's head is of another room", place.room);
        CANBO_TRY_VOID(check_first(desk, *report.record, key, published.packer));
        out.rooms.push_back({*std::move(report.record), base::sha256_hex(*file), std::move(report.head)});
    }
    return out;
}

} // namespace canbo::apps
