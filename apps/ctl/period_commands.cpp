#include "base/file.h"
#include "base/shown_period.h"
#include "base/text.h"
#include "base/translation.h"
#include "console.h"
#include "formats/xlsx_writer.h"
#include "paper.h"
#include "progress/agency_book.h"
#include "reporting/completeness.h"
#include "reporting/consolidate.h"
#include "reporting/consolidated_workbook.h"
#include "reporting/inspection.h"
#include "reporting/office_settings.h"
#include "reporting/urge.h"
#include "runtime.h"

#include <fmt/format.h>

#include <algorithm>

namespace canbo::ctl {
namespace {

using people::Permission;

struct PeriodArguments {
    std::string period, kind, output, xlsx, date, summary_file, agency, until, reason, of;
    int number{0};
    int count{8};
    long long sequence{0};
    bool lock{false};
};

Result<base::Period> period_of(const PeriodArguments& in) {
    CANBO_TRY(const auto period, base::Period::parse(in.period));
    if (!in.kind.empty() && in.kind != base::kind_name(period.kind()))
        return fail(ErrorCode::InvalidInput, "The period is of another kind; write 2024-W07 or 2024-02", in.period);
    return period;
}

Result<reporting::ConsolidatedReport> consolidated(Runtime& runtime, const base::Period& period, long long sequence) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(auto tx, desk->database.begin(Database::Mode::Read));
    return reporting::consolidate(*tx, *desk, period, sequence);
}

Result<people::AgencyTree> agencies_of(Runtime& runtime) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(auto tx, desk->database.begin(Database::Mode::Read));
    return progress::load_agencies(*tx, desk->entries, desk->shipped_agencies);
}

/// The agency whose letterhead the standing office writes under now.
Result<people::Agency> issuing_agency(Runtime& runtime, const people::AgencyTree& agencies) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(auto tx, desk->database.begin(Database::Mode::Read));
    CANBO_TRY(const auto settings, reporting::load_office_settings(*tx, desk->entries));
    return reporting::printing_agency(settings, agencies, base::day_in_vietnam(desk->clock.now()));
}

Result<void> show_completeness(Runtime& runtime, const PeriodArguments& in) {
    CANBO_TRY(const auto period, period_of(in));
    CANBO_TRY(const auto* desk, runtime.desk());
    if (in.of.empty())
        CANBO_TRY_VOID(people::require(desk->person, Permission::SeeEveryAgency));
    CANBO_TRY(const auto report, consolidated(runtime, period, 0));
    auto c = report.completeness;
    if (!in.of.empty()) {
        CANBO_TRY(auto tx, desk->database.begin(Database::Mode::Read));
        CANBO_TRY(c, reporting::completeness_of_lead(*tx, *desk, period, in.of));
    }
    if (runtime.json) {
        print_json(reporting::completeness_to_json(c));
        return {};
    }
    CANBO_TRY(const auto agencies, agencies_of(runtime));
    std::vector<std::vector<std::string>> rows;
    const auto add = [&](const reporting::Completeness& part) {
        for (const auto& row : part.agencies) {
            const auto* agency = agencies.find(row.agency);
            rows.push_back({row.agency, agency ? agency->name : "", base::tr(row.state),
                            base::show_time_or_blank(row.received_at), row.late ? base::tr("late") : "",
                            part.receiver});
        }
    };
    add(c);
    for (const auto& tier : c.tiers)
        add(tier);
    print_table(
        {base::tr("Code"), base::tr("Agency"), base::tr("State"), base::tr("Received at"), "", base::tr("Reports to")},
        rows);
    print_line(fmt::format("{} · {}: {} · {}: {}/{} · {}: {} · {}: {}", base::shown_label(period), base::tr("Deadline"),
                           base::show_time(c.due), base::tr("received"), c.received, c.expected, base::tr("on time"),
                           c.on_time, base::tr("late"), c.late));
    return {};
}

