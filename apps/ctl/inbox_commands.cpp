#include "base/text.h"
#include "base/translation.h"
#include "console.h"
#include "people/oversight.h"
#include "progress/agency_book.h"
#include "reporting/decide_report.h"
#include "reporting/period_book.h"
#include "reporting/report_view.h"
#include "runtime.h"

namespace canbo::ctl {
namespace {

struct InboxArguments {
    std::vector<std::string> ids;
    std::string remark, period, state;
};

Result<people::AgencyTree> agencies_of(const reporting::Desk& desk) {
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Read));
    return progress::load_agencies(*tx, desk.entries, desk.shipped_agencies);
}

/// Who receives an agency's report of that period: a lead's code, "" the standing office.
Result<std::string> receiver_of(const people::AgencyTree& agencies, const reporting::Report& report) {
    CANBO_TRY(const auto period, base::Period::parse(report.period));
    return agencies.reports_to(report.agency, period.last_day());
}

/// The office sees every report it holds; a lead those that go to its agency.
Result<void> list(Runtime& runtime, const InboxArguments& in) {
    CANBO_TRY(const auto* desk, runtime.desk());
    const bool every = desk->person.may(people::Permission::SeeEveryAgency);
    CANBO_TRY(const auto agencies, agencies_of(*desk));
    const base::Day today = base::day_in_vietnam(desk->clock.now());
    if (!every && agencies.overseen_by(desk->person.agency, today).empty())
        CANBO_TRY_VOID(people::require(desk->person, people::Permission::DecideReport)); // the agency is no lead
    if (!every)
        CANBO_TRY_VOID(people::require(desk->person, people::Permission::DecideTier));
    CANBO_TRY(const auto views, reporting::list_reports(*desk, ""));
    Json out = Json::array();
    std::vector<std::vector<std::string>> rows;
    for (const auto& view : views) {
        const bool here = !view.received_at.empty();
        if (!here || (!in.period.empty() && view.report.period != in.period) ||
            (!in.state.empty() && view.state != in.state))
            continue;
        CANBO_TRY(const auto receiver, receiver_of(agencies, view.report));
        if (!every && (receiver.empty() || receiver != desk->person.agency))
            continue;
        out.push_back(reporting::report_view_to_json(view, false));
        if (!receiver.empty())
            out.back()["receiver"] = receiver;
        rows.push_back({view.id, view.report.period, view.report.agency, std::to_string(view.report.revision),
                        base::tr(view.state), base::show_time_or_blank(view.received_at),
                        view.late ? base::tr("late") : ""});
    }
    if (runtime.json)
        print_json(out);
    else
        print_table({base::tr("Report"), base::tr("Period"), base::tr("Agency"), base::tr("Version"), base::tr("State"),
                     base::tr("Received at"), ""},
                    rows, 40);
    return {};
}

Result<std::string> decide_one(Runtime& runtime, const std::string& id, bool accept, const std::string& remark) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(auto decision, reporting::prepare_decision(*desk, id, accept, remark));
    CANBO_TRY(const auto entry, runtime.queue_and_send(reporting::decision_kind, std::move(decision.agency),
                                                       std::move(decision.period), std::move(decision.body)));
    return entry;
}

Result<void> decide(Runtime& runtime, const InboxArguments& in, bool accept) {
    CANBO_TRY(const auto* desk, runtime.desk());
    if (!desk->person.may(people::Permission::DecideReport))
        CANBO_TRY_VOID(people::require(desk->person, people::Permission::DecideTier));
    if (!accept && base::trim(in.remark).empty())
        return fail(ErrorCode::InvalidInput, "A report is returned with a remark that says why", "remark");
    // In bulk each is decided by itself: one that cannot be does not hold up the others.
    std::vector<std::string> done;
    std::vector<Error> failed;
    for (const auto& id : in.ids) {
        if (auto entry = decide_one(runtime, id, accept, in.remark)) {
            done.push_back(*std::move(entry));
        } else {
            failed.push_back(entry.error());
            failed.back().where = failed.back().where.empty() ? id : failed.back().where;
        }
    }
    if (runtime.json)
        print_json(in.ids.size() == 1 && done.size() == 1 ? Json{{"id", done.front()}} : Json{{"ids", done}});
    else
        for (const auto& entry : done)
            print_line(entry);
    for (std::size_t i = 0; i + 1 < failed.size(); ++i)
        print_error(failed[i]);
    return failed.empty() ? Result<void>() : fail(failed.back());
}

} // namespace

void add_inbox_commands(Command& app, Runtime& runtime) {
    auto in = std::make_shared<InboxArguments>();
    auto* inbox = add_area(app, "inbox", "Reports that this office or lead received");
    auto* all = add_verb(*inbox, "list", "Received reports", runtime, [&runtime, in] { return list(runtime, *in); });
    all->add_option("--period", in->period, "2024-W07 or 2024-02");
    all->add_option("--state", in->state, "received, returned, accepted, consolidated or superseded");
    auto* accept =
        add_verb(*inbox, "accept", "Accept reports", runtime, [&runtime, in] { return decide(runtime, *in, true); });
    accept->add_option("ID", in->ids, "Reports")->required();
    accept->add_option("--remark", in->remark, "Remark to the agency");
    auto* back = add_verb(*inbox, "return", "Return reports for correction", runtime,
                          [&runtime, in] { return decide(runtime, *in, false); });
    back->add_option("ID", in->ids, "Reports")->required();
    back->add_option("--remark", in->remark, "What is to be corrected")->required();
}

} // namespace canbo::ctl
