#include "exam/remark_request.h"

#include "base/issues.h"
#include "base/json_parts.h"
#include "base/text.h"
#include "office_rules.h"

#include <algorithm>

namespace canbo::exam {
namespace {

RemarkRequest request_from_json(const ledger::Entry& entry, Issues& issues) {
    base::ObjectReader in(entry.body, "", issues);
    RemarkRequest out;
    out.entry = entry.id;
    out.account = entry.author;
    out.asked = entry.time;
    out.exam = in.text("exam", 60);
    out.candidate = in.text("candidate", 20);
    out.release = in.text("release", 40);
    out.reason = in.text("reason", 4'000);
    in.finish();
    return out;
}

/// @error Conflict
Result<void> asked_once(const std::vector<ledger::Entry>& before, const std::string& release) {
    for (const auto& entry : before) {
        Issues ignored; // it was checked when it came
        if (request_from_json(entry, ignored).release == release)
            return fail(ErrorCode::Conflict, "Re-marking was asked for before; the council's answer is awaited");
    }
    return {};
}

} // namespace

Result<std::string> request_remark(const ledger::EntryDesk& desk, const std::string& exam, const std::string& reason) {
    CANBO_TRY(auto why, base::to_nfc(base::trim(reason)));
    if (why.empty() || why.size() > 4'000)
        return fail(ErrorCode::InvalidInput, "Say for what reason", "reason");
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Write));
    CANBO_TRY(const auto mine, load_own(*tx, desk));
    const auto own = std::find_if(mine.begin(), mine.end(), [&](const auto& one) { return one.exam == exam; });
    if (own == mine.end())
        return fail(ErrorCode::NotFound, "No result of this exam was released to you", exam);
    const auto subject = exam + "/" + own->line.candidate;
    CANBO_TRY(const auto before, ledger::entries_here(*tx, desk, remark_kind, subject));
    CANBO_TRY_VOID(asked_once(before, own->release));
    CANBO_TRY(const auto id,
              ledger::queue_entry(
                  *tx, desk,
                  {remark_kind,
                   subject,
                   {{"exam", exam}, {"candidate", own->line.candidate}, {"release", own->release}, {"reason", why}},
                   1,
                   {}}));
    CANBO_TRY_VOID(tx->commit());
    return id;
}

Result<std::vector<RemarkRequest>> load_remark_requests(Transaction& tx, const ledger::EntryDesk& desk,
                                                        const std::string& exam) {
    CANBO_TRY(const auto entries, entries_that_count(tx, desk, remark_kind));
    std::vector<RemarkRequest> out;
    for (const auto& entry : entries) {
        Issues issues; // it was checked when it came
        auto one = request_from_json(entry, issues);
        if (!issues.has_errors() && one.exam == exam)
            out.push_back(std::move(one));
    }
    return out;
}

Result<void> admit_remark(const ledger::Admission& in) {
    Issues issues;
    const auto request = request_from_json(in.entry, issues);
    CANBO_TRY_VOID(base::first_problem(issues));
    CANBO_TRY_VOID(about(in, request.exam + "/" + request.candidate));
    CANBO_TRY(const auto results, in.entries.by_subject(in.transaction, result_kind, in.entry.subject));
    if (results.empty())
        return fail(ErrorCode::NotFound, "No result of this exam was released to you", request.exam);
    const auto own = own_from_json(results.back().entry.body, issues);
    if (own.account != in.author.name || own.release != request.release)
        return fail(ErrorCode::Forbidden, "Re-marking is asked for by who has the result", request.candidate);
    CANBO_TRY(const auto before, in.entries.by_subject(in.transaction, remark_kind, in.entry.subject));
    return asked_once(entries_of(before), request.release);
}

std::string remark_audience(const ledger::Entry& entry) {
    return ledger::closed_audience({ledger::role_reader(people::Role::Council),
                                    ledger::role_reader(people::Role::Office), ledger::person_reader(entry.author)});
}

} // namespace canbo::exam
