// exam verify, score, paper, answers, incidents: what a sealed room says, checked again on any machine.
#include "exam_bundles.h"

#include "base/file.h"
#include "base/text.h"
#include "base/translation.h"
#include "common/exam_keeping.h"
#include "common/room_host.h"
#include "console.h"
#include "exam/exam_results.h"
#include "exam/forms.h"
#include "formats/xlsx_writer.h"

#include <fmt/format.h>

namespace canbo::ctl {
namespace {

struct ExamBundlesArguments : BundleArguments {
    std::string candidate, output, xlsx;
    bool replace{false};
};

Result<exam::BundleReport> check(Runtime& runtime, const BundleArguments& in) {
    CANBO_TRY(const auto file, base::read_file(in.file, exam::most_sealed_file));
    const auto exam = apps::exam_named(file);
    CANBO_TRY(const auto key, apps::exam_key_for(exam, in.key, runtime.folder(), in.file));
    return exam::check_bundle(file, key, apps::packers_for(exam, in.packers, runtime.folder(), in.file));
}

Json findings_to_json(const exam::BundleReport& report) {
    Json out = Json::array();
    for (const auto& one : report.findings)
        out.push_back({{"code", one.code},
                       {"severity", one.error ? "error" : "warning"},
                       {"sentence", one.sentence},
                       {"where", one.where}});
    return out;
}

Result<void> verify(Runtime& runtime, const ExamBundlesArguments& in) {
    CANBO_TRY(const auto report, check(runtime, in));
    if (runtime.json)
        print_json({{"valid", report.valid()}, {"findings", findings_to_json(report)}});
    else
        for (const auto& one : report.findings)
            print_line(fmt::format("{} {}{}", one.error ? "✗" : "•", base::tr(one.sentence),
                                   one.where.empty() ? "" : " (" + one.where + ")"));
    if (!report.valid())
        return fail(ErrorCode::DigestMismatch, "The bundle is not what the room sealed");
    if (!runtime.json)
        print_line(base::tr("Everything that was checked holds"));
    return {};
}

} // namespace

Result<exam::RoomRecord> open_bundle(Runtime& runtime, const BundleArguments& in) {
    CANBO_TRY(auto report, check(runtime, in));
    if (!report.valid())
        return fail(ErrorCode::DigestMismatch, "The bundle is not what the room sealed", report.findings.front().code);
    if (!report.record)
        return fail(ErrorCode::NotFound, "The exam's key is needed: join it, or give it with --key");
    return *std::move(report.record);
}

namespace {

/// The room alone, as sheets.
Result<void> write_results(const exam::RoomRecord& record, const ExamBundlesArguments& in) {
    CANBO_TRY(const auto file, base::read_file(in.file, exam::most_sealed_file));
    CANBO_TRY(const auto results, exam::consolidate({{record, base::sha256_hex(file)}}, {}));
    return formats::write_xlsx(exam::results_workbook(results), in.xlsx);
}

Result<void> score(Runtime& runtime, const ExamBundlesArguments& in) {
    CANBO_TRY_VOID(apps::require_free(in.xlsx, in.xlsx.empty() || in.replace));
    CANBO_TRY(const auto record, open_bundle(runtime, in));
    if (!in.xlsx.empty())
        CANBO_TRY_VOID(write_results(record, in));
    Json json = Json::array();
    std::vector<std::vector<std::string>> rows;
    for (const auto& line : record.results) {
        const auto* person = exam::find_candidate(record.roster, line.candidate);
        auto one = exam::result_to_json(line);
        one["name"] = person->name;
        json.push_back(std::move(one));
        rows.push_back({line.candidate, person->name,
                        base::tr(line.passed ? base::msgid("passed") : base::msgid("not passed")),
                        base::format_decimal(line.score.total), base::format_decimal(line.score.percent())});
    }
    if (runtime.json)
        print_json({{"exam", record.exam.exam}, {"room", record.room}, {"results", std::move(json)}});
    else
        print_table(
            {base::tr("Candidate"), base::tr("Name"), base::tr("Result"), base::tr("Points"), base::tr("Mark, %")},
            rows);
    return {};
}

Result<const exam::Candidate*> candidate_of(const exam::RoomRecord& record, const std::string& number) {
    const auto* found = exam::find_candidate(record.roster, number);
    if (found == nullptr)
        return fail(ErrorCode::NotFound, "This candidate is not on the list", number);
    return found;
}

Result<void> paper(Runtime& runtime, const ExamBundlesArguments& in) {
    CANBO_TRY(const auto record, open_bundle(runtime, in));
    CANBO_TRY(const auto* candidate, candidate_of(record, in.candidate));
    CANBO_TRY(const auto paper, exam::make_paper(record.exam, record.paper_key, candidate->number));
    const auto text = exam::paper_text(record.exam, paper);
    if (in.output.empty())
        print_line(text);
    else
        CANBO_TRY_VOID(base::write_file(in.output, text + "\n", true));
    return {};
}

Result<void> answers(Runtime& runtime, const ExamBundlesArguments& in) {
    CANBO_TRY(const auto record, open_bundle(runtime, in));
    Json list = Json::array();
    for (const auto& [candidate, records] : record.answers)
        if (in.candidate.empty() || candidate == in.candidate)
            for (const auto& one : records)
                list.push_back(exam::answer_to_json(one));
    if (runtime.json)
        print_json(list);
    else
        for (const auto& one : list)
            print_line(one.dump());
    return {};
}

Result<void> incidents(Runtime& runtime, const ExamBundlesArguments& in) {
    CANBO_TRY(const auto record, open_bundle(runtime, in));
    Json json = Json::array();
    std::vector<std::vector<std::string>> table;
    for (const auto& one : exam::incidents_of(record)) {
        json.push_back({{"event", one.sequence},
                        {"time", base::to_iso(one.time)},
                        {"candidate", one.candidate},
                        {"by", one.by},
                        {"what", one.what}});
        table.push_back({std::to_string(one.sequence), base::show_time(one.time), one.candidate, one.what, one.by});
    }
    if (runtime.json)
        print_json({{"exam", record.exam.exam}, {"room", record.room}, {"incidents", std::move(json)}});
    else
        print_table({base::tr("Event"), base::tr("Time"), base::tr("Candidate"), base::tr("What happened"),
                     base::tr("Noted by")},
                    table);
    return {};
}

} // namespace

void add_exam_bundles(Command& area, Runtime& runtime) {
    auto in = std::make_shared<ExamBundlesArguments>();
    const auto work = [&runtime, in](Result<void> (*f)(Runtime&, const ExamBundlesArguments&)) {
        return [&runtime, in, f] { return f(runtime, *in); };
    };
    const auto common = [in](Command* verb) {
        verb->add_option("BUNDLE", in->file, "What room seal wrote")->required();
        verb->add_option("--key", in->key, "File with the exam's key (default: the one joined on this desk)");
        verb->add_option("--packer", in->packers, "File with the public key of who may pack exams");
    };
    common(add_verb(area, "verify", "Check a sealed room: signatures, events, answers, papers, results", runtime,
                    work(verify)));
    auto* verb = add_verb(area, "score", "Compute the results of a sealed room again", runtime, work(score));
    common(verb);
    verb->add_option("--xlsx", in->xlsx, "Spreadsheet to write");
    verb->add_flag("--replace", in->replace, "Write over a spreadsheet of that name");
    verb = add_verb(area, "paper", "Make a candidate's paper again, byte for byte", runtime, work(paper));
    common(verb);
    verb->add_option("--candidate", in->candidate, "The candidate's number")->required();
    verb->add_option("--output", in->output, "File to write");
    verb = add_verb(area, "answers", "Every answer that the room took, in its order", runtime, work(answers));
    common(verb);
    verb->add_option("--candidate", in->candidate, "The candidate's number");
    common(
        add_verb(area, "incidents", "What the minutes of a sealed room name as incidents", runtime, work(incidents)));
    add_exam_print(area, runtime);
    add_exam_remark(area, runtime);
}

} // namespace canbo::ctl
