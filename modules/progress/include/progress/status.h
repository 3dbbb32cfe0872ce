#pragma once

#include "base/clock.h"
#include "people/agency.h"
#include "progress/catalogue.h"
#include "progress/duties.h"
#include "progress/plan.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::progress {

enum class Status { NotStarted, OnTrack, AtRisk, Late, Done, Waiting };
/// How sure one is to deliver; kept apart from percent done (the UK's GMPP rates confidence, not progress).
enum class Confidence { Green, Amber, Red };

std::string_view status_name(Status status);  ///< "on-track"
std::string_view status_label(Status status); ///< English msgid: "On track"
Result<Status> parse_status(std::string_view text);
std::string_view confidence_name(Confidence confidence);
std::string_view confidence_label(Confidence confidence);
Result<Confidence> parse_confidence(std::string_view text);

/// What an agency last said about a model.
struct AgencyView {
    Status status{Status::NotStarted};
    Confidence confidence{Confidence::Green};
    std::optional<double> percent;                    ///< 0 to 100
    std::map<std::string, base::Day> milestones_done; ///< Milestone id to the day it was reached.
};

/// The office's view: a status by rule, with the reasons.
struct OfficeView {
    Status status{Status::NotStarted};
    std::vector<std::string> reasons;     ///< English sentences (msgids), the deciding one first.
    int waiting_days{0};                  ///< Days since the wait began, when Waiting.
    int late_days{0};                     ///< Days past the due date, when Late.
    std::vector<std::string> waiting_for; ///< Ids of closed gates among the agency's tasks.
};

/// Days before a milestone's date from which being under 50 % is a risk.
inline constexpr int warning_days = 14;

/// The rules, tried in this order for one agency in one model on one day:
///   1. Waiting      every task the agency answers for waits for a gate that is not open. Never late; its age counts
///                   from the plan's date or the start of the window, whichever is later.
///   2. Done         the agency says done at 100 %, or every milestone is reached.
///   3. NotStarted   the window has not begun and nothing is reported.
///   4. Late         the window or a milestone has passed unfinished. A milestone that fell while the gate was closed
///                   counts from the day the gate opened.
///   5. NotStarted   nothing was ever reported.
///   6. AtRisk       the agency says so or is late by its own word, or its confidence is not green, or a milestone
///                   falls within 14 days and less than half is done.
///   7. OnTrack
OfficeView office_view(const Model& model, std::string_view agency, const Duties& duties, const PlanBook& book,
                       const std::optional<AgencyView>& said, base::Day plan_issued, base::Day day);

} // namespace canbo::progress
