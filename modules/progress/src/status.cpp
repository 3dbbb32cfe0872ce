#include "progress/status.h"

#include "base/translation.h"

#include <algorithm>
#include <array>
#include <utility>

namespace canbo::progress {
namespace {

struct StatusText {
    Status value;
    std::string_view name;
    std::string_view label;
};
constexpr std::array<StatusText, 6> statuses{{
    {Status::NotStarted, "not-started", base::msgid("Not started")},
    {Status::OnTrack, "on-track", base::msgid("On track")},
    {Status::AtRisk, "at-risk", base::msgid("At risk")},
    {Status::Late, "late", base::msgid("Late")},
    {Status::Done, "done", base::msgid("Done")},
    {Status::Waiting, "waiting", base::msgid("Waiting for guidance")},
}};

struct ConfidenceText {
    Confidence value;
    std::string_view name;
    std::string_view label;
};
constexpr std::array<ConfidenceText, 3> confidences{{
    {Confidence::Green, "green", base::msgid("High")},
    {Confidence::Amber, "amber", base::msgid("Medium")},
    {Confidence::Red, "red", base::msgid("Low")},
}};

int days_between(base::Day from, base::Day to) { return static_cast<int>((to - from).count()); }

/// What the rules look at, gathered once.
struct Facts {
    const OfficeView gates; ///< Only its waiting_for is filled.
    bool every_task_waits{false};
    std::optional<base::Day> opened_on; ///< Latest opening among the agency's gates that are open.
    Window window;
    const PlanVersion* plan{nullptr};
};

Facts gather(const Model& model, std::string_view agency, const Duties& duties, const PlanBook& book, base::Day day) {
    OfficeView waiting;
    bool any_free = false;
    std::optional<base::Day> opened_on;
    const auto tasks = duties.answering_tasks(agency, model.number);
    const auto relevant = tasks.empty() ? duties.tasks(agency, model.number) : tasks;
    for (const TaskItem* task : relevant) {
        if (task->gate.empty() || book.is_open(task->gate, day)) {
            any_free = true;
            if (const auto* opening = book.opening(task->gate); opening != nullptr)
                opened_on = std::max(opened_on.value_or(opening->date), opening->date);
        } else if (std::find(waiting.waiting_for.begin(), waiting.waiting_for.end(), task->gate) ==
                   waiting.waiting_for.end()) {
            waiting.waiting_for.push_back(task->gate);
        }
    }
    return {waiting, !relevant.empty() && !any_free, opened_on, book.window(model, day),
            book.plan(agency, model.number)};
}

OfficeView decided(const Facts& facts, Status status, const char* reason) {
    OfficeView out = facts.gates;
    out.status = status;
    out.reasons.emplace_back(reason);
    return out;
}

bool every_milestone_reached(const Facts& facts, const AgencyView& said, base::Day day) {
    if (facts.plan == nullptr || facts.plan->plan.milestones.empty())
        return false;
    const auto& milestones = facts.plan->plan.milestones;
    return std::all_of(milestones.begin(), milestones.end(), [&](const Milestone& m) {
        const auto it = said.milestones_done.find(m.id);
        return it != said.milestones_done.end() && it->second <= day;
    });
}

/// Days past due of the milestone that is longest overdue; 0 when none is.
int overdue_days(const Facts& facts, const std::optional<AgencyView>& said, base::Day day) {
    int most = 0;
    if (facts.plan == nullptr)
        return most;
    for (const auto& milestone : facts.plan->plan.milestones) {
        const bool reached = said && said->milestones_done.count(milestone.id) > 0;
        const base::Day due = facts.opened_on ? std::max(milestone.due, *facts.opened_on) : milestone.due;
        if (!reached && due < day)
            most = std::max(most, days_between(due, day));
    }
    return most;
}

bool milestone_is_near(const Facts& facts, const std::optional<AgencyView>& said, base::Day day) {
    if (facts.plan == nullptr)
        return false;
    const double percent = said && said->percent ? *said->percent : 0;
    return percent < 50 &&
           std::any_of(facts.plan->plan.milestones.begin(), facts.plan->plan.milestones.end(), [&](const Milestone& m) {
               const bool reached = said && said->milestones_done.count(m.id) > 0;
               return !reached && m.due >= day && days_between(day, m.due) <= warning_days;
           });
}

std::optional<OfficeView> waiting_or_done(const Facts& facts, const std::optional<AgencyView>& said,
                                          base::Day plan_issued, base::Day day) {
    if (facts.every_task_waits) {
        OfficeView out =
            decided(facts, Status::Waiting, "Every task of the agency waits for guidance that has not come");
        const base::Day since = facts.window.from ? std::max(*facts.window.from, plan_issued) : plan_issued;
        out.waiting_days = std::max(0, days_between(since, day));
        return out;
    }
    if (said && said->status == Status::Done && said->percent.value_or(100) >= 100)
        return decided(facts, Status::Done, "The agency reports it done");
    if (said && every_milestone_reached(facts, *said, day))
        return decided(facts, Status::Done, "Every milestone of the registered plan is reached");
    return std::nullopt;
}

} // namespace

std::string_view status_name(Status status) { return statuses[static_cast<std::size_t>(status)].name; }
std::string_view status_label(Status status) { return statuses[static_cast<std::size_t>(status)].label; }
std::string_view confidence_name(Confidence confidence) {
    return confidences[static_cast<std::size_t>(confidence)].name;
}
std::string_view confidence_label(Confidence confidence) {
    return confidences[static_cast<std::size_t>(confidence)].label;
}

Result<Status> parse_status(std::string_view text) {
    for (const auto& status : statuses)
        if (status.name == text)
            return status.value;
    return fail(ErrorCode::InvalidInput, "There is no such status");
}

Result<Confidence> parse_confidence(std::string_view text) {
    for (const auto& confidence : confidences)
        if (confidence.name == text)
            return confidence.value;
    return fail(ErrorCode::InvalidInput, "Confidence is green, amber or red");
}

OfficeView office_view(const Model& model, std::string_view agency, const Duties& duties, const PlanBook& book,
                       const std::optional<AgencyView>& said, base::Day plan_issued, base::Day day) {
    const Facts facts = gather(model, agency, duties, book, day);
    if (auto early = waiting_or_done(facts, said, plan_issued, day))
        return *std::move(early);
    const bool nothing_yet = !said || (said->status == Status::NotStarted && said->percent.value_or(0) <= 0);
    if (facts.window.from && day < *facts.window.from && nothing_yet)
        return decided(facts, Status::NotStarted, "The model's window has not begun");

    if (facts.window.to && *facts.window.to < day) {
        const base::Day due = facts.opened_on ? std::max(*facts.window.to, *facts.opened_on) : *facts.window.to;
        if (due < day) {
            OfficeView out = decided(facts, Status::Late, "The model's window has passed and it is not done");
            out.late_days = days_between(due, day);
            return out;
        }
    }
    if (const int overdue = overdue_days(facts, said, day); overdue > 0) {
        OfficeView out = decided(facts, Status::Late, "A milestone of the registered plan has passed unfinished");
        out.late_days = overdue;
        return out;
    }
    if (nothing_yet)
        return decided(facts, Status::NotStarted, "Nothing has been reported yet");
    if (said->status == Status::Late)
        return decided(facts, Status::AtRisk, "The agency says that it is late");
    if (said->status == Status::AtRisk)
        return decided(facts, Status::AtRisk, "The agency says that it is at risk");
    if (said->confidence != Confidence::Green)
        return decided(facts, Status::AtRisk, "The agency's confidence to deliver is not high");
    if (milestone_is_near(facts, said, day))
        return decided(facts, Status::AtRisk, "A milestone falls within two weeks and less than half is done");
    return decided(facts, Status::OnTrack, "Nothing is overdue and the agency is confident");
}

} // namespace canbo::progress
