#include "exam/exam_office.h"

#include "base/issues.h"
#include "base/json_parts.h"
#include "exam/key_share.h"
#include "exam/release.h"
#include "exam/remark_request.h"
#include "office_rules.h"

#include <algorithm>
#include <map>
#include <set>

namespace canbo::exam {
namespace {

using people::Permission;

constexpr std::size_t most_rooms = 500;
constexpr std::size_t most_parts = 10;

base::Time read_time(base::ObjectReader& in, const char* name, Issues& issues) {
    const auto time = base::parse_time(in.text(name, 40));
    if (!time)
        issues.error(ErrorCode::InvalidInput, in.path(name), "The time is missing or no time");
    return time.value_or(base::Time{});
}

/// The package of an exam that counts: the last one.
template <class Entries>
std::optional<PublishedExam> last_published(const Entries& entries) {
    std::optional<PublishedExam> out;
    for (const auto& entry : entries) {
        Issues issues; // it was checked when it came
        auto read = published_from_json(entry.body, issues);
        if (!issues.has_errors())
            out = std::move(read);
    }
    return out;
}

struct KeyDeposit {
    std::string exam, key;
    std::vector<std::string> sealed; ///< Base64.
};

KeyDeposit deposit_from_json(const Json& json, Issues& issues) {
    base::ObjectReader in(json, "", issues);
    KeyDeposit out{in.text("exam", 60), in.text("key", 64), {}};
    for (const auto& part : in.array("parts"))
        out.sealed.push_back(part.is_string() ? part.get<std::string>() : std::string());
    in.finish();
    if (out.sealed.empty() || out.sealed.size() > most_parts)
        issues.error(ErrorCode::InvalidInput, "parts", "The key is given in keeping in 1 to 10 parts");
    return out;
}

/// A bundle whose signatures hold and whose room's key the exam's packer signed.
Result<Json> proven_head(std::string_view bundle, const std::string& packer) {
    const auto report = check_bundle(bundle, "", {packer});
    if (!report.valid())
        return fail(ErrorCode::DigestMismatch, "The bundle is not what the room sealed", report.findings.front().code);
    for (const auto& finding : report.findings)
        if (finding.code == "packer-unknown")
            return fail(ErrorCode::DigestMismatch, "The room belongs to another packing of the exam");
    return report.head;
}

/// Who may send a sealed room.
Result<void> require_sender(const people::Person& person) {
    return person.may(Permission::ManageExams) ? Result<void>() : people::require(person, Permission::HoldExams);
}

} // namespace

Result<PublishedExam> published_at_office(Transaction& tx, ledger::EntryStore& entries, const std::string& exam) {
    CANBO_TRY(const auto stored, entries.by_subject(tx, package_kind, exam));
    auto out = last_published(entries_of(stored));
    if (!out)
        return fail(ErrorCode::NotFound, "The office has no such exam", exam);
    return *std::move(out);
}

SentBundle bundle_from_json(const ledger::Entry& entry, Issues& issues) {
    base::ObjectReader in(entry.body, "", issues);
    SentBundle out{entry.id, in.text("exam", 60), in.text("room", 60), entry.author, {}, in.text_or("extends", "", 64)};
    out.file = ledger::pieced_from_json(in.object_or_empty("file"), "file", issues);
    static_cast<void>(in.array_or_empty("attachments"));
    in.finish();
    return out;
}

Json published_to_json(const PublishedExam& exam) {
    Json rooms = Json::array();
    for (const auto& room : exam.rooms)
        rooms.push_back({{"room", room.room}, {"name", room.name}, {"seats", room.seats}});
    return {{"exam", exam.exam},
            {"title", exam.title},
            {"from", base::to_iso(exam.from)},
            {"to", base::to_iso(exam.to)},
            {"opens", base::to_iso(exam.opens)},
            {"key", exam.key},
            {"packer", base::to_base64(exam.packer)},
            {"rooms", std::move(rooms)},
            {"file", ledger::pieced_to_json(exam.file)},
            {"attachments", ledger::attachments_of(exam.file)}};
}

PublishedExam published_from_json(const Json& json, Issues& issues) {
    base::ObjectReader in(json, "", issues);
    PublishedExam out;
    out.exam = in.text("exam", 60);
    out.title = in.text("title", 500);
    out.from = read_time(in, "from", issues);
    out.to = read_time(in, "to", issues);
    out.opens = read_time(in, "opens", issues);
    out.key = in.text("key", 64);
    if (const auto packer = base::from_base64(in.text("packer", 64)); packer && packer->size() == 32)
        out.packer = *packer;
    else
        issues.error(ErrorCode::InvalidInput, "packer", "This is no public key");
    const auto& rooms = in.array("rooms");
    for (std::size_t i = 0; i < std::min(rooms.size(), most_rooms); ++i) {
        base::ObjectReader room(rooms[i], in.path("rooms[" + std::to_string(i) + "]"), issues);
        out.rooms.push_back(
            {room.text("room", 60), room.text("name", 200), static_cast<int>(room.integer("seats", 1, 500))});
        room.finish();
    }
    out.file = ledger::pieced_from_json(in.object_or_empty("file"), "file", issues);
    static_cast<void>(in.array_or_empty("attachments"));
    in.finish();
    if (!is_exam_slug(out.exam) || rooms.empty() || rooms.size() > most_rooms)
        issues.error(ErrorCode::InvalidInput, "exam", "Exams and rooms are named by small letters, digits and hyphens");
    return out;
}

Result<std::string> publish_exam(const ledger::EntryDesk& desk, ledger::BlobStore& blobs, const Exam& exam,
                                 std::string_view package, base::Time opens) {
    CANBO_TRY_VOID(people::require(desk.person, Permission::ManageExams));
    CANBO_TRY(const auto head, package_head(package));
    if (base::text_at(head, "exam") != exam.exam)
        return fail(ErrorCode::InvalidInput, "The package is of another exam", base::text_at(head, "exam"));
    if (desk.clock.now() >= exam.from)
        return fail(ErrorCode::Closed, "The exam has begun already", exam.exam);
    CANBO_TRY(const auto packer, base::from_base64(base::text_at(head, "signer")));
    const PublishedExam out{exam.exam, exam.title, exam.from,
                            exam.to,   opens,      base::text_at(head, "key"),
                            packer,    exam.rooms, ledger::describe_file(package)};
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Write));
    CANBO_TRY_VOID(ledger::keep_pieces(*tx, blobs, package));
    CANBO_TRY(const auto id, ledger::queue_entry(*tx, desk, {package_kind, exam.exam, published_to_json(out), 1, {}}));
    CANBO_TRY_VOID(tx->commit());
    return id;
}

