#include "desktop/form_dialog.h"
#include "desktop/native.h"
#include "desktop/text.h"
#include "page_parts.h"
#include "pages.h"

#include <wx/wrapsizer.h>

#include <cstdlib>

namespace canbo::exam::ui {

using namespace desktop;

namespace {
constexpr int left_width = 48 * grid;
constexpr int who_width = 76 * grid;
} // namespace

CheckInPage::CheckInPage(wxWindow* parent, Shell& shell, CurrentRoom& current, const ExamParts& parts)
    : wxPanel(parent), m_shell(shell),
      m_presenter(*this, current, parts.desk, parts.cards, parts.renderer, shell.background()) {
    SetBackgroundColour(theme().palette().surface);
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(make_left(), wxSizerFlags().Expand());
    row->Add(make_right(), wxSizerFlags(1).Expand());
    SetSizer(row);
}

wxWindow* CheckInPage::make_left() {
    auto* left = new wxPanel(this);
    left->SetMinSize(FromDIP(wxSize(left_width, -1)));
    auto* column = new wxBoxSizer(wxVERTICAL);
    const auto flags = wxSizerFlags().Expand().Border(wxLEFT | wxTOP | wxRIGHT, FromDIP(grid));
    m_entry = make_entry(left, tr("Card's code, or candidate's number or name"), "exam.entry", wxTE_PROCESS_ENTER);
    m_entry->SetHint(tr("Card's code, number or name"));
    m_entry->SetMaxLength(4'000);
    m_entry->Bind(wxEVT_TEXT, [this](wxCommandEvent&) { m_presenter.typed(utf8(m_entry->GetValue())); });
    m_entry->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent&) { m_presenter.confirm(utf8(m_entry->GetValue())); });
    auto* line = new wxBoxSizer(wxHORIZONTAL);
    line->Add(m_entry, wxSizerFlags(1).Border(wxRIGHT, FromDIP(grid)));
    line->Add(make_button(
        left, tr("Find"), "exam.find", [this] { m_presenter.confirm(utf8(m_entry->GetValue())); }, "search"));
    column->Add(line, flags);
    m_reader = make_wrapped(left, {}, left_width - 2 * grid, TextSize::Caption);
    set_accessible(m_reader, {}, "exam.reader");
    column->Add(m_reader, flags);
    std::vector<TableColumn> columns{{"number", tr("Candidate number"), 84},
                                     {"name", tr("Name"), 116},
                                     {"state", tr("State"), 108},
                                     {"seat", tr("Seat"), 60, true}};
    m_list = new TableView(left, tr("The room's list"), "exam.candidates", std::move(columns), &m_shell.settings());
    m_list->on_activated = [this](const std::string& key) { CallAfter([this, key] { m_presenter.choose(key); }); };
    m_list->on_selected = [this] {
        if (const auto key = m_list->selected(); !key.empty())
            CallAfter([this, key] { m_presenter.choose(key); });
    };
    column->Add(m_list, wxSizerFlags(1).Expand().Border(wxTOP, FromDIP(grid)));
    left->SetSizer(column);
    return left;
}

