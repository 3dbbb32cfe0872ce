#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "people/agency.h"
#include "progress/filled_list.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::progress {

/// What filled lists say about one indicator: a proposal, the agency's report decides.
struct ListFigure {
    std::string list;
    std::string indicator;
    std::optional<double> value;       ///< In the indicator's unit; nothing while the list does not tell.
    std::size_t done{0};               ///< Rows with yes in the measured column (all of them where there is none).
    std::size_t total{0};              ///< Rows, or what the plan expects where that is more.
    double tolerance{0};               ///< A percentage is reported with one decimal.
    std::optional<double> not_reached; ///< A level the list shows not to be reached.

    /// A reported value that the list contradicts.
    bool differs_from(double reported) const;
};

/// What these lists of one kind say together. A service that two agencies name counts once.
std::vector<ListFigure> figures_of(const ListSpec& spec, const Model& model,
                                   const std::vector<const ListVersion*>& lists);

/// The lists that count on a day: every agency's newest; that of an agency which has ended until its successor has
/// filled its own.
std::vector<const ListVersion*> lists_in_force(const ListBook& book, const ListSpec& spec,
                                               const people::AgencyTree& agencies, base::Day day);

/// What the agency's own list (or the office's) says about one indicator of the model, or nothing.
std::optional<ListFigure> proposed(const Model& model, std::string_view indicator, std::string_view agency,
                                   const ListBook& book);

Json figure_to_json(const ListFigure& figure, const Model& model);

} // namespace canbo::progress
