#pragma once

#include "base/form_data.h"
#include "desktop/background.h"
#include "reporting/desk.h"
#include "reporting_ui/form_content.h"

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace canbo::reporting::ui {

/// What stands above the form.
struct FormHead {
    std::string title; ///< "Báo cáo tuần 07/2024 · bản 2"
    std::string state; ///< With its symbol.
    Mark mark{Mark::Plain};
    std::string deadline; ///< "Hạn 17:00 16/02/2024 · còn 8 giờ"; empty when received.
    Mark deadline_mark{Mark::Plain};
    std::vector<std::string> notes; ///< Receipt, remark, approval, reason: one sentence each.
};

/// The section that is chosen.
struct FormSection {
    std::string section; ///< "summary", "6", "attachments"
    std::string title;
    std::string last_title; ///< Above the values of the last report; empty without one.
    bool editable{false};
    std::vector<FieldRow> fields; ///< Of a model; one of the summary; none of the attachments.
    std::vector<std::pair<std::string, std::string>> files; ///< Attachments: name and size.
};

class FormView {
public:
    virtual ~FormView() = default;
    virtual void show_head(const FormHead& head) = 0;
    virtual void show_rows(const std::vector<ModelRow>& rows, const std::string& section) = 0;
    virtual void show_section(const FormSection& section) = 0;
    /// Beside the fields (path to text with its symbol) and as a list.
    virtual void show_problems(const std::vector<ProblemRow>& problems) = 0;
    virtual void show_saved(const std::string& text) = 0;
    virtual void show_conflict(const std::vector<ReportView>& rivals) = 0;
    virtual void show_paper(std::string pdf, const std::string& name) = 0;
    virtual void focus_field(const std::string& path) = 0;
    /// A question before something is sent; yes calls confirm_submit().
    virtual void ask_submit(const std::string& question) = 0;
    /// A sentence that is no error; `can_withdraw`: with the offer to take the report back.
    virtual void tell(Mark mark, const std::string& text, bool can_withdraw) = 0;
    virtual void show_problem(const Error& error) = 0;
    /// Another report takes this one's place.
    virtual void open_report(const std::string& id) = 0;
};

/// One report: written, checked, sent, or read after it was sent. UI thread only.
class FormPresenter {
public:
    /// `renderer` is used on the worker only.
    FormPresenter(FormView& view, desktop::Background& background, const Desk& desk, base::FormRenderer& renderer)
        : m_view(view), m_background(background), m_desk(desk), m_renderer(renderer) {}

    void open(const std::string& id);
    void close(); ///< Keeps what was typed, then shows nothing.
    void reload();
    const std::string& id() const { return m_id; }

    void choose(const std::string& section);
    void move(int by); ///< The next or previous section.
    void go_to_problem(const ProblemRow& problem);

    /// Typed into a field: kept here at once, on disk with the next save(). Unchanged text does nothing.
    void edit(const std::string& path, const std::string& typed);
    /// Writes what was typed, on the worker; then checks again.
    void save();
    /// The same at once, on this thread: before leaving and at the program's end.
    void flush();

    /// Fills what stands empty from the last report: the chosen model, or every model.
    void copy_forward(bool all);
    /// Checks the draft, the paper included, and goes to the first error.
    void check();
    void preview();
    void submit(); ///< Asks when there is no error; goes to the first error otherwise.
    void confirm_submit();
    void withdraw();
    void revise(const std::string& reason);
    void approve();
    /// Reads a file on the worker and adds it under its name.
    void attach(const std::filesystem::path& file);
    void detach(const std::string& name);
    void keep_version(const std::string& id);

    bool is_open() const { return !m_id.empty() && m_content.view.id == m_id; }
    bool can_edit() const;
    bool can_submit() const { return can_edit(); }
    bool can_withdraw() const;
    bool can_revise() const;
    bool can_approve() const;
    bool can_copy() const { return can_edit() && !m_content.last.empty(); }

private:
    bool own() const;
    void loaded(FormContent content);
    void show_head();
    void show_section();
    void show_found();
    void recheck();
    void take_found(const Issues& issues);
    void check_then(std::function<void(const Issues& issues)> then);
    void first_error();
    template <class Work>
    void act(Work work, void (FormPresenter::*then)(const std::string& id));
    void moved_to(const std::string& id) { m_view.open_report(id); }
    void stay(const std::string&) { reload(); }
    void submitted(const std::string& id);

    FormView& m_view;
    desktop::Background& m_background;
    const Desk& m_desk;
    base::FormRenderer& m_renderer;
    std::string m_id;
    std::string m_section{"summary"};
    FormContent m_content;
    Fields m_unsaved; ///< Typed, and not yet known to be on disk.
    desktop::Waiter m_waiter;
};

} // namespace canbo::reporting::ui
