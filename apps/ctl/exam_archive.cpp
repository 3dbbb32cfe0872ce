// exam archive make, verify, print, clear: a released exam as one file, its papers made again, and the desk without it.
#include "base/file.h"
#include "base/json_parts.h"
#include "base/text.h"
#include "base/translation.h"
#include "common/exam_keeping.h"
#include "common/room_host.h"
#include "common/roster_photos.h"
#include "console.h"
#include "exam/forms.h"
#include "exam_bundles.h"
#include "formats/xlsx_writer.h"
#include "paper.h"
#include "service/key_file.h"

#include <fmt/format.h>

#include <algorithm>

namespace canbo::ctl {
namespace {

namespace fs = std::filesystem;

struct ExamArchiveArguments {
    std::string exam, file, output, key, form, room, candidate;
    int keep_years{2};
    long long event{0};
    bool clear{false}, replace{false};
};

/// Takes the exam off the desk, and tells what stays. @returns that, for JSON
Result<Json> clear_desk(Runtime& runtime, const apps::ExamDesk& own, const std::string& key) {
    CANBO_TRY(const auto* desk, runtime.desk());
    const auto traces = [&]() -> Result<exam::ExamTraces> {
        CANBO_TRY(auto tx, desk->database.begin(Database::Mode::Read));
        return exam::traces_of(*tx, apps::learning_desk(*desk), desk->blobs, own.exam());
    }();
    if (!traces)
        return fail(traces.error());
    CANBO_TRY_VOID(apps::clear_archived(own, key, traces->pieces));
    if (!runtime.json)
        print_line(
            fmt::format(fmt::runtime(base::tr("The exam's folder on this desk was emptied. In this desk's record, "
                                              "which only grows, stay {} entries and {} sealed pieces of it; "
                                              "the office keeps its own.")),
                        traces->entries, traces->kept));
    return Json{{"entries", traces->entries}, {"pieces", traces->kept}};
}

/// The one given, else the exam's on this desk. Empty: there is none.
Result<std::string> key_for(Runtime& runtime, const ExamArchiveArguments& in, const std::string& exam) {
    const auto beside = in.file.empty() ? runtime.folder() / "exams" : fs::path(in.file);
    return apps::exam_key_for(exam, in.key, runtime.folder(), beside);
}

Result<void> make(Runtime& runtime, const ExamArchiveArguments& in) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(const auto exchange, runtime.exchange());
    if (const auto synced = exchange.run(); !synced) // what was decided meanwhile; without a line what is known here
        fmt::print(stderr, "warning: {}: {}\n", base::code_name(synced.error().code), synced.error().message);
    CANBO_TRY(const auto own, apps::ExamDesk::find(runtime.folder(), in.exam));
    CANBO_TRY(const auto key, key_for(runtime, in, own.exam()));
    if (key.empty())
        return fail(ErrorCode::NotFound, "The exam's key is needed: join it, or give it with --key");
    const auto here = apps::learning_desk(*desk);
    const auto known = [&]() -> Result<std::pair<exam::PublishedExam, exam::Decisions>> {
        CANBO_TRY(auto tx, desk->database.begin(Database::Mode::Read));
        CANBO_TRY(auto published, exam::find_published(*tx, here, own.exam()));
        CANBO_TRY(auto decisions, exam::load_decisions(*tx, here, own.exam()));
        return std::pair(std::move(published), std::move(decisions));
    }();
    if (!known)
        return fail(known.error());
    CANBO_TRY(const auto signer, service::own_signing_key(runtime.folder() / "desk.key"));
    apps::ArchiveOrder order{in.output, in.keep_years, desk->person.name, desk->clock.now(), in.replace};
    CANBO_TRY(const auto kept, apps::archive_exam(own, known->first, known->second.counts, key, signer, order));
    if (!runtime.json)
        print_line(
            fmt::format("{}\n{}: {}", kept.digest, base::tr("To be kept until"), base::show_day(kept.keep_until)));
    Json stays;
    if (in.clear) {
        CANBO_TRY(stays, clear_desk(runtime, own, key));
    }
    if (runtime.json)
        print_json({{"id", kept.digest},
                    {"exam", own.exam()},
                    {"output", in.output},
                    {"keep_until", base::to_iso(kept.keep_until)},
                    {"cleared", in.clear},
                    {"stays", std::move(stays)},
                    {"signer", base::to_base64(signer.public_key)}});
    return {};
}

Result<exam::ArchiveReport> check(Runtime& runtime, const ExamArchiveArguments& in) {
    CANBO_TRY(const auto file, base::read_file(in.file, exam::most_sealed_file));
    const auto head = exam::archive_head(file);
    const auto exam = head && head->contains("exam") && (*head)["exam"].is_string() ? (*head)["exam"].get<std::string>()
                                                                                    : std::string();
    CANBO_TRY(const auto key, exam.empty() ? Result<std::string>(std::string()) : key_for(runtime, in, exam));
    std::vector<std::string> signers;
    if (const auto own = service::read_signing_key(runtime.folder() / "desk.key"))
        signers.push_back(own->public_key);
    return exam::check_archive(file, key, signers);
}

Result<void> verify(Runtime& runtime, const ExamArchiveArguments& in) {
    CANBO_TRY(const auto report, check(runtime, in));
    Json findings = Json::array();
    for (const auto& one : report.findings)
        findings.push_back({{"code", one.code},
                            {"severity", one.error ? "error" : "warning"},
                            {"sentence", one.sentence},
                            {"where", one.where}});
    if (runtime.json)
        print_json({{"valid", report.valid()}, {"findings", std::move(findings)}, {"head", report.head}});
    else
        for (const auto& one : report.findings)
            print_line(fmt::format("{} {}{}", one.error ? "✗" : "•", base::tr(one.sentence),
                                   one.where.empty() ? "" : " (" + one.where + ")"));
    if (!report.valid())
        return fail(ErrorCode::DigestMismatch, "The archive does not hold");
    if (!runtime.json)
        print_line(fmt::format("{}. {}: {}", base::tr("Everything that was checked holds"),
                               base::tr("To be kept until"), base::text_at(report.head, "keep_until")));
    return {};
}

Result<const exam::SealedRoom*> room_of(const exam::ArchiveReport& report, const std::string& room) {
    const auto found = std::find_if(report.rooms.begin(), report.rooms.end(),
                                    [&](const auto& one) { return room.empty() || one.record.room == room; });
    if (found == report.rooms.end())
        return fail(ErrorCode::NotFound, "The exam has no such room", room);
    return &*found;
}

Result<base::FormData> form_of(const exam::ArchiveReport& report, const ExamArchiveArguments& in) {
    const auto& package = *report.package;
    const auto& released = report.archive->released.decision;
    if (in.form == "result-list")
        return exam::result_list_form(*report.results, released.date);
    if (in.form == "decision")
        return exam::decision_form(*report.results, released);
    if (in.form == "roster" || in.form == "pins") {
        const auto room = in.room.empty() ? package.exam.rooms.front().room : in.room;
        if (package.exam.find_room(room) == nullptr)
            return fail(ErrorCode::NotFound, "The exam has no such room", room);
        const auto digest = base::sha256_hex(report.archive->package);
        if (in.form == "pins")
            return exam::pins_form(package, room, digest);
        auto out = exam::roster_form(package.exam, room, package.roster, digest);
        CANBO_TRY(out.pictures, apps::roster_pictures(package.roster));
        return out;
    }
    CANBO_TRY(const auto* room, room_of(report, in.room));
    if (in.form == "receipt")
        return exam::receipt_form(room->record, in.candidate, room->bundle);
    if (in.form == "incident")
        return exam::incident_form(room->record, in.event, room->bundle);
    return in.form == "minutes" ? exam::minutes_form(room->record, room->bundle)
                                : exam::results_form(room->record, room->bundle);
}

Result<void> print(Runtime& runtime, const ExamArchiveArguments& in) {
    CANBO_TRY(const auto report, check(runtime, in));
    if (!report.valid())
        return fail(ErrorCode::DigestMismatch, "The archive does not hold", report.findings.front().code);
    if (!report.results)
        return fail(ErrorCode::NotFound, "The exam's key is needed: join it, or give it with --key");
    if (in.form == "xlsx")
        return formats::write_xlsx(exam::results_workbook(*report.results), in.output);
    if (in.form == "paper") {
        CANBO_TRY(const auto paper, exam::make_paper(report.package->exam, report.package->paper_key, in.candidate));
        return base::write_file(in.output, exam::paper_text(report.package->exam, paper) + "\n", true);
    }
    CANBO_TRY(const auto form, form_of(report, in));
    return write_pdf(runtime, form, in.output);
}

Result<void> clear(Runtime& runtime, const ExamArchiveArguments& in) {
    CANBO_TRY(const auto own, apps::ExamDesk::find(runtime.folder(), in.exam));
    CANBO_TRY(const auto key, key_for(runtime, in, own.exam()));
    if (key.empty())
        return fail(ErrorCode::NotFound, "The exam's key is needed: join it, or give it with --key");
    CANBO_TRY(auto stays, clear_desk(runtime, own, key));
    if (runtime.json)
        print_json({{"exam", own.exam()}, {"stays", std::move(stays)}});
    return {};
}

} // namespace

