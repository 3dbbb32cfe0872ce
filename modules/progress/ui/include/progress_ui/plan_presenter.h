#pragma once

#include "progress_ui/plan_form.h"
#include "progress_ui/progress_source.h"

#include <optional>
#include <string>
#include <vector>

namespace canbo::progress::ui {

/// What a check says of one field of the form.
struct FieldIssue {
    std::string where; ///< "milestones[0].due", "goals[1].target", "milestones", "people"
    std::string sentence;
    bool error{true};
};

/// What stands around the fields.
struct PlanPage {
    int number{0};
    std::string title;
    std::string agency;
    std::string window;
    struct GoalLine {
        std::string name;
        std::string unit;
        std::string of_the_plan; ///< The target the plan states, "–" without.
    };
    std::vector<GoalLine> goals;
    std::vector<std::vector<std::string>> versions; ///< Version, received, author, milestones; newest first.
    bool allowed{false};
    bool from_draft{false}; ///< Typed earlier and not yet sent.
};

class PlanView {
public:
    virtual ~PlanView() = default;
    virtual void show_plan(const PlanPage& page, const PlanFields& fields) = 0;
    /// Only what stands around the fields has changed: typed text stays.
    virtual void show_versions(const PlanPage& page) = 0;
    virtual void show_issues(const std::vector<FieldIssue>& issues) = 0;
    virtual void show_problem(const Error& error) = 0;
    virtual void show_submitted(int model) = 0;
};

/// The plan an agency registers for a model. What is typed is kept on this desk until it is sent. UI thread only.
class PlanPresenter {
public:
    /// `drafts`: where forms not yet sent are kept, one setting per agency and model. Borrowed.
    PlanPresenter(PlanView& view, ProgressSource& source, desktop::Background& background,
                  ledger::SettingStore& drafts);

    /// Shows the draft of this model, else its newest version, else an empty form.
    void open(int model);
    int number() const { return m_number; }
    bool allowed() const { return m_page.allowed; }
    /// Something is typed that was not sent.
    bool has_draft() const { return m_page.from_draft; }
    const PlanFields& fields() const { return m_fields; }
    /// The form holds something else than when it was last kept: checked and kept, on the worker.
    void edited(PlanFields fields);
    /// Keeps what is typed before it returns: for the end of the program.
    void flush(PlanFields fields);
    void add_milestone();
    void remove_milestone(std::size_t index);
    /// Throws the draft away and shows the newest version.
    void discard();
    void submit();

private:
    std::string draft_name() const;
    void fill_page();
    void source_changed();
    void show_kept(const Result<std::optional<std::string>>& kept);
    std::vector<FieldIssue> check() const;
    Result<void> keep(const std::string& text) const;
    void keep_later();

    PlanView& m_view;
    ProgressSource& m_source;
    desktop::Background& m_background;
    ledger::SettingStore& m_drafts;
    int m_number{0};
    bool m_shown{false};
    PlanPage m_page;
    PlanFields m_fields;
    std::string m_kept; ///< What the desk holds of it, as text.
    desktop::Subscription m_changed;
    desktop::Waiter m_waiter;
};

} // namespace canbo::progress::ui
