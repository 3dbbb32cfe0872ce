#pragma once

#include "desktop/controls.h"
#include "desktop/shell.h"
#include "desktop/table_view.h"
#include "training_ui/completion_presenter.h"

namespace canbo::training::ui {

/// Completion of the assigned courses per agency, and its spreadsheet.
class CompletionPanel final : public desktop::WorkspacePanel, private CompletionView {
public:
    CompletionPanel(wxWindow* parent, desktop::Shell& shell, CompletionParts parts);

    void add_commands(desktop::CommandTable& commands);
    void open_place(const std::string&) override { m_presenter.load(); }
    std::string place() const override { return {}; }
    void reload() override { m_presenter.load(); }
    std::string help_page() const override { return "learning"; }

private:
    void show_lines(const std::vector<CompletionLine>& lines, const std::string& summary) override;
    void show_written(const std::filesystem::path& file) override;
    void show_problem(const Error& error) override;
    void ask_export();

    desktop::Shell& m_shell;
    wxTextCtrl* m_search{nullptr};
    wxStaticText* m_summary{nullptr};
    desktop::TableView* m_table{nullptr};
    desktop::EmptyState* m_none{nullptr};
    CompletionPresenter m_presenter; ///< Last: it calls the rest.
};

} // namespace canbo::training::ui
