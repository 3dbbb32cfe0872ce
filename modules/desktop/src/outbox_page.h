#pragma once

#include "desktop/controls.h"
#include "desktop/outbox_presenter.h"
#include "desktop/shell.h"
#include "desktop/table_view.h"

namespace canbo::desktop {

/// The outbox as a page of the shell.
class OutboxPage final : public WorkspacePanel, private OutboxView {
public:
    OutboxPage(wxWindow* parent, Shell& shell, Database& database, ledger::Outbox& outbox,
               OutboxPresenter::KindTitle kind_title);

    void open_place(const std::string&) override { reload(); }
    std::string place() const override { return {}; }
    void reload() override { m_presenter.load(); }
    std::string help_page() const override { return "network-and-outbox"; }

private:
    void show_rows(const std::vector<OutboxRow>& rows) override;
    void show_problem(const Error& error) override;

    Shell& m_shell;
    OutboxPresenter m_presenter;
    TableView* m_table;
    EmptyState* m_empty;
};

} // namespace canbo::desktop
