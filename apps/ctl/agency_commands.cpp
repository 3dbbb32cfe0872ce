// agency import, set, list, and who is expected to report.
#include "base/file.h"
#include "base/text.h"
#include "base/translation.h"
#include "console.h"
#include "formats/agency_csv.h"
#include "people/agency_import.h"
#include "progress/agency_book.h"
#include "reporting/period_book.h"
#include "runtime.h"

#include <fmt/format.h>

namespace canbo::ctl {
namespace {

struct AgencyArguments {
    std::string code, file, name, signer, authority, office, place, symbol, successor, valid_to, from, to, reports_to;
    bool dry_run{false};
    bool needs_approval{false};
    bool no_approval{false};
    bool no_longer{false};
};

Result<people::AgencyTree> current_tree(const reporting::Desk& desk) {
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Read));
    return progress::load_agencies(*tx, desk.entries, desk.shipped_agencies);
}

Json change_to_json(const people::AgencyChange& change) {
    return {{"code", change.agency.code}, {"new", change.fresh}, {"fields", change.fields}};
}

Result<void> import(Runtime& runtime, const AgencyArguments& in) {
    CANBO_TRY(const auto text, base::read_file(in.file, 10'000'000));
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY_VOID(people::require(desk->person, people::Permission::ManageAgencies));
    Issues issues;
    CANBO_TRY(auto agencies, formats::read_agency_csv(text, issues));
    CANBO_TRY(const auto tree, current_tree(*desk));
    const std::size_t rows = agencies.size();
    const auto changes = people::merge_agencies(tree, std::move(agencies), issues);
    print_issues(issues);
    Json told = Json::array();
    for (const auto& change : changes)
        told.push_back(change_to_json(change));
    std::size_t done = 0;
    if (!in.dry_run && !issues.has_errors())
        for (const auto& [agency, fresh, fields] : changes) {
            CANBO_TRY([[maybe_unused]] const auto id,
                      runtime.queue_and_send(progress::agency_kind, agency.code, agency.code,
                                             people::agency_to_json(agency), true));
            ++done;
        }
    if (runtime.json)
        print_json({{"rows", rows}, {"imported", done}, {"changes", told}, {"issues", issues_to_json(issues)}});
    else
        print_line(fmt::format("{}: {}/{}", base::tr("Agencies imported"), done, rows));
    if (issues.has_errors())
        return fail(ErrorCode::InvalidInput, "Nothing was imported; mend the rows named above", in.file);
    return {};
}

/// Whom its reports go to from --from on; from today when no day is given.
Result<void> set_receiver(people::Agency& agency, const AgencyArguments& in, base::Day today) {
    base::Day from = today;
    if (!in.from.empty()) {
        CANBO_TRY(from, base::parse_day(in.from));
    }
    people::add_reports_to(agency, {in.reports_to, from});
    return {};
}

Result<void> set(Runtime& runtime, const AgencyArguments& in) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY_VOID(people::require(desk->person, people::Permission::ManageAgencies));
    CANBO_TRY([[maybe_unused]] const auto synced, runtime.sync());
    CANBO_TRY(const auto tree, current_tree(*desk));
    const people::Agency* known = tree.find(in.code);
    if (known == nullptr)
        return fail(ErrorCode::NotFound, "There is no such agency", in.code);
    people::Agency agency = *known;
    const auto put = [](std::string& field, const std::string& value) {
        if (!value.empty())
            field = value;
    };
    put(agency.name, in.name);
    if (!agency.letter)
        agency.letter.emplace();
    put(agency.letter->signer, in.signer);
    put(agency.letter->authority, in.authority);
    put(agency.letter->office, in.office);
    put(agency.letter->place, in.place);
    put(agency.letter->symbol, in.symbol);
    put(agency.successor, in.successor);
    if (!in.valid_to.empty()) {
        CANBO_TRY(agency.valid_to, base::parse_day(in.valid_to));
    }
    if (!in.reports_to.empty())
        CANBO_TRY_VOID(set_receiver(agency, in, base::day_in_vietnam(desk->clock.now())));
    agency.needs_approval = (agency.needs_approval || in.needs_approval) && !in.no_approval;
    CANBO_TRY(const auto id, runtime.queue_and_send(progress::agency_kind, agency.code, agency.code,
                                                    people::agency_to_json(agency), true));
    runtime.print_id(id);
    return {};
}

Result<void> expect(Runtime& runtime, const AgencyArguments& in) {
    CANBO_TRY(const auto from, base::parse_day(in.from));
    Json body{{"agency", in.code}, {"expected", !in.no_longer}, {"from", base::to_iso(from)}};
    if (!in.to.empty()) {
        CANBO_TRY(const auto to, base::parse_day(in.to));
        body["to"] = base::to_iso(to);
    }
    CANBO_TRY(const auto id, runtime.queue_and_send(reporting::expectation_kind, in.code, in.code, body, true));
    runtime.print_id(id);
    return {};
}

} // namespace

void add_agency_commands(Command& app, Runtime& runtime) {
    auto arguments = std::make_shared<AgencyArguments>();
    const auto work = [&runtime, arguments](Result<void> (*f)(Runtime&, const AgencyArguments&)) {
        return [&runtime, arguments, f] { return f(runtime, *arguments); };
    };
    auto* agency = add_area(app, "agency", "Agencies and what their letters need");
    auto* bring = add_verb(*agency, "import", "Import agencies from CSV", runtime, work(import));
    bring->add_option("FILE", arguments->file, "CSV file; the first row names the columns")->required();
    bring->add_flag("--dry-run", arguments->dry_run, "Check only");
    auto* change = add_verb(*agency, "set", "Change an agency", runtime, work(set));
    change->add_option("CODE", arguments->code, "Code")->required();
    change->add_option("--name", arguments->name, "Full name");
    change->add_option("--signer", arguments->signer, "Who signs its letters");
    change->add_option("--authority", arguments->authority, "KT., TL., TM. … above the signer's office");
    change->add_option("--office", arguments->office, "The signer's office");
    change->add_option("--place", arguments->place, "Place of its letters");
    change->add_option("--symbol", arguments->symbol, "Symbol of its letters");
    change->add_option("--successor", arguments->successor, "Agency that takes its duties over");
    change->add_option("--valid-to", arguments->valid_to, "Its last day, yyyy-mm-dd");
    change->add_flag("--needs-approval", arguments->needs_approval, "Its leader approves reports before they are sent");
    change->add_flag("--no-approval", arguments->no_approval, "Reports need no approval");
    change->add_option("--reports-to", arguments->reports_to,
                       "Who receives its reports: the code of its lead, parent (the agency above) or office");
    change->add_option("--from", arguments->from, "First day of --reports-to, yyyy-mm-dd (default: today)");
    auto* expected = add_verb(*agency, "expect", "Expect an agency to report, or no longer", runtime, work(expect));
    expected->add_option("CODE", arguments->code, "Code")->required();
    expected->add_option("--from", arguments->from, "First day, yyyy-mm-dd")->required();
    expected->add_option("--to", arguments->to, "Last day, yyyy-mm-dd");
    expected->add_flag("--no-longer", arguments->no_longer, "It need not report in that time");
    add_verb(*agency, "list", "Every agency", runtime, [&runtime] { return list_agencies(runtime); });
}

} // namespace canbo::ctl