wxWindow* CheckInPage::make_right() {
    auto* right = new wxPanel(this);
    auto* column = new wxBoxSizer(wxVERTICAL);
    const auto flags = wxSizerFlags().Expand().Border(wxLEFT | wxTOP | wxRIGHT, FromDIP(2 * grid));
    m_who = make_text(right, {}, TextSize::Title);
    set_accessible(m_who, {}, "exam.who");
    column->Add(m_who, flags);
    m_about = make_text(right, {}, TextSize::Body, Tone::Muted);
    set_accessible(m_about, {}, "exam.about");
    column->Add(m_about, wxSizerFlags().Expand().Border(wxLEFT | wxRIGHT, FromDIP(2 * grid)));
    m_fits = make_text(right, {}, TextSize::Strong);
    set_accessible(m_fits, {}, "exam.fits");
    column->Add(m_fits, flags);
    m_faces = new wxPanel(right);
    auto* faces = new wxBoxSizer(wxHORIZONTAL);
    m_chip_face = new FaceBox(m_faces, tr("Photo on the chip"), tr("No photo yet"), "exam.chip-face");
    m_list_face = new FaceBox(m_faces, tr("Photo on the list"), tr("The list has no photo"), "exam.list-face");
    faces->Add(m_chip_face, wxSizerFlags().Border(wxRIGHT, FromDIP(2 * grid)));
    faces->Add(m_list_face, wxSizerFlags().Border(wxRIGHT, FromDIP(2 * grid)));
    faces->Add(make_wrapped(m_faces,
                            tr("Compare both with the person in front of you. The chip proves the card; only you see "
                               "whose it is."),
                            30 * grid, TextSize::Body, Tone::Muted),
               wxSizerFlags(1).CentreVertical());
    m_faces->SetSizer(faces);
    column->Add(m_faces, flags);
    m_book = new wxSimplebook(right);
    m_result = new identity::ui::ResultView(m_book);
    m_book->AddPage(m_result, {});
    m_slip = new PdfView(m_book, m_shell.background());
    m_book->AddPage(m_slip, {});
    column->Add(m_book, wxSizerFlags(1).Expand().Border(wxTOP, FromDIP(2 * grid)));
    auto* foot = new wxWrapSizer(wxHORIZONTAL, wxREMOVE_LEADING_SPACES); // long words and narrow screens: a second row
    const auto gap = wxSizerFlags().Bottom().Border(wxRIGHT | wxTOP, FromDIP(grid));
    auto* seat = new wxPanel(right);
    m_seat = make_entry(seat, tr("Seat (empty: the next)"), "exam.seat");
    m_seat->SetMaxLength(3);
    m_seat->SetHint(tr("the next"));
    seat->SetSizer(labelled(seat, tr("Seat"), m_seat));
    m_seat_label = seat;
    foot->Add(seat, gap);
    m_admit = make_primary(
        right, tr("Faces are the same: let in"), "exam.admit", [this] { CallAfter(&CheckInPage::admit); }, "accept");
    m_by_hand = make_button(right, tr("By hand…"), "exam.by-hand", [this] { CallAfter(&CheckInPage::by_hand); });
    m_refuse = make_button(right, tr("Refuse…"), "exam.refuse", [this] { CallAfter(&CheckInPage::refuse); });
    m_print = make_button(
        right, tr("Print the slip"), "exam.print", [this] { print_slip(); }, "print");
    m_next = make_button(right, tr("Next candidate"), "exam.next", [this] { next(); });
    for (auto* button : {m_admit, m_by_hand, m_refuse, m_print, m_next})
        foot->Add(button, gap);
    column->Add(foot, wxSizerFlags().Expand().Border(wxLEFT | wxRIGHT | wxBOTTOM, FromDIP(2 * grid)));
    right->SetSizer(column);
    return right;
}

int CheckInPage::asked_seat() const { return std::atoi(utf8(m_seat->GetValue()).c_str()); }

void CheckInPage::admit() {
    if (m_presenter.screen().late)
        admit_late();
    else
        m_presenter.admit(asked_seat(), {}, {});
}

void CheckInPage::admit_late() {
    const std::vector<FormField> fields{
        {"chairman", tr("Name of the council's chairman"), FormField::Kind::Line, {}, {}},
        {"reason", tr("Why the chairman lets them in"), FormField::Kind::Area, {}, {}}};
    if (const auto values = ask_form(this, tr("Let in late"),
                                     tr("The chairman decides; both are noted in the minutes."), fields, tr("Let in")))
        m_presenter.admit(asked_seat(), values->at("reason"), values->at("chairman"));
}

void CheckInPage::by_hand() {
    if (!m_presenter.screen().can_by_hand)
        return;
    std::vector<FormField> fields{
        {"second", tr("Name of the second invigilator"), FormField::Kind::Line, {}, {}},
        {"reason", tr("Which paper was seen, and why no card"), FormField::Kind::Area, {}, {}}};
    if (m_presenter.screen().late)
        fields.push_back(
            {"late", tr("Why the chairman, who is one of the two, lets them in late"), FormField::Kind::Area, {}, {}});
    const auto values = ask_form(this, tr("Identify by hand"),
                                 tr("Two invigilators look at another paper with a photo. Both names and the reason "
                                    "stand in the minutes."),
                                 fields, tr("Let in"), [](const FormValues& given) -> std::optional<Error> {
                                     if (given.at("reason").empty())
                                         return Error{ErrorCode::InvalidInput, "Say for what reason", "reason", {}};
                                     if (given.at("second").empty())
                                         return Error{ErrorCode::InvalidInput,
                                                      "Two different invigilators identify a candidate by hand",
                                                      "second",
                                                      {}};
                                     return std::nullopt;
                                 });
    if (values)
        m_presenter.admit_by_hand(asked_seat(), values->at("second"), values->at("reason"),
                                  values->contains("late") ? values->at("late") : std::string());
}

