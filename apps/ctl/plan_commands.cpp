// plan register, show, adjust, completeness, pdf; calendar show, set.
#include "base/file.h"
#include "base/text.h"
#include "base/translation.h"
#include "console.h"
#include "paper.h"
#include "progress/agency_book.h"
#include "progress/plan.h"
#include "reporting/register_plan.h"
#include "reporting/tier_deadline.h"
#include "runtime.h"

#include <fmt/format.h>

namespace canbo::ctl {
namespace {

struct PlanArguments {
    std::string agency, file, as_of, document, date, from, to, note, output;
    int model{0};
    int number{0};
    int days_before{0};
};

struct PlanView {
    people::AgencyTree agencies;
    progress::PlanBook book;
    progress::Duties duties;
};

Result<PlanView> load(Runtime& runtime, const std::string& as_of) {
    CANBO_TRY(const auto* desk, runtime.desk());
    base::Time at = base::Time::max(); // all there is, even if this machine's clock is behind the office's
    if (!as_of.empty()) {
        if (const auto day = base::parse_day(as_of)) {
            at = base::at_vietnam_time(*day, 23, 59);
        } else {
            CANBO_TRY(at, base::parse_time(as_of));
        }
    }
    CANBO_TRY(auto tx, desk->database.begin(Database::Mode::Read));
    CANBO_TRY(auto agencies, progress::load_agencies(*tx, desk->entries, desk->shipped_agencies));
    CANBO_TRY(auto book, progress::PlanBook::load(*tx, desk->entries, at));
    progress::Duties duties(desk->catalogue, agencies, base::day_in_vietnam(as_of.empty() ? desk->clock.now() : at));
    return PlanView{std::move(agencies), std::move(book), std::move(duties)};
}

Result<void> register_plan(Runtime& runtime, const PlanArguments& in) {
    CANBO_TRY(const auto text, base::read_file(in.file, 2'000'000));
    CANBO_TRY(const Json json, base::parse_json(text));
    CANBO_TRY(const auto* desk, runtime.desk());
    Issues issues;
    progress::Plan plan = progress::plan_from_json(json, "", issues);
    if (plan.model != 0 && plan.model != in.model)
        issues.error(ErrorCode::InvalidInput, "model", "The file is for another model");
    plan.model = in.model;
    auto id = reporting::RegisterPlan(*desk)(in.agency, plan, issues);
    print_issues(issues);
    if (!id) {
        Error error = std::move(id).error();
        if (issues.has_errors())
            error.where = in.file; // the fields are named above
        return fail(std::move(error));
    }
    CANBO_TRY_VOID(runtime.send_queued({*id}));
    runtime.print_id(*id);
    return {};
}

Json version_json(const std::string& agency, const progress::PlanVersion& version) {
    Json out = progress::plan_to_json(version.plan);
    out["agency"] = agency;
    out["revision"] = version.revision;
    out["received_at"] = base::to_iso(version.received_at);
    out["author"] = version.author;
    return out;
}

void print_plan(const std::string& agency, const progress::PlanVersion& version) {
    print_line(fmt::format("{} · {} {} · {} {} · {}", agency, base::tr("Model"), version.plan.model,
                           base::tr("version"), version.revision, base::show_time(version.received_at)));
    std::vector<std::vector<std::string>> rows;
    for (const auto& m : version.plan.milestones)
        rows.push_back({m.id, m.name, m.from ? base::show_day(*m.from) : "–", base::show_day(m.due), m.responsible});
    print_table({base::tr("Milestone"), base::tr("Work"), base::tr("Start"), base::tr("Due"), base::tr("Responsible")},
                rows);
}

Result<void> show(Runtime& runtime, const PlanArguments& in) {
    CANBO_TRY(const auto* content, runtime.content());
    const progress::Model* model = content->catalogue.find(in.model);
    if (model == nullptr)
        return fail(ErrorCode::NotFound, "There is no model with this number; the plan has 1 to 43", "model");
    CANBO_TRY(const auto view, load(runtime, in.as_of));
    Json plans = Json::array();
    for (const auto& agency : view.book.registered(in.model)) {
        if (!in.agency.empty() && agency != in.agency)
            continue;
        const auto* version = view.book.plan(agency, in.model);
        plans.push_back(version_json(agency, *version));
        plans.back()["versions"] = view.book.versions(agency, in.model).size();
        if (!runtime.json)
            print_plan(agency, *version);
    }
    Json adjustments = Json::array();
    for (const auto& adjustment : view.book.adjustments())
        if (adjustment.model == in.model)
            adjustments.push_back(progress::adjustment_to_json(adjustment));
    if (runtime.json)
        print_json({{"model", in.model}, {"name", model->name}, {"plans", plans}, {"adjustments", adjustments}});
    else if (plans.empty())
        print_line(base::tr("No plan is registered for this model"));
    return {};
}

Result<void> adjust(Runtime& runtime, const PlanArguments& in) {
    CANBO_TRY(const auto* content, runtime.content());
    if (content->catalogue.find(in.model) == nullptr)
        return fail(ErrorCode::NotFound, "There is no model with this number; the plan has 1 to 43", "model");
    progress::Adjustment adjustment;
    adjustment.model = in.model;
    CANBO_TRY(adjustment.document, base::to_nfc(in.document));
    CANBO_TRY(adjustment.note, base::to_nfc(in.note));
    CANBO_TRY(adjustment.date, base::parse_day(in.date));
    if (!in.from.empty()) {
        CANBO_TRY(adjustment.window_from, base::parse_day(in.from));
    }
    if (!in.to.empty()) {
        CANBO_TRY(adjustment.window_to, base::parse_day(in.to));
    }
    CANBO_TRY(const auto id, runtime.queue_and_send(progress::adjustment_kind, "", progress::model_subject(in.model),
                                                    progress::adjustment_to_json(adjustment)));
    runtime.print_id(id);
    return {};
}

Result<void> completeness(Runtime& runtime) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(const auto view, load(runtime, ""));
    const base::Day due{std::chrono::year{2023} / 11 / 20}; // Part III.3 of the plan
    Json rows = Json::array();
    std::vector<std::vector<std::string>> table;
    std::size_t expected = 0;
    std::size_t registered = 0;
    std::size_t in_time = 0;
    for (const auto& model : desk->catalogue.models)
        for (const auto& agency : view.duties.answering(model.number)) {
            const bool own = desk->person.may(people::Permission::SeeEveryAgency) || agency == desk->person.agency;
            if (view.duties.expected().count(agency) == 0 || !own)
                continue;
            ++expected;
            const auto& versions = view.book.versions(agency, model.number);
            const bool here = !versions.empty();
            const bool late = here && base::day_in_vietnam(versions.front().received_at) > due;
            registered += here ? 1U : 0U;
            in_time += here && !late ? 1U : 0U;
            rows.push_back({{"model", model.number},
                            {"agency", agency},
                            {"registered", here},
                            {"versions", versions.size()},
                            {"late", late}});
            table.push_back({std::to_string(model.number), agency,
                             here ? base::tr(late ? "registered late" : "registered") : base::tr("not registered"),
                             here ? base::show_time(versions.front().received_at) : ""});
        }
    if (runtime.json) {
        print_json({{"due", base::to_iso(due)},
                    {"expected", expected},
                    {"registered", registered},
                    {"on_time", in_time},
                    {"plans", rows}});
        return {};
    }
    print_table({base::tr("Model"), base::tr("Agency"), base::tr("Plan"), base::tr("Registered at")}, table);
    print_line(fmt::format("{}: {}/{}", base::tr("Plans registered"), registered, expected));
    return {};
}

Result<void> pdf(Runtime& runtime, const PlanArguments& in) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(const auto view, load(runtime, in.as_of));
    const people::Agency* agency = view.agencies.find(in.agency);
    if (agency == nullptr)
        return fail(ErrorCode::NotFound, "There is no such agency", in.agency);
    std::vector<const progress::PlanVersion*> plans;
    for (const auto& model : desk->catalogue.models)
        if (const auto* version = view.book.plan(in.agency, model.number))
            plans.push_back(version);
    if (plans.empty())
        return fail(ErrorCode::NotFound, "No plan is registered for this agency", in.agency);
    CANBO_TRY(const auto letter, letter_number(in.number, in.date));
    return write_pdf(runtime, reporting::plan_form(*agency, plans, desk->catalogue, letter), in.output);
}

