#include "form_panel.h"

#include "desktop/text.h"
#include "marks.h"

#include <fmt/format.h>
#include <wx/dnd.h>
#include <wx/filedlg.h>
#include <wx/msgdlg.h>

#include <algorithm>
#include <filesystem>

namespace canbo::reporting::ui {

using namespace desktop;

namespace {

/// Files dropped anywhere on the form become attachments.
class AttachmentTarget final : public wxFileDropTarget {
public:
    explicit AttachmentTarget(FormPresenter& presenter) : m_presenter(presenter) {}
    bool OnDropFiles(wxCoord, wxCoord, const wxArrayString& files) override {
        for (const auto& file : files)
            m_presenter.attach(utf8(file));
        return m_presenter.can_edit();
    }

private:
    FormPresenter& m_presenter;
};

/// A table that shows the same already keeps its cursor.
void set_rows(TableView& table, std::vector<TableRow> rows) {
    const auto same = [](const TableRow& a, const TableRow& b) {
        return a.key == b.key && a.cells == b.cells && a.tone == b.tone;
    };
    if (!std::equal(rows.begin(), rows.end(), table.rows().begin(), table.rows().end(), same))
        table.set_rows(std::move(rows));
}

void set_text(wxStaticText* text, const std::string& to, Mark mark) {
    text->SetForegroundColour(theme().colour(tone_of(mark)));
    text->SetLabelText(wx(to));
    text->Show(!to.empty());
}

} // namespace

FormPanel::FormPanel(wxWindow* parent, Shell& shell, const Desk& desk, base::FormRenderer& renderer, Ways ways)
    : wxPanel(parent), m_shell(shell), m_desk(desk), m_ways(std::move(ways)),
      m_presenter(*this, shell.background(), desk, renderer) {
    SetBackgroundColour(theme().palette().surface);
    auto* column = new wxBoxSizer(wxVERTICAL);
    column->Add(make_head(), wxSizerFlags().Expand().Border(wxALL, FromDIP(grid)));
    make_reason_row(column);
    m_book = new wxSimplebook(this);
    auto* form = new wxPanel(m_book);
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(make_contents(form), wxSizerFlags(2).Expand());
    m_section = new SectionPanel(form, shell);
    row->Add(m_section, wxSizerFlags(3).Expand());
    form->SetSizer(row);
    m_pdf = new PdfView(m_book, shell.background());
    m_conflict = new ConflictPanel(m_book, shell, [this](const std::string& id) { m_presenter.keep_version(id); });
    m_book->AddPage(form, "form");
    m_book->AddPage(m_pdf, "paper");
    m_book->AddPage(m_conflict, "conflict");
    column->Add(m_book, wxSizerFlags(1).Expand());
    SetSizer(column);
    join_section();
    SetDropTarget(new AttachmentTarget(m_presenter));
}

FormPanel::~FormPanel() {
    DestroyChildren(); // they tell the presenter what was left, so they go while it is there
}

wxSizer* FormPanel::make_head() {
    auto* line = new wxBoxSizer(wxHORIZONTAL);
    const auto beside = wxSizerFlags().CentreVertical().Border(wxLEFT, FromDIP(2 * grid));
    line->Add(make_flat(
                  this, tr("Back"), "report_form.back", [this] { back(); }, "back"),
              wxSizerFlags().CentreVertical());
    line->Add(m_title = make_text(this, {}, TextSize::Heading), beside);
    line->Add(m_state = make_text(this, {}, TextSize::Strong), beside);
    line->Add(m_deadline = make_text(this, {}), beside);
    line->AddStretchSpacer();
    line->Add(m_saved = make_text(this, {}, TextSize::Caption), beside);
    line->Add(m_approve = make_button(
                  this, tr("Approve"), "report_form.approve", [this] { m_presenter.approve(); }, "approve"),
              beside);
    line->Add(m_withdraw = make_button(
                  this, tr("Take back"), "report_form.withdraw", [this] { m_presenter.withdraw(); }, "withdraw"),
              beside);
    line->Add(m_revise = make_button(
                  this, tr("Revise"), "report_form.revise", [this] { ask_reason(); }, "revise"),
              beside);
    auto* column = new wxBoxSizer(wxVERTICAL);
    column->Add(line, wxSizerFlags().Expand());
    m_notes = make_text(this, {});
    column->Add(m_notes, wxSizerFlags().Expand().Border(wxLEFT | wxTOP, FromDIP(grid)));
    return column;
}

void FormPanel::make_reason_row(wxSizer* column) {
    m_reason_row = new wxPanel(this);
    m_reason_row->SetBackgroundColour(theme().palette().info_back);
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    const auto beside = wxSizerFlags().CentreVertical().Border(wxALL, FromDIP(grid));
    row->Add(make_text(m_reason_row, tr("Why is it revised?"), TextSize::Strong), beside);
    m_reason = make_entry(m_reason_row, tr("Why is it revised?"), "report_form.reason", wxTE_PROCESS_ENTER);
    m_kept_reason.emplace(*m_reason);
    const auto start = [this] {
        m_presenter.revise(utf8(m_reason->GetValue()));
        m_kept_reason->done();
        m_reason_row->Hide();
        Layout();
    };
    m_reason->Bind(wxEVT_TEXT_ENTER, [start](wxCommandEvent&) { start(); });
    row->Add(m_reason, wxSizerFlags(1).CentreVertical());
    row->Add(make_primary(m_reason_row, tr("Begin a new version"), "report_form.begin_version", start, "revise"),
             beside);
    row->Add(make_flat(m_reason_row, tr("Cancel"), "report_form.cancel_reason",
                       [this] {
                           m_kept_reason->done();
                           m_reason_row->Hide();
                           Layout();
                       }),
             beside);
    m_reason_row->SetSizer(row);
    m_reason_row->Hide();
    column->Add(m_reason_row, wxSizerFlags().Expand().Border(wxBOTTOM, FromDIP(grid)));
}

wxWindow* FormPanel::make_contents(wxWindow* parent) {
    auto* panel = new wxPanel(parent);
    panel->SetBackgroundColour(theme().palette().surface);
    m_models = new TableView(panel, tr("Parts of the report"), "report_form.models",
                             {{"number", tr("No."), 40},
                              {"name", tr("Model"), 140},
                              {"status", tr("Status"), 120},
                              {"missing", tr("To do"), 90}},
                             &m_shell.settings());
    m_models->on_selected = [this] {
        CallAfter([this] { m_presenter.choose(m_models->selected()); }); // not while the table tells of its choice
    };
    m_problems = new TableView(panel, tr("Problems"), "report_form.problems",
                               {{"where", tr("Where"), 110}, {"what", tr("What"), 280}}, &m_shell.settings());
    m_problems->on_activated = [this](const std::string& key) {
        const auto at = static_cast<std::size_t>(std::stoul(key));
        if (at < m_problem_rows.size())
            CallAfter([this, row = m_problem_rows[at]] { m_presenter.go_to_problem(row); });
    };
    m_found = make_text(panel, tr("Problems"), TextSize::Strong);
    auto* column = new wxBoxSizer(wxVERTICAL);
    column->Add(m_models, wxSizerFlags(3).Expand());
    column->Add(m_found, wxSizerFlags().Border(wxALL, FromDIP(grid)));
    column->Add(m_problems, wxSizerFlags(2).Expand());
    panel->SetSizer(column);
    panel->SetMinSize(FromDIP(wxSize(48 * grid, -1)));
    return panel;
}

void FormPanel::join_section() {
    m_section->on_edit = [this](const std::string& path, const std::string& typed) { m_presenter.edit(path, typed); };
    m_section->on_pause = [this] { m_presenter.save(); };
    m_section->on_copy = [this](bool all) { m_presenter.copy_forward(all); };
    m_section->on_attach = [this] { ask_files(); };
    m_section->on_detach = [this](const std::string& name) { m_presenter.detach(name); };
}

void FormPanel::show_head(const FormHead& head) {
    set_text(m_title, head.title, Mark::Plain);
    set_text(m_state, head.state, head.mark);
    set_text(m_deadline, head.deadline, head.deadline_mark);
    std::string notes;
    for (const auto& note : head.notes)
        notes += (notes.empty() ? "" : "\n") + note;
    set_text(m_notes, notes, Mark::Plain);
    m_approve->Show(m_presenter.can_approve());
    m_withdraw->Show(m_presenter.can_withdraw());
    m_revise->Show(m_presenter.can_revise());
    if (!m_presenter.can_edit())
        m_saved->SetLabelText({});
    if (m_book->GetSelection() == ConflictPage)
        show_page(FormPage);
    Layout();
    m_shell.update_commands();
}

void FormPanel::show_rows(const std::vector<ModelRow>& rows, const std::string& section) {
    std::vector<TableRow> shown;
    for (const auto& row : rows)
        shown.push_back({row.section, {row.number, row.name, row.status, row.missing}, tone_of(row.missing_mark), 3});
    set_rows(*m_models, std::move(shown));
    if (m_models->selected() != section)
        m_models->select(section);
}

void FormPanel::show_section(const FormSection& section) {
    m_section->show(section);
    m_section->show_problems(m_problem_rows);
}

void FormPanel::show_problems(const std::vector<ProblemRow>& problems) {
    m_problem_rows = problems;
    std::vector<TableRow> shown;
    for (std::size_t i = 0; i < problems.size(); ++i)
        shown.push_back(
            {std::to_string(i), {problems[i].where, problems[i].text}, problems[i].error ? Tone::Bad : Tone::Warn, 1});
    set_rows(*m_problems, std::move(shown));
    m_problems->Show(!problems.empty());
    m_found->Show(m_presenter.can_edit());
    m_found->SetLabelText(
        problems.empty()
            ? wxString::FromUTF8("✓ ") + tr("Nothing is missing")
            : wx(fmt::format(fmt::runtime(base::tr("Problems ({}): Enter goes to the field")), problems.size())));
    m_found->GetParent()->Layout();
    m_section->show_problems(problems);
}

void FormPanel::show_saved(const std::string& text) {
    m_saved->SetLabelText(wx(text));
    Layout();
}

void FormPanel::show_conflict(const std::vector<ReportView>& rivals) {
    set_text(m_state, state_word({}, true).text, Mark::Bad);
    if (const auto period = base::Period::parse(rivals.front().report.period))
        set_text(m_title, report_title(*period), Mark::Plain);
    for (wxWindow* other : std::initializer_list<wxWindow*>{m_deadline, m_notes, m_approve, m_withdraw, m_revise})
        other->Hide();
    m_conflict->show(rivals, m_desk.catalogue,
                     rivals.front().report.agency == m_desk.person.agency &&
                         m_desk.person.may(people::Permission::WriteReport));
    show_page(ConflictPage);
}

void FormPanel::show_paper(std::string pdf, const std::string& name) {
    m_pdf->show(std::move(pdf), name);
    show_page(PaperPage);
}

void FormPanel::show_page(Page page) {
    m_book->ChangeSelection(page);
    Layout();
    m_shell.update_commands();
}

void FormPanel::focus_field(const std::string& path) { m_section->focus_field(path); }

/// The one dialog here: it is a question.
void FormPanel::ask_submit(const std::string& question) {
    wxMessageDialog dialog(this, wx(question), tr("Submit"), wxYES_NO | wxNO_DEFAULT | wxICON_QUESTION);
    dialog.SetYesNoLabels(tr("Submit"), tr("Not yet"));
    if (dialog.ShowModal() == wxID_YES)
        m_presenter.confirm_submit();
}

void FormPanel::tell(Mark mark, const std::string& text, bool can_withdraw) {
    Notice notice;
    notice.tone = tone_of(mark);
    notice.text = text;
    if (can_withdraw) {
        notice.action = base::tr("Take back");
        notice.run = [this] { m_presenter.withdraw(); };
    }
    m_shell.notify(std::move(notice));
}

bool FormPanel::shows_paper() const { return m_book->GetSelection() == PaperPage; }
bool FormPanel::shows_conflict() const { return m_book->GetSelection() == ConflictPage; }

void FormPanel::back() {
    if (shows_paper())
        show_page(FormPage);
    else
        m_ways.back();
}

void FormPanel::ask_reason() {
    m_kept_reason->show("report.reason." + m_presenter.id());
    m_reason_row->Show();
    Layout();
    m_reason->SetFocus();
}

void FormPanel::ask_files() {
    wxFileDialog dialog(this, tr("Add a file…"), {}, {}, "*", wxFD_OPEN | wxFD_FILE_MUST_EXIST | wxFD_MULTIPLE);
    if (dialog.ShowModal() != wxID_OK)
        return;
    wxArrayString files;
    dialog.GetPaths(files);
    for (const auto& file : files)
        m_presenter.attach(utf8(file));
}

} // namespace canbo::reporting::ui
