#pragma once

#include "desktop/chart_view.h"
#include "desktop/controls.h"
#include "desktop/shell.h"
#include "desktop/table_view.h"
#include "progress_ui/model_presenter.h"

#include <wx/notebook.h>

#include <functional>
#include <string>

namespace canbo::progress::ui {

/// The page of one model.
class ModelPanel final : public wxPanel, private ModelView {
public:
    ModelPanel(wxWindow* parent, desktop::Shell& shell, ProgressSource& source);

    std::function<void()> on_back;

    ModelPresenter& presenter() { return m_presenter; }
    void open(int number);
    /// The table of the tab that is shown.
    std::string as_text() const;

private:
    wxSizer* make_head();
    wxPanel* add_tab(const wxString& title);
    desktop::TableView* add_table(wxPanel* tab, const wxString& name, const std::string& id,
                                  std::vector<desktop::TableColumn> columns, int share = 1);
    void make_tabs();
    void set_tab(std::size_t tab, const wxString& title, std::size_t count);

    void show_page(const ModelPage& page) override;
    void show_history(const drawing::LineChart& chart) override;
    void show_problem(const Error& error) override;

    desktop::Shell& m_shell;
    wxStaticText* m_title{nullptr};
    wxStaticText* m_status{nullptr};
    wxStaticText* m_facts{nullptr};
    wxStaticText* m_objective{nullptr};
    wxNotebook* m_tabs{nullptr};
    wxStaticText* m_difference{nullptr};
    desktop::TableView* m_views{nullptr};
    wxStaticText* m_gate_head{nullptr};
    desktop::TableView* m_gates{nullptr};
    desktop::ChartView* m_time_line{nullptr};
    desktop::TableView* m_milestones{nullptr};
    desktop::TableView* m_indicators{nullptr};
    desktop::ChartView* m_history{nullptr};
    desktop::TableView* m_tasks{nullptr};
    desktop::TableView* m_reports{nullptr};
    ModelPresenter m_presenter; ///< Last: it calls back into all the others.
};

} // namespace canbo::progress::ui
