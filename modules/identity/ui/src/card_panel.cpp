#include "card_panel.h"

#include "desktop/native.h"
#include "desktop/text.h"
#include "identity_ui/result_view.h"

#include <wx/filedlg.h>

namespace canbo::identity::ui {

using namespace desktop;

namespace {

constexpr int tick_ms = 100;
constexpr int left_width = 46 * grid;

} // namespace

CardPanel::CardPanel(wxWindow* parent, Shell& shell, CardParts parts)
    : WorkspacePanel(parent), m_shell(shell), m_timer(this), m_presenter(*this, std::move(parts), shell.background()) {
    SetBackgroundColour(theme().palette().surface);
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(make_left(), wxSizerFlags().Expand());
    row->Add(make_right(), wxSizerFlags(1).Expand());
    SetSizer(row);
    wxGetTopLevelParent(this)->Bind(wxEVT_CHAR_HOOK, &CardPanel::take_key, this);
    Bind(wxEVT_TIMER, [this](wxTimerEvent&) { m_presenter.tick(); });
    m_timer.Start(tick_ms);
}

CardPanel::~CardPanel() {
    wxGetTopLevelParent(this)->Unbind(wxEVT_CHAR_HOOK, &CardPanel::take_key, this);
    m_timer.Stop();
}

wxWindow* CardPanel::make_left() {
    auto* left = new wxPanel(this);
    left->SetMinSize(FromDIP(wxSize(left_width, -1)));
    auto* column = new wxBoxSizer(wxVERTICAL);
    const auto flags = wxSizerFlags().Expand().Border(wxLEFT | wxRIGHT | wxBOTTOM, FromDIP(grid));
    column->Add(make_text(left, tr("Card reader"), TextSize::Heading), wxSizerFlags().Border(wxALL, FromDIP(grid)));
    m_reader = make_wrapped(left, {}, left_width - 2 * grid);
    set_accessible(m_reader, {}, "identity.reader");
    column->Add(m_reader, flags);
    m_readers = make_choice(left, tr("Card reader"), "identity.readers", {});
    m_readers->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) {
        const auto at = m_readers->GetSelection();
        m_presenter.choose_reader(at <= 0 ? std::string() : m_reader_names[static_cast<std::size_t>(at) - 1]);
    });
    column->Add(m_readers, flags);
    m_readers->Hide();
    add_entry(left, column);
    column->Add(make_text(left, tr("Checks at this desk"), TextSize::Heading),
                wxSizerFlags().Border(wxALL, FromDIP(grid)));
    column->Add(make_wrapped(left, tr("Kept are time, verdict and codes of what was found: no name, no number."),
                             left_width - 2 * grid, TextSize::Caption),
                flags);
    std::vector<TableColumn> columns{
        {"time", tr("Time"), 136}, {"verdict", tr("Verdict"), 120}, {"findings", tr("Found"), 480}};
    m_history =
        new TableView(left, tr("Checks at this desk"), "identity.history", std::move(columns), &m_shell.settings());
    column->Add(m_history, wxSizerFlags(1).Expand());
    left->SetSizer(column);
    return left;
}

