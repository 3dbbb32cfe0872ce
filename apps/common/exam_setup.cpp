#include "common/exam_setup.h"

#include "base/file.h"
#include "base/text.h"
#include "exam/key_share.h"
#include "service/key_file.h"

#include <fmt/format.h>

namespace canbo::apps {
namespace fs = std::filesystem;
namespace {

constexpr int needed_parts = 2, parts = 3;
constexpr std::size_t most_share = 10'000;

Result<std::string> own_exam_key(const ExamDesk& desk) {
    std::error_code code;
    if (!fs::exists(desk.key_file(), code))
        CANBO_TRY_VOID(service::write_key_file(desk.key_file(), base::to_base64(base::random_bytes(32)) + "\n"));
    return service::read_key32(desk.key_file());
}

fs::path parts_note(const ExamDesk& desk) { return desk.folder() / "key-in-parts"; }

Result<void> note_parts(const ExamDesk& desk, const std::string& key_id) {
    return base::write_file(parts_note(desk), key_id + "\n");
}

} // namespace

Result<PackedExam> pack_exam(const ExamDesk& desk, const base::SigningKey& packer, const fs::path& output,
                             Issues& issues) {
    CANBO_TRY(auto exam, desk.load());
    CANBO_TRY(auto roster, desk.load_roster());
    if (roster.empty())
        return fail(ErrorCode::NotFound, "The exam has no list of candidates yet: run canboctl exam roster import");
    exam::check_roster( // the exam may have changed after the list came
        roster, exam, [&](std::size_t i) { return roster[i].number; }, issues);
    if (issues.has_errors())
        return fail(base::first_error(issues));
    CANBO_TRY(const auto key, own_exam_key(desk));
    const auto package = exam::make_package(std::move(exam), std::move(roster), packer);
    CANBO_TRY(const auto file, exam::write_package(package, key, packer));
    CANBO_TRY_VOID(base::write_file(output, file, true));
    CANBO_TRY_VOID(base::write_file(desk.packer_file(), base::to_base64(packer.public_key) + "\n"));
    return PackedExam{base::sha256_hex(file), exam::exam_key_id(key), base::to_base64(packer.public_key)};
}

Result<SplitKey> split_exam_key(const ExamDesk& desk, const fs::path& folder, bool keep) {
    CANBO_TRY(const auto key, service::read_key32(desk.key_file()));
    CANBO_TRY(const auto shares, exam::split_secret(key, needed_parts, parts));
    std::error_code code;
    fs::create_directories(folder, code); // write_key_file tells what is wrong with the folder
    SplitKey out{exam::exam_key_id(key), {}};
    for (const auto& share : shares) {
        const auto file = folder / fmt::format("{}-{}.share", desk.exam(), share.index);
        CANBO_TRY_VOID(
            service::write_key_file(file, exam::write_share({desk.exam(), out.key_id, needed_parts, share}) + "\n"));
        out.files.push_back(file);
    }
    CANBO_TRY_VOID(note_parts(desk, out.key_id));
    if (!keep && !fs::remove(desk.key_file(), code))
        return fail(ErrorCode::Storage, "The file cannot be removed", desk.key_file().string(), code.message());
    return out;
}

bool has_parts(const ExamDesk& desk, const std::string& key) {
    const auto noted = base::read_file(parts_note(desk), 1'000);
    return noted && base::trim(*noted) == exam::exam_key_id(key);
}

Result<std::vector<std::string>> share_texts(const std::vector<std::string>& given) {
    std::vector<std::string> out;
    for (const auto& one : given) {
        CANBO_TRY(auto text,
                  one.starts_with("canbo-share") ? Result<std::string>(one) : base::read_file(one, most_share));
        out.emplace_back(base::trim(text));
    }
    return out;
}

Result<std::string> join_exam_key(const fs::path& desk_folder, const std::vector<std::string>& given, fs::path output) {
    CANBO_TRY(const auto texts, share_texts(given));
    std::vector<exam::NamedShare> shares;
    for (const auto& text : texts) {
        CANBO_TRY(auto share, exam::read_share(text));
        shares.push_back(std::move(share));
    }
    CANBO_TRY(const auto key, exam::join_shares(shares));
    CANBO_TRY(const auto desk, ExamDesk::of(desk_folder, shares.front().exam));
    if (output.empty())
        output = desk.key_file();
    std::error_code code;
    if (output.has_parent_path())
        fs::create_directories(output.parent_path(), code);
    CANBO_TRY_VOID(service::write_key_file(output, base::to_base64(key) + "\n"));
    if (output == desk.key_file())
        CANBO_TRY_VOID(note_parts(desk, exam::exam_key_id(key)));
    return desk.exam();
}

Result<ConsolidatedExam> consolidate_exam(const ExamDesk& desk, const exam::PublishedExam& published,
                                          const std::string& key) {
    ConsolidatedExam out;
    CANBO_TRY(out.collected, open_collected(desk, published, key));
    CANBO_TRY(out.results, exam::consolidate(out.collected.rooms, out.collected.package.roster));
    return out;
}

Result<std::string> sign_again(const exam::RoomRecord& record, const fs::path& package_file, const std::string& key) {
    CANBO_TRY(const auto file, base::read_file(package_file, exam::most_sealed_file));
    CANBO_TRY(const auto package, exam::open_package(file, key));
    const auto room_key = package.room_keys.find(record.room);
    if (room_key == package.room_keys.end() || package.paper_key != record.paper_key)
        return fail(ErrorCode::InvalidInput, "The package is of another exam", record.exam.exam);
    return exam::write_bundle(record, key, room_key->second, package.signer);
}

} // namespace canbo::apps
