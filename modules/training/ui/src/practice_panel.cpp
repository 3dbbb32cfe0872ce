#include "practice_panel.h"

#include "desktop/controls.h"
#include "desktop/native.h"
#include "desktop/text.h"

#include <algorithm>

namespace canbo::training::ui {

using desktop::grid;
using desktop::tr;
using desktop::wx;

namespace {

constexpr int text_width = 80 * grid;

desktop::Tone tone_of(double fraction) {
    return fraction > 0.999999 ? desktop::Tone::Good : fraction > 0.000001 ? desktop::Tone::Warn : desktop::Tone::Bad;
}

} // namespace

// Without wxTAB_TRAVERSAL, which the class has not by itself, Tab would leave for the status line.
PracticePanel::PracticePanel(wxWindow* parent)
    : wxScrolledWindow(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxVSCROLL | wxTAB_TRAVERSAL) {
    SetBackgroundColour(desktop::theme().palette().surface);
    SetScrollRate(0, FromDIP(grid));
    m_column = new wxBoxSizer(wxVERTICAL);
    auto* outer = new wxBoxSizer(wxVERTICAL);
    outer->Add(m_column, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(3 * grid)));
    SetSizer(outer);
    desktop::set_accessible(this, tr("Practice"), "learning.practice");
    Bind(wxEVT_CHAR_HOOK, &PracticePanel::on_key, this);
}

/// Enter on an answer checks it; Tab and Shift+Tab walk over the answers to the button that checks them: what was put
/// here a moment ago is not yet in the toolkit's own order.
void PracticePanel::on_key(wxKeyEvent& event) {
    const auto order = m_controls ? m_controls->order() : std::vector<wxWindow*>();
    wxWindow* focus = FindFocus();
    const auto at = std::find(order.begin(), order.end(), focus);
    const int key = event.GetKeyCode();
    const bool open = m_check != nullptr && m_check->IsShown();
    const bool ticked = m_controls && m_controls->ticks(focus);
    if (open && ticked && (key == WXK_RETURN || key == WXK_NUMPAD_ENTER) && on_answer)
        on_answer(m_controls->given());
    else if (open && key == WXK_TAB && !event.ShiftDown() && at != order.end())
        (at + 1 == order.end() ? m_check : *(at + 1))->SetFocus();
    else if (open && key == WXK_TAB && event.ShiftDown() && focus == m_check && !order.empty())
        order.back()->SetFocus();
    else
        event.Skip();
}

void PracticePanel::clear() {
    m_controls.reset();
    DestroyChildren(); // also what no sizer holds
    m_check = nullptr;
    m_caption = nullptr;
    m_column->Clear();
}

wxStaticText* PracticePanel::add_text(const std::string& text, int size, const char* id) {
    auto* made = desktop::make_wrapped(this, wx(text), FromDIP(text_width), static_cast<desktop::TextSize>(size));
    if (*id != '\0')
        desktop::set_accessible(made, wx(text), id);
    m_column->Add(made, wxSizerFlags().Border(wxBOTTOM, FromDIP(2 * grid)));
    return made;
}

void PracticePanel::finish_layout(wxWindow* focus) {
    FitInside();
    Layout();
    if (focus != nullptr)
        focus->SetFocus();
}

void PracticePanel::add_controls(const PracticeQuestion& question) {
    m_controls =
        std::make_unique<assessment::ui::QuestionControls>(this, *m_column, question, "learning", FromDIP(text_width));
    m_controls->on_enter = [this] {
        if (on_answer)
            on_answer(m_controls->given());
    };
}

void PracticePanel::show_question(const PracticeQuestion& question) {
    m_question = question;
    clear();
    add_text(base::tr("Question") + " " + std::to_string(question.number) + "/" + std::to_string(question.count),
             static_cast<int>(desktop::TextSize::Caption), "learning.question-number");
    if (!question.rule.empty())
        add_text(question.rule, static_cast<int>(desktop::TextSize::Caption), "learning.mark-rule");
    add_text(question.text, static_cast<int>(desktop::TextSize::Heading), "learning.question");
    if (question.kind == AnswerKind::Several)
        add_text(base::tr("Several answers may be right"), static_cast<int>(desktop::TextSize::Caption), "");
    add_controls(question);
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    m_check = desktop::make_primary(this, tr("Check the answer"), "learning.check", [this] {
        if (on_answer)
            on_answer(m_controls->given());
    });
    row->Add(m_check, wxSizerFlags().Border(wxRIGHT, FromDIP(grid)));
    row->Add(desktop::make_flat(this, tr("Back to the lesson"), "learning.leave-practice", [this] {
        if (on_leave)
            on_leave();
    }));
    m_column->Add(row, wxSizerFlags().Border(wxTOP | wxBOTTOM, FromDIP(grid)));
    Scroll(0, 0);
    finish_layout(m_controls->first());
}

void PracticePanel::show_result(const PracticeResult& result, bool last) {
    if (m_controls)
        m_controls->enable(false);
    if (m_check != nullptr)
        m_check->Hide();
    auto* verdict = add_text(result.verdict, static_cast<int>(desktop::TextSize::Strong), "learning.verdict");
    verdict->SetForegroundColour(desktop::theme().colour(tone_of(result.fraction)));
    for (const auto& why : result.why)
        add_text(why, static_cast<int>(desktop::TextSize::Body), "");
    if (!result.right.empty())
        add_text(base::tr("Right is") + ": " + result.right, static_cast<int>(desktop::TextSize::Body),
                 "learning.right");
    auto* next = desktop::make_primary(this, last ? tr("See the result") : tr("Next question"),
                                       "learning.next-question", [this] {
                                           if (on_next)
                                               on_next();
                                       });
    m_column->Add(next);
    finish_layout(next);
    Scroll(0, GetScrollLines(wxVERTICAL));
}

void PracticePanel::show_round(const std::string& summary, const std::string& lesson_state) {
    clear();
    add_text(base::tr("The round is finished"), static_cast<int>(desktop::TextSize::Heading), "");
    add_text(summary, static_cast<int>(desktop::TextSize::Strong), "learning.round");
    if (!lesson_state.empty())
        add_text(base::tr("This lesson") + ": " + lesson_state, static_cast<int>(desktop::TextSize::Body), "");
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    auto* leave = desktop::make_primary(this, tr("Back to the lesson"), "learning.leave-practice", [this] {
        if (on_leave)
            on_leave();
    });
    row->Add(leave, wxSizerFlags().Border(wxRIGHT, FromDIP(grid)));
    row->Add(desktop::make_button(this, tr("Once more"), "learning.again", [this] {
        if (on_again)
            on_again();
    }));
    m_column->Add(row);
    finish_layout(leave);
}

} // namespace canbo::training::ui
