#include "exam/archive.h"

#include "base/issues.h"
#include "base/translation.h"
#include "exam/key_share.h"
#include "exam/remark.h"

#include <algorithm>

namespace canbo::exam {
namespace {

constexpr std::string_view archive_magic = "CANBOARC1";

Error not_whole() { return {ErrorCode::InvalidInput, "The archive is not whole", {}, {}}; }

Json file_line(const std::string& name, const std::string& content) {
    return {{"name", name}, {"sha256", base::sha256_hex(content)}, {"bytes", content.size()}};
}

Json files_of(const ExamArchive& archive) {
    Json out = Json::array({file_line("package.pkg", archive.package)});
    for (const auto& room : archive.rooms) {
        out.push_back(file_line(room.room + ".bundle", room.bundle));
        if (!room.first.empty())
            out.push_back(file_line(room.room + ".first.bundle", room.first));
    }
    return out;
}

Json to_json(const ExamArchive& archive) {
    Json rooms = Json::array();
    for (const auto& room : archive.rooms)
        rooms.push_back(
            {{"room", room.room}, {"bundle", base::to_base64(room.bundle)}, {"first", base::to_base64(room.first)}});
    const auto& decision = archive.released.decision;
    return {{"package", base::to_base64(archive.package)},
            {"rooms", std::move(rooms)},
            {"released",
             {{"digest", archive.released.digest},
              {"number", decision.number},
              {"date", base::to_iso(decision.date)},
              {"proposed_by", decision.proposed_by},
              {"confirmed_by", decision.confirmed_by}}},
            {"made", base::to_iso(archive.made)},
            {"made_by", archive.made_by},
            {"keep_until", base::to_iso(archive.keep_until)}};
}

Result<std::string> bytes_in(const Json& json, const char* name) {
    const auto found = json.find(name);
    if (found == json.end() || !found->is_string())
        return fail(not_whole());
    return base::from_base64(found->get_ref<const std::string&>());
}

Result<ExamArchive> from_json(const Json& json) {
    if (!json.is_object() || !json.contains("rooms") || !json["rooms"].is_array() || !json.contains("released"))
        return fail(not_whole());
    Issues issues;
    base::ObjectReader in(json, "", issues), released(json["released"], "released", issues);
    ExamArchive out;
    CANBO_TRY(out.package, bytes_in(json, "package"));
    for (const auto& one : json["rooms"]) {
        if (!one.is_object())
            return fail(not_whole());
        base::ObjectReader room(one, "rooms", issues);
        ExamArchive::Room line;
        line.room = room.text("room", 60);
        CANBO_TRY(line.bundle, bytes_in(one, "bundle"));
        CANBO_TRY(line.first, bytes_in(one, "first"));
        out.rooms.push_back(std::move(line));
    }
    out.released.digest = released.text("digest", 64);
    auto& decision = out.released.decision;
    decision.number = released.text_or("number", "", 100);
    decision.proposed_by = released.text_or("proposed_by", "", 100);
    decision.confirmed_by = released.text_or("confirmed_by", "", 100);
    CANBO_TRY(decision.date, base::parse_day(released.text("date", 20)));
    CANBO_TRY(out.made, base::parse_time(in.text("made", 40)));
    out.made_by = in.text_or("made_by", "", 100);
    CANBO_TRY(out.keep_until, base::parse_day(in.text("keep_until", 20)));
    if (issues.has_errors())
        return fail(base::first_error(issues));
    return out;
}

void find(ArchiveReport& report, const char* code, bool error, const char* sentence, std::string where = {}) {
    report.findings.push_back({code, error, sentence, std::move(where)});
}

/// One room: the bundle itself, and that what the room sealed is still what it says.
void check_room(ArchiveReport& report, const ExamArchive::Room& room, std::string_view key) {
    auto checked = check_bundle(room.bundle, key, {report.package->signer});
    for (auto finding : checked.findings) {
        finding.where = room.room + (finding.where.empty() ? "" : " " + finding.where);
        report.findings.push_back(std::move(finding));
    }
    if (!checked.record || !checked.valid())
        return;
    if (checked.record->exam.exam != report.package->exam.exam || checked.record->room != room.room) {
        find(report, "other-room", true, base::msgid("The bundle's head is of another room"), room.room);
        return;
    }
    if (!room.first.empty()) {
        const auto first = check_bundle(room.first, key, {report.package->signer});
        const auto* seal = first.valid() && first.record ? seal_of(*first.record) : nullptr;
        const auto* here = seal_of(*checked.record);
        if (seal == nullptr || here == nullptr || seal->hash != here->hash)
            find(report, "seal-changed", true, base::msgid("The bundle is not what the room sealed"), room.room);
    }
    report.rooms.push_back({*std::move(checked.record), base::sha256_hex(room.bundle), std::move(checked.head)});
}

void check_results(ArchiveReport& report) {
    auto results = consolidate(report.rooms, report.package->roster);
    if (!results) {
        find(report, "no-results", true, base::msgid("The rooms of the archive do not give one list of results"));
        return;
    }
    report.findings.insert(report.findings.end(), results->findings.begin(), results->findings.end());
    if (results->digest != report.archive->released.digest)
        find(report, "results-changed", true, base::msgid("These are not the results that the council decided about"));
    report.results = *std::move(results);
}

} // namespace

bool ArchiveReport::valid() const {
    return !head.is_null() && std::none_of(findings.begin(), findings.end(), [](const auto& one) { return one.error; });
}

Result<std::string> write_archive(const ExamArchive& archive, std::string_view exam_key,
                                  const base::SigningKey& signer) {
    CANBO_TRY(const auto package, open_package(archive.package, exam_key));
    CANBO_TRY(const auto text, base::canonical_json(to_json(archive)));
    return write_sealed_file(archive_magic,
                             {{"exam", package.exam.exam},
                              {"title", package.exam.title},
                              {"key", exam_key_id(exam_key)},
                              {"made", base::to_iso(archive.made)},
                              {"made_by", archive.made_by},
                              {"keep_until", base::to_iso(archive.keep_until)},
                              {"files", files_of(archive)}},
                             exam_key, text, signer);
}

Result<Json> archive_head(std::string_view file) {
    CANBO_TRY(auto read, read_sealed_file(archive_magic, file));
    return std::move(read.head);
}

Result<ExamArchive> open_archive(std::string_view file, std::string_view exam_key) {
    CANBO_TRY(const auto read, read_sealed_file(archive_magic, file));
    if (!read.head.contains("key") || read.head["key"] != exam_key_id(exam_key))
        return fail(ErrorCode::DigestMismatch, "This key is not the one that the exam was sealed with");
    CANBO_TRY(const auto plain, base::open_sealed(exam_key, read.sealed));
    CANBO_TRY(const auto json, base::parse_json(plain, {most_sealed_file, 8}));
    CANBO_TRY(auto out, from_json(json));
    if (!read.head.contains("files") || read.head["files"] != files_of(out))
        return fail(not_whole());
    return out;
}

ArchiveReport check_archive(std::string_view file, std::string_view exam_key, const std::vector<std::string>& signers) {
    ArchiveReport out;
    const auto read = read_sealed_file(archive_magic, file);
    if (!read) {
        out.findings.push_back({"file-changed", true, read.error().message, {}});
        return out;
    }
    out.head = read->head;
    if (std::find(signers.begin(), signers.end(), read->signer) == signers.end())
        find(out, "signer-unknown", false, base::msgid("Nobody on this machine vouches for who signed this archive"));
    if (exam_key.empty()) {
        find(out, "not-opened", false, base::msgid("Without the exam's key only the signature was checked"));
        return out;
    }
    auto archive = open_archive(file, exam_key);
    auto package = archive ? open_package(archive->package, exam_key) : Result<ExamPackage>(fail(archive.error()));
    if (!package) {
        out.findings.push_back({"not-whole", true, package.error().message, {}});
        return out;
    }
    out.archive = *std::move(archive);
    out.package = *std::move(package);
    for (const auto& room : out.archive->rooms)
        check_room(out, room, exam_key);
    if (out.valid())
        check_results(out);
    return out;
}

} // namespace canbo::exam
