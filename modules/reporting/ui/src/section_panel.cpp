#include "section_panel.h"

#include "desktop/help_window.h"
#include "desktop/native.h"
#include "desktop/text.h"
#include "marks.h"

namespace canbo::reporting::ui {

using namespace desktop;

namespace {
constexpr int pause_ms = 1000;
constexpr int label_width = 52 * grid;
constexpr int last_width = 34 * grid;
} // namespace

SectionPanel::SectionPanel(wxWindow* parent, Shell& shell)
    : wxScrolledWindow(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxVSCROLL | wxTAB_TRAVERSAL),
      m_shell(shell) {
    SetBackgroundColour(theme().palette().surface);
    SetScrollRate(0, FromDIP(2 * grid));
    m_timer.Bind(wxEVT_TIMER, [this](wxTimerEvent&) {
        show_markdown();
        on_pause();
    });
}

void SectionPanel::show(const FormSection& section) {
    Freeze();
    m_timer.Stop();
    m_editors.clear();
    m_html = nullptr;
    m_markdown = nullptr;
    DestroyChildren();
    auto* column = new wxBoxSizer(wxVERTICAL);
    add_head(column, section);
    if (section.section == "attachments")
        add_files(column, section);
    else if (section.section == "summary")
        add_summary(column, section);
    else
        add_fields(column, section);
    auto* outer = new wxBoxSizer(wxVERTICAL);
    outer->Add(column, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(2 * grid)));
    SetSizer(outer);
    Scroll(0, 0);
    FitInside();
    Layout();
    Thaw();
}

void SectionPanel::add_head(wxSizer* column, const FormSection& section) {
    column->Add(make_wrapped(this, wx(section.title), 84 * grid, TextSize::Heading),
                wxSizerFlags().Border(wxBOTTOM, FromDIP(grid)));
    if (!section.editable || section.last_title.empty() || section.section == "attachments")
        return;
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    if (section.section != "summary")
        row->Add(make_button(
            this, tr("Copy forward what has not changed"), "report_form.copy",
            [this] { CallAfter([this] { on_copy(false); }); }, "copy"));
    else
        row->Add(make_button(
            this, tr("Copy forward every model"), "report_form.copy_all",
            [this] { CallAfter([this] { on_copy(true); }); }, "copy"));
    column->Add(row, wxSizerFlags().Border(wxBOTTOM, FromDIP(grid)));
}

wxTextCtrl* SectionPanel::text_of(const FieldRow& row, bool editable) {
    const std::string id = "report_form." + row.path;
    auto* text =
        row.kind == FieldRow::Kind::Line ? make_entry(this, wx(row.label), id) : make_area(this, wx(row.label), id, 3);
    if (row.kind == FieldRow::Kind::Line)
        text->SetMaxSize(FromDIP(wxSize(24 * grid, -1)));
    text->ChangeValue(wx(row.value));
    text->SetEditable(editable);
    text->Bind(wxEVT_TEXT, [this, text, path = row.path](wxCommandEvent&) {
        on_edit(path, utf8(text->GetValue()));
        m_timer.StartOnce(pause_ms);
    });
    text->Bind(wxEVT_KILL_FOCUS, [this](wxFocusEvent& event) {
        event.Skip();
        on_pause();
    });
    return text;
}

wxWindow* SectionPanel::control_of(const FieldRow& row, bool editable) {
    if (row.kind != FieldRow::Kind::Choice)
        return text_of(row, editable);
    wxArrayString words;
    int chosen = 0;
    for (std::size_t i = 0; i < row.options.size(); ++i) {
        words.Add(wx(row.options[i].second));
        if (row.options[i].first == row.value)
            chosen = static_cast<int>(i);
    }
    auto* choice = make_choice(this, wx(row.label), "report_form." + row.path, words);
    choice->SetSelection(chosen);
    choice->Enable(editable);
    choice->Bind(wxEVT_CHOICE, [this, choice, path = row.path, options = row.options](wxCommandEvent&) {
        on_edit(path, options[static_cast<std::size_t>(choice->GetSelection())].first);
        on_pause();
    });
    return choice;
}

