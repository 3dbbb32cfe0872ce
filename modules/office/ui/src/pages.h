#pragma once

#include "desktop/chart_view.h"
#include "desktop/form_drafts.h"
#include "desktop/pdf_view.h"
#include "desktop/shell.h"
#include "desktop/table_view.h"
#include "office_ui/completeness_presenter.h"
#include "office_ui/inbox_presenter.h"
#include "office_ui/overview_presenter.h"
#include "office_ui/workspace.h"

#include <wx/splitter.h>

#include <optional>

namespace canbo::office_ui {

/// Asks for the folder of letters; it begins at the one chosen before, else the person's documents. Empty: left.
std::filesystem::path ask_letter_folder(wxWindow* parent, desktop::Settings& settings);

/// One line for the window: whole, in part or not at all is told by its colour and its words.
desktop::Notice notice_of(const Outcome& outcome);

class InboxPage final : public wxPanel, private InboxView {
public:
    InboxPage(wxWindow* parent, desktop::Shell& shell, const OfficeParts& parts);
    void load() { m_presenter.load(); }
    void accept();
    void give_back();
    bool can_decide() const;
    void select(const std::string& id) { m_wanted = id; }
    std::string selected() const { return m_table->selected(); }
    void find();

private:
    void show_rows(const std::vector<InboxRow>& rows, std::size_t all) override;
    void show_paper(const std::string& pdf, const std::string& name) override { m_pdf->show(pdf, name); }
    void show_outcome(const Outcome& outcome) override;
    void show_problem(const Error& error) override;
    void apply_filter();
    void show_report(const std::string& id);
    void show_count();

    desktop::Shell& m_shell;
    bool m_may_decide;
    InboxPresenter m_presenter;
    wxChoice* m_filter;
    wxTextCtrl* m_search;
    wxStaticText* m_count;
    desktop::TableView* m_table;
    desktop::EmptyState* m_empty;
    desktop::PdfView* m_pdf;
    wxTextCtrl* m_remark;
    std::optional<desktop::KeptText> m_kept_remark;
    std::size_t m_rows{0}, m_all{0};
    std::string m_returning; ///< The form of the remark that is on its way; empty: none is.
    std::string m_wanted;
    std::string m_shown;
};

class CompletenessPage final : public wxPanel, private CompletenessView {
public:
    CompletenessPage(wxWindow* parent, desktop::Shell& shell, const OfficeParts& parts);
    void load();

private:
    void show_matrix(const CompletenessMatrix& matrix) override;
    void show_outcome(const Outcome& outcome) override { m_shell.notify(notice_of(outcome)); }
    void show_problem(const Error& error) override { m_shell.notify(desktop::notice_of(error)); }
    void add_letters(wxSizer* bar);
    void make_table(const CompletenessMatrix& matrix);
    void offer_letters(const CompletenessMatrix& matrix);
    void write_letters();

    desktop::Shell& m_shell;
    CompletenessPresenter m_presenter;
    wxChoice* m_kind;
    wxChoice* m_urged{nullptr};   ///< Null for who may not urge.
    wxButton* m_letters{nullptr}; ///< With m_urged.
    wxPanel* m_holder;
    std::vector<CompletenessMatrix::Column> m_periods;
    std::string m_urged_period;
    desktop::TableView* m_table{nullptr};
};

class ConsolidationPage final : public wxPanel, private ConsolidationView {
public:
    ConsolidationPage(wxWindow* parent, desktop::Shell& shell, const OfficeParts& parts);
    void load() { m_presenter.list_periods(); }
    void preview();
    void consolidate();

private:
    void show_periods(const std::vector<std::pair<std::string, std::string>>& periods) override;
    void show_state(const ConsolidationState& state) override;
    void show_paper(const std::string& pdf, const std::string& name) override { m_pdf->show(pdf, name); }
    void show_done(const std::string& sentence) override;
    void show_outcome(const Outcome& outcome) override { m_shell.notify(notice_of(outcome)); }
    void show_problem(const Error& error) override { m_shell.notify(desktop::notice_of(error)); }
    void save_workbook();
    void write_letters();
    void toggle_lock();

    desktop::Shell& m_shell;
    ConsolidationPresenter m_presenter;
    std::vector<std::string> m_periods;
    ConsolidationState m_state;
    wxChoice* m_period;
    wxStaticText* m_facts;
    wxTextCtrl* m_lists;
    wxTextCtrl* m_summary;
    std::optional<desktop::KeptText> m_kept_summary; ///< Of the period shown.
    wxButton* m_lock;
    desktop::PdfView* m_pdf;
};

class OverviewPage final : public wxPanel, private OverviewView {
public:
    OverviewPage(wxWindow* parent, desktop::Shell& shell, const OfficeParts& parts);
    void load() { m_presenter.load(); }

private:
    void show_overview(const Overview& overview) override;
    void show_problem(const Error& error) override { m_shell.notify(desktop::notice_of(error)); }

    desktop::Shell& m_shell;
    OverviewPresenter m_presenter;
    wxStaticText* m_counts;
    desktop::ChartView* m_chart;
    desktop::TableView* m_waits;
    wxTextCtrl* m_late;
};

} // namespace canbo::office_ui
