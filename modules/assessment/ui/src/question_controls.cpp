#include "assessment_ui/question_controls.h"

#include "desktop/controls.h"
#include "desktop/native.h"
#include "desktop/text.h"

#include <wx/checkbox.h>
#include <wx/radiobut.h>

#include <algorithm>

namespace canbo::assessment::ui {

using desktop::grid;
using desktop::tr;
using desktop::wx;

namespace {

/// Labels of native buttons do not wrap by themselves.
wxString wrapped(const wxWindow& parent, const std::string& text, int width) {
    wxString out, line;
    for (const auto& word : wxSplit(wx(text), ' ', '\0')) {
        const wxString longer = line.empty() ? word : line + " " + word;
        if (!line.empty() && parent.GetTextExtent(longer).x > width) {
            out += line + "\n";
            line = word;
        } else {
            line = longer;
        }
    }
    return wxControl::EscapeMnemonics(out + line);
}

} // namespace

QuestionControls::QuestionControls(wxWindow* parent, wxSizer& column, const QuestionView& question, std::string place,
                                   int width)
    : m_place(std::move(place)), m_width(width) {
    switch (question.kind) {
    case AnswerKind::One:
        add_radios(parent, column, question);
        break;
    case AnswerKind::Several:
        add_boxes(parent, column, question);
        break;
    case AnswerKind::Text:
    case AnswerKind::Number:
        add_text(parent, column);
        break;
    case AnswerKind::Match:
        add_matches(parent, column, question);
        break;
    case AnswerKind::Read:
        break;
    }
}

void QuestionControls::chosen() {
    if (on_chosen)
        on_chosen();
}

void QuestionControls::add_radios(wxWindow* parent, wxSizer& column, const QuestionView& question) {
    // Of radio buttons one is always chosen: a hidden one, so that nothing is chosen for the person.
    m_nothing = new wxRadioButton(parent, wxID_ANY, "-", wxDefaultPosition, wxDefaultSize, wxRB_GROUP);
    m_nothing->Hide();
    for (std::size_t i = 0; i < question.options.size(); ++i) {
        auto* radio = new wxRadioButton(parent, wxID_ANY, wrapped(*parent, question.options[i], m_width));
        desktop::set_accessible(radio, wx(question.options[i]), m_place + ".option-" + std::to_string(i));
        radio->Bind(wxEVT_RADIOBUTTON, [this](wxCommandEvent&) { chosen(); });
        column.Add(radio, wxSizerFlags().Border(wxBOTTOM, parent->FromDIP(grid)));
        m_radios.push_back(radio);
    }
}

void QuestionControls::add_boxes(wxWindow* parent, wxSizer& column, const QuestionView& question) {
    for (std::size_t i = 0; i < question.options.size(); ++i) {
        auto* box = new wxCheckBox(parent, wxID_ANY, wrapped(*parent, question.options[i], m_width));
        desktop::set_accessible(box, wx(question.options[i]), m_place + ".option-" + std::to_string(i));
        box->Bind(wxEVT_CHECKBOX, [this](wxCommandEvent&) { chosen(); });
        column.Add(box, wxSizerFlags().Border(wxBOTTOM, parent->FromDIP(grid)));
        m_boxes.push_back(box);
    }
}

void QuestionControls::add_text(wxWindow* parent, wxSizer& column) {
    m_text = desktop::make_entry(parent, tr("Answer"), m_place + ".answer", wxTE_PROCESS_ENTER);
    m_text->SetMinSize(parent->FromDIP(wxSize(40 * grid, -1)));
    m_text->Bind(wxEVT_TEXT, [this](wxCommandEvent&) {
        if (on_typed)
            on_typed();
    });
    m_text->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent&) {
        if (on_enter)
            on_enter();
    });
    column.Add(m_text, wxSizerFlags().Border(wxBOTTOM, parent->FromDIP(grid)));
}

