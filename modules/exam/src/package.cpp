#include "exam/package.h"

#include "exam/key_share.h"

#include <cstdint>

namespace canbo::exam {
namespace {

constexpr std::string_view package_magic = "canbo-exam 1";

Error not_whole() { return {ErrorCode::InvalidInput, "The exam package is not whole", {}, {}}; }

Result<std::string> key32(const Json& json, const char* name) {
    if (!json.contains(name) || !json[name].is_string())
        return fail(not_whole());
    auto key = base::from_base64(json[name].get_ref<const std::string&>());
    if (!key || key->size() != 32)
        return fail(not_whole());
    return key;
}

Json room_keys_to_json(const ExamPackage& package) {
    Json out = Json::object();
    for (const auto& [room, key] : package.room_keys)
        out[room] = {{"secret", base::to_base64(key.key.secret)}, {"certificate", base::to_base64(key.certificate)}};
    return out;
}

Result<void> read_room_keys(const Json& json, ExamPackage& out) {
    for (const auto& [room, value] : json.items()) {
        if (!value.is_object() || !value.contains("secret") || !value["secret"].is_string() ||
            !value.contains("certificate") || !value["certificate"].is_string())
            return fail(not_whole());
        const auto secret = base::from_base64(value["secret"].get_ref<const std::string&>());
        const auto certificate = base::from_base64(value["certificate"].get_ref<const std::string&>());
        if (!secret || secret->size() != 64 || !certificate)
            return fail(not_whole());
        const base::SigningKey key{*secret, secret->substr(32)};
        if (!base::verify_signature(out.signer, room_claim(out.exam.exam, room, key.public_key), *certificate))
            return fail(ErrorCode::DigestMismatch, "A room's key was not signed by who packed the exam", room);
        out.room_keys[room] = {key, *certificate};
    }
    return {};
}

} // namespace

std::string room_claim(std::string_view exam, std::string_view room, std::string_view public_key) {
    return "canbo room key\n" + std::string(exam) + "\n" + std::string(room) + "\n" + base::to_base64(public_key);
}

ExamPackage make_package(Exam exam, std::vector<Candidate> roster, const base::SigningKey& packer) {
    ExamPackage out;
    out.exam = std::move(exam);
    out.roster = std::move(roster);
    out.paper_key = base::random_bytes(32);
    out.pin_key = base::random_bytes(32);
    out.signer = packer.public_key;
    for (const auto& room : out.exam.rooms) {
        auto key = base::SigningKey::generate();
        auto certificate = packer.sign(room_claim(out.exam.exam, room.room, key.public_key));
        out.room_keys[room.room] = {std::move(key), std::move(certificate)};
    }
    return out;
}

Result<std::string> write_package(const ExamPackage& package, std::string_view exam_key,
                                  const base::SigningKey& packer) {
    const Json payload = {{"exam", exam_to_json(package.exam)},
                          {"roster", roster_to_json(package.roster)},
                          {"paper_key", base::to_base64(package.paper_key)},
                          {"pin_key", base::to_base64(package.pin_key)},
                          {"room_keys", room_keys_to_json(package)}};
    CANBO_TRY(const auto text, base::canonical_json(payload));
    return write_sealed_file(package_magic,
                             {{"exam", package.exam.exam},
                              {"title", package.exam.title},
                              {"key", exam_key_id(exam_key)},
                              {"from", base::to_iso(package.exam.from)},
                              {"to", base::to_iso(package.exam.to)}},
                             exam_key, text, packer);
}

Result<Json> package_head(std::string_view file) {
    CANBO_TRY(const auto read, read_sealed_file(package_magic, file));
    return read.head;
}

Result<ExamPackage> open_package(std::string_view file, std::string_view exam_key) {
    CANBO_TRY(const auto read, read_sealed_file(package_magic, file));
    if (!read.head.contains("key") || read.head["key"] != exam_key_id(exam_key))
        return fail(ErrorCode::DigestMismatch, "This key is not the one that the exam was sealed with");
    CANBO_TRY(const auto plain, base::open_sealed(exam_key, read.sealed));
    CANBO_TRY(const auto json, base::parse_json(plain, {most_sealed_file, 32}));
    for (const char* name : {"exam", "roster", "room_keys"})
        if (!json.is_object() || !json.contains(name))
            return fail(not_whole());
    ExamPackage out;
    out.signer = read.signer;
    CANBO_TRY(out.exam, stored_exam(json["exam"]));
    CANBO_TRY(out.roster, roster_from_json(json["roster"]));
    CANBO_TRY(out.paper_key, key32(json, "paper_key"));
    CANBO_TRY(out.pin_key, key32(json, "pin_key"));
    CANBO_TRY_VOID(read_room_keys(json["room_keys"], out));
    if (out.room_keys.size() != out.exam.rooms.size())
        return fail(not_whole());
    return out;
}

std::string pin_of(std::string_view pin_key, std::string_view candidate) {
    const auto mac = base::hmac_sha256(pin_key, "canbo pin\n" + std::string(candidate));
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 8; ++i)
        value = (value << 8U) | static_cast<unsigned char>(mac[i]);
    auto digits = std::to_string(value % 1'000'000);
    return std::string(6 - digits.size(), '0') + digits;
}

Json roster_to_json(const std::vector<Candidate>& roster) {
    Json out = Json::array();
    for (const auto& one : roster)
        out.push_back(candidate_to_json(one));
    return out;
}

Result<std::vector<Candidate>> roster_from_json(const Json& json) {
    Issues issues;
    std::vector<Candidate> out;
    if (!json.is_array())
        return fail(not_whole());
    for (const auto& one : json)
        out.push_back(candidate_from_json(one, "roster[" + std::to_string(out.size()) + "]", issues));
    if (issues.has_errors())
        return fail(base::first_error(issues));
    return out;
}

Result<Exam> stored_exam(const Json& json) {
    Issues issues;
    auto out = exam_from_json(json, issues);
    if (issues.has_errors())
        return fail(base::first_error(issues));
    return out;
}

} // namespace canbo::exam
