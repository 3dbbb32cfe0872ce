#pragma once

#include "assessment_ui/question_controls.h"
#include "training_ui/final_quiz.h"

#include <wx/panel.h>
#include <wx/scrolwin.h>

#include <functional>
#include <memory>

class wxButton;
class wxStaticText;

namespace canbo::training::ui {

/// One question with native controls, and what came of the answer. Keyboard alone: Tab, Space, Enter.
class PracticePanel : public wxScrolledWindow {
public:
    explicit PracticePanel(wxWindow* parent);

    void show_question(const PracticeQuestion& question);
    void show_result(const PracticeResult& result, bool last);
    void show_round(const std::string& summary, const std::string& lesson_state);
    /// A question of the final quiz: its answer is kept and shown again, nothing is said about it.
    void show_final(const FinalQuestion& question);
    void show_final_intro(const FinalIntro& intro);
    void set_caption(const std::string& caption);
    void show_final_end(const FinalEnd& end);

    std::function<void(const PracticeAnswer&)> on_answer;
    std::function<void()> on_next, on_leave, on_again;
    std::function<void()> on_begin, on_hand_in;
    std::function<void(int slot)> on_go;

private:
    void on_key(wxKeyEvent& event);
    void add_controls(const PracticeQuestion& question);
    wxStaticText* add_text(const std::string& text, int size, const char* id);
    void finish_layout(wxWindow* focus);
    void clear();

    PracticeQuestion m_question;
    std::unique_ptr<assessment::ui::QuestionControls> m_controls;
    wxButton* m_check{nullptr};
    wxStaticText* m_caption{nullptr};
    wxSizer* m_column{nullptr};
};

} // namespace canbo::training::ui
