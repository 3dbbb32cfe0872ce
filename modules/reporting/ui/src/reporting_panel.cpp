#include "reporting_panel.h"

namespace canbo::reporting::ui {

ReportingPanel::ReportingPanel(wxWindow* parent, desktop::Shell& shell, const Desk& desk, base::FormRenderer& renderer)
    : WorkspacePanel(parent), m_shell(shell) {
    m_book = new wxSimplebook(this);
    m_list = new PeriodListPanel(m_book, shell, desk, [this](const std::string& id) { open_report(id); });
    m_form = new FormPanel(m_book, shell, desk, renderer,
                           {[this](const std::string& id) { open_report(id); }, [this] { show_list(); }});
    m_book->AddPage(m_list, "list");
    m_book->AddPage(m_form, "form");
    auto* column = new wxBoxSizer(wxVERTICAL);
    column->Add(m_book, wxSizerFlags(1).Expand());
    SetSizer(column);
}

void ReportingPanel::open_place(const std::string& place) {
    if (place.starts_with("report/"))
        open_report(place.substr(7));
    else
        show_list();
}

std::string ReportingPanel::place() const {
    return shows_form() && !m_form->presenter().id().empty() ? "report/" + m_form->presenter().id() : std::string();
}

void ReportingPanel::reload() {
    if (shows_form())
        m_form->presenter().reload();
    else
        m_list->presenter().load();
}

std::string ReportingPanel::help_page() const {
    if (!shows_form())
        return "my-reports";
    return m_form->shows_paper() ? "pdf-preview" : m_form->shows_conflict() ? "conflicts" : "report-form";
}

void ReportingPanel::open_report(const std::string& id) {
    m_form->presenter().open(id);
    m_book->ChangeSelection(1);
    m_shell.update_commands();
}

void ReportingPanel::show_list() {
    m_form->presenter().close();
    m_book->ChangeSelection(0);
    m_list->presenter().load();
    m_list->focus();
    m_shell.update_commands();
}

} // namespace canbo::reporting::ui