wxSizer* SectionPanel::field_cell(const FieldRow& row, bool editable) {
    auto* cell = new wxBoxSizer(wxVERTICAL);
    cell->Add(make_wrapped(this, wx(row.label), label_width, TextSize::Strong));
    auto* control = control_of(row, editable);
    if (row.hint.empty()) {
        const bool wide = row.kind == FieldRow::Kind::Area;
        cell->Add(control, (wide ? wxSizerFlags(1).Expand() : wxSizerFlags()).Border(wxTOP, FromDIP(grid / 2)));
    } else {
        auto* line = new wxBoxSizer(wxHORIZONTAL);
        line->Add(control, wxSizerFlags().CentreVertical());
        line->Add(make_text(this, wx(row.hint), TextSize::Caption),
                  wxSizerFlags().CentreVertical().Border(wxLEFT, FromDIP(grid)));
        cell->Add(line, wxSizerFlags().Border(wxTOP, FromDIP(grid / 2)));
    }
    auto* problem = make_text(this, {}, TextSize::Caption, Tone::Warn);
    problem->Hide();
    cell->Add(problem, wxSizerFlags().Border(wxTOP, FromDIP(grid / 2)));
    m_editors[row.path] = {control, problem};
    return cell;
}

/// Long texts of the last report can be read, chosen and copied; short ones just stand there.
wxWindow* SectionPanel::last_cell(const FieldRow& row) {
    if (row.kind != FieldRow::Kind::Area)
        return make_wrapped(this, row.last.empty() ? wxString::FromUTF8("–") : wx(row.last), last_width, TextSize::Body,
                            Tone::Muted);
    auto* text = new wxTextCtrl(this, wxID_ANY, wx(row.last), wxDefaultPosition, wxDefaultSize,
                                wxTE_MULTILINE | wxTE_READONLY | wxBORDER_NONE);
    text->SetMinSize(wxSize(FromDIP(last_width), -1));
    text->SetForegroundColour(theme().colour(Tone::Muted));
    set_accessible(text, tr("Last report") + ": " + wx(row.label), "report_form.last." + row.path);
    return text;
}

void SectionPanel::add_fields(wxSizer* column, const FormSection& section) {
    const bool with_last = !section.last_title.empty();
    auto* table = new wxFlexGridSizer(with_last ? 2 : 1, FromDIP(2 * grid), FromDIP(3 * grid));
    table->AddGrowableCol(0, 3);
    if (with_last) {
        table->AddGrowableCol(1, 2);
        table->Add(make_text(this, tr("This report"), TextSize::Caption));
        table->Add(make_text(this, tr("Last report") + ": " + wx(section.last_title), TextSize::Caption));
    }
    for (const auto& row : section.fields) {
        table->Add(field_cell(row, section.editable), wxSizerFlags().Expand());
        if (!with_last)
            continue;
        table->Add(last_cell(row), wxSizerFlags().Expand().Border(wxTOP, FromDIP(3 * grid)));
    }
    column->Add(table, wxSizerFlags(1).Expand());
}

