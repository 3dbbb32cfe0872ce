// exam verify, score, paper, answers: what a sealed room says, checked again on any machine.
#include "exam_bundles.h"

#include "base/file.h"
#include "base/text.h"
#include "base/translation.h"
#include "common/exam_desk.h"
#include "common/room_host.h"
#include "console.h"
#include "exam/forms.h"
#include "paper.h"

#include <fmt/format.h>

namespace canbo::ctl {
namespace {

struct Arguments {
    std::string file, key, candidate, output, form, room;
    std::vector<std::string> packers;
};

Result<exam::BundleReport> check(Runtime& runtime, const Arguments& in) {
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

Result<void> verify(Runtime& runtime, const Arguments& in) {
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

/// The inside of a bundle that holds. @error DigestMismatch it does not; NotFound the key is not here
Result<exam::RoomRecord> opened(Runtime& runtime, const Arguments& in) {
    CANBO_TRY(auto report, check(runtime, in));
    if (!report.valid())
        return fail(ErrorCode::DigestMismatch, "The bundle is not what the room sealed", report.findings.front().code);
    if (!report.record)
        return fail(ErrorCode::NotFound, "The exam's key is needed: join it, or give it with --key");
    return *std::move(report.record);
}

Result<void> score(Runtime& runtime, const Arguments& in) {
    CANBO_TRY(const auto record, opened(runtime, in));
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

Result<void> paper(Runtime& runtime, const Arguments& in) {
    CANBO_TRY(const auto record, opened(runtime, in));
    CANBO_TRY(const auto* candidate, candidate_of(record, in.candidate));
    CANBO_TRY(const auto paper, exam::make_paper(record.exam, record.paper_key, candidate->number));
    const auto text = exam::paper_text(record.exam, paper);
    if (in.output.empty())
        print_line(text);
    else
        CANBO_TRY_VOID(base::write_file(in.output, text + "\n", true));
    return {};
}

Result<void> answers(Runtime& runtime, const Arguments& in) {
    CANBO_TRY(const auto record, opened(runtime, in));
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

/// The papers before an exam, of its package.
Result<base::FormData> package_form(Runtime& runtime, const Arguments& in) {
    CANBO_TRY(const auto file, base::read_file(in.file, exam::most_sealed_file));
    CANBO_TRY(const auto key, apps::exam_key_for(apps::exam_named(file), in.key, runtime.folder(), in.file));
    if (key.empty())
        return fail(ErrorCode::NotFound, "The exam's key is needed: join it, or give it with --key");
    CANBO_TRY(const auto package, exam::open_package(file, key));
    const auto room = in.room.empty() ? package.exam.rooms.front().room : in.room;
    if (package.exam.find_room(room) == nullptr)
        return fail(ErrorCode::NotFound, "The exam has no such room", room);
    return in.form == "pins" ? exam::pins_form(package, room) : exam::roster_form(package.exam, room, package.roster);
}

/// The papers after it, of a room's bundle.
Result<base::FormData> bundle_form(Runtime& runtime, const Arguments& in) {
    CANBO_TRY(const auto record, opened(runtime, in));
    CANBO_TRY(const auto file, base::read_file(in.file, exam::most_sealed_file));
    const auto digest = base::sha256_hex(file);
    if (in.form == "receipt")
        return exam::receipt_form(record, in.candidate);
    return in.form == "minutes" ? exam::minutes_form(record, digest) : exam::results_form(record, digest);
}

Result<void> print(Runtime& runtime, const Arguments& in) {
    const bool before = in.form == "roster" || in.form == "pins";
    CANBO_TRY(const auto form, before ? package_form(runtime, in) : bundle_form(runtime, in));
    return write_pdf(runtime, form, in.output);
}

} // namespace

void add_exam_bundles(CLI::App& area, Runtime& runtime) {
    auto in = std::make_shared<Arguments>();
    const auto work = [&runtime, in](Result<void> (*f)(Runtime&, const Arguments&)) {
        return [&runtime, in, f] { return f(runtime, *in); };
    };
    const auto common = [in](CLI::App* verb) {
        verb->add_option("BUNDLE", in->file, "What room seal wrote")->required();
        verb->add_option("--key", in->key, "File with the exam's key (default: the one joined on this desk)");
        verb->add_option("--packer", in->packers, "File with the public key of who may pack exams");
    };
    common(add_verb(area, "verify", "Check a sealed room: signatures, events, answers, papers, results", runtime,
                    work(verify)));
    common(add_verb(area, "score", "Compute the results of a sealed room again", runtime, work(score)));
    auto* verb = add_verb(area, "paper", "Make a candidate's paper again, byte for byte", runtime, work(paper));
    common(verb);
    verb->add_option("--candidate", in->candidate, "The candidate's number")->required();
    verb->add_option("--output", in->output, "File to write");
    verb = add_verb(area, "answers", "Every answer that the room took, in its order", runtime, work(answers));
    common(verb);
    verb->add_option("--candidate", in->candidate, "The candidate's number");
    verb = add_verb(area, "print", "Papers of an exam as PDF: from its package before, from a room's bundle after",
                    runtime, work(print));
    common(verb);
    verb->add_option("--form", in->form, "roster or pins of a package; minutes, results or receipt of a bundle")
        ->required()
        ->check(CLI::IsMember({"roster", "pins", "minutes", "results", "receipt"}));
    verb->add_option("--output", in->output, "PDF to write")->required();
    verb->add_option("--candidate", in->candidate, "The candidate's number");
    verb->add_option("--room", in->room, "The room (default: the exam's first)");
}

} // namespace canbo::ctl