Result<std::string> read_summary(const PeriodArguments& in) {
    if (in.summary_file.empty())
        return std::string();
    CANBO_TRY(const auto text, base::read_file(in.summary_file, 200'000));
    return base::to_nfc(text);
}

/// Records what is consolidated, so that the paper can be made again for ever. @returns the sequence
Result<std::pair<std::string, std::int64_t>> record(Runtime& runtime, const base::Period& period,
                                                    const reporting::ConsolidatedReport& report,
                                                    const std::string& summary) {
    const Json body{
        {"period", period.text()}, {"sequence", report.sequence}, {"reports", report.reports}, {"summary", summary}};
    CANBO_TRY(const auto id, runtime.queue_and_send(reporting::consolidation_kind, "", period.text(), body, true));
    return std::pair(id, report.sequence);
}

Result<std::string> recorded_summary(Runtime& runtime, const base::Period& period, std::int64_t sequence) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(auto tx, desk->database.begin(Database::Mode::Read));
    CANBO_TRY(const auto calendar, reporting::load_calendar(*tx, desk->entries, desk->shipped_calendar));
    CANBO_TRY(const auto book, reporting::PeriodBook::load(*tx, desk->entries, period, calendar));
    for (const auto& consolidation : book.consolidations())
        if (consolidation.sequence == sequence)
            return consolidation.summary;
    return fail(ErrorCode::NotFound, "This period was not consolidated at that sequence", std::to_string(sequence));
}

Result<void> write_outputs(Runtime& runtime, const PeriodArguments& in, const reporting::ConsolidatedReport& report,
                           Json& out) {
    CANBO_TRY(const auto* desk, runtime.desk());
    const people::AgencyTree& agencies = report.agencies;
    CANBO_TRY(const auto issuer, reporting::printing_agency(report.settings, agencies, report.day));
    CANBO_TRY(const auto number, letter_number(in.number, in.date));
    if (!in.output.empty()) {
        const auto form = reporting::consolidated_form(report, issuer, agencies, desk->catalogue, number);
        CANBO_TRY(const auto pages, render_to_file(runtime, form, in.output));
        out["output"] = in.output;
        out["pages"] = pages;
    }
    if (!in.xlsx.empty()) {
        CANBO_TRY_VOID(
            formats::write_xlsx(reporting::consolidated_workbook(report, agencies, desk->catalogue), in.xlsx));
        out["xlsx"] = in.xlsx;
    }
    return {};
}

Result<void> lock_period(Runtime& runtime, const base::Period& period, bool locked, const std::string& reason) {
    const Json body{{"locked", locked}, {"reason", reason}};
    CANBO_TRY([[maybe_unused]] const auto id,
              runtime.queue_and_send(reporting::lock_kind, "", period.text(), body, true));
    return {};
}

Result<void> consolidate(Runtime& runtime, const PeriodArguments& in) {
    CANBO_TRY(const auto period, period_of(in));
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY_VOID(people::require(desk->person, Permission::ManagePeriods));
    std::string id;
    std::int64_t sequence = in.sequence;
    std::string summary;
    if (sequence == 0) {
        CANBO_TRY([[maybe_unused]] const auto synced, runtime.sync());
        CANBO_TRY(summary, read_summary(in));
        CANBO_TRY(const auto now, consolidated(runtime, period, 0));
        CANBO_TRY(const auto recorded, record(runtime, period, now, summary));
        id = recorded.first;
        sequence = recorded.second;
    } else {
        CANBO_TRY(summary, recorded_summary(runtime, period, sequence));
    }
    CANBO_TRY(auto report, consolidated(runtime, period, sequence));
    report.summary = summary;
    Json out{{"id", id.empty() ? Json(nullptr) : Json(id)},
             {"period", period.text()},
             {"sequence", sequence},
             {"reports", report.reports.size()},
             {"late", report.late},
             {"returned", report.returned},
             {"missing", report.completeness.missing}};
    CANBO_TRY_VOID(write_outputs(runtime, in, report, out));
    if (in.lock)
        CANBO_TRY_VOID(lock_period(runtime, period, true, "consolidated"));
    if (runtime.json) {
        print_json(out);
        return {};
    }
    print_line(fmt::format("{} · {}: {}/{} · {}: {} · {}: {} · {}: {}", base::shown_label(period), base::tr("reports"),
                           report.reports.size(), report.completeness.expected, base::tr("late"), report.late.size(),
                           base::tr("returned"), report.returned.size(), base::tr("missing"),
                           report.completeness.missing.size()));
    for (const char* key : {"output", "xlsx"})
        if (out.contains(key))
            print_line(out[key].get<std::string>());
    return {};
}

Result<void> lock(Runtime& runtime, const PeriodArguments& in) {
    CANBO_TRY(const auto period, period_of(in));
    CANBO_TRY(const auto reason, base::to_nfc(in.reason));
    CANBO_TRY_VOID(lock_period(runtime, period, true, reason));
    if (runtime.json)
        print_json({{"period", period.text()}, {"locked", true}});
    else
        print_line(base::shown_label(period) + ": " + base::tr("locked"));
    return {};
}

/// Without --agency the whole period opens; with it one agency gets a time-boxed exception.
Result<void> unlock(Runtime& runtime, const PeriodArguments& in) {
    CANBO_TRY(const auto period, period_of(in));
    CANBO_TRY(const auto reason, base::to_nfc(in.reason));
    if (in.agency.empty()) {
        CANBO_TRY_VOID(lock_period(runtime, period, false, reason));
    } else {
        CANBO_TRY(const auto expires, base::parse_time(in.until));
        const Json body{{"expires", base::to_iso(expires)}, {"reason", reason}};
        CANBO_TRY([[maybe_unused]] const auto id,
                  runtime.queue_and_send(reporting::exception_kind, in.agency, period.text(), body, true));
    }
    if (runtime.json)
        print_json({{"period", period.text()},
                    {"locked", in.agency.empty() ? Json(false) : Json(nullptr)},
                    {"agency", in.agency}});
    else
        print_line(base::shown_label(period) + ": " +
                   (in.agency.empty() ? base::tr("open") : base::tr("exception granted") + " (" + in.agency + ")"));
    return {};
}

Result<void> late(Runtime& runtime, const PeriodArguments& in) {
    CANBO_TRY(const auto period, period_of(in));
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY_VOID(people::require(desk->person, Permission::ManagePeriods));
    CANBO_TRY(const auto report, consolidated(runtime, period, 0));
    CANBO_TRY(const auto agencies, agencies_of(runtime));
    CANBO_TRY(const auto issuer, issuing_agency(runtime, agencies));
    CANBO_TRY(const auto number, letter_number(in.number, in.date));
    return write_pdf(runtime, reporting::late_form(report, issuer, agencies, number), in.output);
}

Result<std::vector<reporting::UrgingLetter>> letters_of(Runtime& runtime, const PeriodArguments& in) {
    CANBO_TRY(const auto period, period_of(in));
    CANBO_TRY(const auto* desk, runtime.desk());
    reporting::UrgingOrder order{in.agency, std::nullopt, {}};
    CANBO_TRY(order.number, letter_number(in.number, in.date));
    if (!in.until.empty()) {
        CANBO_TRY(order.until, base::parse_time(in.until));
    }
    CANBO_TRY(auto tx, desk->database.begin(Database::Mode::Read));
    return reporting::urging_letters(*tx, *desk, period, order);
}

/// One agency into a file, or all that owe the report into a folder.
Result<void> urge(Runtime& runtime, const PeriodArguments& in) {
    CANBO_TRY(auto letters, letters_of(runtime, in));
    if (!in.agency.empty())
        return write_pdf(runtime, letters.front().form, in.output);
    CANBO_TRY(auto* renderer, runtime.renderer());
    const auto done = reporting::write_letters(std::move(letters), *renderer, in.output);
    Json told = Json::array();
    for (const auto& letter : done.written) {
        const auto file = (std::filesystem::path(in.output) / letter.file).string();
        told.push_back({{"agency", letter.agency}, {"output", file}});
        if (!runtime.json)
            print_line(file + "  " + letter.name);
    }
    if (runtime.json)
        print_json({{"letters", told}});
    return done.trouble ? Result<void>(fail(*done.trouble)) : Result<void>();
}

Result<void> inspect(Runtime& runtime, const PeriodArguments& in) {
    CANBO_TRY(const auto period, period_of(in));
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY_VOID(people::require(desk->person, Permission::ManagePeriods));
    CANBO_TRY(const auto agencies, agencies_of(runtime));
    const people::Agency* inspected = agencies.find(in.agency);
    if (inspected == nullptr)
        return fail(ErrorCode::NotFound, "There is no such agency", in.agency);
    CANBO_TRY(const auto issuer, issuing_agency(runtime, agencies));
    CANBO_TRY(const auto number, letter_number(in.number, in.date));
    CANBO_TRY(auto tx, desk->database.begin(Database::Mode::Read));
    CANBO_TRY(const auto periods, reporting::inspect(*tx, *desk, in.agency, period, in.count));
    return write_pdf(runtime, reporting::inspection_form(periods, issuer, *inspected, period, number), in.output);
}

} // namespace

