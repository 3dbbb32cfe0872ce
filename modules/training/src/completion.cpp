#include "training/completion.h"

#include "base/translation.h"
#include "training/course.h"

#include <algorithm>

namespace canbo::training {
namespace {

void count(CompletionRow& row, const LearnerStanding* standing, base::Time now) {
    ++row.assigned;
    const auto* done = standing ? standing->completion_of(row.assignment.version) : nullptr;
    const base::Time deadline = row.assignment.deadline();
    if (done == nullptr) {
        row.begun += standing && standing->begun ? 1 : 0;
        row.overdue += now >= deadline ? 1 : 0;
        return;
    }
    ++row.begun;
    ++row.completed;
    row.late += done->received >= deadline ? 1 : 0;
    row.first_completed = std::min(row.first_completed.value_or(done->at), done->at);
    row.last_completed = std::max(row.last_completed.value_or(done->at), done->at);
}

Json time_or_null(const std::optional<base::Time>& time) { return time ? Json(base::to_iso(*time)) : Json(); }

} // namespace

const LearnerStanding::Completed* LearnerStanding::completion_of(std::string_view version) const {
    const auto found = std::find_if(completed.begin(), completed.end(), [&](const auto& one) {
        return version.empty() || compare_versions(one.version, version) >= 0;
    });
    return found == completed.end() ? nullptr : &*found;
}

Result<StandingBook> StandingBook::load(Transaction& tx, const LearningDesk& desk) {
    StandingBook book;
    const auto take = [&](const ledger::Entry& entry, base::Time received) {
        Issues issues; // the office checked it
        const auto claim = claim_from_json(entry.body, issues);
        if (!issues.has_errors())
            book.add(claim, entry.author, received);
    };
    CANBO_TRY(const auto stored, desk.entries.of_kind(tx, standing_kind));
    for (const auto& one : stored)
        take(one.entry, one.received_at);
    CANBO_TRY(const auto waiting, desk.outbox.list(tx));
    for (const auto& item : waiting)
        if (item.frozen.entry.kind == standing_kind && item.state != ledger::OutboxItem::State::Refused)
            take(item.frozen.entry, desk.clock.now());
    return book;
}

void StandingBook::add(const StandingClaim& claim, const std::string& learner, base::Time received) {
    auto& standing = m_standings[{claim.course, learner}];
    standing.begun = std::min(standing.begun.value_or(claim.at), claim.at);
    if (claim.state == StandingClaim::State::Completed)
        standing.completed.push_back({claim.version, claim.at, received});
}

const LearnerStanding* StandingBook::find(const std::string& course, const std::string& learner) const {
    const auto found = m_standings.find({course, learner});
    return found == m_standings.end() ? nullptr : &found->second;
}

std::vector<CompletionRow> completion(const std::vector<Assignment>& assignments,
                                      const std::vector<people::Account>& people, const StandingBook& standings,
                                      base::Time now) {
    std::vector<CompletionRow> out;
    for (const auto& assignment : assignments) {
        std::map<std::string, CompletionRow> rows;
        for (const auto& one : people) {
            if (!assignment.covers(one.person()))
                continue;
            auto& row = rows[one.agency];
            row.agency = one.agency;
            row.assignment = assignment;
            count(row, standings.find(assignment.course, one.name), now);
        }
        for (auto& [agency, row] : rows)
            out.push_back(std::move(row));
    }
    return out;
}

Json completion_to_json(const std::vector<CompletionRow>& rows) {
    Json out = Json::array();
    for (const auto& row : rows)
        out.push_back({{"agency", row.agency},
                       {"assignment", row.assignment.id},
                       {"course", row.assignment.course},
                       {"version", row.assignment.version},
                       {"due", base::to_iso(row.assignment.due)},
                       {"assigned", row.assigned},
                       {"begun", row.begun},
                       {"completed", row.completed},
                       {"late", row.late},
                       {"overdue", row.overdue},
                       {"first_completed", time_or_null(row.first_completed)},
                       {"last_completed", time_or_null(row.last_completed)}});
    return out;
}

base::Workbook completion_workbook(const std::vector<CompletionRow>& rows, const people::AgencyTree& agencies,
                                   const std::function<std::string(const std::string&)>& title_of) {
    const auto day = [](const std::optional<base::Time>& time) {
        return time ? base::Cell(base::day_in_vietnam(*time)) : base::Cell();
    };
    const auto number = [](std::size_t count) { return base::Cell(static_cast<double>(count)); };
    base::Sheet sheet{base::tr("Completion"),
                      {{base::tr("Agency"), 10},
                       {base::tr("Name of the agency"), 36},
                       {base::tr("Course"), 44},
                       {base::tr("Due"), 12},
                       {base::tr("Assigned"), 10},
                       {base::tr("Begun"), 10},
                       {base::tr("Completed"), 12},
                       {base::tr("Completed late"), 14},
                       {base::tr("Overdue"), 10},
                       {base::tr("Share completed"), 16},
                       {base::tr("First completed"), 16},
                       {base::tr("Last completed"), 16}},
                      {}};
    for (const auto& row : rows) {
        const auto* agency = agencies.find(row.agency);
        const double share = 100.0 * static_cast<double>(row.completed) / static_cast<double>(row.assigned);
        sheet.rows.push_back({row.agency, agency ? agency->name : std::string(), title_of(row.assignment.course),
                              row.assignment.due, number(row.assigned), number(row.begun), number(row.completed),
                              number(row.late), number(row.overdue), base::Percent{share}, day(row.first_completed),
                              day(row.last_completed)});
    }
    return {base::tr("Completion of courses per agency"), {std::move(sheet)}};
}

std::string_view due_state_name(DueCourse::State state) {
    switch (state) {
    case DueCourse::State::Completed:
        return "completed";
    case DueCourse::State::Begun:
        return "begun";
    case DueCourse::State::NotBegun:
        break;
    }
    return "not-begun";
}

std::vector<DueCourse> due_courses(const std::vector<Assignment>& assignments, const people::Person& person,
                                   const StandingBook& standings, base::Time now) {
    std::vector<DueCourse> out;
    for (const auto& assignment : assignments) {
        if (!assignment.covers(person))
            continue;
        DueCourse due{assignment, DueCourse::State::NotBegun, false};
        const auto* standing = standings.find(assignment.course, person.name);
        if (standing && standing->completion_of(assignment.version) != nullptr)
            due.state = DueCourse::State::Completed;
        else if (standing && standing->begun)
            due.state = DueCourse::State::Begun;
        due.overdue = due.state != DueCourse::State::Completed && now >= assignment.deadline();
        out.push_back(std::move(due));
    }
    return out;
}

} // namespace canbo::training
