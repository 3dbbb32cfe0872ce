#pragma once

#include "conflict_panel.h"
#include "desktop/controls.h"
#include "desktop/form_drafts.h"
#include "desktop/pdf_view.h"
#include "desktop/shell.h"
#include "desktop/table_view.h"
#include "reporting_ui/form_presenter.h"
#include "section_panel.h"

#include <wx/simplebook.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace canbo::reporting::ui {

/// One report: its head, its models and problems, the chosen section; or its paper; or its conflict.
class FormPanel final : public wxPanel, private FormView {
public:
    struct Ways {
        std::function<void(const std::string& id)> open; ///< Another report.
        std::function<void()> back;                      ///< To the list.
    };
    FormPanel(wxWindow* parent, desktop::Shell& shell, const Desk& desk, base::FormRenderer& renderer, Ways ways);

    ~FormPanel() override;

    FormPresenter& presenter() { return m_presenter; }
    /// From the paper to the form; else to the list.
    void back();
    void ask_reason();
    void ask_files();
    bool shows_paper() const;
    bool shows_conflict() const;

private:
    enum Page { FormPage, PaperPage, ConflictPage };

    void show_head(const FormHead& head) override;
    void show_rows(const std::vector<ModelRow>& rows, const std::string& section) override;
    void show_section(const FormSection& section) override;
    void show_problems(const std::vector<ProblemRow>& problems) override;
    void show_saved(const std::string& text) override;
    void show_conflict(const std::vector<ReportView>& rivals) override;
    void show_paper(std::string pdf, const std::string& name) override;
    void focus_field(const std::string& path) override;
    void ask_submit(const std::string& question) override;
    void tell(Mark mark, const std::string& text, bool can_withdraw) override;
    void show_problem(const Error& error) override { m_shell.notify(desktop::notice_of(error)); }
    void open_report(const std::string& id) override { m_ways.open(id); }

    wxSizer* make_head();
    void make_reason_row(wxSizer* column);
    wxWindow* make_contents(wxWindow* parent);
    void join_section();
    void show_page(Page page);

    desktop::Shell& m_shell;
    const Desk& m_desk;
    Ways m_ways;
    wxStaticText* m_title{nullptr};
    wxStaticText* m_state{nullptr};
    wxStaticText* m_deadline{nullptr};
    wxStaticText* m_saved{nullptr};
    wxStaticText* m_notes{nullptr};
    wxButton* m_approve{nullptr};
    wxButton* m_withdraw{nullptr};
    wxButton* m_revise{nullptr};
    wxPanel* m_reason_row{nullptr};
    wxTextCtrl* m_reason{nullptr};
    std::optional<desktop::KeptText> m_kept_reason;
    wxSimplebook* m_book{nullptr};
    desktop::TableView* m_models{nullptr};
    wxStaticText* m_found{nullptr};
    desktop::TableView* m_problems{nullptr};
    std::vector<ProblemRow> m_problem_rows;
    SectionPanel* m_section{nullptr};
    desktop::PdfView* m_pdf{nullptr};
    ConflictPanel* m_conflict{nullptr};
    FormPresenter m_presenter;
};

} // namespace canbo::reporting::ui