void CardPanel::add_entry(wxWindow* left, wxSizer* column) {
    const auto flags = wxSizerFlags().Expand().Border(wxLEFT | wxRIGHT | wxBOTTOM, FromDIP(grid));
    column->Add(make_text(left, tr("What opens the card"), TextSize::Heading),
                wxSizerFlags().Border(wxALL, FromDIP(grid)));
    m_entry =
        make_entry(left, tr("QR code, last six digits or machine readable zone"), "identity.entry", wxTE_PROCESS_ENTER);
    m_entry->SetHint(tr("Scan the code, or type six digits"));
    m_entry->SetMaxLength(4'000);
    m_entry->Bind(wxEVT_TEXT, [this](wxCommandEvent&) { m_presenter.typed(utf8(m_entry->GetValue())); });
    m_entry->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent&) { m_presenter.confirm(utf8(m_entry->GetValue())); });
    column->Add(m_entry, flags);
    m_problem = make_wrapped(left, {}, left_width - 2 * grid, TextSize::Body, Tone::Bad);
    set_accessible(m_problem, {}, "identity.problem");
    column->Add(m_problem, flags);
    m_problem->Hide();
    m_entered = make_wrapped(left, {}, left_width - 2 * grid, TextSize::Strong);
    set_accessible(m_entered, {}, "identity.entered");
    column->Add(m_entered, flags);
    m_entered->Hide();
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    m_read = make_primary(left, tr("Read the card"), "identity.read", [this] {
        if (m_entry->IsEmpty())
            m_presenter.read_again();
        else
            m_presenter.confirm(utf8(m_entry->GetValue()));
    });
    row->Add(m_read, wxSizerFlags().Border(wxRIGHT, FromDIP(grid)));
    row->Add(make_button(left, tr("Picture of a code…"), "identity.picture", [this] { ask_for_picture(); }));
    column->Add(row, flags);
    column->Add(make_wrapped(left,
                             tr("A QR code is not signed: it opens the card and proves nothing. What is proven stands "
                                "at the right."),
                             left_width - 2 * grid, TextSize::Caption),
                flags);
}

wxWindow* CardPanel::make_right() {
    auto* right = new wxPanel(this);
    auto* column = new wxBoxSizer(wxVERTICAL);
    m_result = new ResultView(right);
    column->Add(m_result, wxSizerFlags(1).Expand());
    auto* foot = new wxBoxSizer(wxHORIZONTAL);
    m_cancel = make_button(right, tr("Stop reading"), "identity.cancel", [this] { m_presenter.cancel(); });
    m_clear = make_button(right, tr("Clear the screen"), "identity.clear", [this] { m_presenter.clear(); });
    m_keep = make_button(right, tr("Keep it longer"), "identity.keep", [this] { m_presenter.keep_longer(); });
    for (auto* button : {m_cancel, m_clear, m_keep})
        foot->Add(button, wxSizerFlags().Border(wxRIGHT, FromDIP(grid)));
    m_countdown = make_text(right, {}, TextSize::Body, Tone::Warn);
    set_accessible(m_countdown, {}, "identity.countdown");
    foot->Add(m_countdown, wxSizerFlags(1).CentreVertical());
    column->Add(foot, wxSizerFlags().Expand().Border(wxALL, FromDIP(2 * grid)));
    right->SetSizer(column);
    return right;
}

/// A key typed outside of the entry belongs into it; keys that press and move controls stay theirs.
void CardPanel::take_key(wxKeyEvent& event) {
    if (!IsShownOnScreen()) {
        event.Skip();
        return;
    }
    if (event.GetKeyCode() == WXK_ESCAPE) {
        if (m_presenter.screen().can_cancel)
            m_presenter.cancel();
        else
            m_presenter.clear();
        return;
    }
    const wxChar letter = event.GetUnicodeKey();
    const bool writes = letter < 128 && wxIsalnum(letter) && !event.ControlDown() && !event.AltDown();
    if (!writes || dynamic_cast<wxTextEntry*>(wxWindow::FindFocus()) != nullptr) {
        event.Skip();
        return;
    }
    // The toolkit would still give this key to the control that had the focus; the next ones go to the entry. Letters
    // come as capitals, as a zone has them.
    m_entry->SetFocus();
    m_entry->SetInsertionPointEnd();
    m_entry->WriteText(wxString(letter));
}

void CardPanel::ask_for_picture() {
    wxFileDialog dialog(this, tr("Picture of a code"), {}, {},
                        tr("Pictures") + " (*.png;*.jpg;*.jpeg;*.jp2)|*.png;*.jpg;*.jpeg;*.jp2",
                        wxFD_OPEN | wxFD_FILE_MUST_EXIST);
    if (dialog.ShowModal() == wxID_OK)
        m_presenter.take_picture(std::filesystem::path(utf8(dialog.GetPath())));
}

void CardPanel::open_place(const std::string&) {
    m_presenter.start();
    m_entry->SetFocus();
}

void CardPanel::flush() { m_presenter.clear(); }

