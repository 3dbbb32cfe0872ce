#pragma once

#include "desktop/controls.h"
#include "desktop/list_presenter.h"
#include "desktop/shell.h"
#include "desktop/table_view.h"

#include <optional>
#include <string>
#include <vector>

namespace canbo::desktop {

/// A page with a search, what can be done, and one list: pages differ in columns and buttons. UI thread only.
class ListPage : public wxPanel, protected ListPageView {
public:
    /// `id`: "accounts". `advice`: what stands where the list is empty.
    ListPage(wxWindow* parent, Shell& shell, const std::string& id, const wxString& title,
             std::vector<TableColumn> columns, const wxString& advice);

    void load() { presenter().load(); }

protected:
    virtual ListPresenter& presenter() = 0;
    /// After a checked import that a person agreed to.
    virtual void import() {}
    /// A button; `chosen`: only while a row is chosen.
    wxButton* add_button(const wxString& label, const std::string& id, std::function<void()> run,
                         const std::string& icon, bool chosen = false);
    /// A button that writes what is shown as a spreadsheet; `file`: the name it proposes.
    void add_export(const std::string& file, WriteBook write);
    std::string selected() const { return m_table->selected(); }
    /// The text of a file the person picks; nothing when none, or it cannot be read (told).
    std::optional<std::string> pick_file(const wxString& title);
    Shell& shell() { return m_shell; }
    void show_problem(const Error& error) override { m_shell.notify(notice_of(error)); }

private:
    void show_rows(const std::vector<ListRow>& rows, std::size_t all) override;
    void show_import(const ImportCheck& check) override;
    void show_done(const std::string& sentence) override;
    void enable_buttons();
    void ask_export(const std::string& file, const WriteBook& write);

    Shell& m_shell;
    std::string m_id;
    std::string m_title;
    std::vector<ListColumn> m_columns;
    wxTextCtrl* m_search;
    wxStaticText* m_count;
    wxSizer* m_bar;
    TableView* m_table;
    EmptyState* m_empty;
    std::vector<wxButton*> m_for_chosen;
};

} // namespace canbo::desktop
