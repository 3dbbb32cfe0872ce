#pragma once

#include "assessment/bank.h"
#include "base/clock.h"
#include "base/result.h"
#include "desktop/background.h"
#include "training/completion.h"
#include "training/course.h"
#include "training/course_progress.h"
#include "training_ui/due_list.h"
#include "training_ui/film_presenter.h"
#include "training_ui/final_quiz.h"
#include "training_ui/notes_presenter.h"
#include "training_ui/practice.h"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace canbo::training::ui {

/// A course with its files by their path inside it ("lessons/01-mat-khau.md").
struct OpenedCourse {
    Course course;
    std::map<std::string, std::string> files;
};

/// What the workspace stands on; filled by the app. All but the store are called on the worker.
struct LearningParts {
    std::function<Result<std::vector<Course>>()> courses; ///< The newest version of each that can be opened here.
    std::function<Result<OpenedCourse>(const std::string& slug)> open;
    std::function<Result<std::vector<assessment::BankQuestion>>(const std::string& gift)> read_quiz;
    ProgressStore& progress; ///< Called on the worker too.
    const base::Clock& clock;
    FinalParts final{};
    /// What is assigned to the learner and not completed; null: nothing ever.
    std::function<Result<std::vector<DueCourse>>()> due{};
    /// Courses that came from the office or a stick: not opened yet, they are marked as new; null: none.
    std::function<std::set<std::string>()> arrived{};
    NoteStore* notes{nullptr}; ///< Null: nothing can be noted. Called on the worker.
    /// Where a file of a course stands on this machine, for the player of its films.
    std::function<Result<std::filesystem::path>(const std::string& slug, const std::string& file)> path_of{};
};

struct CourseCard {
    std::string slug;
    std::string title;
    std::string summary; ///< "14 lessons · 240 minutes · new"
    bool fresh{false};   ///< It came by itself and was not opened yet.
};

struct LessonLine {
    std::string id;
    std::string number;
    std::string title; ///< When something is sought: with what was found around it.
    std::string state; ///< "✓ Done", "◐ Begun", "○ Opens later", ""
    bool done{false};
    bool open{true};
};

/// A lesson to be read.
struct LessonPage {
    std::string course, id, title, file;
    std::string caption;  ///< "Lesson 3 of 14 · 15 minutes"
    std::string markdown; ///< Empty when the lesson opens later; `closed` then says after which.
    std::string closed;
    std::string rule; ///< When it counts as done.
    std::string state;
    double place{0}; ///< Where reading stopped.
    bool read{false};
    bool has_quiz{false};
    bool has_next{false};
    bool has_film{false};
    double watched{0}; ///< Of the film: a share.
};

class LearningView {
public:
    virtual ~LearningView() = default;
    virtual void show_courses(const std::vector<CourseCard>& courses, const std::string& chosen) = 0;
    /// `summary`: "3 of 14 lessons done".
    virtual void show_lessons(const std::vector<LessonLine>& lines, const std::string& chosen,
                              const std::string& summary) = 0;
    virtual void show_page(const LessonPage& page) = 0;
    /// Only what stands beside the text changed.
    virtual void show_page_state(const LessonPage& page) = 0;
    virtual void show_question(const PracticeQuestion& question) = 0;
    virtual void show_result(const PracticeResult& result, bool last) = 0;
    virtual void show_round(const std::string& summary, const std::string& lesson_state) = 0;
    virtual void show_problem(const Error& error) = 0;
    /// `file`: where it stands on this machine; `lesson` goes back with what ran (note_watched).
    virtual void show_film(const std::string& lesson, const OpenFilm& film, const std::filesystem::path& file) {
        static_cast<void>(lesson), static_cast<void>(film), static_cast<void>(file);
    }
    /// What is assigned and until when (see due_lines).
    virtual void show_due(const std::vector<DueLine>& lines) { static_cast<void>(lines); }
};

/// Learning: a course is chosen, its lessons are read and practised. What the learner did is on the disk before the
/// screen says so. UI thread only; the view outlives it.
class LearningPresenter {
public:
    LearningPresenter(LearningView& view, LearningParts parts, desktop::Background& background);

    /// Shows the courses and goes on where reading stopped. `place`: "slug" or "slug/lesson"; empty: the last one.
    void start(const std::string& place);
    void choose_course(const std::string& slug);
    void open_lesson(const std::string& id);
    void open_next();
    /// The lesson of that file; nothing when there is none.
    void open_file(const std::string& file);
    /// Seeks in titles and texts of the course, without regard to diacritics; empty: all lessons.
    void search(const std::string& words);
    /// Where the reader is: 0 to 1. Kept when the lesson is left and by keep().
    void note_place(double place) { m_place = place; }
    void keep();
    void mark_read();
    /// Opens the lesson's film where it was left.
    void open_film();
    /// So much of that lesson's film ran.
    void note_watched(const std::string& lesson, const WatchedPart& part);
    void practise();
    void answer(const PracticeAnswer& given);
    /// The next question; after the last one the round's mark.
    void next_question();
    void leave_practice();
    /// The desk's data changed: reads again which courses there are and what is assigned. What is read stays open.
    void refresh();
    /// Reads again what is assigned.
    void read_due();

    const Course& course() const { return m_open.course; }
    double best_final_mark() const { return m_standing.final_mark; } ///< A share; 0 before the first.
    bool practising() const { return m_practice.has_value(); }
    std::string place() const;
    /// A file of the open course ("media/01-mat-khau.svg"), or null.
    const std::string* file(const std::string& path) const;
    const std::optional<LessonPage>& page() const { return m_page; }
    const CourseProgress& progress() const { return m_progress; }

private:
    struct Loaded {
        OpenedCourse course;
        CourseProgress progress;
        std::map<std::string, std::string> keys; ///< Lesson to its search key.
    };
    struct Arrived {
        std::vector<Course> courses;
        std::set<std::string> fresh;
    };
    /// On the worker.
    static Result<Arrived> read_courses(const LearningParts& parts);
    void show_courses(const std::string& chosen);
    void take(Loaded loaded, const std::string& lesson);
    void show_lessons();
    std::string place_lesson() const;
    LessonPage make_page(const CourseLesson& lesson) const;
    std::string state_of(const CourseLesson& lesson) const;
    LessonState standing_of(const CourseLesson& lesson) const { return m_standing.lessons.at(lesson.id); }
    /// Notes what the learner did now in the lesson on the page.
    void note(LearningEvent::Kind kind, double value);
    void note(LearningEvent::Kind kind, const std::string& lesson, double value, double until);
    /// Writes the progress on the worker, then goes on.
    void save(std::function<void()> then);
    void finish_round();

    LearningView& m_view;
    LearningParts m_parts;
    desktop::Background& m_background;
    std::vector<Course> m_courses;
    std::set<std::string> m_fresh;
    bool m_starting{false}; ///< A course was asked for and is not open yet.
    OpenedCourse m_open;
    CourseProgress m_progress;
    CourseStanding m_standing; ///< Follows from m_progress; made anew by note() and take().
    std::map<std::string, std::string> m_keys;
    std::string m_words;
    std::optional<LessonPage> m_page;
    double m_place{0};
    std::optional<Practice> m_practice;
    desktop::Waiter m_waiter;
};

} // namespace canbo::training::ui
