#pragma once

#include "base/form_data.h"
#include "base/workbook.h"
#include "drawing/gantt_chart.h"
#include "drawing/line_chart.h"
#include "progress_ui/progress_source.h"

#include <optional>
#include <string>
#include <vector>

namespace canbo::progress::ui {

/// A row of one of the page's tables.
struct PageRow {
    std::string key;
    std::vector<std::string> cells;
    std::optional<Status> status; ///< Tones the row where it has one.
};

/// All that is known of one model, ready to draw.
struct ModelPage {
    int number{0};
    std::string title;  ///< "6. Khám chữa bệnh …"
    std::string group;  ///< "Nhóm 2: …"
    std::string status; ///< "✕ Late"
    Status tone{Status::NotStarted};
    std::string objective;
    std::string window;
    std::vector<PageRow> tasks;      ///< Agency, role, task.
    std::vector<PageRow> gates;      ///< Awaits, from whom, state, since.
    std::vector<PageRow> milestones; ///< Agency, milestone, start, due, state, responsible.
    std::vector<PageRow> indicators; ///< Indicator, agency, newest value, target, unit. Key: code|agency
    std::vector<PageRow> views;      ///< Agency, period, says, percent, confidence, office, because, difference.
    std::vector<PageRow> reports;    ///< Period, agency, state, says, percent. Key: id of the report
    std::size_t differing{0};        ///< Agencies whose view is not the office's.
    drawing::GanttChart time_line;
    bool history_read{false}; ///< False: the reports are still being read.
    bool may_register{false};
};

// Heads of the page's tables.
std::vector<std::string> task_head();
std::vector<std::string> gate_head();
std::vector<std::string> milestone_head();
std::vector<std::string> indicator_head();
std::vector<std::string> view_head();
std::vector<std::string> report_head();

/// @returns nothing when there is no such model. `history` may be null: not read yet.
std::optional<ModelPage> model_page(const Catalogue& catalogue, const BoardData& data, const History* history,
                                    int number);
/// The values an agency reported of an indicator, oldest first, against its target. `key`: "code|agency".
drawing::LineChart indicator_history(const Catalogue& catalogue, const BoardData& data, const History* history,
                                     int number, const std::string& key);
/// The page as sheets.
base::Workbook model_workbook(const ModelPage& page);
/// The page as paper (reports/model-page); nothing when there is no such model. `history` may be null: no reports yet.
std::optional<base::FormData> model_form(const Catalogue& catalogue, const BoardData& data, const History* history,
                                         int number);

class ModelView {
public:
    virtual ~ModelView() = default;
    virtual void show_page(const ModelPage& page) = 0;
    virtual void show_history(const drawing::LineChart& chart) = 0;
    virtual void show_problem(const Error& error) = 0;
};

/// One model. UI thread only.
class ModelPresenter {
public:
    ModelPresenter(ModelView& view, ProgressSource& source);

    /// Shows it as soon as it is read. A number the plan does not have is a problem told.
    void open(int number);
    int number() const { return m_number; }
    void choose_indicator(const std::string& key);
    const std::optional<ModelPage>& page() const { return m_page; }
    /// What is shown, as paper; nothing before it is read.
    std::optional<base::FormData> paper() const;

private:
    void show();

    ModelView& m_view;
    ProgressSource& m_source;
    int m_number{0};
    std::string m_indicator;
    std::optional<ModelPage> m_page;
    desktop::Subscription m_changed;
};

} // namespace canbo::progress::ui
