#pragma once

#include "desktop/shell.h"
#include "form_panel.h"
#include "period_list_panel.h"

#include <wx/simplebook.h>

#include <string>

namespace canbo::reporting::ui {

/// The workspace: the list ("") or one report ("report/<id>").
class ReportingPanel final : public desktop::WorkspacePanel {
public:
    ReportingPanel(wxWindow* parent, desktop::Shell& shell, const Desk& desk, base::FormRenderer& renderer);

    void open_place(const std::string& place) override;
    std::string place() const override;
    void reload() override;
    void flush() override { m_form->presenter().flush(); }
    std::string help_page() const override;

    void open_report(const std::string& id);
    void show_list();
    bool shows_form() const { return m_book->GetSelection() == 1; }
    FormPanel& form() { return *m_form; }
    PeriodListPanel& list() { return *m_list; }

private:
    desktop::Shell& m_shell;
    wxSimplebook* m_book;
    PeriodListPanel* m_list;
    FormPanel* m_form;
};

} // namespace canbo::reporting::ui
