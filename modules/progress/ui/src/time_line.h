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
/// One row per indicator and agency that reported it or set itself a target. `mentions`: newest first.
std::vector<PageRow> indicator_rows(const Model& model, const BoardData& data, const std::vector<Mention>& mentions);

} // namespace canbo::progress::ui
