// exam consolidate, release, result: one list of all rooms, the council's decision, and what a candidate gets of it.
#include "base/text.h"
#include "base/translation.h"
#include "common/exam_keeping.h"
#include "console.h"
#include "exam_office.h"
#include "formats/xlsx_writer.h"
#include "paper.h"
#include "service/key_file.h"

#include <fmt/format.h>

namespace canbo::ctl {
namespace {

struct ExamReleaseArguments {
    std::string exam, output, xlsx, number, date, key;
    bool confirm{false}, mine{false}, replace{false};
};

struct Consolidated : apps::ConsolidatedExam {
    std::string exam;
};

/// From what was collected on this desk, computed again each time: nothing is taken from an earlier list.
Result<Consolidated> consolidated(Runtime& runtime, const ExamReleaseArguments& in) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(const auto own, apps::ExamDesk::find(runtime.folder(), in.exam));
    const auto published = [&]() -> Result<exam::PublishedExam> {
        CANBO_TRY(auto tx, desk->database.begin(Database::Mode::Read));
        return exam::find_published(*tx, apps::learning_desk(*desk), own.exam());
    }();
    if (!published)
        return fail(published.error());
    CANBO_TRY(const auto key, service::read_key32(in.key.empty() ? own.key_file() : std::filesystem::path(in.key)));
    CANBO_TRY(auto made, apps::consolidate_exam(own, *published, key));
    return Consolidated{std::move(made), own.exam()};
}

void print_results(const Runtime& runtime, const exam::ExamResults& results) {
    if (runtime.json) {
        print_json(exam::results_to_json(results));
        return;
    }
    std::vector<std::vector<std::string>> rows;
    for (const auto& line : results.lines)
        rows.push_back({line.result.candidate, line.name, line.room, base::tr(exam::outcome_msgid(line.result)),
                        base::format_decimal(line.result.score.total),
                        base::format_decimal(line.result.score.percent())});
    print_table({base::tr("Candidate"), base::tr("Name"), base::tr("Room"), base::tr("Result"), base::tr("Points"),
                 base::tr("Mark, %")},
                rows);
    for (const auto& finding : results.findings)
        print_line(fmt::format("{} {} ({})", finding.error ? "✗" : "•", base::tr(finding.sentence), finding.where));
    print_line(fmt::format("{}: {}", base::tr("SHA-256 of all results"), results.digest));
}

Result<base::Day> day_of(Runtime& runtime, const std::string& date) {
    if (!date.empty())
        return base::parse_day(date);
    CANBO_TRY(const auto* clock, runtime.clock());
    return base::day_in_vietnam(clock->now());
}

Result<void> consolidate(Runtime& runtime, const ExamReleaseArguments& in) {
    CANBO_TRY_VOID(apps::require_free(in.xlsx, in.xlsx.empty() || in.replace));
    CANBO_TRY(const auto done, consolidated(runtime, in));
    if (!in.xlsx.empty())
        CANBO_TRY_VOID(formats::write_xlsx(exam::results_workbook(done.results), in.xlsx));
    if (!in.output.empty()) {
        CANBO_TRY(const auto day, day_of(runtime, in.date));
        CANBO_TRY_VOID(render_to_file(runtime, exam::result_list_form(done.results, day), in.output));
    }
    print_results(runtime, done.results);
    return {};
}

/// The decision on paper, as the office has it now.
Result<void> print_decision(Runtime& runtime, const Consolidated& done, const std::string& output) {
    CANBO_TRY(const auto* desk, runtime.desk());
    const auto decisions = [&]() -> Result<exam::Decisions> {
        CANBO_TRY(auto tx, desk->database.begin(Database::Mode::Read));
        return exam::load_decisions(*tx, apps::learning_desk(*desk), done.exam);
    }();
    if (!decisions)
        return fail(decisions.error());
    for (const auto& one : {decisions->counts, decisions->pending})
        if (one && one->digest == done.results.digest) {
            CANBO_TRY_VOID(render_to_file(runtime, exam::decision_form(done.results, one->decision()), output));
            return {};
        }
    return fail(ErrorCode::NotFound, "Nobody has proposed to release the results yet", done.exam);
}

Result<void> release(Runtime& runtime, const ExamReleaseArguments& in) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(const auto exchange, runtime.exchange());
    CANBO_TRY([[maybe_unused]] const auto synced, exchange.run()); // what others decided meanwhile
    CANBO_TRY(const auto done, consolidated(runtime, in));
    const auto here = apps::learning_desk(*desk);
    std::string id;
    if (in.confirm) {
        CANBO_TRY(id, exam::confirm_release(here, done.results, done.collected.rooms, done.collected.package.roster));
    } else {
        CANBO_TRY(const auto day, day_of(runtime, in.date));
        CANBO_TRY(id, exam::propose_release(here, done.results, in.number, day));
    }
    CANBO_TRY_VOID(runtime.send_queued({id}, true));
    if (!in.output.empty())
        CANBO_TRY_VOID(print_decision(runtime, done, in.output));
    runtime.print_id(id);
    return {};
}