void CheckInPage::refuse() {
    if (!m_presenter.screen().can_by_hand)
        return;
    const auto values =
        ask_form(this, tr("Refuse"), tr("The reason stands in the room's record; the candidate may come again."),
                 {{"reason", tr("For what reason"), FormField::Kind::Area, {}, {}}}, tr("Refuse"),
                 [](const FormValues& given) -> std::optional<Error> {
                     if (given.at("reason").empty())
                         return Error{ErrorCode::InvalidInput, "Say for what reason", "reason", {}};
                     return std::nullopt;
                 });
    if (values)
        m_presenter.refuse(values->at("reason"));
}

void CheckInPage::next() {
    m_presenter.clear();
    m_seat->ChangeValue({});
    m_presenter.load();
    focus_entry();
}

void CheckInPage::clear_entry() {
    m_entry->ChangeValue({});
    m_entry->DiscardEdits();
}

void CheckInPage::show_problem(const Error& error) { m_shell.notify(notice_of(error)); }

void CheckInPage::show_check_in(const CheckInScreen& screen) {
    using Stage = CheckInScreen::Stage;
    Freeze();
    set_text(m_reader, screen.reader, "exam.reader", left_width - 2 * grid);
    std::string who, about;
    if (!screen.candidate.empty()) {
        who = screen.candidate + "   " + screen.name;
        about = base::tr("Born on") + " " + screen.birth;
        if (!screen.list_seat.empty())
            about += " · " + base::tr("Seat") + " " + screen.list_seat;
    }
    set_text(m_who, who, "exam.who", who_width);
    set_text(m_about, about, "exam.about");
    m_who->Show(!who.empty());
    m_about->Show(!about.empty());
    const char* sign = screen.fits_mood == Mood::Good ? "✓ " : screen.fits_mood == Mood::Bad ? "✕ " : "⚠ ";
    set_text(m_fits, screen.fits.empty() ? "" : sign + screen.fits, "exam.fits", who_width);
    m_fits->SetForegroundColour(theme().colour(tone_of(screen.fits_mood)));
    m_fits->Show(!screen.fits.empty());
    m_faces->Show(!screen.candidate.empty() && screen.stage != Stage::Admitted);
    const bool admitted = screen.stage == Stage::Admitted;
    if (!admitted)
        m_book->ChangeSelection(0);
    m_result->show_screen(screen.card);
    m_seat_label->Show(screen.can_admit || screen.can_by_hand);
    m_admit->Show(screen.can_admit);
    m_admit->SetLabel(screen.late                   ? tr("Let in late…")
                      : screen.stage == Stage::Code ? tr("Let in by the code")
                                                    : tr("Faces are the same: let in"));
    m_by_hand->Show(screen.can_by_hand);
    m_refuse->Show(screen.can_by_hand);
    m_next->Show(!screen.candidate.empty() || screen.stage == Stage::Refused);
    m_print->Show(admitted);
    m_next->GetParent()->Layout();
    Layout();
    Thaw();
    m_shell.update_commands();
}

void CheckInPage::show_candidates(const std::vector<CandidateRow>& rows, const std::string& chosen) {
    std::vector<TableRow> shown;
    for (const auto& row : rows)
        shown.push_back({row.candidate, {row.candidate, row.name, row.state, row.seat}, tone_of(row.mood), 2});
    m_list->set_rows(std::move(shown));
    if (!chosen.empty() && m_list->selected() != chosen)
        m_list->select(chosen);
}

void CheckInPage::show_chip_face(const identity::ui::FacePicture* picture) { m_chip_face->show(picture); }

void CheckInPage::show_list_face(const identity::ui::FacePicture* picture) { m_list_face->show(picture); }

void CheckInPage::show_slip(const std::string& pdf, const std::string& name) {
    m_slip->show(pdf, name);
    m_book->ChangeSelection(pdf.empty() ? 0 : 1);
}

} // namespace canbo::exam::ui
