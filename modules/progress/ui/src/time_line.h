#pragma once

#include "progress_ui/model_presenter.h"

#include <optional>
#include <string>
#include <vector>

namespace canbo::progress::ui {

/// A registered milestone with what has become of it.
struct MilestoneFacts {
    std::string agency;
    std::string id;
    std::string name;
    std::optional<base::Day> from;
    base::Day due{};
    std::optional<base::Day> reached;
    std::string responsible;
    bool waits{false}; ///< Its agency waits for guidance: not overdue.
};

/// Of every agency's newest plan, by due day.
std::vector<MilestoneFacts> milestones_of(const Model& model, const BoardData& data);
/// The day a model's wait began: the plan's date or the start of its window, whichever is later.
base::Day wait_since(const Model& model, const Catalogue& catalogue, const BoardData& data);
drawing::GanttChart time_line(const Model& model, const Catalogue& catalogue, const BoardData& data);

/// Where an agency stands with one indicator.
struct IndicatorFacts {
    const Indicator* indicator{nullptr}; ///< Of the catalogue.
    std::string agency;                  ///< Empty: nobody reported it or set itself a target.
    std::optional<double> value;         ///< The newest that counts.
    std::string period;                  ///< It was reported in: "2024-W07".
    std::optional<double> target;

    bool met() const { return value && target && *value >= *target; }
};

std::vector<IndicatorFacts> indicator_facts(const Model& model, const BoardData& data,
                                            const std::vector<Mention>& mentions);
/// What was said about the model; none while `history` is not read.
const std::vector<Mention>& mentions_of(const History* history, int number);
/// One row per indicator and agency that reported it or set itself a target. `mentions`: newest first.
std::vector<PageRow> indicator_rows(const Model& model, const BoardData& data, const std::vector<Mention>& mentions);

} // namespace canbo::progress::ui