Result<void> show_calendar(Runtime& runtime) {
    CANBO_TRY(const auto* content, runtime.content());
    reporting::Calendar calendar = content->calendar;
    reporting::TierDeadlines tiers(calendar);
    CANBO_TRY(const bool logged_in, apps::has_session(runtime.folder()));
    if (logged_in) {
        CANBO_TRY(const auto* desk, runtime.desk());
        CANBO_TRY(auto tx, desk->database.begin(Database::Mode::Read));
        CANBO_TRY(calendar, reporting::load_calendar(*tx, desk->entries, calendar));
        CANBO_TRY(tiers, reporting::TierDeadlines::load(*tx, desk->entries, calendar));
    }
    Json json = calendar.to_json();
    json["leads"] = tiers.to_json();
    if (runtime.json) {
        print_json(json);
        return {};
    }
    std::vector<std::vector<std::string>> rows;
    const auto moment = [](const Json& rule) {
        std::string out = rule["time"].get<std::string>();
        if (rule.contains("weekday"))
            out += ", " + base::tr(rule["weekday"].get<std::string>());
        if (rule.contains("day"))
            out += fmt::format(", {} {}", base::tr("day"), rule["day"].get<int>());
        if (rule.contains("working_days_after"))
            out += fmt::format(", {}: {}", base::tr("working days after"), rule["working_days_after"].get<int>());
        return out;
    };
    const auto shown = [](const Json& iso) {
        const auto read = base::parse_day(iso.get<std::string>());
        return read ? base::show_day(*read) : std::string();
    };
    for (const auto& regime : json["regimes"])
        rows.push_back({base::tr(regime["kind"].get<std::string>()), shown(regime["valid_from"]),
                        moment(regime["cut_off"]), moment(regime["deadline"])});
    print_table({base::tr("Kind"), base::tr("In force from"), base::tr("Cut-off"), base::tr("Deadline")}, rows);
    std::vector<std::vector<std::string>> leads;
    for (const auto& lead : json["leads"])
        leads.push_back({lead["lead"].get<std::string>(), shown(lead["from"]),
                         std::to_string(lead["working_days_before"].get<int>())});
    if (!leads.empty())
        print_table(
            {base::tr("Lead"), base::tr("In force from"), base::tr("Working days before the office's deadline")},
            leads);
    std::string days;
    for (const auto& day : json["holidays"])
        if (const auto read = base::parse_day(day.get<std::string>()))
            days += (days.empty() ? "" : ", ") + base::show_day(*read);
    print_line(base::tr("Holidays") + ": " + days);
    return {};
}

