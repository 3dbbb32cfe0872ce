#include "base/file.h"
#include "base/text.h"
#include "base/translation.h"
#include "console.h"
#include "paper.h"
#include "reporting/draft_report.h"
#include "reporting/gather_reports.h"
#include "reporting/list_proposals.h"
#include "reporting/report_view.h"
#include "runtime.h"

#include <fmt/format.h>

namespace canbo::ctl {
namespace {

struct ReportArguments {
    std::string id, kind, period, agency, file, reason, output, date, name;
    int number{0};
};

Result<void> make(Runtime& runtime, const ReportArguments& in) {
    CANBO_TRY(const auto period, base::Period::parse(in.period));
    if (!in.kind.empty() && in.kind != base::kind_name(period.kind()))
        return fail(ErrorCode::InvalidInput, "The period is of another kind; write 2024-W07 or 2024-02", in.period);
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(const auto id, reporting::NewReport (*desk)(period, in.agency));
    runtime.print_id(id);
    return {};
}

Result<void> fill(Runtime& runtime, const ReportArguments& in) {
    CANBO_TRY(const auto text, base::read_file(in.file, 2'000'000));
    CANBO_TRY(const Json json, base::parse_json(text, {2'000'000, 32}));
    CANBO_TRY(const auto* desk, runtime.desk());
    Issues issues;
    if (auto filled = reporting::FillReport(*desk)(in.id, json, issues); !filled) {
        if (issues.items().size() > 1)
            print_issues(issues);
        return filled;
    }
    CANBO_TRY(const auto found, reporting::CheckReport (*desk)(in.id));
    print_issues(found); // saved as it is: a draft may hold what is not right yet, and check names it
    runtime.print_id(in.id);
    return {};
}

Result<base::FormData> form_of(Runtime& runtime, const reporting::ReportView& view,
                               const reporting::LetterNumber& number) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(const auto period, base::Period::parse(view.report.period));
    const auto received = base::parse_time(view.received_at);
    CANBO_TRY(auto tx, desk->database.begin(Database::Mode::Read));
    CANBO_TRY(const auto context,
              reporting::load_period_context(*tx, *desk, period, received ? *received : base::Time::max()));
    const people::Agency* agency = context.agencies.find(view.report.agency);
    if (agency == nullptr)
        return fail(ErrorCode::NotFound, "There is no such agency", view.report.agency);
    const auto receiver = context.agencies.reports_to(agency->code, period.last_day());
    return reporting::report_form(view.report, *agency, desk->catalogue, context.plans, period, number,
                                  context.agencies.find(receiver));
}

/// The rules of the job, and whether every character can be printed.
Result<Issues> full_check(Runtime& runtime, const std::string& id) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(auto issues, reporting::CheckReport (*desk)(id));
    CANBO_TRY(const auto view, reporting::find_report(*desk, id));
    CANBO_TRY(const auto form, form_of(runtime, view, {}));
    CANBO_TRY(auto* renderer, runtime.renderer());
    if (const auto paper = renderer->render_pdf(form); !paper) {
        if (paper.error().code != ErrorCode::MissingGlyph)
            return fail(paper.error());
        issues.error(ErrorCode::MissingGlyph, paper.error().where, paper.error().message);
    }
    return issues;
}

Result<void> check(Runtime& runtime, const ReportArguments& in) {
    CANBO_TRY(const auto issues, full_check(runtime, in.id));
    if (runtime.json) {
        print_json(issues_to_json(issues));
    } else {
        std::vector<std::vector<std::string>> rows;
        for (const auto& issue : issues.items())
            rows.push_back({base::tr(issue.severity == Issue::Severity::Error ? "error" : "warning"), issue.where,
                            base::tr(issue.sentence)});
        if (rows.empty())
            print_line(base::tr("Nothing is missing"));
        else
            print_table({"", base::tr("Where"), base::tr("What")}, rows, 90);
    }
    if (issues.has_errors())
        return fail(ErrorCode::InvalidInput, "The report has errors and cannot be submitted", in.id);
    return {};
}

