#include "station_ui/station_panel.h"

#include "connect_page.h"
#include "end_page.h"
#include "overview_page.h"
#include "seat_page.h"
#include "work_page.h"

namespace canbo::station::ui {

using namespace desktop;
using Stage = StationScreen::Stage;

namespace {

constexpr int tick_ms = 200;

} // namespace

StationPanel::StationPanel(wxWindow* parent, StationParts parts, Background& drawing,
                           std::function<void(const Look&)> on_look)
    : wxPanel(parent), m_drawing(drawing), m_on_look(std::move(on_look)), m_timer(this),
      m_presenter(*this, std::move(parts)) {
    Bind(wxEVT_CHAR_HOOK, &StationPanel::on_key, this);
    Bind(wxEVT_TIMER, [this](wxTimerEvent&) { m_presenter.tick(); });
    m_clearing.Bind(wxEVT_TIMER, [this](wxTimerEvent&) { clear_away(); });
    m_timer.Start(tick_ms);
}

StationPanel::~StationPanel() { m_timer.Stop(); }

void StationPanel::show_look(const Look& look) {
    m_on_look(look);
    // Not now: the button that asked for it goes, too.
    CallAfter([this] { build(); });
}

void StationPanel::build() {
    Freeze();
    DestroyChildren();
    m_page = nullptr;
    m_gone.clear();
    m_said.clear();
    SetBackgroundColour(theme().palette().surface);
    auto* column = new wxBoxSizer(wxVERTICAL);
    column->Add(make_head(), wxSizerFlags().Expand());
    column->AddStretchSpacer(); // the page's place
    column->Add(make_foot(), wxSizerFlags().Expand());
    SetSizer(column);
    turn_page();
    show_screen(m_shown);
    show_time(m_time_text, m_little);
    Thaw();
}

wxWindow* StationPanel::make_head() {
    auto* head = new wxPanel(this);
    m_head = head;
    head->SetBackgroundColour(theme().palette().raised);
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    auto* left = new wxBoxSizer(wxVERTICAL);
    m_exam = make_text(head, {}, TextSize::Caption);
    m_person = make_text(head, {}, TextSize::Strong);
    m_problem = make_text(head, {}, TextSize::Strong, Tone::Bad);
    m_line = make_text(head, {}, TextSize::Caption);
    m_note = make_text(head, {}, TextSize::Caption);
    for (auto* text : {m_exam, m_person, m_problem, m_line, m_note})
        left->Add(text, wxSizerFlags().Border(wxBOTTOM, FromDIP(grid / 2)));
    row->Add(left, wxSizerFlags(1).CentreVertical());
    auto* right = new wxBoxSizer(wxVERTICAL);
    m_time_name = make_text(head, tr("Time left"), TextSize::Caption);
    right->Add(m_time_name, wxSizerFlags().Right());
    m_time = make_text(head, {}, TextSize::Figure);
    right->Add(m_time, wxSizerFlags().Right());
    row->Add(right, wxSizerFlags().CentreVertical().Border(wxLEFT, FromDIP(3 * grid)));
    auto* outer = new wxBoxSizer(wxVERTICAL);
    outer->Add(row, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(2 * grid)));
    head->SetSizer(outer);
    return head;
}

wxWindow* StationPanel::make_foot() {
    auto* foot = new wxPanel(this);
    foot->SetBackgroundColour(theme().palette().raised);
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    const auto gap = wxSizerFlags().Border(wxALL, FromDIP(grid));
    m_help =
        make_button(foot, tr("Call an invigilator") + " (F9)", "station.help", [this] { m_presenter.call_help(); });
    row->Add(m_help, gap);
    row->AddStretchSpacer();
    m_smaller = make_flat(foot, tr("Smaller") + " (F6)", "station.smaller", [this] { m_presenter.larger(-1); });
    row->Add(m_smaller, gap);
    row->Add(make_flat(foot, tr("Larger") + " (F7)", "station.larger", [this] { m_presenter.larger(1); }), gap);
    row->Add(
        make_flat(foot, tr("High contrast") + " (F8)", "station.contrast", [this] { m_presenter.toggle_contrast(); }),
        gap);
    foot->SetSizer(row);
    return foot;
}

