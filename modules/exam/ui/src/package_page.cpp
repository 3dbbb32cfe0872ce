#include "council_pages.h"
#include "desktop/form_dialog.h"
#include "desktop/native.h"
#include "desktop/text.h"

#include <wx/scrolwin.h>

namespace canbo::exam::ui {

using namespace desktop;

namespace {
constexpr int steps_height = 24 * grid;
} // namespace

PackagePage::PackagePage(wxWindow* parent, Shell& shell, const CouncilParts& parts, CurrentExam& current)
    : wxPanel(parent), m_shell(shell), m_current(current),
      m_presenter(*this, shell.background(), context_of(shell, parts, current), parts.clock) {
    SetBackgroundColour(theme().palette().surface);
    auto* column = new wxBoxSizer(wxVERTICAL);
    m_head = new Band(this, "package");
    column->Add(m_head, wxSizerFlags().Expand());
    std::vector<TableColumn> columns{{"what", tr("Step"), 260}, {"state", tr("State"), 480}};
    m_steps = new TableView(this, tr("Steps"), "package.steps", std::move(columns), &shell.settings());
    m_steps->SetMinSize(FromDIP(wxSize(-1, steps_height)));
    column->Add(m_steps, wxSizerFlags().Expand().Border(wxALL, FromDIP(2 * grid)));
    column->Add(make_actions(this), wxSizerFlags(1).Expand().Border(wxLEFT | wxRIGHT | wxBOTTOM, FromDIP(2 * grid)));
    SetSizer(column);
}

/// Two and two: all of it stands on a small screen.
wxWindow* PackagePage::make_actions(wxWindow* parent) {
    auto* all = new wxScrolledWindow(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxVSCROLL | wxTAB_TRAVERSAL);
    all->SetScrollRate(0, FromDIP(2 * grid));
    auto* cards = new wxFlexGridSizer(2, wxSize(FromDIP(2 * grid), FromDIP(2 * grid)));
    cards->AddGrowableCol(0, 1);
    cards->AddGrowableCol(1, 1);
    for (auto* card : {make_pack(all), make_split(all), make_publish(all), make_key(all)})
        cards->Add(card, wxSizerFlags(1).Expand());
    all->SetSizer(cards);
    return all;
}

wxWindow* PackagePage::make_pack(wxWindow* parent) {
    auto* card = new Card(parent, tr("1. Seal the exam"));
    card->content()->Add(
        file_row(card, m_copy, tr("A copy for a stick (may be left out)"), "package.copy", false, true),
        wxSizerFlags().Expand());
    m_pack = make_primary(
        card, tr("Pack the exam"), "package.pack", [this] { CallAfter([this] { pack(); }); }, "lock");
    card->content()->Add(m_pack, wxSizerFlags().Border(wxTOP, FromDIP(grid)));
    return card;
}

void PackagePage::pack() {
    const bool new_key = m_presenter.screen().asks_new_key;
    if (new_key && !ask_form(this, tr("Pack with a new key?"),
                             tr("The exam's key was split and is not on this computer. A new key is drawn: the parts "
                                "that members have do not open the new package, and have to be given out again. "
                                "To keep them, join the key here first."),
                             {}, tr("Pack with a new key")))
        return;
    m_presenter.pack(utf8(m_copy->GetValue()), new_key);
}

wxWindow* PackagePage::make_split(wxWindow* parent) {
    auto* card = new Card(parent, tr("2. Split the key among the council"));
    card->content()->Add(file_row(card, m_folder, tr("Folder for the three parts"), "package.folder", true),
                         wxSizerFlags().Expand());
    m_split = make_button(
        card, tr("Split the key"), "package.split", [this] { m_presenter.split(utf8(m_folder->GetValue())); }, "gate");
    card->content()->Add(m_split, wxSizerFlags().Border(wxTOP, FromDIP(grid)));
    return card;
}

wxWindow* PackagePage::make_publish(wxWindow* parent) {
    auto* card = new Card(parent, tr("3. Give it to the rooms"));
    m_opens = make_entry(card, tr("From when on the office gives its parts of the key"), "package.opens");
    card->content()->Add(labelled(card, tr("From when on the office gives its parts of the key"), m_opens),
                         wxSizerFlags().Expand());
    m_publish = make_button(
        card, tr("Give it to the rooms"), "package.publish", [this] { m_presenter.publish(utf8(m_opens->GetValue())); },
        "send");
    card->content()->Add(m_publish, wxSizerFlags().Border(wxTOP, FromDIP(grid)));
    return card;
}

wxWindow* PackagePage::make_key(wxWindow* parent) {
    auto* card = new Card(parent, tr("4. Parts of the key"));
    const auto below = wxSizerFlags().Expand().Border(wxTOP, FromDIP(grid));
    card->content()->Add(file_row(card, m_first, tr("Part of the first member: file or text"), "package.part1", false),
                         wxSizerFlags().Expand());
    card->content()->Add(
        file_row(card, m_second, tr("Part of the second member: file or text"), "package.part2", false), below);
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    m_deposit = make_button(card, tr("Into the office's keeping"), "package.deposit",
                            [this] { m_presenter.deposit(utf8(m_first->GetValue()), utf8(m_second->GetValue())); });
    m_join = make_button(
        card, tr("Join the key here"), "package.join",
        [this] { m_presenter.join(utf8(m_first->GetValue()), utf8(m_second->GetValue())); }, "unlock");
    row->Add(m_deposit, wxSizerFlags().Border(wxRIGHT, FromDIP(grid)));
    row->Add(m_join);
    card->content()->Add(row, below);
    return card;
}

void PackagePage::show_package(const PackageScreen& screen) {
    m_head->show(screen.headline, screen.advice, screen.good ? Mood::Good : Mood::Plain);
    std::vector<TableRow> rows;
    for (const auto& step : screen.steps)
        rows.push_back({step.what, {step.what, step.state}, step.done ? Tone::Good : Tone::Muted, 1});
    m_steps->set_rows(std::move(rows));
    m_pack->Enable(screen.may_pack);
    m_split->Enable(screen.may_split);
    m_publish->Enable(screen.may_publish);
    m_deposit->Enable(screen.may_deposit);
    m_join->Enable(screen.may_join);
    if (m_shown != m_current.exam()) { // nothing of one exam is left for the next
        m_shown = m_current.exam();
        for (auto* entry : {m_copy, m_folder, m_opens, m_first, m_second})
            entry->ChangeValue({});
    }
    if (m_opens->IsEmpty())
        m_opens->ChangeValue(wx(screen.opens));
    Layout();
}

void PackagePage::clear_parts() {
    m_first->Clear();
    m_second->Clear();
}

void PackagePage::show_done(const std::string& sentence) { m_shell.notify({Tone::Good, sentence, {}, {}, {}}); }

} // namespace canbo::exam::ui