void print_view(const reporting::ReportView& view) {
    print_line(fmt::format("{} · {} · {} {} · {}", view.report.period, view.report.agency, base::tr("version"),
                           view.report.revision, base::tr(view.state)));
    if (!view.received_at.empty())
        print_line(fmt::format("{}: {}{}", base::tr("Received at"), base::show_time_or_blank(view.received_at),
                               view.late ? " (" + base::tr("late") + ")" : ""));
    if (!view.remark.empty())
        print_line(base::tr("Remark") + ": " + view.remark);
    print_line(view.report.summary);
    for (const auto& model : view.report.models) {
        print_line(fmt::format("\n{} {} · {} · {} · {}", base::tr("Model"), model.model, base::tr(model.status),
                               base::tr(model.confidence),
                               model.percent ? base::format_decimal(*model.percent) + "%" : "–"));
        for (const auto* text : {&model.results, &model.difficulties, &model.proposals, &model.next})
            if (!text->empty())
                print_line("  " + *text);
    }
}

Result<void> show(Runtime& runtime, const ReportArguments& in) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(const auto view, reporting::find_report(*desk, in.id));
    if (!runtime.json) {
        print_view(view);
        return {};
    }
    Json out = reporting::report_view_to_json(view, true);
    if (view.state == "draft") {
        CANBO_TRY(out["proposed"], reporting::proposals(*desk, view.report.agency));
    }
    print_json(out);
    return {};
}

Result<void> list(Runtime& runtime, const ReportArguments& in, bool conflicts_only) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(const auto views, reporting::list_reports(*desk, in.agency));
    Json out = Json::array();
    std::vector<std::vector<std::string>> rows;
    for (const auto& view : views) {
        if (conflicts_only && !view.in_conflict)
            continue;
        out.push_back(reporting::report_view_to_json(view, false));
        rows.push_back({view.id, view.report.period, view.report.agency, std::to_string(view.report.revision),
                        base::tr(view.state), base::show_time_or_blank(view.received_at),
                        view.late ? base::tr("late") : "", view.remark});
    }
    if (runtime.json)
        print_json(out);
    else
        print_table({base::tr("Report"), base::tr("Period"), base::tr("Agency"), base::tr("Version"), base::tr("State"),
                     base::tr("Received at"), "", base::tr("Remark")},
                    rows, 40);
    return {};
}

Result<void> pdf(Runtime& runtime, const ReportArguments& in) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(const auto view, reporting::find_report(*desk, in.id));
    CANBO_TRY(const auto number, letter_number(in.number, in.date));
    CANBO_TRY(const auto form, form_of(runtime, view, number));
    return write_pdf(runtime, form, in.output);
}

Result<void> attach(Runtime& runtime, const ReportArguments& in) {
    CANBO_TRY(const auto content, base::read_file(in.file, static_cast<std::size_t>(reporting::most_attachment)));
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(const auto name, base::to_nfc(std::filesystem::path(in.file).filename().string()));
    CANBO_TRY_VOID(reporting::AttachFile(*desk)(in.id, name, content));
    runtime.print_id(in.id);
    return {};
}

/// An attachment's content: from this desk, else from the office.
Result<void> save_attachment(Runtime& runtime, const ReportArguments& in) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(const auto view, reporting::find_report(*desk, in.id));
    CANBO_TRY(const auto name, base::to_nfc(in.name));
    for (const auto& attachment : view.report.attachments) {
        if (attachment.name != name)
            continue;
        std::optional<std::string> content;
        {
            CANBO_TRY(auto tx, desk->database.begin(Database::Mode::Read));
            CANBO_TRY(content, desk->blobs.get(*tx, attachment.sha256));
        }
        if (!content) {
            CANBO_TRY(wire::OfficeClient * office, runtime.office());
            CANBO_TRY(content, office->get_blob(attachment.sha256));
        }
        CANBO_TRY_VOID(base::write_file(in.output, *content));
        runtime.print_id(attachment.sha256);
        return {};
    }
    return fail(ErrorCode::NotFound, "The report has no attachment of this name", name);
}

Result<void> submit(Runtime& runtime, const ReportArguments& in) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(const auto paper, full_check(runtime, in.id));
    if (paper.has_errors()) {
        print_issues(paper);
        return fail(ErrorCode::InvalidInput, "The report has errors and cannot be submitted", in.id);
    }
    Issues issues;
    CANBO_TRY_VOID(reporting::SubmitReport(*desk)(in.id, issues));
    runtime.print_id(in.id);
    return {};
}

