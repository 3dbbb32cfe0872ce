#include "work_page.h"

#include <wx/wrapsizer.h>

#include <algorithm>

namespace canbo::station::ui {

using namespace desktop;

namespace {

constexpr std::size_t boxes_at_once = 2;

} // namespace

WorkPage::WorkPage(wxWindow* parent, StationPresenter& presenter) : Page(parent), m_presenter(presenter) {
    SetScrollRate(0, 0); // the paper scrolls, the buttons keep their place
    auto* column = new wxBoxSizer(wxVERTICAL);
    m_paper = new wxScrolledWindow(this, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxVSCROLL | wxTAB_TRAVERSAL);
    m_paper->SetBackgroundColour(theme().palette().surface);
    m_paper->SetScrollRate(0, FromDIP(grid));
    m_paper->SetSizer(new wxBoxSizer(wxVERTICAL));
    column->Add(m_paper, wxSizerFlags(1).Expand().Border(wxLEFT | wxTOP | wxRIGHT, FromDIP(3 * grid)));
    add_buttons(*column);
    SetSizer(column);
    set_accessible(this, tr("The paper"), "station.paper");
    m_more.Bind(wxEVT_TIMER, [this](wxTimerEvent&) { add_boxes(); });
}

void WorkPage::add_buttons(wxSizer& column) {
    auto* row = new wxWrapSizer(wxHORIZONTAL, wxREMOVE_LEADING_SPACES);
    const auto gap = wxSizerFlags().Border(wxRIGHT | wxBOTTOM, FromDIP(grid));
    const auto add = [&](const wxString& label, const char* id, std::function<void()> run) {
        auto* button = make_button(this, label, id, std::move(run));
        row->Add(button, gap);
        return button;
    };
    m_before = add(tr("Question before") + " (PgUp)", "station.before", [this] { m_presenter.step(-1); });
    m_after = add(tr("Question after") + " (PgDn)", "station.after", [this] { m_presenter.step(1); });
    m_flag =
        add(tr("Flag for later") + " (F2)", "station.flag", [this] { m_presenter.flag(m_presenter.screen().slot); });
    m_clear = add(tr("Take the answer back"), "station.clear", [this] {
        if (auto* shown = box(m_presenter.screen().slot))
            shown->clear_answer();
    });
    m_list = add({}, "station.list", [this] { m_presenter.show_list(!m_presenter.screen().list); });
    row->Add(make_primary(this, tr("Overview and hand in") + " (F3)", "station.overview",
                          [this] { m_presenter.show_overview(true); }),
             gap);
    column.Add(row, wxSizerFlags().Expand().Border(wxLEFT | wxTOP | wxRIGHT, FromDIP(3 * grid)));
    m_summary = make_text(this, {}, TextSize::Caption);
    column.Add(m_summary, wxSizerFlags().Border(wxLEFT | wxBOTTOM, FromDIP(3 * grid)));
}

QuestionBox* WorkPage::box(int slot) const {
    const auto found =
        std::find_if(m_boxes.begin(), m_boxes.end(), [&](const auto* one) { return one->slot() == slot; });
    return found == m_boxes.end() ? nullptr : *found;
}

void WorkPage::rebuild() {
    m_more.Stop();
    m_list->SetFocus(); // never nowhere: keys would be lost
    m_boxes.clear();
    m_paper->GetSizer()->Clear();
    m_paper->DestroyChildren();
    m_sheet = m_presenter.sheet();
    m_slot = m_shown.slot;
    m_as_list = m_shown.list;
    add_boxes();
    if (!m_as_list)
        m_paper->Scroll(0, 0);
}

bool WorkPage::shed() {
    m_more.Stop();
    for (std::size_t gone = 0; gone < boxes_at_once && !m_boxes.empty(); ++gone) {
        m_boxes.back()->Destroy();
        m_boxes.pop_back();
    }
    return !m_boxes.empty();
}

void WorkPage::add_boxes() {
    if (m_sheet == nullptr)
        return;
    const auto& questions = m_sheet->questions;
    const bool had = box(m_slot) != nullptr;
    for (std::size_t made = 0; made < boxes_at_once; ++made) {
        const auto at = m_as_list ? m_boxes.size() : static_cast<std::size_t>(m_slot) - 1;
        if (at >= questions.size() || (!m_as_list && !m_boxes.empty()))
            break;
        auto* one = new QuestionBox(m_paper, m_presenter, questions[at], text_width(theme().scale()));
        one->update(m_shown.tiles[at], m_shown.can_answer);
        m_paper->GetSizer()->Add(one, wxSizerFlags().Expand().Border(wxBOTTOM, FromDIP(m_as_list ? 4 * grid : 0)));
        m_boxes.push_back(one);
    }
    m_paper->FitInside();
    m_paper->Layout();
    if (m_as_list && m_boxes.size() < questions.size())
        m_more.StartOnce(1); // a turn of the main loop for each piece
    if (!had)
        focus_on(m_slot);
}

void WorkPage::update(const StationScreen& screen) {
    m_shown = screen;
    if (m_presenter.sheet() != m_sheet || screen.list != m_as_list || (!screen.list && screen.slot != m_slot)) {
        // Not now: a control of what is to be replaced may be the one that has been pressed.
        CallAfter([this] {
            if (m_presenter.sheet() != m_sheet || m_shown.list != m_as_list ||
                (!m_shown.list && m_shown.slot != m_slot))
                rebuild();
        });
    } else if (screen.slot != m_slot) {
        m_slot = screen.slot;
        CallAfter([this] { focus_on(m_slot); });
    }
    for (auto* one : m_boxes)
        if (one->slot() <= static_cast<int>(screen.tiles.size()))
            one->update(screen.tiles[static_cast<std::size_t>(one->slot()) - 1], screen.can_answer);
    m_before->Enable(screen.slot > 1);
    m_after->Enable(screen.slot < static_cast<int>(screen.tiles.size()));
    m_clear->Enable(screen.can_answer);
    const auto list = screen.list ? tr("One question at a time") + " (F4)" : tr("All questions") + " (F4)";
    if (m_list->GetLabel() != list) {
        m_list->SetLabel(list);
        set_accessible(m_list, list, "station.list");
    }
    set_text(m_summary, screen.summary, "station.summary");
}

void WorkPage::show_given(int slot) {
    for (auto* one : m_boxes)
        if (slot == 0 || one->slot() == slot)
            one->show_given();
}

void WorkPage::focus_on(int slot) {
    if (auto* one = box(slot))
        one->take_focus();
}

void WorkPage::take_focus() { focus_on(m_slot); }

bool WorkPage::key(const wxKeyEvent& event) {
    const int key = event.GetKeyCode();
    auto* shown = box(m_presenter.screen().slot);
    if (key == WXK_PAGEDOWN) {
        m_presenter.step(1);
    } else if (key == WXK_PAGEUP) {
        m_presenter.step(-1);
    } else if (key == WXK_F2) {
        m_presenter.flag(m_presenter.screen().slot);
    } else if (key == WXK_F3) {
        m_presenter.show_overview(true);
    } else if (key == WXK_F4) {
        m_presenter.show_list(!m_presenter.screen().list);
    } else if (key >= '1' && key <= '9' && event.GetModifiers() == wxMOD_NONE && shown != nullptr &&
               dynamic_cast<wxTextCtrl*>(FindFocus()) == nullptr) {
        return shown->choose(static_cast<std::size_t>(key - '1'));
    } else {
        return false;
    }
    return true;
}

} // namespace canbo::station::ui
