#include "common/exam_setup.h"

#include "base/file.h"
#include "base/json_parts.h"
#include "base/text.h"
#include "exam/key_share.h"
#include "service/key_file.h"

#include <fmt/format.h>

#include <algorithm>

namespace canbo::apps {
namespace fs = std::filesystem;
namespace {

constexpr int needed_parts = 2, parts = 3;
constexpr std::size_t most_share = 10'000;

fs::path parts_note(const ExamDesk& desk) { return desk.folder() / "key-in-parts"; }
fs::path packed_note(const ExamDesk& desk) { return desk.folder() / "packed.json"; }

Result<void> note_parts(const ExamDesk& desk, const std::string& key_id) {
    return base::write_file(parts_note(desk), key_id + "\n");
}

/// What was packed last: `{"package", "key", "saved"}`. Empty where nothing is known.
Json read_packed(const ExamDesk& desk) {
    const auto text = base::read_file(packed_note(desk), 10'000);
    auto json = text ? base::parse_json(*text, {10'000, 2}) : Result<Json>(Json::object());
    return json && json->is_object() ? *std::move(json) : Json::object();
}

Result<std::string> own_exam_key(const ExamDesk& desk, bool new_key) {
    if (!new_key && key_is_elsewhere(desk))
        return fail(ErrorCode::Conflict, "The exam's key is not here any more: join it, or draw a new one (--new-key)",
                    desk.exam());
    std::error_code code;
    if (!fs::exists(desk.key_file(), code))
        CANBO_TRY_VOID(service::write_key_file(desk.key_file(), base::to_base64(base::random_bytes(32)) + "\n"));
    return service::read_key32(desk.key_file());
}

/// The keys that open what this desk has of the exam; none: nothing is known.
std::vector<std::string> expected_keys(const JoinOrder& order, const ExamDesk& desk) {
    const auto file =
        base::read_file(order.package.empty() ? desk.package_file() : order.package, exam::most_sealed_file);
    const auto head = file ? exam::package_head(*file) : Result<Json>(Json::object());
    std::vector<std::string> out{head ? base::text_at(*head, "key") : std::string()};
    if (order.package.empty())
        out.insert(out.end(), {order.key_id, base::text_at(read_packed(desk), "key")});
    out.erase(std::remove(out.begin(), out.end(), std::string()), out.end());
    return out;
}

/// Nothing is written before this holds.
Result<void> judge_key(const JoinOrder& order, const ExamDesk& desk, const std::string& key_id, bool onto_desk) {
    if (!order.exam.empty() && order.exam != desk.exam())
        return fail(ErrorCode::InvalidInput, "These parts are of another exam's key", desk.exam());
    const auto expected = expected_keys(order, desk);
    if (!expected.empty() && std::find(expected.begin(), expected.end(), key_id) == expected.end())
        return fail(ErrorCode::DigestMismatch, "These parts are of another key than the exam's package here",
                    desk.exam());
    const auto kept = onto_desk ? service::read_key32(desk.key_file()) : fail(ErrorCode::NotFound, "");
    if (kept && exam::exam_key_id(*kept) != key_id && !has_parts(desk, *kept))
        return fail(ErrorCode::Conflict, "The exam's key stands on this computer only; split it first", desk.exam());
    return {};
}

} // namespace

bool key_is_elsewhere(const ExamDesk& desk) {
    std::error_code code;
    return !fs::exists(desk.key_file(), code) &&
           (fs::exists(parts_note(desk), code) || fs::exists(packed_note(desk), code) ||
            fs::exists(desk.packer_file(), code));
}

Result<void> require_current(const ExamDesk& desk, std::string_view package) {
    const auto packed = read_packed(desk);
    if (base::text_at(packed, "package") != base::sha256_hex(package))
        return fail(ErrorCode::Conflict, "This is not the package that was packed last on this desk", desk.exam());
    if (saved_since_packing(desk))
        return fail(ErrorCode::Conflict, "The exam or its list was saved again after it was packed: pack it again",
                    desk.exam());
    return {};
}

bool saved_since_packing(const ExamDesk& desk) {
    const auto packed = read_packed(desk);
    const auto saved = desk.saved_digest();
    return !packed.empty() && (!saved || base::text_at(packed, "saved") != *saved);
}

Result<PackedExam> pack_exam(const ExamDesk& desk, const base::SigningKey& packer, const PackOrder& order,
                             Issues& issues) {
    CANBO_TRY(const auto saved, desk.saved_digest());
    CANBO_TRY(auto exam, desk.load());
    CANBO_TRY(auto roster, desk.load_roster());
    if (roster.empty())
        return fail(ErrorCode::NotFound, "The exam has no list of candidates yet: run canboctl exam roster import");
    exam::check_roster( // the exam may have changed after the list came
        roster, exam, [&](std::size_t i) { return roster[i].number; }, issues);
    if (issues.has_errors())
        return fail(base::first_error(issues));
    CANBO_TRY(const auto key, own_exam_key(desk, order.new_key));
    const auto package = exam::make_package(std::move(exam), std::move(roster), packer);
    CANBO_TRY(const auto file, exam::write_package(package, key, packer));
    CANBO_TRY_VOID(base::write_file(order.output, file, true));
    CANBO_TRY_VOID(base::write_file(desk.packer_file(), base::to_base64(packer.public_key) + "\n"));
    PackedExam out{base::sha256_hex(file), exam::exam_key_id(key), base::to_base64(packer.public_key)};
    const Json note = {{"package", out.digest}, {"key", out.key_id}, {"saved", saved}};
    CANBO_TRY_VOID(base::write_file(packed_note(desk), note.dump(2) + "\n"));
    return out;
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

Result<JoinedKey> join_exam_key(const JoinOrder& order, const std::vector<std::string>& given) {
    CANBO_TRY(const auto texts, share_texts(given));
    std::vector<exam::NamedShare> shares;
    for (const auto& text : texts) {
        CANBO_TRY(auto share, exam::read_share(text));
        shares.push_back(std::move(share));
    }
    CANBO_TRY(const auto key, exam::join_shares(shares));
    CANBO_TRY(const auto desk, ExamDesk::of(order.desk, shares.front().exam));
    JoinedKey out{desk.exam(), exam::exam_key_id(key), order.output.empty() ? desk.key_file() : order.output};
    const bool onto_desk = out.file == desk.key_file();
    CANBO_TRY_VOID(judge_key(order, desk, out.key_id, onto_desk));
    std::error_code code;
    if (out.file.has_parent_path())
        fs::create_directories(out.file.parent_path(), code); // write_key_file tells what is wrong with the folder
    CANBO_TRY_VOID(service::write_key_file(out.file, base::to_base64(key) + "\n"));
    if (onto_desk)
        CANBO_TRY_VOID(note_parts(desk, out.key_id));
    return out;
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