/// Verbs that take one report and give the id of a draft.
template <class UseCase>
Result<void> to_draft(Runtime& runtime, const ReportArguments& in) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(const auto id, UseCase (*desk)(in.id));
    runtime.print_id(id);
    return {};
}

Result<void> gather(Runtime& runtime, const ReportArguments& in) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(const auto gathered, reporting::GatherReports (*desk)(in.id));
    if (runtime.json) {
        Json out = reporting::gathered_to_json(gathered);
        out["id"] = in.id;
        print_json(out);
        return {};
    }
    std::vector<std::vector<std::string>> rows;
    for (const auto& item : gathered.items)
        rows.push_back(
            {std::to_string(item.model), item.field, item.agency, base::tr(reporting::outcome_name(item.outcome))});
    print_table({base::tr("Model"), base::tr("Field"), base::tr("Agency"), base::tr("Outcome")}, rows);
    print_line(fmt::format("{}: {} · {}: {}", base::tr("Gathered from"), fmt::join(gathered.agencies, ", "),
                           base::tr("No accepted report yet"), fmt::join(gathered.missing, ", ")));
    return {};
}

Result<void> revise(Runtime& runtime, const ReportArguments& in) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(const auto reason, base::to_nfc(in.reason));
    CANBO_TRY(const auto id, reporting::ReviseReport (*desk)(in.id, reason));
    runtime.print_id(id);
    return {};
}

Result<void> approve(Runtime& runtime, const ReportArguments& in) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY_VOID(reporting::ApproveReport(*desk)(in.id));
    if (const auto synced = runtime.sync(); !synced)
        fmt::print(stderr, "warning: {}: {}; the approval waits in the outbox\n", base::code_name(synced.error().code),
                   synced.error().message);
    runtime.print_id(in.id);
    return {};
}

} // namespace

void add_report_commands(Command& app, Runtime& runtime) {
    auto in = std::make_shared<ReportArguments>();
    const auto work = [&runtime, in](Result<void> (*f)(Runtime&, const ReportArguments&)) {
        return [&runtime, in, f] { return f(runtime, *in); };
    };
    auto* report = add_area(app, "report", "Weekly and monthly reports");
    const auto verb = [&](const char* name, const char* help, Result<void> (*f)(Runtime&, const ReportArguments&)) {
        auto* added = add_verb(*report, name, help, runtime, work(f));
        added->add_option("ID", in->id, "Report")->required();
        return added;
    };
    auto* start = add_verb(*report, "new", "Start a report", runtime, work(make));
    start->add_option("--kind", in->kind, "weekly or monthly")->one_of({"weekly", "monthly"});
    start->add_option("--period", in->period, "2024-W07 or 2024-02")->required();
    start->add_option("--agency", in->agency, "Code")->required();
    verb("fill", "Fill fields from a file", fill)->add_option("--file", in->file, "entries.json")->required();
    verb("check", "What is missing or wrong", check);
    verb("show", "One report, wherever it stands", show);
    auto* paper = verb("pdf", "The report as an administrative letter", pdf);
    paper->add_option("--output", in->output, "File to write")->required();
    paper->add_option("--number", in->number, "Number of the letter");
    paper->add_option("--date", in->date, "Date of the letter, yyyy-mm-dd");
    verb("attach", "Attach a file", attach)->add_option("FILE", in->file, "File")->required();
    auto* fetch = verb("attachment", "Save an attachment", save_attachment);
    fetch->add_option("NAME", in->name, "File name of the attachment")->required();
    fetch->add_option("--output", in->output, "File to write")->required();
    verb("gather", "Take over what the agencies that report to this one said", gather);
    verb("approve", "Approve as the agency's leader", approve);
    verb("submit", "Freeze and queue; sync sends it", submit);
    verb("withdraw", "Take a queued report back", to_draft<reporting::WithdrawReport>);
    verb("revise", "Start a new version", revise)->add_option("--reason", in->reason, "Why")->required();
    verb("resolve", "Choose one of two conflicting versions", to_draft<reporting::ResolveConflict>);
    auto* all = add_verb(*report, "list", "Every report on this desk", runtime,
                         [&runtime, in] { return list(runtime, *in, false); });
    all->add_option("--agency", in->agency, "Code");
    add_verb(*report, "conflicts", "Reports of one agency written at the same time", runtime,
             [&runtime, in] { return list(runtime, *in, true); });
}

} // namespace canbo::ctl
