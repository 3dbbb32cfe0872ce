#include "base/decimal.h"
#include "base/text.h"
#include "base/translation.h"
#include "council_pages.h"
#include "desktop/form_dialog.h"
#include "desktop/native.h"
#include "desktop/text.h"
#include "page_parts.h"

#include <fmt/format.h>
#include <wx/checkbox.h>
#include <wx/filedlg.h>
#include <wx/scrolwin.h>

#include <cmath>

namespace canbo::exam::ui {

using namespace desktop;

namespace {

constexpr int list_lines = 5;
constexpr int offers_height = 44 * grid;
constexpr int text_width = 100 * grid;

} // namespace

SetupPage::SetupPage(wxWindow* parent, Shell& shell, const CouncilParts& parts, CurrentExam& current)
    : wxPanel(parent), m_shell(shell), m_current(current), m_presenter(*this, parts.desk, current, shell.background()) {
    SetBackgroundColour(theme().palette().surface);
    auto* whole = new wxBoxSizer(wxVERTICAL);
    m_head = new Band(this, "setup");
    whole->Add(m_head, wxSizerFlags().Expand());
    auto* scrolled =
        new wxScrolledWindow(this, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxVSCROLL | wxTAB_TRAVERSAL);
    scrolled->SetScrollRate(0, FromDIP(2 * grid));
    auto* column = new wxBoxSizer(wxVERTICAL);
    m_problems = make_wrapped(scrolled, {}, text_width, TextSize::Body, Tone::Bad);
    set_accessible(m_problems, {}, "setup.problems");
    m_problems->Hide();
    const auto flags = wxSizerFlags().Expand().Border(wxLEFT | wxTOP | wxRIGHT, FromDIP(2 * grid));
    column->Add(m_problems, flags);
    for (auto* card : {make_facts(scrolled), make_rules(scrolled), make_people(scrolled), make_blueprint(scrolled)})
        column->Add(card, flags);
    scrolled->SetSizer(column);
    whole->Add(scrolled, wxSizerFlags(1).Expand());
    auto* bar = new wxBoxSizer(wxHORIZONTAL);
    bar->AddStretchSpacer();
    m_save = make_primary(
        this, tr("Save the exam"), "setup.save", [this] { save(); }, "save");
    bar->Add(m_save);
    whole->Add(bar, wxSizerFlags().Expand().Border(wxALL, FromDIP(grid)));
    SetSizer(whole);
}

void SetupPage::load() {
    if (m_loaded == m_current.exam())
        return;
    if (m_loaded && m_presenter.has_unsaved(typed())) {
        CallAfter([this] { ask_to_drop(); });
        return;
    }
    m_loaded = m_current.exam();
    m_presenter.load();
}

void SetupPage::ask_to_drop() {
    if (m_loaded == m_current.exam())
        return;
    if (ask_form(this, tr("Drop what was changed?"),
                 tr("The form holds changes that were not saved. Another exam takes their place."), {},
                 tr("Drop it"))) {
        m_loaded = m_current.exam();
        m_presenter.load();
    } else {
        m_current.set(*m_loaded);
    }
}

void SetupPage::line(wxWindow* parent, wxSizer* into, const char* field, const wxString& label, int columns) {
    m_texts[field] = make_entry(parent, label, std::string("setup.") + field);
    into->Add(labelled(parent, label, m_texts[field]), wxSizerFlags(columns).Expand().Border(wxRIGHT, FromDIP(grid)));
}

void SetupPage::area(wxWindow* parent, wxSizer* into, const char* field, const wxString& label) {
    m_texts[field] = make_area(parent, label, std::string("setup.") + field, list_lines);
    into->Add(labelled(parent, label, m_texts[field]), wxSizerFlags(1).Expand().Border(wxRIGHT, FromDIP(grid)));
}

void SetupPage::choice(wxWindow* parent, wxSizer* into, const char* field, const wxString& label,
                       const Choices& choices) {
    wxArrayString items;
    for (const auto& [value, shown] : choices)
        items.Add(wx(shown));
    m_choices[field] = {make_choice(parent, label, std::string("setup.") + field, items), choices};
    into->Add(labelled(parent, label, m_choices[field].first), wxSizerFlags(1).Expand().Border(wxRIGHT, FromDIP(grid)));
}

void SetupPage::flag(wxWindow* parent, wxSizer* into, const char* field, const wxString& label) {
    auto* box = new wxCheckBox(parent, wxID_ANY, label);
    set_accessible(box, label, std::string("setup.") + field);
    m_flags[field] = box;
    into->Add(box, wxSizerFlags().CentreVertical().Border(wxRIGHT, FromDIP(3 * grid)));
}

wxWindow* SetupPage::make_facts(wxWindow* parent) {
    auto* card = new Card(parent, tr("The exam"));
    const auto gap = wxSizerFlags().Expand().Border(wxBOTTOM, FromDIP(grid));
    auto* first = new wxBoxSizer(wxHORIZONTAL);
    line(card, first, "title", tr("Title"), 4);
    line(card, first, "exam", tr("Short name (letters, digits, hyphens)"), 2);
    card->content()->Add(first, gap);
    auto* second = new wxBoxSizer(wxHORIZONTAL);
    line(card, second, "organiser", tr("Council, as paper names it"), 3);
    line(card, second, "above", tr("Its superior, for paper"), 2);
    line(card, second, "place", tr("Place before dates"), 1);
    card->content()->Add(second, gap);
    auto* third = new wxBoxSizer(wxHORIZONTAL);
    line(card, third, "from", tr("Begins (08:00 16/02/2026)"));
    line(card, third, "to", tr("Ends"));
    line(card, third, "minutes", tr("A candidate's time, minutes"));
    line(card, third, "pass_percent", tr("Passed from, %"));
    card->content()->Add(third, gap);
    return card;
}

wxWindow* SetupPage::make_rules(wxWindow* parent) {
    auto* card = new Card(parent, tr("Rules by the regulation"));
    const auto gap = wxSizerFlags().Expand().Border(wxBOTTOM, FromDIP(grid));
    auto* first = new wxBoxSizer(wxHORIZONTAL);
    choice(card, first, "late", tr("How late one may come"), late_choices());
    line(card, first, "late_minutes", tr("Minutes late"));
    choice(card, first, "identity", tr("What a card must show at least"), identity_choices());
    choice(card, first, "at_end", tr("What a candidate sees at the end"), at_end_choices());
    card->content()->Add(first, gap);
    auto* second = new wxBoxSizer(wxHORIZONTAL);
    line(card, second, "breaks", tr("Breaks a candidate may take"));
    line(card, second, "break_minutes", tr("Minutes of each break"));
    flag(card, second, "pin", tr("Candidates sign in with the number of their slip"));
    flag(card, second, "shuffle", tr("Questions in another order for everybody"));
    card->content()->Add(second, gap);
    return card;
}

wxWindow* SetupPage::make_people(wxWindow* parent) {
    auto* card = new Card(parent, tr("Council and rooms"));
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    area(card, row, "council", tr("Council: a line each, name; role"));
    area(card, row, "rooms", tr("Rooms: a line each, p01; Phòng 1; seats"));
    card->content()->Add(row, wxSizerFlags().Expand());
    return card;
}

wxWindow* SetupPage::make_blueprint(wxWindow* parent) {
    auto* card = new Card(parent, tr("What a paper is drawn from"));
    std::vector<TableColumn> columns{{"bank", tr("Bank"), 190},
                                     {"topic", tr("Topic"), 330},
                                     {"difficulty", tr("Difficulty"), 110},
                                     {"offered", tr("Questions there"), 110, true},
                                     {"wanted", tr("Taken"), 80, true},
                                     {"mark", tr("Points each"), 90, true}};
    m_offers =
        new TableView(card, tr("What a paper is drawn from"), "setup.offers", std::move(columns), &m_shell.settings());
    m_offers->SetMinSize(FromDIP(wxSize(-1, offers_height)));
    m_offers->on_selected = [this] {
        for (const auto& row : m_presenter.screen().offers)
            if (row.key == m_offers->selected()) {
                m_count->ChangeValue(wx(std::to_string(row.wanted)));
                m_mark->ChangeValue(wx(fmt::format("{:g}", row.mark)));
            }
    };
    card->content()->Add(m_offers, wxSizerFlags().Expand());
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    const auto gap = wxSizerFlags().Bottom().Border(wxRIGHT, FromDIP(grid));
    m_count = make_entry(card, tr("Questions of the chosen topic"), "setup.count");
    m_mark = make_entry(card, tr("Points each"), "setup.mark");
    row->Add(labelled(card, tr("Questions of the chosen topic"), m_count), gap);
    row->Add(labelled(card, tr("Points each"), m_mark), gap);
    row->Add(make_button(
                 card, tr("Take them"), "setup.take", [this] { take(); }, "add"),
             gap);
    row->Add(make_button(
                 card, tr("Add a bank…"), "setup.bank", [this] { CallAfter([this] { choose_bank(); }); }, "attach"),
             gap);
    m_sum = make_text(card, {}, TextSize::Strong);
    set_accessible(m_sum, {}, "setup.sum");
    row->Add(m_sum, wxSizerFlags(1).CentreVertical());
    card->content()->Add(row, wxSizerFlags().Expand().Border(wxTOP, FromDIP(grid)));
    return card;
}

void SetupPage::take() {
    if (m_offers->selected().empty())
        return;
    const auto mark = base::parse_decimal(utf8(m_mark->GetValue()));
    const auto count = base::parse_decimal(utf8(m_count->GetValue()));
    if (!mark || *mark <= 0)
        return refuse(m_mark, base::msgid("Points are a number above 0, such as 0,5"));
    if (!count || *count < 0 || *count > 10'000 || *count != std::floor(*count))
        return refuse(m_count, base::msgid("How many questions is a whole number"));
    m_presenter.take(m_offers->selected(), static_cast<std::size_t>(*count), *mark);
}

void SetupPage::refuse(wxTextCtrl* entry, const char* sentence) {
    entry->SetFocus();
    show_problem({ErrorCode::InvalidInput, sentence, {}, {}});
}

void SetupPage::choose_bank() {
    wxFileDialog dialog(this, tr("Add a bank…"), {}, {}, "*.gift;*.xml;*.json;*.txt|*.gift;*.xml;*.json;*.txt|*|*",
                        wxFD_OPEN | wxFD_FILE_MUST_EXIST);
    if (dialog.ShowModal() == wxID_OK)
        m_presenter.add_bank(std::filesystem::u8path(utf8(dialog.GetPath())));
}

ExamForm SetupPage::typed() const {
    ExamForm form;
    for (const auto& [field, entry] : m_texts)
        form[field] = utf8(entry->GetValue());
    for (const auto& [field, chosen] : m_choices)
        if (const int at = chosen.first->GetSelection(); at != wxNOT_FOUND)
            form[field] = chosen.second[static_cast<std::size_t>(at)].first;
    for (const auto& [field, box] : m_flags)
        form[field] = box->GetValue() ? "1" : "";
    return form;
}

void SetupPage::save() { m_presenter.save(typed()); }

void SetupPage::show_form(const ExamForm& form, bool /*is_new*/) {
    const auto value = [&](const std::string& field) {
        const auto found = form.find(field);
        return found == form.end() ? std::string() : found->second;
    };
    for (const auto& [field, entry] : m_texts)
        entry->ChangeValue(wx(value(field)));
    for (const auto& [field, chosen] : m_choices)
        for (std::size_t i = 0; i < chosen.second.size(); ++i)
            if (chosen.second[i].first == value(field))
                chosen.first->SetSelection(static_cast<int>(i));
    for (const auto& [field, box] : m_flags)
        box->SetValue(!value(field).empty());
}

void SetupPage::show_setup(const SetupScreen& screen) {
    m_head->show(screen.headline, screen.advice,
                 !screen.problems.empty() || screen.unreadable ? Mood::Bad
                 : screen.good                                 ? Mood::Good
                                                               : Mood::Plain);
    std::vector<TableRow> rows;
    for (const auto& one : screen.offers)
        rows.push_back(
            {one.key,
             {one.bank, one.topic, one.difficulty, std::to_string(one.offered),
              one.wanted > 0 ? std::to_string(one.wanted) : "–", one.wanted > 0 ? base::format_decimal(one.mark) : ""},
             one.wanted > one.offered ? Tone::Bad
             : one.wanted > 0         ? Tone::Good
                                      : Tone::Normal,
             4});
    m_offers->set_rows(std::move(rows));
    set_text(m_sum, screen.sum, "setup.sum");
    std::string problems;
    for (const auto& one : screen.problems)
        problems += (problems.empty() ? "✕ " : "\n✕ ") + one;
    for (const auto& one : screen.warnings)
        problems += (problems.empty() ? "⚠ " : "\n⚠ ") + one;
    m_save->Enable(!screen.unreadable);
    set_text(m_problems, problems, "setup.problems", text_width);
    m_problems->Show(!problems.empty());
    if (const auto entry = m_texts.find(screen.field); entry != m_texts.end())
        entry->second->SetFocus();
    m_problems->GetParent()->FitInside();
    m_problems->GetParent()->Layout();
    Layout();
}

void SetupPage::show_done(const std::string& sentence) {
    m_loaded = m_current.exam(); // the form shows the exam that was saved
    m_shell.notify({Tone::Good, sentence, {}, {}, {}});
}

} // namespace canbo::exam::ui