void SectionPanel::add_summary(wxSizer* column, const FormSection& section) {
    column->Add(make_wrapped(this,
                             tr("Written in Markdown: **bold**, *italic*, lists with a hyphen. What it will look like "
                                "stands below."),
                             84 * grid, TextSize::Caption),
                wxSizerFlags().Border(wxBOTTOM, FromDIP(grid / 2)));
    const auto& row = section.fields.front();
    m_markdown = text_of(row, section.editable);
    column->Add(m_markdown, wxSizerFlags(3).Expand());
    auto* problem = make_text(this, {}, TextSize::Caption, Tone::Warn);
    problem->Hide();
    column->Add(problem, wxSizerFlags().Border(wxTOP, FromDIP(grid / 2)));
    m_editors[row.path] = {m_markdown, problem};
    auto* line = new wxPanel(this); // around it: it is seen while nothing stands in it, too
    draw_line_around(line);
    m_html = new wxHtmlWindow(line, wxID_ANY, wxDefaultPosition, FromDIP(wxSize(-1, 18 * grid)),
                              wxHW_SCROLLBAR_AUTO | wxBORDER_NONE);
    line->SetSizer(new wxBoxSizer(wxVERTICAL));
    line->GetSizer()->Add(m_html, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(1)));
    m_html->SetBorders(FromDIP(grid));
    m_html->SetStandardFonts(theme().font(TextSize::Body).GetPointSize());
    set_accessible(m_html, tr("Preview of the overall assessment"), "report_form.summary_preview");
    column->Add(line, wxSizerFlags(3).Expand().Border(wxTOP, FromDIP(grid)));
    show_markdown();
    if (section.last_title.empty())
        return;
    column->Add(make_text(this, tr("Last report") + ": " + wx(section.last_title), TextSize::Caption),
                wxSizerFlags().Border(wxTOP, FromDIP(2 * grid)));
    column->Add(last_cell(row), wxSizerFlags(2).Expand().Border(wxTOP, FromDIP(grid / 2)));
}

void SectionPanel::show_markdown() {
    if (m_html == nullptr || m_markdown == nullptr)
        return;
    if (const auto html = m_shell.markdown_html(utf8(m_markdown->GetValue())))
        m_html->SetPage(themed_html(*html));
}

void SectionPanel::add_files(wxSizer* column, const FormSection& section) {
    auto* table = new TableView(this, tr("Attachments"), "report_form.files",
                                {{"name", tr("File"), 420}, {"size", tr("Size"), 120, true}}, &m_shell.settings());
    std::vector<TableRow> rows;
    for (const auto& [name, size] : section.files)
        rows.push_back({name, {name, size}});
    table->set_rows(std::move(rows));
    table->SetMinSize(FromDIP(wxSize(-1, 30 * grid)));
    if (section.editable) {
        auto* bar = new wxBoxSizer(wxHORIZONTAL);
        bar->Add(make_button(
            this, tr("Add a file…"), "report_form.attach", [this] { on_attach(); }, "attach"));
        bar->Add(make_button(
                     this, tr("Remove"), "report_form.detach",
                     [this, table] {
                         if (const auto name = table->selected(); !name.empty())
                             CallAfter([this, name] { on_detach(name); }); // the button goes with its section
                     },
                     "delete"),
                 wxSizerFlags().Border(wxLEFT, FromDIP(grid)));
        column->Add(bar, wxSizerFlags().Border(wxBOTTOM, FromDIP(grid)));
        column->Add(make_text(this, tr("Or drop files onto the form. A file has at most 20 MB."), TextSize::Caption),
                    wxSizerFlags().Border(wxBOTTOM, FromDIP(grid)));
    }
    column->Add(table, wxSizerFlags(1).Expand());
}

void SectionPanel::show_problems(const std::vector<ProblemRow>& problems) {
    std::map<std::string, const ProblemRow*> by_path;
    for (const auto& problem : problems)
        by_path.emplace(problem.path, &problem);
    bool changed = false;
    for (auto& [path, editor] : m_editors) {
        const auto found = by_path.find(path);
        const wxString text = found == by_path.end() ? wxString() : wx(found->second->text);
        if (editor.problem->GetLabelText() == text)
            continue;
        if (found != by_path.end())
            editor.problem->SetForegroundColour(theme().colour(found->second->error ? Tone::Bad : Tone::Warn));
        editor.problem->SetLabelText(text);
        editor.problem->Show(!text.empty());
        set_accessible_description(editor.control, text);
        changed = true;
    }
    if (changed) {
        FitInside();
        Layout();
    }
}

void SectionPanel::focus_field(const std::string& path) {
    auto found = m_editors.find(path);
    if (found == m_editors.end())
        found = m_editors.begin();
    if (found != m_editors.end())
        found->second.control->SetFocus(); // a scrolled window brings it into view
}

} // namespace canbo::reporting::ui
