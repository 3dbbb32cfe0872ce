#include "desktop/form_dialog.h"
#include "desktop/native.h"
#include "desktop/save_file.h"
#include "desktop/text.h"
#include "page_parts.h"
#include "pages.h"

#include <fmt/format.h>
#include <wx/stdpaths.h>

#include <algorithm>

namespace canbo::exam::ui {

using namespace desktop;

namespace {
constexpr int facts_width = 54 * grid;
constexpr std::size_t most_named = 14;
} // namespace

ClosingPage::ClosingPage(wxWindow* parent, Shell& shell, CurrentRoom& current, const ExamParts& parts)
    : wxPanel(parent), m_shell(shell),
      m_presenter(*this, current, parts.renderer, shell.background(), parts.person.role == people::Role::Council) {
    SetBackgroundColour(theme().palette().surface);
    auto* column = new wxBoxSizer(wxVERTICAL);
    m_head = new desktop::Band(this, "exam.closing");
    column->Add(m_head, wxSizerFlags().Expand());
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    auto* left = new wxBoxSizer(wxVERTICAL);
    const auto flags = wxSizerFlags().Expand().Border(wxLEFT | wxTOP | wxRIGHT, FromDIP(2 * grid));
    m_facts = make_text(this, {});
    set_accessible(m_facts, {}, "exam.closing-facts");
    left->Add(m_facts, flags);
    m_save = new wxPanel(this);
    auto* save = new wxBoxSizer(wxHORIZONTAL);
    m_file = make_entry(m_save, tr("File for the bundle"), "exam.bundle");
    save->Add(labelled(m_save, tr("File for the bundle"), m_file), wxSizerFlags(1).Border(wxRIGHT, FromDIP(grid)));
    save->Add(make_button(m_save, tr("Choose…"), "exam.bundle-choose",
                          [this] {
                              if (const auto file = ask_save_file(this, tr("File for the bundle"),
                                                                  m_presenter.bundle_name(), "*.bundle|*.bundle"))
                                  m_file->SetValue(wx(file->string()));
                          }),
              wxSizerFlags().Bottom());
    m_save->SetSizer(save);
    left->Add(m_save, flags);
    auto* buttons = new wxBoxSizer(wxHORIZONTAL);
    m_seal = make_primary(
        this, tr("Seal the room"), "exam.seal", [this] { CallAfter(&ClosingPage::seal); }, "lock");
    m_minutes = make_button(
        this, tr("Minutes of the room"), "exam.minutes", [this] { m_presenter.show_paper(Paper::Minutes, {}); }, "pdf");
    m_results_paper = make_button(
        this, tr("Results"), "exam.results-paper", [this] { m_presenter.show_paper(Paper::Results, {}); }, "pdf");
    for (auto* button : {m_seal, m_minutes, m_results_paper})
        buttons->Add(button, wxSizerFlags().Border(wxRIGHT, FromDIP(grid)));
    left->Add(buttons, flags);
    m_receipts = make_choice(this, tr("Receipt of a candidate"), "exam.receipts", {});
    m_receipts->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) {
        if (const int at = m_receipts->GetSelection(); at > 0)
            m_presenter.show_paper(Paper::Receipt, m_who[static_cast<std::size_t>(at) - 1].first);
    });
    left->Add(m_receipts, flags);
    std::vector<TableColumn> columns{{"number", tr("Candidate number"), 84},
                                     {"name", tr("Name"), 150},
                                     {"result", tr("Result"), 90},
                                     {"points", tr("Points"), 56, true},
                                     {"percent", tr("Mark, %"), 56, true}};
    m_results = new TableView(this, tr("Results"), "exam.results", std::move(columns), &shell.settings());
    left->Add(m_results, wxSizerFlags(1).Expand().Border(wxTOP, FromDIP(2 * grid)));
    left->AddStretchSpacer(0);
    m_close = make_button(
        this, tr("Signed: close the room…"), "exam.signed",
        [this] {
            if (on_close)
                on_close();
        },
        "check");
    left->Add(m_close, wxSizerFlags().Border(wxALL, FromDIP(2 * grid)));
    left->SetMinSize(FromDIP(wxSize(facts_width, -1)));
    row->Add(left, wxSizerFlags().Expand());
    m_pdf = new PdfView(this, shell.background());
    row->Add(m_pdf, wxSizerFlags(1).Expand());
    column->Add(row, wxSizerFlags(1).Expand());
    SetSizer(column);
}

void ClosingPage::seal() {
    if (!can_seal())
        return;
    if (!m_presenter.screen().sealed &&
        !ask_form(this, tr("Seal the room?"), tr("Nothing can be added or changed afterwards."), {},
                  tr("Seal the room")))
        return;
    write_bundle();
}

void ClosingPage::write_bundle() { m_presenter.seal(std::filesystem::path(utf8(m_file->GetValue()))); }

void ClosingPage::show_done(const std::string& sentence) { m_shell.notify({Tone::Good, sentence, {}, {}, {}}); }

void ClosingPage::show_closing(const ClosingScreen& screen) {
    m_head->show(screen.headline, screen.advice, screen.mood);
    std::string facts;
    for (std::size_t i = 0; i < std::min(screen.unfinished.size(), most_named); ++i)
        facts += (i == 0 ? "" : "\n") + screen.unfinished[i];
    if (screen.unfinished.size() > most_named)
        facts += "\n" + fmt::format(fmt::runtime(base::tr("… and {} others")), screen.unfinished.size() - most_named);
    for (const auto& one : screen.checks)
        facts += (facts.empty() ? "" : "\n") + one;
    if (!screen.digest.empty())
        facts += "\n" + base::tr("Digest of the bundle") + ": " + screen.digest.substr(0, 16) + "…";
    if (!screen.file.empty())
        facts += "\n" + base::tr("Saved as") + ": " + screen.file;
    set_text(m_facts, facts, "exam.closing-facts", facts_width - 4 * grid);
    m_facts->Show(!facts.empty());
    if (m_file->IsEmpty() && screen.open)
        m_file->ChangeValue(wxStandardPaths::Get().GetDocumentsDir() + "/" + wx(m_presenter.bundle_name()));
    m_save->Show(screen.can_seal);
    m_seal->Show(screen.can_seal);
    m_seal->SetLabel(screen.sealed ? tr("Save the bundle") : tr("Seal the room"));
    m_minutes->Show(screen.sealed);
    m_results_paper->Show(screen.sealed && screen.results_shown);
    m_receipts->Show(screen.sealed && !screen.receipts.empty());
    if (screen.receipts != m_who) {
        m_who = screen.receipts;
        m_receipts->Clear();
        m_receipts->Append(tr("Receipt of a candidate"));
        for (const auto& [candidate, shown] : m_who)
            m_receipts->Append(wx(shown));
        m_receipts->SetSelection(0);
    }
    std::vector<TableRow> rows;
    for (const auto& row : screen.results)
        rows.push_back({row.candidate,
                        {row.candidate, row.name, row.result, row.points, row.percent},
                        row.passed ? Tone::Good : Tone::Muted,
                        2});
    m_results->set_rows(std::move(rows));
    m_results->Show(screen.sealed && screen.results_shown);
    m_pdf->Show(screen.sealed);
    m_close->Show(screen.sealed);
    Layout();
    m_shell.update_commands();
}

} // namespace canbo::exam::ui
