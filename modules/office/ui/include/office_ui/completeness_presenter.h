#pragma once

#include "desktop/background.h"
#include "reporting/desk.h"

#include <cstddef>
#include <string>
#include <vector>

namespace canbo::office_ui {

/// Agencies × periods: who reported, and in time.
struct CompletenessMatrix {
    std::vector<std::string> periods; ///< Labels, newest first.
    struct Row {
        std::string agency; ///< Name.
        std::string code;
        std::vector<std::string> cells; ///< Symbol and word, one per period.
        std::size_t faults{0};          ///< Late, missing or returned.
    };
    std::vector<Row> rows;           ///< Most faults first.
    std::vector<std::string> totals; ///< "11/13 · 1" received of expected, late; one per period.
};

class CompletenessView {
public:
    virtual ~CompletenessView() = default;
    virtual void show_matrix(const CompletenessMatrix& matrix) = 0;
    virtual void show_problem(const Error& error) = 0;
};

/// The last periods of one kind. UI thread only; reads in the background.
class CompletenessPresenter {
public:
    static constexpr int shown_periods = 6;
    CompletenessPresenter(CompletenessView& view, desktop::Background& background, const reporting::Desk& desk)
        : m_view(view), m_background(background), m_desk(desk) {}
    void load(base::Period::Kind kind);

private:
    CompletenessView& m_view;
    desktop::Background& m_background;
    const reporting::Desk& m_desk;
    desktop::Waiter m_waiter;
};

} // namespace canbo::office_ui
