#pragma once

#include "desktop/controls.h"
#include "desktop/log_presenter.h"
#include "desktop/shell.h"
#include "desktop/table_view.h"

namespace canbo::desktop {

/// The program's log as a page of the shell, to read and to copy.
class LogPage final : public WorkspacePanel, private LogView {
public:
    LogPage(wxWindow* parent, Shell& shell, LogPresenter::Read read);

    void open_place(const std::string&) override { reload(); }
    std::string place() const override { return {}; }
    void reload() override { m_presenter.load(); }
    std::string help_page() const override { return "diagnostics"; }

private:
    void show_rows(const std::vector<LogRow>& rows, std::size_t all) override;
    void apply_filter();
    void copy();

    Shell& m_shell;
    LogPresenter m_presenter;
    wxChoice* m_level;
    wxTextCtrl* m_search;
    wxStaticText* m_count;
    TableView* m_table;
    EmptyState* m_empty;
};

} // namespace canbo::desktop