void CardPanel::fill_readers(const std::vector<std::string>& readers) {
    if (readers == m_reader_names)
        return;
    const wxString before = m_readers->GetSelection() > 0 ? m_readers->GetStringSelection() : wxString();
    m_reader_names = readers;
    wxArrayString names;
    names.push_back(tr("The reader with a card"));
    for (const auto& name : readers)
        names.push_back(wx(name));
    m_readers->Set(names);
    if (before.empty() || !m_readers->SetStringSelection(before))
        m_readers->SetSelection(0);
    m_readers->Show(readers.size() > 1);
}

void CardPanel::show_screen(const CardScreen& screen) {
    m_reader->SetLabelText(wx(screen.reader));
    m_reader->Wrap(FromDIP(left_width - 2 * grid));
    set_accessible(m_reader, wx(screen.reader), "identity.reader");
    fill_readers(screen.readers);
    m_entered->SetLabelText(wx(screen.entered));
    set_accessible(m_entered, wx(screen.entered), "identity.entered");
    m_entered->Show(!screen.entered.empty());
    m_result->show_screen(screen);
    m_cancel->Show(screen.can_cancel);
    m_clear->Show(screen.can_clear);
    m_keep->Show(screen.can_clear);
    m_entered->GetParent()->Layout();
    m_cancel->GetParent()->Layout();
    m_shell.update_commands();
}

void CardPanel::show_photo(const FacePicture* picture) { m_result->show_photo(picture); }

void CardPanel::show_progress(int percent) { m_result->show_progress(percent); }

void CardPanel::show_countdown(const std::string& sentence) {
    m_countdown->SetLabelText(wx(sentence));
    set_accessible(m_countdown, wx(sentence), "identity.countdown");
}

void CardPanel::show_history(const std::vector<HistoryRow>& rows) {
    std::vector<TableRow> shown;
    std::size_t number = 0;
    for (const auto& row : rows)
        shown.push_back({std::to_string(number++),
                         {row.time, row.verdict, row.findings},
                         row.mood == Mood::Good   ? Tone::Good
                         : row.mood == Mood::Warn ? Tone::Warn
                                                  : Tone::Bad,
                         1});
    m_history->set_rows(std::move(shown));
}

void CardPanel::show_entry_problem(const std::string& sentence) {
    m_problem->SetLabelText(wx(sentence));
    m_problem->Wrap(FromDIP(left_width - 2 * grid));
    set_accessible(m_problem, wx(sentence), "identity.problem");
    if (m_problem->IsShown() == sentence.empty()) {
        m_problem->Show(!sentence.empty());
        m_problem->GetParent()->Layout();
    }
}

void CardPanel::clear_entry() {
    m_entry->ChangeValue({});
    m_entry->DiscardEdits();
}

void CardPanel::add_commands(CommandTable& commands) {
    const MenuCommands add(commands, base::msgid("Card"));
    add(
        "identity.read", base::msgid("Read the card"), base::msgid("Once more, by what was entered for it"), "Ctrl+R",
        "refresh", [this] { m_presenter.read_again(); }, [this] { return m_presenter.screen().can_read; });
    add("identity.enter", base::msgid("Enter what opens the card"),
        base::msgid("The QR code, the last six digits or the machine readable zone"), "Ctrl+E", "edit",
        [this] { m_entry->SetFocus(); }, {});
    add("identity.picture", base::msgid("Picture of a code…"), base::msgid("A photo or scan of the card's QR code"),
        "Ctrl+O", "eye", [this] { ask_for_picture(); }, {});
    add(
        "identity.cancel", base::msgid("Stop reading"), base::msgid("The card can be taken away then"), "Ctrl+Shift+X",
        "close", [this] { m_presenter.cancel(); }, [this] { return m_presenter.screen().can_cancel; });
    add(
        "identity.clear", base::msgid("Clear the screen"),
        base::msgid("Forgets the person, on the screen and in memory"), "Ctrl+L", "delete",
        [this] { m_presenter.clear(); }, [this] { return m_presenter.screen().can_clear; });
    add(
        "identity.keep", base::msgid("Keep it longer"), base::msgid("The screen is not cleared for a while"), "Ctrl+D",
        "history", [this] { m_presenter.keep_longer(); }, [this] { return m_presenter.screen().can_clear; });
}

} // namespace canbo::identity::ui