Result<std::vector<PublishedExam>> load_published(Transaction& tx, const ledger::EntryDesk& desk) {
    CANBO_TRY(const auto entries, entries_that_count(tx, desk, package_kind));
    std::map<std::string, std::vector<ledger::Entry>> by_exam;
    for (const auto& entry : entries)
        by_exam[entry.subject].push_back(entry);
    std::vector<PublishedExam> out;
    for (const auto& [exam, of_exam] : by_exam)
        if (auto last = last_published(of_exam))
            out.push_back(*std::move(last));
    return out;
}

Result<PublishedExam> find_published(Transaction& tx, const ledger::EntryDesk& desk, const std::string& exam) {
    CANBO_TRY(auto all, load_published(tx, desk));
    for (auto& one : all)
        if (one.exam == exam)
            return std::move(one);
    return fail(ErrorCode::NotFound, "The office has no such exam", exam);
}

Result<std::string> deposit_key(const ledger::EntryDesk& desk, std::string_view office_key, const std::string& exam,
                                const std::vector<std::string>& parts) {
    CANBO_TRY_VOID(people::require(desk.person, Permission::ManageExams));
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Write));
    CANBO_TRY(const auto published, find_published(*tx, desk, exam));
    Json sealed = Json::array();
    for (const auto& part : parts) {
        CANBO_TRY(const auto share, read_share(part));
        if (share.exam != exam || share.key_id != published.key)
            return fail(ErrorCode::InvalidInput, "The part belongs to another key", share.exam);
        CANBO_TRY(const auto box, base::seal_to(office_key, write_share(share)));
        sealed.push_back(base::to_base64(box));
    }
    CANBO_TRY(const auto id,
              ledger::queue_entry(
                  *tx, desk, {key_kind, exam, {{"exam", exam}, {"key", published.key}, {"parts", sealed}}, 1, {}}));
    CANBO_TRY_VOID(tx->commit());
    return id;
}

