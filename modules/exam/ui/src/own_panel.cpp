#include "council_pages.h"
#include "desktop/form_dialog.h"
#include "desktop/native.h"
#include "desktop/text.h"
#include "exam_ui/own_workspace.h"
#include "page_parts.h"

namespace canbo::exam::ui {
namespace {

using namespace desktop;

constexpr int list_height = 24 * grid;
constexpr int own_text_width = 100 * grid;

class OwnPanel final : public WorkspacePanel, private OwnView {
public:
    OwnPanel(wxWindow* parent, Shell& shell, OwnParts parts)
        : WorkspacePanel(parent), m_shell(shell),
          m_presenter(*this, sending(std::move(parts), shell), shell.background()) {
        SetBackgroundColour(theme().palette().surface);
        auto* column = new wxBoxSizer(wxVERTICAL);
        m_head = new Band(this, "own");
        column->Add(m_head, wxSizerFlags().Expand());
        const auto flags = wxSizerFlags().Expand().Border(wxLEFT | wxTOP | wxRIGHT, FromDIP(2 * grid));
        std::vector<TableColumn> columns{{"exam", tr("Exam"), 380},
                                         {"result", tr("Result"), 140},
                                         {"points", tr("Points"), 80, true},
                                         {"percent", tr("Mark, %"), 90, true},
                                         {"state", tr("Evidence"), 160}};
        m_list = new TableView(this, tr("My exam results"), "own.list", std::move(columns), &shell.settings());
        m_list->SetMinSize(FromDIP(wxSize(-1, list_height)));
        m_list->on_selected = [this] {
            if (const auto key = m_list->selected(); !key.empty())
                m_presenter.choose(key);
        };
        column->Add(m_list, flags);
        m_none =
            new EmptyState(this, "exam", tr("No result was released to you yet"),
                           tr("When the council releases an exam that you sat, your result comes here by itself."));
        column->Add(m_none, wxSizerFlags(1).Expand());
        column->Add(make_details(), wxSizerFlags(1).Expand().Border(wxALL, FromDIP(2 * grid)));
        SetSizer(column);
    }

    void open_place(const std::string& /*place*/) override { m_presenter.load(); }
    std::string place() const override { return {}; }
    void reload() override { m_presenter.load(); }
    std::string help_page() const override { return "exams"; }

private:
    static OwnParts sending(OwnParts parts, Shell& shell) {
        parts.sent = [&shell] { shell.network().sync_now(); };
        return parts;
    }

    wxWindow* make_details() {
        m_details = new wxPanel(this);
        auto* column = new wxBoxSizer(wxVERTICAL);
        m_evidence = make_wrapped(m_details, {}, own_text_width);
        set_accessible(m_evidence, {}, "own.evidence");
        column->Add(m_evidence, wxSizerFlags().Expand());
        auto* row = new wxBoxSizer(wxHORIZONTAL);
        const auto gap = wxSizerFlags().Border(wxRIGHT, FromDIP(grid));
        m_receipt = make_button(
            m_details, tr("Receipt on paper"), "own.receipt", [this] { m_presenter.receipt(); }, "pdf");
        m_ask = make_button(
            m_details, tr("Ask for re-marking…"), "own.ask", [this] { CallAfter([this] { ask(); }); }, "edit");
        row->Add(m_receipt, gap);
        row->Add(m_ask, gap);
        column->Add(row, wxSizerFlags().Border(wxTOP | wxBOTTOM, FromDIP(grid)));
        std::vector<TableColumn> columns{{"slot", tr("Question"), 90, true},
                                         {"answer", tr("What the room kept"), 420},
                                         {"time", tr("Time"), 140},
                                         {"marks", tr("Points"), 80, true}};
        m_answers = new TableView(m_details, tr("My answers"), "own.answers", std::move(columns), &m_shell.settings());
        column->Add(m_answers, wxSizerFlags(1).Expand());
        m_details->SetSizer(column);
        return m_details;
    }

    void ask() {
        const std::vector<FormField> fields{{"reason", tr("Why"), FormField::Kind::Area, {}, {}}};
        const auto values =
            ask_form(this, tr("Ask for re-marking…"),
                     tr("The council looks at your attempt again and answers; a mark may rise, fall or stay."), fields,
                     tr("Ask"));
        if (values)
            m_presenter.ask(values->at("reason"));
    }

    void show_lines(const std::vector<OwnLine>& lines, const std::string& chosen) override {
        std::vector<TableRow> rows;
        for (const auto& line : lines)
            rows.push_back({line.exam,
                            {line.title, line.outcome, line.points, line.percent, line.state},
                            line.proven ? Tone::Good : Tone::Bad,
                            4});
        m_list->set_rows(std::move(rows));
        if (!chosen.empty())
            m_list->select(chosen);
        m_list->Show(!lines.empty());
        m_none->Show(lines.empty());
        Layout();
    }

    void show_details(const OwnDetails& details) override {
        const bool any = !details.exam.empty();
        m_head->Show(any);
        m_details->Show(any);
        if (any)
            m_head->show(details.headline, details.advice,
                         !details.proven  ? Mood::Bad
                         : details.passed ? Mood::Good
                                          : Mood::Plain);
        std::string evidence;
        for (const auto& one : details.evidence)
            evidence += (evidence.empty() ? "" : "\n") + one;
        set_text(m_evidence, evidence, "own.evidence", own_text_width);
        std::vector<TableRow> rows;
        for (const auto& row : details.answers)
            rows.push_back({row.slot, {row.slot, row.answer, row.time, row.marks}, Tone::Normal, -1});
        m_answers->set_rows(std::move(rows));
        m_receipt->Enable(details.has_receipt);
        m_ask->Enable(details.may_ask);
        m_details->Layout();
        Layout();
    }
    void show_receipt(const std::string& pdf, const std::string& name) override {
        show_paper(this, m_shell, pdf, name);
    }
    void show_done(const std::string& sentence) override { m_shell.notify({Tone::Good, sentence, {}, {}, {}}); }
    void show_problem(const Error& error) override { m_shell.notify(notice_of(error)); }

    Shell& m_shell;
    Band* m_head{nullptr};
    TableView* m_list{nullptr};
    EmptyState* m_none{nullptr};
    wxPanel* m_details{nullptr};
    wxStaticText* m_evidence{nullptr};
    wxButton* m_receipt{nullptr};
    wxButton* m_ask{nullptr};
    TableView* m_answers{nullptr};
    OwnPresenter m_presenter; ///< Last: it calls the rest.
};

} // namespace

desktop::Workspace make_own_results_workspace(OwnParts parts) {
    desktop::Workspace workspace;
    workspace.id = "exam-results";
    workspace.title = base::msgid("My exam results");
    workspace.icon = "approve";
    workspace.roles = {people::Role::Learner, people::Role::Focal,   people::Role::Leader,
                       people::Role::Office,  people::Role::Council, people::Role::Invigilator};
    workspace.make = [parts = std::move(parts)](wxWindow* parent, desktop::Shell& shell) -> desktop::WorkspacePanel* {
        return new OwnPanel(parent, shell, parts);
    };
    workspace.entry_kinds = {{"exam-remark", base::msgid("Request for re-marking")}};
    return workspace;
}

} // namespace canbo::exam::ui
