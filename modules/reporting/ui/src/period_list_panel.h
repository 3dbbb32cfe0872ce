#pragma once

#include "desktop/controls.h"
#include "desktop/shell.h"
#include "desktop/table_view.h"
#include "reporting_ui/period_list_presenter.h"

#include <functional>
#include <string>

namespace canbo::reporting::ui {

/// The periods of my agency.
class PeriodListPanel final : public wxPanel, private PeriodListView {
public:
    PeriodListPanel(wxWindow* parent, desktop::Shell& shell, const Desk& desk,
                    std::function<void(const std::string& id)> open);

    PeriodListPresenter& presenter() { return m_presenter; }
    void focus() { m_table->focus(); }

private:
    void show_rows(const std::vector<PeriodRow>& rows, const std::string& urgent) override;
    void show_problem(const Error& error) override { m_shell.notify(desktop::notice_of(error)); }
    void open_report(const std::string& id) override { m_open(id); }

    desktop::Shell& m_shell;
    std::function<void(const std::string& id)> m_open;
    wxStaticText* m_urgent;
    desktop::TableView* m_table;
    PeriodListPresenter m_presenter;
};

} // namespace canbo::reporting::ui
