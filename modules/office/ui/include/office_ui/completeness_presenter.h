#pragma once

#include "base/form_data.h"
#include "desktop/background.h"
#include "office_ui/outcome.h"
#include "reporting/desk.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace canbo::office_ui {

/// Agencies × periods: who reported, and in time.
struct CompletenessMatrix {
    struct Column {
        std::string period;   ///< "2024-W07"
        std::string label;    ///< In the chosen language.
        std::size_t owing{0}; ///< Agencies that owe the report.
    };
    std::vector<Column> periods; ///< Newest first.
    struct Row {
        std::string agency; ///< Name.
        std::string code;
        std::vector<std::string> cells; ///< Symbol and word, one per period.
        std::size_t faults{0};          ///< Late, missing or returned.
    };
    std::vector<Row> rows;           ///< Most faults first.
    std::vector<std::string> totals; ///< "11/13 · 1" received of expected, late; one per period.
    std::size_t urged{0};            ///< Column to offer letters for: the newest that is past its deadline and owed.
};

class CompletenessView {
public:
    virtual ~CompletenessView() = default;
    virtual void show_matrix(const CompletenessMatrix& matrix) = 0;
    virtual void show_outcome(const Outcome& outcome) = 0;
    virtual void show_problem(const Error& error) = 0;
};

/// The last periods of one kind. UI thread only; reads and writes in the background.
class CompletenessPresenter {
public:
    static constexpr int shown_periods = 6;
    CompletenessPresenter(CompletenessView& view, desktop::Background& background, const reporting::Desk& desk,
                          base::FormRenderer& renderer)
        : m_view(view), m_background(background), m_desk(desk), m_renderer(renderer) {}
    void load(base::Period::Kind kind);
    /// A letter that urges each agency that owes its report of that period ("2024-W07"), one PDF per agency.
    void write_letters(const std::string& period, const std::filesystem::path& folder);

private:
    CompletenessView& m_view;
    desktop::Background& m_background;
    const reporting::Desk& m_desk;
    base::FormRenderer& m_renderer;
    desktop::Waiter m_waiter;
};

} // namespace canbo::office_ui