Result<void> result(Runtime& runtime, const ExamReleaseArguments& in) {
    CANBO_TRY(const auto exchange, runtime.exchange());
    if (const auto synced = exchange.run(); !synced) // what is here is shown anyway
        fmt::print(stderr, "warning: {}: {}\n", base::code_name(synced.error().code), synced.error().message);
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(auto tx, desk->database.begin(Database::Mode::Read));
    CANBO_TRY(const auto all, exam::load_own(*tx, apps::learning_desk(*desk)));
    Json out = Json::array();
    std::vector<std::vector<std::string>> rows;
    for (const auto& own : all) {
        if (!in.exam.empty() && own.exam != in.exam)
            continue;
        const auto findings = exam::check_own(own);
        auto json = exam::own_to_json(own);
        json["valid"] = findings.empty();
        out.push_back(std::move(json));
        rows.push_back({own.title, own.line.candidate, base::tr(exam::outcome_msgid(own.line)),
                        base::format_decimal(own.line.score.total), base::format_decimal(own.line.score.percent()),
                        base::tr(findings.empty() ? base::msgid("proven by the room's receipt")
                                                  : findings.front().sentence.c_str())});
    }
    if (runtime.json)
        print_json({{"results", std::move(out)}});
    else if (rows.empty())
        print_line(base::tr("No result was released to you yet"));
    else
        print_table({base::tr("Exam"), base::tr("Candidate"), base::tr("Result"), base::tr("Points"),
                     base::tr("Mark, %"), base::tr("Evidence")},
                    rows);
    return {};
}

} // namespace

void add_exam_release(Command& area, Runtime& runtime) {
    auto in = std::make_shared<ExamReleaseArguments>();
    const auto work = [&runtime, in](Result<void> (*f)(Runtime&, const ExamReleaseArguments&)) {
        return [&runtime, in, f] { return f(runtime, *in); };
    };
    const auto common = [in](Command* verb) {
        verb->add_option("--exam", in->exam, "The exam (default: the only one)");
        verb->add_option("--key", in->key, "File with the exam's key (default: the one joined on this desk)");
        verb->add_option("--date", in->date, "Date of the paper (default: today)");
    };
    auto* verb = add_verb(area, "consolidate", "Join the sealed rooms to one result list, with figures per question",
                          runtime, work(consolidate));
    common(verb);
    verb->add_option("--output", in->output, "PDF of the result list to write");
    verb->add_option("--xlsx", in->xlsx, "Spreadsheet to write");
    verb->add_flag("--replace", in->replace, "Write over a spreadsheet of that name");
    verb = add_verb(area, "release", "Decide about the results: one account proposes, another confirms", runtime,
                    work(release));
    common(verb);
    verb->add_option("--number", in->number, "Number of the decision");
    verb->add_flag("--confirm", in->confirm, "Confirm what another account of the council proposed");
    verb->add_option("--output", in->output, "PDF of the decision to write");
    verb = add_verb(area, "result", "Your own results, with what proves them", runtime, work(result));
    verb->add_flag("--mine", in->mine, "The results of who is logged in; no others are shown");
    verb->add_option("--exam", in->exam, "Only of this exam");
}

} // namespace canbo::ctl
