#pragma once

#include "desktop/controls.h"
#include "desktop/shell.h"
#include "desktop/table_view.h"
#include "progress_ui/plan_presenter.h"

#include <wx/scrolwin.h>
#include <wx/timer.h>

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace canbo::progress::ui {

/// The form in which an agency registers its plan for a model.
class PlanPanel final : public wxPanel, private PlanView {
public:
    PlanPanel(wxWindow* parent, desktop::Shell& shell, ProgressSource& source, ledger::SettingStore& drafts);

    std::function<void(int model)> on_leave;

    PlanPresenter& presenter() { return m_presenter; }
    /// Keeps what is typed, before it returns.
    void flush();

private:
    struct MilestoneRow {
        std::string id;
        wxTextCtrl *name, *from, *due, *responsible;
    };
    struct GoalRow {
        std::string code;
        wxTextCtrl *target, *due;
    };
    void make_head();
    void build_form(const PlanPage& page, const PlanFields& fields);
    wxSizer* milestone_rows(const PlanFields& fields);
    wxSizer* goal_rows(const PlanPage& page, const PlanFields& fields);
    wxTextCtrl* field(const wxString& name, const std::string& where, const std::string& value, int width,
                      bool several = false);
    wxStaticText* issue_line(const std::string& where);
    void show_buttons();
    PlanFields typed() const;
    void typed_something();
    void keep();

    void show_plan(const PlanPage& page, const PlanFields& fields) override;
    void show_versions(const PlanPage& page) override;
    void show_issues(const std::vector<FieldIssue>& issues) override;
    void show_problem(const Error& error) override;
    void show_submitted(int model) override;

    desktop::Shell& m_shell;
    wxStaticText* m_title{nullptr};
    wxStaticText* m_facts{nullptr};
    wxStaticText* m_draft{nullptr};
    wxButton* m_submit{nullptr};
    wxButton* m_discard{nullptr};
    wxScrolledWindow* m_form{nullptr};
    desktop::EmptyState* m_not_allowed{nullptr};
    desktop::TableView* m_versions{nullptr};
    std::vector<MilestoneRow> m_milestones;
    std::vector<GoalRow> m_goals;
    wxTextCtrl* m_people{nullptr};
    wxTextCtrl* m_note{nullptr};
    std::map<std::string, wxStaticText*> m_issue_lines; ///< By the beginning of a field's path.
    wxTimer m_pause;                                    ///< A second after the last key.
    PlanPresenter m_presenter;                          ///< Last: it calls back into all the others.
};

} // namespace canbo::progress::ui
