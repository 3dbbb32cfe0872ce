#pragma once

#include "desktop/controls.h"
#include "desktop/shell.h"
#include "desktop/table_view.h"
#include "film_panel.h"
#include "practice_panel.h"
#include "training_ui/learning_presenter.h"

#include <wx/timer.h>

class wxHtmlWindow;

namespace canbo::training::ui {

/// Courses and lessons at the left, the lesson or its questions at the right.
class LearningPanel final : public desktop::WorkspacePanel, private LearningView, private FinalView, private NotesView {
public:
    LearningPanel(wxWindow* parent, desktop::Shell& shell, LearningParts parts);

    void add_commands(desktop::CommandTable& commands);
    void open_place(const std::string& place) override;
    std::string place() const override { return m_presenter.place(); }
    void reload() override { m_presenter.refresh(); }
    void flush() override;
    std::string help_page() const override { return "learning"; }

private:
    void show_courses(const std::vector<CourseCard>& courses, const std::string& chosen) override;
    void show_lessons(const std::vector<LessonLine>& lines, const std::string& chosen,
                      const std::string& summary) override;
    void show_page(const LessonPage& page) override;
    void show_page_state(const LessonPage& page) override;
    void show_question(const PracticeQuestion& question) override;
    void show_result(const PracticeResult& result, bool last) override;
    void show_round(const std::string& summary, const std::string& lesson_state) override;
    void show_problem(const Error& error) override;
    void show_film(const std::string& lesson, const OpenFilm& film, const std::filesystem::path& file) override;
    void leave_film();
    void show_due(const std::vector<DueLine>& lines) override;
    /// A quiz over the whole course stands under no lesson.
    void head_final();
    void show_final_intro(const FinalIntro& intro) override;
    void show_final_question(const FinalQuestion& question) override;
    void show_final_caption(const std::string& caption) override;
    void show_final_end(const FinalEnd& end) override;
    void show_final_problem(const Error& error) override;
    void show_notes(const std::vector<NoteLine>& lines) override;
    void show_page_notes() override;
    void show_notes_problem(const Error& error) override;
    void leave_questions();

    wxWindow* make_left();
    wxWindow* make_right();
    // learning_notes.cpp
    wxWindow* make_notes(wxWindow* parent);
    void add_note_commands(desktop::CommandTable& commands, const std::function<bool()>& reading);
    void ask_note(std::size_t paragraph);
    void toggle_bookmark();
    void open_note(const std::string& key);
    std::size_t paragraph_here() const; ///< The first one on the screen; in the plain text that of the caret.
    void go_to_paragraph(std::size_t paragraph);
    enum class Shown { Reading, Questions, Film };
    void show_right(Shown what);
    void set_lesson_text(const LessonPage& page);
    /// Markdown as HTML with its drawings as pictures in memory.
    std::string html_of(const LessonPage& page);
    void follow(const std::string& target);
    double reading_place() const;
    void go_to_place(double place);
    void change_size(int step);

    desktop::Shell& m_shell;
    LearningParts m_parts;
    std::vector<CourseCard> m_courses;
    wxChoice* m_course{nullptr};
    wxStaticText* m_course_caption{nullptr};
    wxTextCtrl* m_search{nullptr};
    wxStaticText* m_summary{nullptr};
    wxPanel* m_due{nullptr};
    wxButton* m_final_quiz{nullptr};
    desktop::TableView* m_lessons{nullptr};
    wxStaticText* m_title{nullptr};
    wxStaticText* m_caption{nullptr};
    wxStaticText* m_rule{nullptr};
    wxButton* m_read{nullptr};
    wxButton* m_practise{nullptr};
    wxButton* m_note{nullptr};
    wxButton* m_next{nullptr};
    wxPanel* m_reading{nullptr};
    wxHtmlWindow* m_html{nullptr};
    wxTextCtrl* m_plain{nullptr};
    PracticePanel* m_practice{nullptr};
    FilmPanel* m_film{nullptr};
    wxButton* m_watch{nullptr};
    desktop::EmptyState* m_none{nullptr};
    wxWindow* m_right{nullptr};
    wxWindow* m_left{nullptr};
    desktop::TableView* m_note_list{nullptr};
    std::vector<PageParagraph> m_paragraphs;       ///< Of the lesson on the page.
    std::string m_notes_of;                        ///< Slug of the course whose notes are open.
    std::string m_wanted_note;                     ///< Where to go when its lesson is on the page.
    std::map<std::string, std::string> m_pictures; ///< Name in memory by file.
    int m_size{1};                                 ///< Points over the body's size.
    bool m_as_text{false};
    bool m_in_final{false};
    wxTimer m_second;
    LearningPresenter m_presenter; ///< Last, with the next: they call the rest.
    NotesPresenter m_notes;
    FinalPresenter m_final;
};

} // namespace canbo::training::ui
