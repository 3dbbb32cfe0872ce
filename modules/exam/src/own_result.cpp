#include "base/issues.h"
#include "base/json_parts.h"
#include "base/translation.h"
#include "exam/exam_room.h"
#include "exam/release.h"

#include <algorithm>
#include <map>

namespace canbo::exam {
namespace {

using base::msgid;

constexpr std::size_t most_answers = 1'500; // about 600 KB: an entry holds 1 MB

std::string bytes_of(base::ObjectReader& in, const char* name, Issues& issues) {
    const auto bytes = base::from_base64(in.text_or(name, "", 200));
    if (!bytes)
        issues.error(ErrorCode::InvalidInput, in.path(name), "A key or signature is Base64");
    return bytes.value_or("");
}

ResultLine line_from_json(const Json& json, Issues& issues) {
    base::ObjectReader in(json, "line", issues);
    ResultLine out;
    out.candidate = in.text("candidate", 20);
    out.outcome = in.text("outcome", 20);
    for (const auto& mark : in.array_or_empty("marks"))
        out.score.marks.push_back(mark.is_number() ? mark.get<double>() : 0);
    out.score.total = in.optional_number("total").value_or(0);
    out.score.most = in.optional_number("most").value_or(0);
    static_cast<void>(in.optional_number("percent"));
    out.score.answered = static_cast<int>(in.integer("answered", 0, 10'000));
    out.passed = in.boolean_or("passed", false);
    out.head = in.text_or("head", "", 64);
    in.finish();
    return out;
}

} // namespace

Json own_to_json(const OwnResult& own) {
    Json answers = Json::array();
    for (const auto& one : own.answers)
        answers.push_back(answer_to_json(one));
    return {{"exam", own.exam},
            {"title", own.title},
            {"room", own.room},
            {"account", own.account},
            {"name", own.name},
            {"release", own.release},
            {"digest", own.digest},
            {"bundle", own.bundle},
            {"room_key", base::to_base64(own.room_key)},
            {"certificate", base::to_base64(own.certificate)},
            {"packer", base::to_base64(own.packer)},
            {"receipt", own.receipt},
            {"line", result_to_json(own.line)},
            {"answers", std::move(answers)}};
}

OwnResult own_from_json(const Json& json, Issues& issues) {
    base::ObjectReader in(json, "", issues);
    OwnResult out;
    out.exam = in.text("exam", 60);
    out.title = in.text("title", 500);
    out.room = in.text_or("room", "", 60);
    out.account = in.text("account", 100);
    out.name = in.text_or("name", "", 400);
    out.release = in.text("release", 40);
    out.digest = in.text("digest", 64);
    out.bundle = in.text_or("bundle", "", 64);
    out.room_key = bytes_of(in, "room_key", issues);
    out.certificate = bytes_of(in, "certificate", issues);
    out.packer = bytes_of(in, "packer", issues);
    out.receipt = in.text_or("receipt", "", 4'000);
    out.line = line_from_json(in.object_or_empty("line"), issues);
    for (const auto& one : in.array_or_empty("answers")) {
        auto read = answer_from_json(one);
        if (!read) {
            issues.error(read.error().code, "answers", read.error().message);
            break;
        }
        out.answers.push_back(*std::move(read));
    }
    in.finish();
    return out;
}

std::vector<OwnResult> own_results(const ExamResults& results, const std::vector<SealedRoom>& rooms,
                                   const std::vector<Candidate>& roster, const Release& release) {
    std::vector<OwnResult> out;
    for (const auto& line : results.lines) {
        const auto& number = line.result.candidate;
        const auto* person = find_candidate(roster, number);
        if (person == nullptr || person->account.empty())
            continue;
        OwnResult own;
        own.exam = results.exam.exam;
        own.title = results.exam.title;
        own.room = line.room;
        own.account = person->account;
        own.name = line.name;
        own.release = release.entry;
        own.digest = results.digest;
        own.line = line.result;
        const auto room =
            std::find_if(rooms.begin(), rooms.end(), [&](const auto& one) { return one.record.room == line.room; });
        if (room != rooms.end()) {
            own.bundle = room->bundle;
            own.room_key = base::from_base64(base::text_at(room->head, "signer")).value_or("");
            own.certificate = base::from_base64(base::text_at(room->head, "certificate")).value_or("");
            own.packer = base::from_base64(base::text_at(room->head, "packer")).value_or("");
            if (const auto receipt = room->record.receipts.find(number); receipt != room->record.receipts.end())
                own.receipt = receipt->second;
            const auto answers = room->record.answers.find(number);
            if (answers != room->record.answers.end() && answers->second.size() <= most_answers)
                own.answers = answers->second;
        }
        out.push_back(std::move(own));
    }
    return out;
}

std::vector<BundleFinding> check_own(const OwnResult& own) {
    std::vector<BundleFinding> out;
    const auto wrong = [&](const char* code, const char* sentence) {
        out.push_back({code, true, sentence, own.line.candidate});
    };
    if (own.line.outcome == "absent") // nothing was done that could be proven
        return out;
    AnswerChain chain(own.exam, own.line.candidate);
    const bool linked = std::all_of(own.answers.begin(), own.answers.end(),
                                    [&](const auto& one) { return chain.append(one).has_value(); });
    if (!linked || (!own.answers.empty() && chain.head() != own.line.head))
        wrong("answers-changed", msgid("An attempt's answers were changed"));
    const auto receipt = verify_receipt(own.receipt, own.room_key);
    if (!receipt || base::text_at(*receipt, "exam") != own.exam ||
        base::text_at(*receipt, "candidate") != own.line.candidate || base::text_at(*receipt, "room") != own.room ||
        base::text_at(*receipt, "head") != own.line.head)
        wrong("receipts-changed", msgid("The receipt was changed, or is another room's"));
    if (own.room_key.size() != 32 || own.packer.size() != 32 ||
        !base::verify_signature(own.packer, room_claim(own.exam, own.room, own.room_key), own.certificate))
        wrong("room-unproven", msgid("The room's key was not signed by who packed the exam"));
    return out;
}

Result<std::vector<OwnResult>> load_own(Transaction& tx, const ledger::EntryDesk& desk) {
    CANBO_TRY(const auto stored, desk.entries.of_kind(tx, result_kind));
    std::map<std::string, OwnResult> by_exam;
    for (const auto& one : stored) {
        Issues issues; // it was checked when it came
        auto own = own_from_json(one.entry.body, issues);
        if (!issues.has_errors() && own.account == desk.person.name)
            by_exam.insert_or_assign(own.exam, std::move(own));
    }
    std::vector<OwnResult> out;
    for (auto& [exam, own] : by_exam)
        out.push_back(std::move(own));
    return out;
}

} // namespace canbo::exam