/// The page of the stage shown, in the place between head and foot.
void StationPanel::turn_page() {
    if (m_head == nullptr)
        return;
    if (m_page != nullptr) {
        GetSizer()->Detach(m_page);
        m_page->Hide();
        m_gone.push_back(m_page);
        m_clearing.StartOnce(1);
    } else {
        GetSizer()->Remove(1);
    }
    m_page_of = m_shown.stage;
    switch (m_page_of) {
    case Stage::Connect:
        m_page = new ConnectPage(this, m_presenter);
        break;
    case Stage::Work:
        m_page = new WorkPage(this, m_presenter);
        break;
    case Stage::Overview:
        m_page = new OverviewPage(this, m_presenter);
        break;
    case Stage::Ended:
        m_page = new EndPage(this, m_drawing);
        break;
    default:
        m_page = new SeatPage(this, m_presenter, m_page_of);
        break;
    }
    m_page->MoveAfterInTabOrder(m_head);
    GetSizer()->Insert(1, m_page, wxSizerFlags(1).Expand());
    Layout();
    m_page->update(m_shown);
    m_page->show_photo(m_photo.get());
    if (!m_receipt.empty())
        m_page->show_receipt(m_receipt);
    m_smaller->SetFocus(); // for a page that asks nothing: keys without a control would be lost; this one harms nobody
    m_page->take_focus();
}

/// Turn by turn, since the controls of a long paper take their time to go.
void StationPanel::clear_away() {
    if (!m_gone.empty() && !m_gone.back()->shed()) {
        m_gone.back()->Destroy();
        m_gone.pop_back();
    }
    if (!m_gone.empty())
        m_clearing.StartOnce(1);
}

void StationPanel::say(wxStaticText* where, const std::string& what, const char* id) {
    if (const auto before = m_said.find(where); before != m_said.end() && before->second == what)
        return;
    m_said[where] = what;
    where->SetLabelText(wx(what));
    where->Wrap(std::max(FromDIP(40 * grid), GetClientSize().x - FromDIP(30 * grid)));
    set_accessible(where, wx(what), id);
    where->Show(!what.empty());
    Layout();
}

void StationPanel::show_screen(const StationScreen& screen) {
    const bool same = screen == m_shown;
    m_shown = screen;
    if (m_head == nullptr)
        return;
    if (m_shown.stage != m_page_of) {
        if (!m_turning) // not now: a control of the page may be the one that has been pressed
            CallAfter([this] {
                m_turning = false;
                if (m_shown.stage != m_page_of)
                    turn_page();
            });
        m_turning = true;
    } else if (m_page != nullptr && !same) {
        m_page->update(m_shown);
    }
    say(m_exam, m_shown.exam, "station.exam");
    say(m_person, m_shown.person, "station.person");
    say(m_problem, m_shown.problem, "station.problem");
    say(m_line, m_shown.line, "station.line");
    say(m_note, m_shown.note, "station.note");
    m_help->Enable(m_shown.stage != Stage::Connect);
}

void StationPanel::show_given(int slot) {
    if (m_page != nullptr)
        m_page->show_given(slot);
}

void StationPanel::show_time(const std::string& text, bool little) {
    m_time_text = text;
    m_little = little;
    if (m_time == nullptr)
        return;
    m_time->SetLabelText(wx(text));
    m_time_name->Show(!text.empty());
    m_time->SetForegroundColour(theme().colour(little ? Tone::Bad : Tone::Normal));
    set_accessible(m_time, tr("Time left") + " " + wx(text), "station.time");
    m_head->Layout();
}

void StationPanel::show_receipt(const std::string& pdf) {
    m_receipt = pdf;
    if (m_page != nullptr)
        m_page->show_receipt(pdf);
}

void StationPanel::show_photo(const FacePicture* picture) {
    m_photo = picture == nullptr ? nullptr : std::make_unique<FacePicture>(*picture);
    if (m_page != nullptr)
        m_page->show_photo(picture);
}

void StationPanel::on_key(wxKeyEvent& event) {
    const int key = event.GetKeyCode();
    if (key == WXK_F9)
        m_presenter.call_help();
    else if (key == WXK_F6)
        m_presenter.larger(-1);
    else if (key == WXK_F7)
        m_presenter.larger(1);
    else if (key == WXK_F8)
        m_presenter.toggle_contrast();
    else if (m_page == nullptr || !m_page->key(event))
        event.Skip();
}

} // namespace canbo::station::ui