Result<std::vector<std::string>> released_parts(Transaction& tx, ledger::EntryStore& entries, const std::string& exam,
                                                const base::SigningKey& office, base::Time now) {
    CANBO_TRY(const auto published, published_at_office(tx, entries, exam));
    if (now < published.opens)
        return fail(ErrorCode::Closed, "The office gives the exam's key only when its time has come",
                    base::to_iso(published.opens));
    CANBO_TRY(const auto stored, entries.by_subject(tx, key_kind, exam));
    std::map<int, std::string> parts; // the same part given twice is one
    for (const auto& one : stored) {
        Issues issues; // it was checked when it came
        const auto deposit = deposit_from_json(one.entry.body, issues);
        if (issues.has_errors() || deposit.key != published.key)
            continue;
        for (const auto& sealed : deposit.sealed) {
            const auto box = base::from_base64(sealed);
            const auto part = box ? base::open_sealed_to(office, *box) : box;
            if (const auto share = part ? read_share(*part) : fail(ErrorCode::InvalidInput, ""); share)
                parts[share->share.index] = *part;
        }
    }
    if (parts.empty())
        return fail(ErrorCode::NotFound, "Nobody gave the office a part of this exam's key", exam);
    std::vector<std::string> out;
    for (auto& [index, part] : parts)
        out.push_back(std::move(part));
    return out;
}

Result<std::string> send_bundle(const ledger::EntryDesk& desk, ledger::BlobStore& blobs, std::string_view bundle,
                                std::string_view built_on) {
    CANBO_TRY_VOID(require_sender(desk.person));
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Write));
    const auto named = check_bundle(bundle, "", {});
    if (!named.valid())
        return fail(ErrorCode::DigestMismatch, "The bundle is not what the room sealed", named.findings.front().code);
    CANBO_TRY(const auto published, find_published(*tx, desk, base::text_at(named.head, "exam")));
    CANBO_TRY(const auto head, proven_head(bundle, published.packer));
    const auto file = ledger::describe_file(bundle);
    const auto room = base::text_at(head, "room");
    Json body = {{"exam", published.exam},
                 {"room", room},
                 {"file", ledger::pieced_to_json(file)},
                 {"attachments", ledger::attachments_of(file)}};
    CANBO_TRY(const auto before, load_bundles(*tx, desk, published.exam));
    for (const auto& one : before)
        if (one.last.room == room && one.last.file.sha256 != file.sha256) {
            if (!desk.person.may(Permission::DecideExams))
                return fail(ErrorCode::Conflict, "Another bundle of this room came before", room);
            if (built_on != one.last.file.sha256)
                return fail(ErrorCode::Conflict, "The council added something to this room meanwhile: collect first",
                            room);
            body["extends"] = one.last.file.sha256;
        }
    CANBO_TRY_VOID(ledger::keep_pieces(*tx, blobs, bundle));
    CANBO_TRY(const auto id,
              ledger::queue_entry(*tx, desk, {bundle_kind, published.exam + "/" + room, std::move(body), 1, {}}));
    CANBO_TRY_VOID(tx->commit());
    return id;
}

Result<std::vector<RoomBundles>> load_bundles(Transaction& tx, const ledger::EntryDesk& desk, const std::string& exam) {
    CANBO_TRY(const auto entries, entries_that_count(tx, desk, bundle_kind));
    std::map<std::string, RoomBundles> by_room;
    for (const auto& entry : entries) {
        Issues issues; // it was checked when it came
        auto read = bundle_from_json(entry, issues);
        if (issues.has_errors() || read.exam != exam)
            continue;
        const auto found = by_room.try_emplace(read.room, RoomBundles{read, read}).first;
        found->second.last = std::move(read);
    }
    std::vector<RoomBundles> out;
    for (auto& [room, bundles] : by_room)
        out.push_back(std::move(bundles));
    return out;
}