void QuestionControls::add_matches(wxWindow* parent, wxSizer& column, const QuestionView& question) {
    wxArrayString items;
    items.push_back(tr("Choose"));
    for (const auto& option : question.options)
        items.push_back(wx(option));
    for (std::size_t i = 0; i < question.stems.size(); ++i) {
        auto* choice =
            desktop::make_choice(parent, wx(question.stems[i]), m_place + ".match-" + std::to_string(i), items);
        choice->SetSelection(0);
        choice->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) { chosen(); });
        auto* stem = desktop::make_text(parent, wx(question.stems[i]));
        stem->Wrap(m_width);
        column.Add(stem, wxSizerFlags().Border(wxBOTTOM, parent->FromDIP(grid / 2)));
        column.Add(choice, wxSizerFlags().Border(wxBOTTOM, parent->FromDIP(2 * grid)));
        m_choices.push_back(choice);
    }
}

GivenAnswer QuestionControls::given() const {
    GivenAnswer out;
    for (std::size_t i = 0; i < m_radios.size(); ++i)
        if (m_radios[i]->GetValue())
            out.chosen.push_back(i);
    for (std::size_t i = 0; i < m_boxes.size(); ++i)
        if (m_boxes[i]->GetValue())
            out.chosen.push_back(i);
    for (const auto* choice : m_choices)
        out.chosen.push_back(choice->GetSelection() <= 0 ? GivenAnswer::none
                                                         : static_cast<std::size_t>(choice->GetSelection() - 1));
    if (m_text != nullptr)
        out.text = desktop::utf8(m_text->GetValue());
    return out;
}

void QuestionControls::set_given(const GivenAnswer& given) {
    if (m_nothing != nullptr)
        m_nothing->SetValue(true);
    for (auto* box : m_boxes)
        box->SetValue(false);
    for (const std::size_t at : m_choices.empty() ? given.chosen : std::vector<std::size_t>()) {
        if (at < m_radios.size())
            m_radios[at]->SetValue(true);
        if (at < m_boxes.size())
            m_boxes[at]->SetValue(true);
    }
    for (std::size_t i = 0; i < m_choices.size(); ++i)
        m_choices[i]->SetSelection(i >= given.chosen.size() || given.chosen[i] == GivenAnswer::none
                                       ? 0
                                       : static_cast<int>(given.chosen[i]) + 1);
    if (m_text != nullptr)
        m_text->ChangeValue(wx(given.text));
}

void QuestionControls::enable(bool enabled) {
    for (auto* radio : m_radios)
        radio->Enable(enabled);
    for (auto* box : m_boxes)
        box->Enable(enabled);
    for (auto* choice : m_choices)
        choice->Enable(enabled);
    if (m_text != nullptr)
        m_text->SetEditable(enabled);
}

bool QuestionControls::choose(std::size_t option) {
    if (option < m_radios.size())
        m_radios[option]->SetValue(true);
    else if (option < m_boxes.size())
        m_boxes[option]->SetValue(!m_boxes[option]->GetValue());
    else
        return false;
    return true;
}

wxWindow* QuestionControls::first() const {
    for (auto* radio : m_radios)
        if (radio->GetValue())
            return radio;
    const auto all = order();
    return all.empty() ? nullptr : all.front();
}

std::vector<wxWindow*> QuestionControls::order() const {
    std::vector<wxWindow*> out(m_boxes.begin(), m_boxes.end());
    out.insert(out.end(), m_choices.begin(), m_choices.end());
    if (!m_radios.empty()) {
        auto* focus = wxWindow::FindFocus();
        const auto at = std::find(m_radios.begin(), m_radios.end(), focus);
        out.push_back(at != m_radios.end() ? *at : m_radios.front());
    }
    if (m_text != nullptr)
        out.push_back(m_text);
    return out;
}

bool QuestionControls::ticks(const wxWindow* window) const {
    return std::find(m_radios.begin(), m_radios.end(), window) != m_radios.end() ||
           std::find(m_boxes.begin(), m_boxes.end(), window) != m_boxes.end();
}

bool QuestionControls::holds(const wxWindow* window) const {
    return window != nullptr &&
           (ticks(window) || std::find(m_choices.begin(), m_choices.end(), window) != m_choices.end() ||
            window == m_text);
}

} // namespace canbo::assessment::ui
