#include "exam/release.h"

#include "base/issues.h"
#include "base/json_parts.h"
#include "base/translation.h"
#include "exam/exam_room.h"
#include "office_rules.h"

#include <algorithm>

namespace canbo::exam {
namespace {

using people::Permission;

constexpr std::size_t most_rooms = 500;

Json release_to_json(const Release& release) {
    Json rooms = Json::array();
    for (const auto& room : release.rooms)
        rooms.push_back({{"room", room.room}, {"bundle", room.bundle}});
    return {{"exam", release.exam},
            {"digest", release.digest},
            {"number", release.number},
            {"rooms", std::move(rooms)},
            {"date", base::to_iso(release.date)},
            {"candidates", release.candidates},
            {"passed", release.passed},
            {"absent", release.absent}};
}

Release release_from_json(const ledger::Entry& entry, Issues& issues) {
    base::ObjectReader in(entry.body, "", issues);
    Release out;
    out.entry = entry.id;
    out.proposed_by = entry.author;
    out.exam = in.text("exam", 60);
    out.digest = in.text("digest", 64);
    out.number = in.text_or("number", "", 40);
    if (const auto date = base::parse_day(in.text("date", 20)))
        out.date = *date;
    else
        issues.error(ErrorCode::InvalidInput, "date", "The date is missing or no date");
    out.candidates = static_cast<std::size_t>(in.integer("candidates", 0, 1'000'000));
    out.passed = static_cast<std::size_t>(in.integer("passed", 0, 1'000'000));
    out.absent = static_cast<std::size_t>(in.integer("absent", 0, 1'000'000));
    const auto& rooms = in.array("rooms");
    for (std::size_t i = 0; i < std::min(rooms.size(), most_rooms); ++i) {
        base::ObjectReader room(rooms[i], "rooms[" + std::to_string(i) + "]", issues);
        RoomSummary sum;
        sum.room = room.text("room", 60);
        sum.bundle = room.text("bundle", 64);
        room.finish();
        out.rooms.push_back(std::move(sum));
    }
    in.finish();
    return out;
}

struct Confirmation {
    std::string exam, release, digest;
};

Confirmation confirmation_from_json(const Json& json, Issues& issues) {
    base::ObjectReader in(json, "", issues);
    Confirmation out{in.text("exam", 60), in.text("release", 40), in.text("digest", 64)};
    in.finish();
    return out;
}

/// The decisions as these entries make them, in their order.
Decisions joined(const std::vector<ledger::Entry>& proposals, const std::vector<ledger::Entry>& confirmations) {
    Decisions out;
    for (const auto& entry : proposals) {
        Issues issues; // it was checked when it came
        auto one = release_from_json(entry, issues);
        if (issues.has_errors())
            continue;
        for (const auto& confirmed : confirmations)
            if (const auto read = confirmation_from_json(confirmed.body, issues);
                !issues.has_errors() && read.release == one.entry && confirmed.author != one.proposed_by)
                one.confirmed_by = confirmed.author;
        if (one.confirmed_by.empty()) {
            out.pending = std::move(one);
        } else {
            out.counts = std::move(one);
            out.pending.reset();
        }
    }
    return out;
}

Result<Decisions> decisions_at_office(const ledger::Admission& in, const std::string& exam) {
    CANBO_TRY(const auto proposals, in.entries.by_subject(in.transaction, release_kind, exam));
    CANBO_TRY(const auto confirmations, in.entries.by_subject(in.transaction, confirmation_kind, exam));
    return joined(entries_of(proposals), entries_of(confirmations));
}

Result<void> not_released(const Decisions& decisions, const std::string& digest, const std::string& exam) {
    if (decisions.counts && decisions.counts->digest == digest)
        return fail(ErrorCode::Conflict, "The results of this exam are released already", exam);
    return {};
}

} // namespace

Result<std::string> propose_release(const ledger::EntryDesk& desk, const ExamResults& results,
                                    const std::string& number, base::Day date) {
    CANBO_TRY_VOID(people::require(desk.person, Permission::DecideExams));
    if (!results.complete())
        return fail(ErrorCode::Conflict, "Rooms are missing, or the rooms contradict each other",
                    results.findings.front().where);
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Write));
    CANBO_TRY(const auto before, load_decisions(*tx, desk, results.exam.exam));
    CANBO_TRY_VOID(not_released(before, results.digest, results.exam.exam));
    Release out;
    out.exam = results.exam.exam;
    out.digest = results.digest;
    out.number = number;
    out.date = date;
    out.rooms = results.rooms;
    out.candidates = results.lines.size();
    for (const auto& line : results.lines) {
        out.passed += line.result.passed ? 1 : 0;
        out.absent += line.result.outcome == "absent" ? 1 : 0;
    }
    CANBO_TRY(const auto id, ledger::queue_entry(*tx, desk, {release_kind, out.exam, release_to_json(out), 1, {}}));
    CANBO_TRY_VOID(tx->commit());
    return id;
}

Result<Decisions> load_decisions(Transaction& tx, const ledger::EntryDesk& desk, const std::string& exam) {
    // Only what the office has: a decision that waits on a desk is none.
    CANBO_TRY(const auto proposals, desk.entries.by_subject(tx, release_kind, exam));
    CANBO_TRY(const auto confirmations, desk.entries.by_subject(tx, confirmation_kind, exam));
    return joined(entries_of(proposals), entries_of(confirmations));
}

