#include "seat_page.h"

#include <wx/image.h>
#include <wx/statbmp.h>

namespace canbo::station::ui {

using namespace desktop;
using Stage = StationScreen::Stage;

namespace {

constexpr int photo_height = 20 * grid;

} // namespace

SeatPage::SeatPage(wxWindow* parent, StationPresenter& presenter, Stage stage) : Page(parent), m_presenter(presenter) {
    m_column = new wxBoxSizer(wxVERTICAL);
    m_column->SetMinSize(text_width(1), -1); // its place does not depend on what it says
    const auto below = wxSizerFlags().Border(wxBOTTOM, FromDIP(2 * grid));
    m_headline = make_text(this, {}, TextSize::Title);
    m_column->Add(m_headline, below);
    if (stage == Stage::Confirm)
        add_person();
    m_advice = make_text(this, {});
    m_column->Add(m_advice, below);
    if (stage == Stage::Confirm)
        add_sign_in();
    if (stage == Stage::Ready)
        add_practice();
    auto* outer = new wxBoxSizer(wxHORIZONTAL);
    outer->AddStretchSpacer();
    outer->Add(m_column, wxSizerFlags().Border(wxALL, FromDIP(5 * grid)));
    outer->AddStretchSpacer();
    SetSizer(outer);
}

void SeatPage::add_person() {
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    m_photo = new wxStaticBitmap(this, wxID_ANY, wxBitmapBundle());
    set_accessible(m_photo, tr("Photo of the candidate"), "station.photo");
    m_photo->Hide();
    row->Add(m_photo, wxSizerFlags().Border(wxRIGHT, FromDIP(3 * grid)));
    auto* lines = new wxBoxSizer(wxVERTICAL);
    m_name = make_text(this, {}, TextSize::Title);
    m_number = make_text(this, {}, TextSize::Heading);
    lines->Add(m_name, wxSizerFlags().Border(wxBOTTOM, FromDIP(grid)));
    lines->Add(m_number);
    row->Add(lines, wxSizerFlags(1).CentreVertical());
    m_column->Add(row, wxSizerFlags().Border(wxTOP | wxBOTTOM, FromDIP(3 * grid)));
}

void SeatPage::add_sign_in() {
    const auto below = wxSizerFlags().Border(wxBOTTOM, FromDIP(2 * grid));
    if (m_presenter.screen().pin) {
        const wxString name = tr("Number to sign in, from your slip");
        m_pin = make_entry(this, name, "station.pin", wxTE_PROCESS_ENTER);
        m_pin->SetMinSize(FromDIP(wxSize(24 * grid, -1)));
        m_pin->SetMaxLength(20);
        m_pin->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent&) { sign_in(); });
        m_column->Add(labelled(this, name, m_pin), below);
    }
    m_confirm = make_primary(this, tr("That is me: sign in"), "station.sign-in", [this] { sign_in(); });
    m_column->Add(m_confirm, below);
}

void SeatPage::add_practice() {
    const auto& question = StationPresenter::practice_question();
    const auto below = wxSizerFlags().Border(wxBOTTOM, FromDIP(grid));
    const auto say = [&](const char* sentence) {
        auto* text = make_text(this, tr(sentence));
        text->Wrap(text_width(1.2));
        m_column->Add(text, below);
    };
    say(base::msgid("Choose with the mouse, or with Tab, the arrows and Space; PgDn and PgUp turn to the next question "
                    "and back, F2 flags one for later, F3 shows the overview, where you also hand in."));
    say(base::msgid("Every answer is kept at once. ◐ stands for: on this machine; ● for: saved in the exam room."));
    m_column->AddSpacer(FromDIP(2 * grid));
    m_column->Add(make_text(this, wx(question.view.text), TextSize::Heading), below);
    m_controls = std::make_unique<assessment::ui::QuestionControls>(this, *m_column, question.view, "station.practice",
                                                                    text_width(1));
    m_controls->on_chosen = [this] { m_presenter.practise(m_controls->given()); };
    m_practice = make_text(this, {}, TextSize::Strong, Tone::Good);
    m_column->Add(m_practice, below);
}

void SeatPage::sign_in() { m_presenter.sign_in(m_pin == nullptr ? std::string() : utf8(m_pin->GetValue())); }

void SeatPage::update(const StationScreen& screen) {
    set_text(m_headline, screen.headline, "station.headline");
    set_text(m_advice, screen.advice, "station.advice");
    if (m_name != nullptr) {
        set_text(m_name, screen.name, "station.name");
        set_text(m_number, base::tr("Candidate number") + ": " + screen.number, "station.number");
        m_confirm->Enable(!screen.busy);
    }
    if (m_practice != nullptr)
        set_text(m_practice, screen.practice, "station.practice-said");
}

void SeatPage::show_photo(const FacePicture* picture) {
    if (m_photo == nullptr)
        return;
    m_photo->Show(picture != nullptr);
    if (picture != nullptr) {
        wxImage image(picture->width, picture->height, false);
        std::copy(picture->rgb.begin(), picture->rgb.end(), image.GetData());
        const int height = FromDIP(photo_height);
        image.Rescale(std::max(1, picture->width * height / std::max(1, picture->height)), height,
                      wxIMAGE_QUALITY_HIGH);
        m_photo->SetBitmap(wxBitmap(image));
    }
    FitInside();
    Layout();
}

void SeatPage::take_focus() {
    if (m_pin != nullptr)
        m_pin->SetFocus();
    else if (m_confirm != nullptr)
        m_confirm->SetFocus();
    else if (m_controls != nullptr && m_controls->first() != nullptr)
        m_controls->first()->SetFocus();
}

} // namespace canbo::station::ui