void add_period_commands(Command& app, Runtime& runtime) {
    auto in = std::make_shared<PeriodArguments>();
    auto* period = add_area(app, "period", "Periods: who reported, consolidation, locks");
    const auto verb = [&](const char* name, const char* help, Result<void> (*f)(Runtime&, const PeriodArguments&)) {
        auto* added = add_verb(*period, name, help, runtime, [&runtime, in, f] { return f(runtime, *in); });
        added->add_option("PERIOD", in->period, "2024-W07 or 2024-02")->required();
        added->add_option("--kind", in->kind, "weekly or monthly")->one_of({"weekly", "monthly"});
        return added;
    };
    const auto letter = [&](Command* added) {
        added->add_option("--number", in->number, "Number of the letter");
        added->add_option("--date", in->date, "Date of the letter, yyyy-mm-dd");
    };
    verb("completeness", "Who has reported, and in time", show_completeness)
        ->add_option("--of", in->of, "Code of a lead: who reported to it");
    auto* all = verb("consolidate", "Consolidate what is accepted", consolidate);
    all->add_option("--output", in->output, "PDF to write");
    all->add_option("--xlsx", in->xlsx, "XLSX to write");
    all->add_option("--summary-file", in->summary_file, "The office's own assessment, Markdown");
    all->add_option("--sequence", in->sequence, "Make the paper of an earlier consolidation again")->above_zero();
    all->add_flag("--lock", in->lock, "Lock the period afterwards");
    letter(all);
    verb("lock", "Take no more reports", lock)->add_option("--reason", in->reason, "Why");
    auto* open = verb("unlock", "Take reports again, from all or for a time from one agency", unlock);
    open->add_option("--agency", in->agency, "Only this agency");
    open->add_option("--until", in->until, "Until then, 2024-02-20T17:00:00+07:00");
    open->add_option("--reason", in->reason, "Why");
    auto* list = verb("late", "The list of late and missing agencies as a letter", late);
    list->add_option("--output", in->output, "PDF to write")->required();
    letter(list);
    auto* urging = verb("urge", "Letters that urge agencies to report", urge);
    urging->add_option("--agency", in->agency, "Only this agency (default: every agency that owes the report)");
    urging->add_option("--output", in->output, "PDF to write; without --agency a folder for one PDF an agency")
        ->required();
    urging->add_option("--until", in->until, "New deadline (default: the next working day, 17:00)");
    letter(urging);
    auto* note = verb("inspect", "A note on what an agency sent over the last periods", inspect);
    note->add_option("--agency", in->agency, "Code")->required();
    note->add_option("--count", in->count, "How many periods")->between(1, 60);
    note->add_option("--output", in->output, "PDF to write")->required();
    letter(note);
}

} // namespace canbo::ctl
