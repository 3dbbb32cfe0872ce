#pragma once

#include "base/form_data.h"
#include "base/workbook.h"
#include "progress_ui/progress_source.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace canbo::progress::ui {

/// One model on the board. A model is as far, and as sure, as the agency that is least so; like its status.
struct BoardRow {
    int number{0};
    int group{0};
    std::string name;
    std::string leads;                 ///< Short names of those that answer for it.
    std::vector<std::string> agencies; ///< Codes of all with a task in it.
    Status status{Status::NotStarted};
    std::optional<double> percent;
    std::optional<Confidence> confidence;
    int waiting_days{0};                    ///< Of the agency that waits longest.
    std::optional<base::Day> waiting_since; ///< Set when an agency waits for guidance.
    std::string milestone;                  ///< The first one not reached; empty: none registered.
    std::optional<base::Day> milestone_due;
    bool milestone_late{false};
    std::string last_report; ///< "2024-W07"; empty: never.
    base::Day last_day{};    ///< Of that period.
    std::string searched;    ///< Number, name, objective and agencies.
    std::string key;         ///< Their folded words, each with a space before it: see fold_words().
};

/// What is asked of the board; every part given must hold.
struct BoardFilter {
    std::string text; ///< Every word of it begins a word of the model, without regard to diacritics.
    int group{0};     ///< 0: all
    std::string agency;
    std::optional<Status> status;
    std::optional<Confidence> confidence;

    bool empty() const { return text.empty() && group == 0 && agency.empty() && !status && !confidence; }
};

enum class BoardColumn { Number, Name, Group, Leads, Status, Percent, Confidence, Waiting, Milestone, Report };
inline constexpr std::size_t board_columns = 10;

std::vector<BoardRow> board_rows(const Catalogue& catalogue, const BoardData& data);
/// Before rows are asked for words. A start asks for none, so board_rows() does without.
void fold_words(std::vector<BoardRow>& rows);
bool matches(const BoardRow& row, const BoardFilter& filter);
/// What is missing comes last in either direction; ties by number. Status: worst first.
void sort_rows(std::vector<BoardRow>& rows, BoardColumn by, bool descending);

/// Worst first, the order of tiles.
inline constexpr std::array<Status, 6> statuses_by_weight{Status::Late,    Status::AtRisk,  Status::NotStarted,
                                                          Status::Waiting, Status::OnTrack, Status::Done};

/// Heads and cells as they are shown, by BoardColumn.
std::vector<std::string> board_head();
std::vector<std::string> board_cells(const BoardRow& row);

/// The rows as a sheet with numbers and dates.
base::Workbook board_workbook(const std::vector<BoardRow>& rows);
/// The rows as paper (reports/progress-board); `conditions`: the filter in words, may be empty.
base::FormData board_form(const std::vector<BoardRow>& rows, const std::string& conditions, base::Day today);

} // namespace canbo::progress::ui
