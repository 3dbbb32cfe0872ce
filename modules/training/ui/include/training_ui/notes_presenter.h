#pragma once

#include "base/clock.h"
#include "desktop/background.h"
#include "training/course.h"
#include "training/lesson_notes.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace canbo::training::ui {

/// A paragraph or a list's item of a lesson as it is shown.
struct PageParagraph {
    std::size_t begin{0}; ///< In the HTML, behind its opening tag.
    std::size_t end{0};   ///< Before its closing tag, or before a list inside it.
    std::string words;    ///< Its first words, plain.
};
std::vector<PageParagraph> paragraphs_in(std::string_view html);
/// Where a note belongs: by its paragraph's words; where they are gone, by its number.
std::size_t paragraph_of(const LessonNote& note, const std::vector<PageParagraph>& paragraphs);
/// The HTML with an anchor "p<number>" in each paragraph, and what is noted of this lesson below its paragraph: a link
/// "note:<number>". `back`: colour behind a note, "#fff4cc".
std::string with_notes(std::string_view html, const std::vector<LessonNote>& notes, std::string_view lesson,
                       std::string_view back);

/// One note or bookmark in the list of the course.
struct NoteLine {
    std::string key; ///< "lesson/number"
    std::string lesson;
    std::string mark; ///< "★", "✎", "★ ✎"
    std::string text; ///< The note; of a bookmark the paragraph's words.
};

class NotesView {
public:
    virtual ~NotesView() = default;
    virtual void show_notes(const std::vector<NoteLine>& lines) = 0;
    /// What stands beside the paragraphs of the lesson on the page changed.
    virtual void show_page_notes() = 0;
    virtual void show_notes_problem(const Error& error) = 0;
};

/// A learner's notes and bookmarks in the open course: on the disk before the screen says so. UI thread only; the view
/// outlives it.
class NotesPresenter {
public:
    /// `store` may be null: then nothing can be noted.
    NotesPresenter(NotesView& view, NoteStore* store, const base::Clock& clock, desktop::Background& background)
        : m_view(view), m_store(store), m_clock(clock), m_background(background) {}

    /// Reads the notes of that course; `course` is borrowed for the numbers of its lessons only now.
    void open(const Course& course);
    const std::vector<LessonNote>& notes() const { return m_notes.notes; }
    bool ready() const { return m_store != nullptr && !m_slug.empty(); }
    /// The note beside that paragraph; empty where there is none.
    std::string text_of(const std::string& lesson, const std::string& words) const;
    /// Notes it; an empty text takes the note away and leaves a bookmark. `done`: called when it is on the disk.
    void write(const std::string& lesson, std::size_t paragraph, const std::string& words, const std::string& text,
               std::function<void()> done = {});
    void toggle_bookmark(const std::string& lesson, std::size_t paragraph, const std::string& words);

private:
    void put(LessonNote note, std::function<void()> done = {});
    void show_lines();

    NotesView& m_view;
    NoteStore* m_store;
    const base::Clock& m_clock;
    desktop::Background& m_background;
    std::string m_slug;
    std::vector<std::string> m_lessons; ///< Ids, in their order.
    CourseNotes m_notes;
    desktop::Waiter m_waiter;
};

} // namespace canbo::training::ui
