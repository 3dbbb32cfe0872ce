#include "council_pages.h"
#include "desktop/native.h"
#include "desktop/text.h"

namespace canbo::exam::ui {

using namespace desktop;

namespace {
constexpr int steps_height = 26 * grid;
} // namespace

PackagePage::PackagePage(wxWindow* parent, Shell& shell, const CouncilParts& parts, CurrentExam& current)
    : wxPanel(parent), m_shell(shell),
      m_presenter(*this, shell.background(), context_of(shell, parts, current), parts.clock) {
    SetBackgroundColour(theme().palette().surface);
    auto* column = new wxBoxSizer(wxVERTICAL);
    m_head = new Band(this, "package");
    column->Add(m_head, wxSizerFlags().Expand());
    std::vector<TableColumn> columns{{"what", tr("Step"), 260}, {"state", tr("State"), 480}};
    m_steps = new TableView(this, tr("Steps"), "package.steps", std::move(columns), &shell.settings());
    m_steps->SetMinSize(FromDIP(wxSize(-1, steps_height)));
    column->Add(m_steps, wxSizerFlags().Expand().Border(wxALL, FromDIP(2 * grid)));
    column->Add(make_actions(this), wxSizerFlags().Expand().Border(wxLEFT | wxRIGHT, FromDIP(2 * grid)));
    SetSizer(column);
}

wxWindow* PackagePage::make_actions(wxWindow* parent) {
    auto* all = new wxPanel(parent);
    auto* column = new wxBoxSizer(wxVERTICAL);
    const auto card_gap = wxSizerFlags().Expand().Border(wxBOTTOM, FromDIP(2 * grid));
    const auto at_end = wxSizerFlags().Bottom().Border(wxLEFT, FromDIP(2 * grid));

    auto* pack = new Card(all, tr("1. Seal the exam"));
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(file_row(pack, m_copy, tr("A copy for a stick (may be left out)"), "package.copy", false, true),
             wxSizerFlags(1));
    m_pack = make_primary(
        pack, tr("Pack the exam"), "package.pack", [this] { m_presenter.pack(utf8(m_copy->GetValue())); }, "lock");
    row->Add(m_pack, at_end);
    pack->content()->Add(row, wxSizerFlags().Expand());
    column->Add(pack, card_gap);

    auto* split = new Card(all, tr("2. Split the key among the council"));
    row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(file_row(split, m_folder, tr("Folder for the three parts"), "package.folder", true), wxSizerFlags(1));
    m_split = make_button(
        split, tr("Split the key"), "package.split", [this] { m_presenter.split(utf8(m_folder->GetValue())); }, "gate");
    row->Add(m_split, at_end);
    split->content()->Add(row, wxSizerFlags().Expand());
    column->Add(split, card_gap);

    auto* publish = new Card(all, tr("3. Give it to the rooms"));
    row = new wxBoxSizer(wxHORIZONTAL);
    m_opens = make_entry(publish, tr("From when on the office gives its parts of the key"), "package.opens");
    row->Add(labelled(publish, tr("From when on the office gives its parts of the key"), m_opens), wxSizerFlags(1));
    m_publish = make_button(
        publish, tr("Give it to the rooms"), "package.publish",
        [this] { m_presenter.publish(utf8(m_opens->GetValue())); }, "send");
    row->Add(m_publish, at_end);
    publish->content()->Add(row, wxSizerFlags().Expand());
    column->Add(publish, card_gap);

    auto* key = new Card(all, tr("4. Parts of the key"));
    row = new wxBoxSizer(wxHORIZONTAL);
    const auto half = wxSizerFlags(1).Border(wxRIGHT, FromDIP(grid));
    row->Add(file_row(key, m_first, tr("Part of the first member: file or text"), "package.part1", false), half);
    row->Add(file_row(key, m_second, tr("Part of the second member: file or text"), "package.part2", false),
             wxSizerFlags(1));
    m_deposit = make_button(key, tr("Into the office's keeping"), "package.deposit",
                            [this] { m_presenter.deposit(utf8(m_first->GetValue()), utf8(m_second->GetValue())); });
    m_join = make_button(
        key, tr("Join the key here"), "package.join",
        [this] { m_presenter.join(utf8(m_first->GetValue()), utf8(m_second->GetValue())); }, "unlock");
    row->Add(m_deposit, at_end);
    row->Add(m_join, at_end);
    key->content()->Add(row, wxSizerFlags().Expand());
    column->Add(key, card_gap);
    all->SetSizer(column);
    return all;
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
