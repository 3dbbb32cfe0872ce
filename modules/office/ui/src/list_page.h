#pragma once

#include "desktop/controls.h"
#include "desktop/shell.h"
#include "desktop/table_view.h"
#include "office_ui/list_presenter.h"

#include <optional>
#include <string>
#include <vector>

namespace canbo::office_ui {

/// A page with a search, what can be done, and one list. The pages of administration differ in columns and buttons.
class ListPage : public wxPanel, protected ListPageView {
public:
    /// `id`: "accounts". `advice`: what stands where the list is empty.
    ListPage(wxWindow* parent, desktop::Shell& shell, const std::string& id, const wxString& title,
             std::vector<desktop::TableColumn> columns, const wxString& advice);

    void load() { presenter().load(); }

protected:
    virtual ListPresenter& presenter() = 0;
    /// After a checked import that a person agreed to.
    virtual void import() {}
    /// A button; `chosen`: only while a row is chosen.
    wxButton* add_button(const wxString& label, const std::string& id, std::function<void()> run,
                         const std::string& icon, bool chosen = false);
    std::string selected() const { return m_table->selected(); }
    /// The text of a file the person picks; nothing when none, or it cannot be read (told).
    std::optional<std::string> pick_file(const wxString& title);
    desktop::Shell& shell() { return m_shell; }
    void show_problem(const Error& error) override { m_shell.notify(desktop::notice_of(error)); }

private:
    void show_rows(const std::vector<ListRow>& rows, std::size_t all) override;
    void show_import(const ImportCheck& check) override;
    void show_done(const std::string& sentence) override;
    void enable_buttons();

    desktop::Shell& m_shell;
    std::string m_id;
    wxTextCtrl* m_search;
    wxStaticText* m_count;
    wxSizer* m_bar;
    desktop::TableView* m_table;
    desktop::EmptyState* m_empty;
    std::vector<wxButton*> m_for_chosen;
};

} // namespace canbo::office_ui
