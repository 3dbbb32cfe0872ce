#include "practice_panel.h"

#include "desktop/controls.h"
#include "desktop/native.h"
#include "desktop/text.h"

#include <wx/checkbox.h>
#include <wx/choice.h>
#include <wx/radiobut.h>

#include <algorithm>

namespace canbo::training::ui {

using desktop::grid;
using desktop::tr;
using desktop::wx;

namespace {

constexpr std::size_t letters_of_a_line = 84;
constexpr int text_width = 80 * grid;

/// Labels of native buttons do not wrap by themselves.
wxString wrapped(const std::string& text) {
    wxString out;
    std::size_t in_line = 0;
    for (const auto& word : wxSplit(wx(text), ' ', '\0')) {
        if (in_line > 0 && in_line + word.length() > letters_of_a_line) {
            out += '\n';
            in_line = 0;
        } else if (in_line > 0) {
            out += ' ';
        }
        out += word;
        in_line += word.length() + 1;
    }
    return wxControl::EscapeMnemonics(out);
}

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
    std::vector<wxWindow*> order(m_boxes.begin(), m_boxes.end());
    order.insert(order.end(), m_choices.begin(), m_choices.end());
    wxWindow* focus = FindFocus();
    const bool on_radio = std::find(m_radios.begin(), m_radios.end(), focus) != m_radios.end();
    if (!m_radios.empty())
        order.push_back(on_radio ? focus : m_radios.front());
    if (m_text != nullptr)
        order.push_back(m_text);
    const auto at = std::find(order.begin(), order.end(), focus);
    const int key = event.GetKeyCode();
    const bool open = m_check != nullptr && m_check->IsShown();
    const bool ticked = on_radio || std::find(m_boxes.begin(), m_boxes.end(), focus) != m_boxes.end();
    if (open && ticked && (key == WXK_RETURN || key == WXK_NUMPAD_ENTER) && on_answer)
        on_answer(given());
    else if (open && key == WXK_TAB && !event.ShiftDown() && at != order.end())
        (at + 1 == order.end() ? m_check : *(at + 1))->SetFocus();
    else if (open && key == WXK_TAB && event.ShiftDown() && focus == m_check && !order.empty())
        order.back()->SetFocus();
    else
        event.Skip();
}

void PracticePanel::clear() {
    DestroyChildren(); // also what no sizer holds
    m_radios.clear();
    m_boxes.clear();
    m_choices.clear();
    m_text = nullptr;
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
    const auto flags = wxSizerFlags().Border(wxBOTTOM, FromDIP(grid));
    switch (question.kind) {
    case AnswerKind::One:
        // Of radio buttons one is always chosen: a hidden one, so that nothing is chosen for the learner.
        (new wxRadioButton(this, wxID_ANY, "-", wxDefaultPosition, wxDefaultSize, wxRB_GROUP))->Hide();
        for (std::size_t i = 0; i < question.options.size(); ++i) {
            m_radios.push_back(new wxRadioButton(this, wxID_ANY, wrapped(question.options[i])));
            desktop::set_accessible(m_radios.back(), wx(question.options[i]), "learning.option-" + std::to_string(i));
            m_column->Add(m_radios.back(), flags);
        }
        break;
    case AnswerKind::Several:
        for (std::size_t i = 0; i < question.options.size(); ++i) {
            m_boxes.push_back(new wxCheckBox(this, wxID_ANY, wrapped(question.options[i])));
            desktop::set_accessible(m_boxes.back(), wx(question.options[i]), "learning.option-" + std::to_string(i));
            m_column->Add(m_boxes.back(), flags);
        }
        break;
    case AnswerKind::Text:
    case AnswerKind::Number:
        m_text = desktop::make_entry(this, tr("Answer"), "learning.answer", wxTE_PROCESS_ENTER);
        m_text->SetMinSize(FromDIP(wxSize(40 * grid, -1)));
        m_text->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent&) {
            if (on_answer)
                on_answer(given());
        });
        m_column->Add(m_text, flags);
        break;
    case AnswerKind::Match: {
        wxArrayString items;
        items.push_back(tr("Choose"));
        for (const auto& option : question.options)
            items.push_back(wx(option));
        for (std::size_t i = 0; i < question.stems.size(); ++i) {
            m_choices.push_back(
                desktop::make_choice(this, wx(question.stems[i]), "learning.match-" + std::to_string(i), items));
            m_choices.back()->SetSelection(0);
            auto* stem = desktop::make_wrapped(this, wx(question.stems[i]), FromDIP(text_width));
            m_column->Add(stem, wxSizerFlags().Border(wxBOTTOM, FromDIP(grid / 2)));
            m_column->Add(m_choices.back(), wxSizerFlags().Border(wxBOTTOM, FromDIP(2 * grid)));
        }
        break;
    }
    case AnswerKind::Read:
        break;
    }
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
            on_answer(given());
    });
    row->Add(m_check, wxSizerFlags().Border(wxRIGHT, FromDIP(grid)));
    row->Add(desktop::make_flat(this, tr("Back to the lesson"), "learning.leave-practice", [this] {
        if (on_leave)
            on_leave();
    }));
    m_column->Add(row, wxSizerFlags().Border(wxTOP | wxBOTTOM, FromDIP(grid)));
    Scroll(0, 0);
    wxWindow* first = !m_radios.empty()    ? static_cast<wxWindow*>(m_radios.front())
                      : !m_boxes.empty()   ? static_cast<wxWindow*>(m_boxes.front())
                      : !m_choices.empty() ? static_cast<wxWindow*>(m_choices.front())
                                           : static_cast<wxWindow*>(m_text);
    finish_layout(first);
}

PracticeAnswer PracticePanel::given() const {
    PracticeAnswer answer;
    for (std::size_t i = 0; i < m_radios.size(); ++i)
        if (m_radios[i]->GetValue())
            answer.chosen.push_back(i);
    for (std::size_t i = 0; i < m_boxes.size(); ++i)
        if (m_boxes[i]->GetValue())
            answer.chosen.push_back(i);
    for (const auto* choice : m_choices)
        answer.chosen.push_back(choice->GetSelection() <= 0 ? PracticeAnswer::none
                                                            : static_cast<std::size_t>(choice->GetSelection() - 1));
    if (m_text != nullptr)
        answer.text = desktop::utf8(m_text->GetValue());
    return answer;
}

void PracticePanel::show_result(const PracticeResult& result, bool last) {
    for (auto* radio : m_radios)
        radio->Disable();
    for (auto* box : m_boxes)
        box->Disable();
    for (auto* choice : m_choices)
        choice->Disable();
    if (m_text != nullptr)
        m_text->SetEditable(false);
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