void add_exam_archive(Command& area, Runtime& runtime) {
    auto in = std::make_shared<ExamArchiveArguments>();
    const auto work = [&runtime, in](Result<void> (*f)(Runtime&, const ExamArchiveArguments&)) {
        return [&runtime, in, f] { return f(runtime, *in); };
    };
    const auto of_exam = [in](Command* verb) {
        verb->add_option("--exam", in->exam, "The exam (default: the only one)");
        verb->add_option("--key", in->key, "File with the exam's key (default: the one joined on this desk)");
    };
    const auto of_file = [in](Command* verb) {
        verb->add_option("ARCHIVE", in->file, "What exam archive make wrote")->required();
        verb->add_option("--key", in->key, "File with the exam's key (default: the one joined on this desk)");
    };
    auto* archive = add_area(area, "archive", "A released exam as one signed file that holds all its papers");
    auto* verb =
        add_verb(*archive, "make", "Put a released exam into one file, and check that file", runtime, work(make));
    of_exam(verb);
    verb->add_option("--output", in->output, "Archive to write")->required();
    verb->add_option("--keep-years", in->keep_years, "How long it is kept, by the office's own rule (default: 2)");
    verb->add_flag("--clear", in->clear, "Then empty the exam's folder on this desk; what travelled stays on record");
    verb->add_flag("--replace", in->replace, "Write over a file of that name");
    verb = add_verb(*archive, "verify", "Check an archive: signature, rooms, results, decision", runtime, work(verify));
    of_file(verb);
    verb = add_verb(*archive, "print", "Make a paper again out of an archive, byte for byte", runtime, work(print));
    of_file(verb);
    verb->add_option(
            "--form", in->form,
            "roster, pins, minutes, results, receipt, incident, result-list, decision; xlsx; a candidate's paper")
        ->required()
        ->one_of({"roster", "pins", "minutes", "results", "receipt", "incident", "result-list", "decision", "xlsx",
                  "paper"});
    verb->add_option("--output", in->output, "File to write")->required();
    verb->add_option("--room", in->room, "The room (default: the exam's first)");
    verb->add_option("--candidate", in->candidate, "The candidate's number");
    verb->add_option("--event", in->event, "Which incident: its event, as exam incidents lists them");
    verb = add_verb(*archive, "clear", "Empty the folder of an archived exam; what travelled stays on record", runtime,
                    work(clear));
    of_exam(verb);
}

} // namespace canbo::ctl
