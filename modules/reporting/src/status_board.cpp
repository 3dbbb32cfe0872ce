#include "reporting/status_board.h"

#include <algorithm>
#include <set>

namespace canbo::reporting {
namespace {

using progress::Status;

/// Worse first; what the whole takes over from its parts.
int severity(Status status) {
    switch (status) {
    case Status::Late:
        return 5;
    case Status::AtRisk:
        return 4;
    case Status::NotStarted:
        return 3;
    case Status::OnTrack:
        return 2;
    case Status::Waiting:
        return 1;
    case Status::Done:
        return 0;
    }
    return 0;
}

Json office_to_json(const progress::OfficeView& view) {
    return {{"status", progress::status_name(view.status)},
            {"reasons", view.reasons},
            {"waiting_days", view.waiting_days},
            {"late_days", view.late_days},
            {"waiting_for", view.waiting_for}};
}

} // namespace

bool StatusLine::differs() const {
    const auto view = said ? said->view() : std::nullopt;
    return view && view->status != office.status;
}

Status overall(const std::vector<StatusLine>& lines) {
    if (lines.empty())
        return Status::NotStarted;
    const auto worst = std::max_element(lines.begin(), lines.end(), [](const auto& a, const auto& b) {
        return severity(a.office.status) < severity(b.office.status);
    });
    const bool part_is_done =
        std::any_of(lines.begin(), lines.end(), [](const auto& line) { return line.office.status == Status::Done; });
    // One part done, the others waiting: neither done as a whole nor waiting.
    return worst->office.status == Status::Waiting && part_is_done ? Status::OnTrack : worst->office.status;
}

std::vector<ModelStatus> status_of(const progress::Catalogue& catalogue, const progress::Duties& duties,
                                   const progress::PlanBook& plans, const std::map<std::string, Report>& said,
                                   base::Day day) {
    std::vector<ModelStatus> out;
    for (const auto& model : catalogue.models) {
        const auto answering = duties.answering(model.number);
        std::set<std::string> agencies(answering.begin(), answering.end());
        for (const auto& [agency, report] : said)
            if (report.find(model.number) != nullptr)
                agencies.insert(agency);
        ModelStatus status;
        status.model = model.number;
        std::vector<StatusLine> deciding;
        for (const auto& agency : agencies) {
            StatusLine line;
            line.model = model.number;
            line.agency = agency;
            if (const auto report = said.find(agency); report != said.end())
                if (const ModelReport* entry = report->second.find(model.number)) {
                    line.said = *entry;
                    line.period = report->second.period;
                }
            const auto view = line.said ? line.said->view() : std::nullopt;
            line.office =
                progress::office_view(model, agency, duties, plans, view, catalogue.issued.value_or(base::Day{}), day);
            const bool answers = std::find(answering.begin(), answering.end(), agency) != answering.end();
            // A collective body ("các cơ quan, đơn vị, địa phương") never reports: its silence decides nothing.
            if (answers && (line.said || duties.expected().count(agency) > 0))
                deciding.push_back(line);
            status.lines.push_back(std::move(line));
        }
        status.lines.erase(std::remove_if(status.lines.begin(), status.lines.end(),
                                          [&](const StatusLine& line) {
                                              return !line.said && duties.expected().count(line.agency) == 0;
                                          }),
                           status.lines.end());
        status.status = overall(deciding.empty() ? status.lines : deciding);
        out.push_back(std::move(status));
    }
    return out;
}

Result<std::map<std::string, Report>> newest_reports(Transaction& tx, const Desk& desk) {
    CANBO_TRY(const auto stored, desk.entries.of_kind(tx, report_kind));
    CANBO_TRY(const auto calendar, load_calendar(tx, desk.entries, desk.shipped_calendar));
    std::set<base::Period> periods;
    for (const auto& entry : stored)
        if (const auto period = base::Period::parse(entry.entry.subject))
            periods.insert(*period);
    std::map<std::string, Report> out;
    std::map<std::string, base::Day> until;
    for (const auto& period : periods) {
        const auto book = PeriodBook::load(tx, desk.entries, period, calendar);
        if (!book && book.error().code == ErrorCode::NotFound)
            continue; // from before reports were asked for: it cannot hide the others
        if (!book)
            return fail(book.error());
        for (const auto& [agency, reports] : book->agencies()) {
            const ReportVersion* current = reports.current();
            if (current == nullptr || current->state == ReportState::Returned)
                continue;
            const auto known = until.find(agency);
            if (known == until.end() || known->second <= period.last_day()) {
                out.insert_or_assign(agency, current->report);
                until.insert_or_assign(agency, period.last_day());
            }
        }
    }
    return out;
}

Json status_to_json(const ModelStatus& status) {
    Json lines = Json::array();
    for (const auto& line : status.lines) {
        Json agency_view = nullptr;
        if (line.said)
            agency_view = {{"period", line.period},
                           {"status", line.said->status},
                           {"confidence", line.said->confidence},
                           {"percent", line.said->percent ? Json(*line.said->percent) : Json(nullptr)}};
        lines.push_back({{"agency", line.agency},
                         {"agency_view", agency_view},
                         {"office_view", office_to_json(line.office)},
                         {"differs", line.differs()}});
    }
    return {{"model", status.model}, {"status", progress::status_name(status.status)}, {"agencies", lines}};
}

} // namespace canbo::reporting
