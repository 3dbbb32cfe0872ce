#pragma once

#include "desktop/controls.h"
#include "desktop/shell.h"
#include "desktop/table_view.h"
#include "reporting_ui/form_presenter.h"

#include <wx/html/htmlwin.h>
#include <wx/scrolwin.h>
#include <wx/timer.h>

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace canbo::reporting::ui {

/// The fields of the chosen section, each with what the last report said and what is wrong with it.
class SectionPanel final : public wxScrolledWindow {
public:
    SectionPanel(wxWindow* parent, desktop::Shell& shell);

    void show(const FormSection& section);
    void show_problems(const std::vector<ProblemRow>& problems);
    void focus_field(const std::string& path);

    std::function<void(const std::string& path, const std::string& typed)> on_edit;
    std::function<void()> on_pause; ///< A field was left, or a second passed since the last key.
    std::function<void(bool all)> on_copy;
    std::function<void()> on_attach;
    std::function<void(const std::string& name)> on_detach;

private:
    struct Editor {
        wxWindow* control;
        wxStaticText* problem;
    };
    void add_head(wxSizer* column, const FormSection& section);
    void add_fields(wxSizer* column, const FormSection& section);
    void add_summary(wxSizer* column, const FormSection& section);
    void add_files(wxSizer* column, const FormSection& section);
    wxSizer* field_cell(const FieldRow& row, bool editable);
    wxWindow* control_of(const FieldRow& row, bool editable);
    wxWindow* last_cell(const FieldRow& row);
    wxTextCtrl* text_of(const FieldRow& row, bool editable);
    void show_markdown();

    desktop::Shell& m_shell;
    std::map<std::string, Editor> m_editors;
    wxHtmlWindow* m_html{nullptr};
    wxTextCtrl* m_markdown{nullptr};
    wxTimer m_timer;
};

} // namespace canbo::reporting::ui