Result<std::string> confirm_release(const ledger::EntryDesk& desk, const ExamResults& results,
                                    const std::vector<SealedRoom>& rooms, const std::vector<Candidate>& roster) {
    CANBO_TRY_VOID(people::require(desk.person, Permission::DecideExams));
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Write));
    const auto& exam = results.exam.exam;
    CANBO_TRY(const auto decisions, load_decisions(*tx, desk, exam));
    CANBO_TRY_VOID(not_released(decisions, results.digest, exam));
    const auto& release = decisions.pending;
    if (!release)
        return fail(ErrorCode::NotFound, "Nobody has proposed to release the results yet", exam);
    if (release->proposed_by == desk.person.name)
        return fail(ErrorCode::Forbidden, "Another account of the council confirms than the one that proposed");
    if (release->digest != results.digest)
        return fail(ErrorCode::Conflict, "The results on this desk are not those that were proposed", exam);
    CANBO_TRY(const auto id,
              ledger::queue_entry(*tx, desk,
                                  {confirmation_kind,
                                   exam,
                                   {{"exam", exam}, {"release", release->entry}, {"digest", release->digest}},
                                   1,
                                   {}}));
    for (const auto& own : own_results(results, rooms, roster, *release))
        CANBO_TRY_VOID(
            ledger::queue_entry(*tx, desk, {result_kind, exam + "/" + own.line.candidate, own_to_json(own), 1, {}}));
    CANBO_TRY_VOID(tx->commit());
    return id;
}

Result<void> admit_release(const ledger::Admission& in) {
    CANBO_TRY_VOID(people::require(in.author, Permission::DecideExams));
    Issues issues;
    const auto release = release_from_json(in.entry, issues);
    CANBO_TRY_VOID(base::first_problem(issues));
    CANBO_TRY_VOID(about(in, release.exam));
    CANBO_TRY(const auto before, decisions_at_office(in, release.exam));
    CANBO_TRY_VOID(not_released(before, release.digest, release.exam));
    CANBO_TRY(const auto published, published_at_office(in.transaction, in.entries, release.exam));
    for (const auto& place : published.rooms) {
        const auto named = std::find_if(release.rooms.begin(), release.rooms.end(),
                                        [&](const auto& room) { return room.room == place.room; });
        CANBO_TRY(const auto sent, in.entries.by_subject(in.transaction, bundle_kind, release.exam + "/" + place.room));
        if (named == release.rooms.end() || sent.empty() ||
            bundle_from_json(sent.back().entry, issues).file.sha256 != named->bundle)
            return fail(ErrorCode::Conflict, "The decision names another bundle of a room than the office has",
                        place.room);
    }
    return {};
}

Result<void> admit_confirmation(const ledger::Admission& in) {
    CANBO_TRY_VOID(people::require(in.author, Permission::DecideExams));
    Issues issues;
    const auto confirmation = confirmation_from_json(in.entry.body, issues);
    CANBO_TRY_VOID(base::first_problem(issues));
    CANBO_TRY_VOID(about(in, confirmation.exam));
    CANBO_TRY(const auto decisions, decisions_at_office(in, confirmation.exam));
    const auto& release = decisions.pending;
    if (!release || release->entry != confirmation.release || release->digest != confirmation.digest)
        return fail(ErrorCode::Conflict, "The results on this desk are not those that were proposed",
                    confirmation.exam);
    if (release->proposed_by == in.author.name)
        return fail(ErrorCode::Forbidden, "Another account of the council confirms than the one that proposed");
    return {};
}

Result<void> admit_result(const ledger::Admission& in) {
    CANBO_TRY_VOID(people::require(in.author, Permission::DecideExams));
    Issues issues;
    const auto own = own_from_json(in.entry.body, issues);
    CANBO_TRY_VOID(base::first_problem(issues));
    CANBO_TRY_VOID(about(in, own.exam + "/" + own.line.candidate));
    CANBO_TRY(const auto decisions, decisions_at_office(in, own.exam));
    const auto& release = decisions.counts;
    if (!release || release->entry != own.release || release->digest != own.digest ||
        release->confirmed_by != in.author.name)
        return fail(ErrorCode::Conflict, "Only who confirmed the release gives candidates their results", own.exam);
    const auto room = std::find_if(release->rooms.begin(), release->rooms.end(),
                                   [&](const auto& one) { return one.room == own.room; });
    if (!own.bundle.empty() && (room == release->rooms.end() || room->bundle != own.bundle))
        return fail(ErrorCode::Conflict, "The decision names another bundle of a room than the office has", own.room);
    if (const auto findings = check_own(own); !findings.empty())
        return fail(Error{ErrorCode::DigestMismatch, findings.front().sentence, own.line.candidate, {}});
    return {};
}

std::string result_audience(const ledger::Entry& entry) {
    Issues ignored; // admit_result() has read it
    auto readers = exam_readers();
    std::erase(readers, ledger::role_reader(people::Role::Invigilator)); // marks are none of theirs
    readers.push_back(ledger::person_reader(own_from_json(entry.body, ignored).account));
    return ledger::closed_audience(readers);
}

} // namespace canbo::exam
