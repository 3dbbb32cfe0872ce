#include "reporting/urge.h"

#include "base/file.h"
#include "people/oversight.h"
#include "reporting/consolidate.h"
#include "reporting/office_settings.h"
#include "reporting/tier_deadline.h"

#include <algorithm>

namespace canbo::reporting {
namespace {

using people::Permission;

/// Who writes, and to whom.
struct Urging {
    const people::Agency* lead{nullptr}; ///< Null: the standing office.
    people::Agency letterhead;
    std::vector<std::string> owing;
};

Result<Urging> urging_of(Transaction& tx, const Desk& desk, const base::Period& period,
                         const ConsolidatedReport& report) {
    Urging out;
    if (desk.person.may(Permission::ManagePeriods)) {
        out.owing = report.completeness.missing;
        CANBO_TRY(const auto settings, load_office_settings(tx, desk.entries));
        CANBO_TRY(out.letterhead, printing_agency(settings, report.agencies, base::day_in_vietnam(desk.clock.now())));
        return out;
    }
    CANBO_TRY_VOID(people::require_decision(desk.person, desk.person.agency));
    out.lead = report.agencies.find(desk.person.agency);
    if (out.lead == nullptr)
        return fail(ErrorCode::NotFound, "There is no such agency", desk.person.agency);
    CANBO_TRY(const auto own, completeness_of_lead(tx, desk, period, desk.person.agency));
    out.owing = own.missing;
    out.letterhead = *out.lead;
    return out;
}

LetterNumber numbered(LetterNumber first, int later) {
    if (first.number)
        *first.number += later;
    return first;
}

} // namespace

Result<Completeness> completeness_of_lead(Transaction& tx, const Desk& desk, const base::Period& period,
                                          const std::string& lead) {
    if (!desk.person.may(Permission::SeeEveryAgency))
        CANBO_TRY_VOID(people::require_decision(desk.person, lead));
    CANBO_TRY(const auto context, load_period_context(tx, desk, period, base::Time::max()));
    if (context.agencies.find(lead) == nullptr)
        return fail(ErrorCode::NotFound, "There is no such agency", lead);
    CANBO_TRY(const auto book, PeriodBook::load(tx, desk.entries, period, context.calendar));
    CANBO_TRY(const auto expected, expected_by_receiver(tx, desk.entries, context.duties, context.agencies, period));
    auto out = completeness_for(lead, book, context.agencies, expected);
    CANBO_TRY(const auto deadlines, TierDeadlines::load(tx, desk.entries, context.calendar));
    CANBO_TRY_VOID(deadlines.judge(out, period));
    return out;
}

Result<std::vector<UrgingLetter>> urging_letters(Transaction& tx, const Desk& desk, const base::Period& period,
                                                 const UrgingOrder& order) {
    CANBO_TRY(auto report, consolidate(tx, desk, period, 0));
    CANBO_TRY(auto urging, urging_of(tx, desk, period, report));
    if (!order.agency.empty()) {
        if (std::find(urging.owing.begin(), urging.owing.end(), order.agency) == urging.owing.end())
            return fail(ErrorCode::InvalidInput, "This agency has reported already, or need not report for the period",
                        order.agency);
        urging.owing = {order.agency};
    }
    CANBO_TRY(const auto context, load_period_context(tx, desk, period, base::Time::max()));
    if (urging.lead != nullptr) {
        CANBO_TRY(const auto deadlines, TierDeadlines::load(tx, desk.entries, context.calendar));
        CANBO_TRY(report.deadlines, deadlines.deadlines(period, urging.lead->code));
    }
    const base::Time until = order.until.value_or(
        base::at_vietnam_time(context.calendar.next_working_day(base::day_in_vietnam(desk.clock.now())), 17, 0));
    std::vector<UrgingLetter> out;
    for (const auto& code : urging.owing) {
        const auto* agency = report.agencies.find(code);
        if (agency == nullptr)
            continue; // the office once asked for a report of an agency that is gone
        out.push_back({code, agency->name,
                       urging_form(report, urging.letterhead, *agency, desk.catalogue, context.duties.models_of(code),
                                   until, numbered(order.number, static_cast<int>(out.size())), urging.lead),
                       period.text() + "-" + code + ".pdf"});
    }
    if (out.empty() && !order.agency.empty())
        return fail(ErrorCode::NotFound, "There is no such agency", order.agency);
    return out;
}

WrittenLetters write_letters(std::vector<UrgingLetter> letters, base::FormRenderer& renderer,
                             const std::filesystem::path& folder) {
    WrittenLetters out;
    std::error_code ignored; // writing the first letter tells
    std::filesystem::create_directories(folder, ignored);
    for (auto& letter : letters) {
        const auto written = [&]() -> Result<void> {
            CANBO_TRY(const auto paper, renderer.render_pdf(letter.form));
            return base::write_file(folder / letter.file, paper.bytes);
        }();
        if (!written) {
            out.trouble = written.error();
            break;
        }
        out.written.push_back(std::move(letter));
    }
    return out;
}

} // namespace canbo::reporting