Result<ExamTraces> traces_of(Transaction& tx, const ledger::EntryDesk& desk, ledger::BlobStore& blobs,
                             const std::string& exam) {
    ExamTraces out;
    std::set<std::string> pieces;
    for (const char* kind :
         {package_kind, key_kind, bundle_kind, release_kind, confirmation_kind, result_kind, remark_kind}) {
        CANBO_TRY(const auto entries, ledger::entries_here(tx, desk, kind));
        for (const auto& entry : entries) {
            if (entry.subject != exam && !entry.subject.starts_with(exam + "/"))
                continue;
            ++out.entries;
            Issues issues; // a kind without a file has no pieces
            if (entry.body.contains("file"))
                for (auto& piece : ledger::pieced_from_json(entry.body["file"], "file", issues).pieces)
                    pieces.insert(std::move(piece));
        }
    }
    for (const auto& piece : pieces) {
        CANBO_TRY(const bool has, blobs.has(tx, piece));
        out.kept += has ? 1 : 0;
    }
    out.pieces.assign(pieces.begin(), pieces.end());
    return out;
}

Result<void> admit_package(const ledger::Admission& in) {
    CANBO_TRY_VOID(people::require(in.author, Permission::ManageExams));
    Issues issues;
    const auto exam = published_from_json(in.entry.body, issues);
    CANBO_TRY_VOID(base::first_problem(issues));
    CANBO_TRY_VOID(about(in, exam.exam));
    if (in.received_at >= exam.from)
        return fail(ErrorCode::Closed, "The exam has begun already", exam.exam);
    CANBO_TRY(const auto file, ledger::join_pieces(in.transaction, in.blobs, exam.file));
    CANBO_TRY(const auto head, package_head(file));
    if (base::text_at(head, "exam") != exam.exam || base::text_at(head, "key") != exam.key ||
        base::text_at(head, "signer") != base::to_base64(exam.packer))
        return fail(ErrorCode::InvalidInput, "The package is of another exam", exam.exam);
    return {};
}

Result<void> admit_key(const ledger::Admission& in) {
    CANBO_TRY_VOID(people::require(in.author, Permission::ManageExams));
    Issues issues;
    const auto deposit = deposit_from_json(in.entry.body, issues);
    CANBO_TRY_VOID(base::first_problem(issues));
    CANBO_TRY_VOID(about(in, deposit.exam));
    CANBO_TRY(const auto published, published_at_office(in.transaction, in.entries, deposit.exam));
    if (published.key != deposit.key)
        return fail(ErrorCode::InvalidInput, "The part belongs to another key", deposit.exam);
    return {};
}

Result<void> admit_bundle(const ledger::Admission& in) {
    CANBO_TRY_VOID(require_sender(in.author));
    Issues issues;
    const auto sent = bundle_from_json(in.entry, issues);
    CANBO_TRY_VOID(base::first_problem(issues));
    CANBO_TRY_VOID(about(in, sent.exam + "/" + sent.room));
    CANBO_TRY(const auto published, published_at_office(in.transaction, in.entries, sent.exam));
    CANBO_TRY(const auto before, in.entries.by_subject(in.transaction, bundle_kind, in.entry.subject));
    const auto last = before.empty() ? sent.file.sha256 : bundle_from_json(before.back().entry, issues).file.sha256;
    const bool added = in.author.may(Permission::DecideExams) && sent.extends == last;
    if (last != sent.file.sha256 && !added)
        return fail(ErrorCode::Conflict, "Another bundle of this room came before", sent.room);
    CANBO_TRY(const auto file, ledger::join_pieces(in.transaction, in.blobs, sent.file));
    CANBO_TRY(const auto head, proven_head(file, published.packer));
    if (base::text_at(head, "exam") != sent.exam || base::text_at(head, "room") != sent.room)
        return fail(ErrorCode::InvalidInput, "The bundle's head is of another room", sent.room);
    return {};
}

} // namespace canbo::exam
