#pragma once

#include "assessment/question_view.h"

#include <wx/sizer.h>
#include <wx/window.h>

#include <functional>
#include <string>
#include <vector>

class wxCheckBox;
class wxChoice;
class wxRadioButton;
class wxTextCtrl;

namespace canbo::assessment::ui {

/// The native controls that answer one question; typed answers go through the system's input method. No window of its
/// own: the parent owns the controls, and this goes when they go. UI thread only.
class QuestionControls {
public:
    /// Puts the controls below each other into `column`. Ids: "<place>.option-0", "<place>.answer", "<place>.match-0".
    /// `width`: of texts, in the toolkit's pixels.
    QuestionControls(wxWindow* parent, wxSizer& column, const QuestionView& question, std::string place, int width);
    QuestionControls(const QuestionControls&) = delete;
    QuestionControls& operator=(const QuestionControls&) = delete;

    GivenAnswer given() const;
    /// Shows an answer that was given before; calls nobody.
    void set_given(const GivenAnswer& given);
    /// Controls that are not enabled still show what was given.
    void enable(bool enabled);

    /// Chooses an option by its place from 0; of Several it turns it over. False where there is none or a text has the
    /// keyboard. Calls nobody.
    bool choose(std::size_t option);

    /// Where the keyboard begins; null when the question asks nothing.
    wxWindow* first() const;
    /// The controls in the order in which Tab walks over them; of radio buttons the one that has the focus, or the
    /// first.
    std::vector<wxWindow*> order() const;
    /// Is it one of the buttons that Space chooses?
    bool ticks(const wxWindow* window) const;
    bool holds(const wxWindow* window) const;

    std::function<void()> on_chosen; ///< Something was chosen.
    std::function<void()> on_typed;  ///< A key changed the text.
    std::function<void()> on_enter;  ///< Enter in the text.

private:
    void add_radios(wxWindow* parent, wxSizer& column, const QuestionView& question);
    void add_boxes(wxWindow* parent, wxSizer& column, const QuestionView& question);
    void add_text(wxWindow* parent, wxSizer& column);
    void add_matches(wxWindow* parent, wxSizer& column, const QuestionView& question);
    void chosen();

    std::string m_place;
    int m_width;
    std::vector<wxRadioButton*> m_radios;
    wxRadioButton* m_nothing{nullptr};
    std::vector<wxCheckBox*> m_boxes;
    std::vector<wxChoice*> m_choices;
    wxTextCtrl* m_text{nullptr};
};

} // namespace canbo::assessment::ui
