#include "progress_ui/board.h"

#include "base/text.h"
#include "base/translation.h"
#include "words.h"

#include <algorithm>
#include <sstream>

namespace canbo::progress::ui {
namespace {

std::size_t weight(Status status) {
    const auto at = std::find(statuses_by_weight.begin(), statuses_by_weight.end(), status);
    return static_cast<std::size_t>(at - statuses_by_weight.begin());
}

/// Its words, each with one space before it: " kham chua benh vneid". Folding leaves ASCII letters, so that all else
/// parts words.
std::string spaced_words(std::string_view text) {
    std::string folded = base::search_key(text);
    for (char& c : folded)
        if ((c < 'a' || c > 'z') && (c < '0' || c > '9'))
            c = ' ';
    std::istringstream words(folded);
    std::string out;
    for (std::string word; words >> word;)
        out += " " + word;
    return out;
}

void add_said(BoardRow& row, const reporting::StatusLine& line) {
    if (!line.said)
        return;
    if (line.said->percent)
        row.percent = row.percent ? std::min(*row.percent, *line.said->percent) : *line.said->percent;
    if (const auto view = line.said->view())
        row.confidence = row.confidence ? std::max(*row.confidence, view->confidence) : view->confidence;
    if (const auto period = base::Period::parse(line.period);
        period && (row.last_report.empty() || period->last_day() > row.last_day)) {
        row.last_report = line.period;
        row.last_day = period->last_day();
    }
}

void add_wait(BoardRow& row, const reporting::StatusLine& line, base::Day today) {
    if (line.office.status != Status::Waiting)
        return;
    row.waiting_days = std::max(row.waiting_days, line.office.waiting_days);
    row.waiting_since = today - std::chrono::days(row.waiting_days);
}

void add_milestone(BoardRow& row, const reporting::StatusLine& line, const BoardData& data) {
    const PlanVersion* version = data.plans.plan(line.agency, row.number);
    if (version == nullptr || line.office.status == Status::Done)
        return;
    for (const auto& milestone : version->plan.milestones) {
        if (line.said && line.said->milestones.count(milestone.id) > 0)
            continue;
        if (row.milestone_due && *row.milestone_due <= milestone.due)
            continue;
        row.milestone = milestone.name;
        row.milestone_due = milestone.due;
        row.milestone_late = milestone.due < data.today && line.office.status != Status::Waiting;
    }
}

BoardRow row_of(const Model& model, const BoardData& data) {
    BoardRow row;
    row.number = model.number;
    row.group = model.group;
    row.name = model.name;
    std::string searched = std::to_string(model.number) + " " + model.name + " " + model.objective;
    for (const auto& task : model.tasks)
        if (const auto* agency = data.agencies.on(task.agency, data.today);
            agency != nullptr &&
            std::find(row.agencies.begin(), row.agencies.end(), agency->code) == row.agencies.end()) {
            row.agencies.push_back(agency->code);
            searched += " " + agency->code + " " + agency->name + " " + agency->short_name;
        }
    row.searched = std::move(searched);
    std::vector<std::string> leads;
    for (const auto& code : data.duties.answering(model.number))
        leads.push_back(agency_words(data.agencies, code));
    row.leads = joined(leads);
    if (const auto* status = data.status(model.number)) {
        row.status = status->status;
        for (const auto& line : status->lines) {
            add_said(row, line);
            add_wait(row, line, data.today);
            add_milestone(row, line, data);
        }
    }
    return row;
}

template <class T>
int order(const T& a, const T& b) {
    return a < b ? -1 : b < a ? 1 : 0;
}

/// Negative, zero, positive; what is missing is told by the pair's first.
struct Compared {
    int result{0};
    bool missing{false}; ///< Then `result` holds in either direction.
};

template <class T>
Compared compared(const std::optional<T>& a, const std::optional<T>& b) {
    if (!a || !b)
        return {order(!a, !b), true};
    return {order(*a, *b), false};
}

Compared compare_by(const BoardRow& a, const BoardRow& b, BoardColumn by) {
    const auto day_of = [](const BoardRow& row) {
        return row.last_report.empty() ? std::nullopt : std::optional<base::Day>(row.last_day);
    };
    switch (by) {
    case BoardColumn::Number:
        return {order(a.number, b.number)};
    case BoardColumn::Name:
        return {base::compare(a.name, b.name)};
    case BoardColumn::Group:
        return {order(a.group, b.group)};
    case BoardColumn::Leads:
        return {base::compare(a.leads, b.leads)};
    case BoardColumn::Status:
        return {order(weight(a.status), weight(b.status))};
    case BoardColumn::Percent:
        return compared(a.percent, b.percent);
    case BoardColumn::Confidence:
        return compared(a.confidence, b.confidence);
    case BoardColumn::Waiting:
        return compared(a.waiting_since, b.waiting_since);
    case BoardColumn::Milestone:
        return compared(a.milestone_due, b.milestone_due);
    case BoardColumn::Report:
        return compared(day_of(a), day_of(b));
    }
    return {};
}

} // namespace

std::vector<BoardRow> board_rows(const Catalogue& catalogue, const BoardData& data) {
    std::vector<BoardRow> rows;
    for (const auto& model : catalogue.models)
        rows.push_back(row_of(model, data));
    return rows;
}

void fold_words(std::vector<BoardRow>& rows) {
    for (auto& row : rows)
        if (row.key.empty())
            row.key = spaced_words(row.searched);
}

bool matches(const BoardRow& row, const BoardFilter& filter) {
    if (filter.group != 0 && row.group != filter.group)
        return false;
    if (!filter.agency.empty() &&
        std::find(row.agencies.begin(), row.agencies.end(), filter.agency) == row.agencies.end())
        return false;
    if ((filter.status && row.status != *filter.status) || (filter.confidence && row.confidence != filter.confidence))
        return false;
    if (filter.text.empty())
        return true;
    std::istringstream words(spaced_words(filter.text));
    for (std::string word; words >> word;)
        if (row.key.find(" " + word) == std::string::npos)
            return false;
    return true;
}

void sort_rows(std::vector<BoardRow>& rows, BoardColumn by, bool descending) {
    std::stable_sort(rows.begin(), rows.end(), [by, descending](const BoardRow& a, const BoardRow& b) {
        const Compared found = compare_by(a, b, by);
        if (found.result == 0)
            return a.number < b.number;
        return descending && !found.missing ? found.result > 0 : found.result < 0;
    });
}

} // namespace canbo::progress::ui