/// When a lead wants the reports of its second tier; the standing office names the lead.
Result<void> set_lead_deadline(Runtime& runtime, const PlanArguments& in) {
    CANBO_TRY(const auto* desk, runtime.desk());
    const std::string lead = in.agency.empty() ? desk->person.agency : in.agency;
    const auto from = in.date.empty() ? base::to_iso(base::day_in_vietnam(desk->clock.now())) : in.date;
    CANBO_TRY(const auto id, runtime.queue_and_send(reporting::tier_deadline_kind, lead, lead,
                                                    {{"from", from}, {"working_days_before", in.days_before}}, true));
    runtime.print_id(id);
    return {};
}

Result<void> set_calendar(Runtime& runtime, const PlanArguments& in) {
    CANBO_TRY(const auto text, base::read_file(in.file, 1'000'000));
    CANBO_TRY(const Json json, base::parse_json(text));
    CANBO_TRY(const auto* content, runtime.content());
    Issues issues;
    reporting::Calendar calendar = content->calendar;
    calendar.apply(json, issues);
    print_issues(issues);
    if (issues.has_errors())
        return fail(ErrorCode::InvalidInput, "The calendar was not changed; mend the fields named above", in.file);
    CANBO_TRY(const auto id, runtime.queue_and_send(reporting::calendar_kind, "", "calendar", json, true));
    runtime.print_id(id);
    return {};
}

} // namespace

void add_plan_commands(Command& app, Runtime& runtime) {
    auto in = std::make_shared<PlanArguments>();
    const auto work = [&runtime, in](Result<void> (*f)(Runtime&, const PlanArguments&)) {
        return [&runtime, in, f] { return f(runtime, *in); };
    };
    auto* plan = add_area(app, "plan", "Detailed plans that agencies register");
    auto* verb = add_verb(*plan, "register", "Register a plan, or its next version", runtime, work(register_plan));
    verb->add_option("--agency", in->agency, "Code")->required();
    verb->add_option("--model", in->model, "Number of the model")->required();
    verb->add_option("--file", in->file, "plan.json (content/schema/plan.schema.json)")->required();
    verb = add_verb(*plan, "show", "Registered plans of a model", runtime, work(show));
    verb->add_option("--model", in->model, "Number of the model")->required();
    verb->add_option("--agency", in->agency, "Code");
    verb->add_option("--as-of", in->as_of, "As it stood on that day, yyyy-mm-dd");
    verb = add_verb(*plan, "adjust", "Record a decision that changes a model's window", runtime, work(adjust));
    verb->add_option("--model", in->model, "Number of the model")->required();
    verb->add_option("--document", in->document, "The decision")->required();
    verb->add_option("--date", in->date, "In force from, yyyy-mm-dd")->required();
    verb->add_option("--from", in->from, "New first day");
    verb->add_option("--to", in->to, "New last day");
    verb->add_option("--note", in->note, "What it decides");
    add_verb(*plan, "completeness", "Who has registered, who has not", runtime,
             [&runtime] { return completeness(runtime); });
    verb = add_verb(*plan, "pdf", "The registration as a letter", runtime, work(pdf));
    verb->add_option("--agency", in->agency, "Code")->required();
    verb->add_option("--output", in->output, "File to write")->required();
    verb->add_option("--number", in->number, "Number of the letter");
    verb->add_option("--date", in->date, "Date of the letter, yyyy-mm-dd");
    verb->add_option("--as-of", in->as_of, "As it stood on that day");

    auto* calendar = add_area(app, "calendar", "Working days and reporting deadlines");
    add_verb(*calendar, "show", "Holidays and regimes", runtime, [&runtime] { return show_calendar(runtime); });
    verb = add_verb(*calendar, "set", "Add holidays, swapped days or a regime", runtime, work(set_calendar));
    verb->add_option("--file", in->file, "JSON (content/schema/calendar.schema.json)")->required();
    verb = add_verb(*calendar, "lead-deadline", "When a lead wants the reports of those who report to it", runtime,
                    work(set_lead_deadline));
    verb->add_option("--working-days-before", in->days_before, "Before the office's deadline (0 to 5; as shipped: 0)")
        ->required();
    verb->add_option("--from", in->date, "For periods that end on that day or later, yyyy-mm-dd (default: today)");
    verb->add_option("--lead", in->agency, "Code of the lead (default: the own agency)");
}

} // namespace canbo::ctl
