#pragma once

#include "board_panel.h"
#include "desktop/shell.h"
#include "model_panel.h"
#include "plan_panel.h"
#include "progress_ui/workspace.h"

#include <string>

namespace canbo::progress::ui {

/// The workspace's window: one of its three pages at a time.
class ProgressPanel final : public desktop::WorkspacePanel {
public:
    ProgressPanel(wxWindow* parent, desktop::Shell& shell, ProgressParts parts);

    // WorkspacePanel
    void open_place(const std::string& place) override;
    std::string place() const override;
    void reload() override { m_source.load(); }
    void flush() override;
    std::string help_page() const override;

    void add_commands(desktop::CommandTable& commands);

private:
    enum class Page { Board, Model, Plan };
    void show(Page page);
    /// The page that is to be shown, where it was not yet: a start waits for the board alone.
    void make_page();
    void open_model(int number);
    void open_plan(int number);
    void back();
    /// The model that is open, or chosen on the board; 0 for none.
    int chosen_model() const;
    wxString file_name() const;
    void write(const std::filesystem::path& file, std::function<Result<void>()> work);
    void export_xlsx();
    void export_pdf();
    void copy();

    desktop::Shell& m_shell;
    ProgressParts m_parts;
    ProgressSource m_source;
    BoardPanel* m_board;
    ModelPanel* m_model{nullptr};
    PlanPanel* m_plan{nullptr};
    Page m_page{Page::Board};
    desktop::Waiter m_waiter;
};

} // namespace canbo::progress::ui
