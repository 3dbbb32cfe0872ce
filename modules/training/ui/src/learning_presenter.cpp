#include "training_ui/learning_presenter.h"

#include "assessment/random.h"
#include "base/crypto.h"
#include "base/text.h"
#include "base/translation.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace canbo::training::ui {
namespace {

std::string percent(double share) { return base::format_decimal(share * 100) + " %"; }

double mean(const std::vector<double>& fractions) {
    return std::accumulate(fractions.begin(), fractions.end(), 0.0) / static_cast<double>(fractions.size());
}

std::string rule_sentence(const CompletionRule& rule) {
    switch (rule.kind) {
    case CompletionRule::Kind::View:
        return base::tr("Done when it was read to its end");
    case CompletionRule::Kind::Mark:
        return base::tr("Done when a whole round of its questions reaches this mark") + ": " + percent(rule.pass);
    case CompletionRule::Kind::Mastery:
        return base::tr("Done when so many answers in a row are right") + ": " +
               fmt::format("{}/{}", rule.need, rule.of);
    case CompletionRule::Kind::Watch:
        return base::tr("Done when this much of the film ran; what is skipped does not count") + ": " +
               percent(rule.pass);
    }
    return {};
}

/// A little of the text around the first word found, for the list.
std::string around(const std::string& key, const std::string& words) {
    const std::size_t at = key.find(words);
    if (at == std::string::npos)
        return {};
    const std::size_t from = at < 20 ? 0 : key.rfind(' ', at - 20);
    return "… " + base::fit(std::string_view(key).substr(from == std::string::npos ? 0 : from), 60);
}

} // namespace

LearningPresenter::LearningPresenter(LearningView& view, LearningParts parts, desktop::Background& background)
    : m_view(view), m_parts(std::move(parts)), m_background(background) {}

void LearningPresenter::read_due() {
    if (!m_parts.due)
        return;
    m_waiter.run(
        m_background, [due = m_parts.due] { return due(); },
        [this](Result<std::vector<DueCourse>> due) {
            if (!due) {
                m_view.show_problem(due.error());
                return;
            }
            const auto title_of = [this](const std::string& slug) {
                const auto found = std::find_if(m_courses.begin(), m_courses.end(),
                                                [&](const auto& course) { return course.slug == slug; });
                return found == m_courses.end() ? slug : found->title;
            };
            m_view.show_due(due_lines(*due, title_of, base::day_in_vietnam(m_parts.clock.now())));
        });
}

Result<LearningPresenter::Arrived> LearningPresenter::read_courses(const LearningParts& parts) {
    Arrived out;
    CANBO_TRY(out.courses, parts.courses());
    if (!parts.arrived)
        return out;
    for (const auto& slug : parts.arrived()) {
        CANBO_TRY(const auto progress, parts.progress.load(slug));
        if (progress.last_lesson.empty())
            out.fresh.insert(slug);
    }
    return out;
}

void LearningPresenter::show_courses(const std::string& chosen) {
    std::vector<CourseCard> cards;
    for (const auto& course : m_courses) {
        const bool fresh = m_fresh.contains(course.slug);
        std::string summary =
            fmt::format(fmt::runtime(base::tr("{} lessons · {} minutes")), course.lessons.size(), course.minutes);
        if (fresh)
            summary += " · " + base::tr("new");
        cards.push_back({course.slug, course.title, std::move(summary), fresh});
    }
    m_view.show_courses(cards, chosen);
}

void LearningPresenter::start(const std::string& place) {
    m_starting = true;
    m_waiter.run(
        m_background, [parts = &m_parts] { return read_courses(*parts); },
        [this, place](Result<Arrived> read) {
            if (!read) {
                m_starting = false;
                m_view.show_problem(read.error());
                return;
            }
            m_courses = std::move(read->courses);
            m_fresh = std::move(read->fresh);
            const auto slash = place.find('/');
            std::string slug = place.substr(0, slash);
            if (std::none_of(m_courses.begin(), m_courses.end(), [&](const auto& c) { return c.slug == slug; }))
                slug = m_courses.empty() ? std::string() : m_courses.front().slug;
            show_courses(slug);
            read_due();
            if (slug.empty()) {
                m_starting = false;
                return;
            }
            m_page.reset();
            choose_course(slug);
            if (slash != std::string::npos)
                m_waiter.run(
                    m_background, [] { return 0; },
                    [this, lesson = place.substr(slash + 1)](int) {
                        if (m_open.course.lesson(lesson) != nullptr && place_lesson() != lesson)
                            open_lesson(lesson);
                    });
        });
}

void LearningPresenter::refresh() {
    if (m_starting)
        return; // what is read just now is new
    if (m_open.course.slug.empty()) {
        start({});
        return;
    }
    m_waiter.run(
        m_background, [parts = &m_parts] { return read_courses(*parts); },
        [this](Result<Arrived> read) {
            if (!read) {
                m_view.show_problem(read.error());
                return;
            }
            m_courses = std::move(read->courses);
            m_fresh = std::move(read->fresh);
            show_courses(m_open.course.slug);
            read_due();
        });
}

void LearningPresenter::choose_course(const std::string& slug) {
    keep();
    m_practice.reset();
    m_waiter.run(
        m_background,
        [parts = &m_parts, slug]() -> Result<Loaded> {
            Loaded loaded;
            CANBO_TRY(loaded.course, parts->open(slug));
            CANBO_TRY(loaded.progress, parts->progress.load(slug));
            for (const auto& lesson : loaded.course.course.lessons)
                loaded.keys[lesson.id] =
                    base::search_key(lesson.title) + " " + base::search_key(loaded.course.files[lesson.file]);
            return loaded;
        },
        [this](Result<Loaded> loaded) {
            m_starting = false;
            if (!loaded) {
                m_view.show_problem(loaded.error());
                return;
            }
            const std::string lesson = loaded->progress.last_lesson;
            take(*std::move(loaded), lesson);
        });
}

void LearningPresenter::take(Loaded loaded, const std::string& lesson) {
    m_open = std::move(loaded.course);
    m_progress = std::move(loaded.progress);
    m_keys = std::move(loaded.keys);
    m_words.clear();
    m_page.reset();
    m_standing = standing_in(m_open.course, m_progress.log);
    if (m_fresh.erase(m_open.course.slug) > 0)
        show_courses(m_open.course.slug);
    show_lessons();
    if (m_open.course.lesson(lesson) != nullptr)
        open_lesson(lesson);
    else if (!m_open.course.lessons.empty())
        open_lesson(m_open.course.lessons.front().id);
}

std::string LearningPresenter::state_of(const CourseLesson& lesson) const {
    const auto& events = m_progress.log.events();
    const auto place = m_progress.places.find(lesson.id);
    const bool begun =
        (place != m_progress.places.end() && place->second > 0) ||
        std::any_of(events.begin(), events.end(), [&](const auto& event) { return event.second.lesson == lesson.id; });
    switch (standing_of(lesson)) {
    case LessonState::Done:
        return "✓ " + base::tr("Done");
    case LessonState::Locked:
        return "○ " + base::tr("Opens later");
    case LessonState::Open:
        break;
    }
    return begun ? "◐ " + base::tr("Begun") : std::string();
}

void LearningPresenter::note(LearningEvent::Kind kind, double value) { note(kind, m_page->id, value, 0); }

void LearningPresenter::note(LearningEvent::Kind kind, const std::string& lesson, double value, double until) {
    const auto added =
        m_progress.log.add({base::new_uuid(), kind, m_open.course.slug, m_open.course.version, lesson,
                            std::clamp(value, 0.0, 1.0), std::clamp(until, 0.0, 1.0), m_parts.clock.now()});
    CANBO_CHECK(added.has_value()); // a fresh id and a share
    m_standing = standing_in(m_open.course, m_progress.log);
}

void LearningPresenter::show_lessons() {
    const Course& course = m_open.course;
    const std::string words = base::search_key(m_words);
    std::vector<LessonLine> lines;
    for (std::size_t i = 0; i < course.lessons.size(); ++i) {
        const CourseLesson& lesson = course.lessons[i];
        const std::string& key = m_keys[lesson.id];
        if (!words.empty() && key.find(words) == std::string::npos)
            continue;
        std::string title = lesson.title;
        if (!words.empty())
            title += " " + around(key, words);
        lines.push_back({lesson.id, std::to_string(i + 1), std::move(title), state_of(lesson),
                         standing_of(lesson) == LessonState::Done, standing_of(lesson) != LessonState::Locked});
    }
    m_view.show_lessons(lines, m_page ? m_page->id : std::string(),
                        fmt::format("{}: {}/{}", base::tr("Lessons done"), m_standing.done, course.lessons.size()));
}

void LearningPresenter::search(const std::string& words) {
    m_words = words;
    show_lessons();
}

LessonPage LearningPresenter::make_page(const CourseLesson& lesson) const {
    const Course& course = m_open.course;
    const auto at = static_cast<std::size_t>(&lesson - course.lessons.data());
    const auto& events = m_progress.log.events();
    const auto place = m_progress.places.find(lesson.id);
    LessonPage page;
    page.course = course.slug;
    page.id = lesson.id;
    page.title = lesson.title;
    page.file = lesson.file;
    page.caption = fmt::format(fmt::runtime(base::tr("Lesson {} of {} · {} minutes")), at + 1, course.lessons.size(),
                               lesson.minutes);
    page.rule = rule_sentence(lesson.completion);
    page.state = state_of(lesson);
    page.place = place == m_progress.places.end() ? 0 : place->second;
    page.read = std::any_of(events.begin(), events.end(), [&](const auto& event) {
        return event.second.kind == LearningEvent::Kind::Viewed && event.second.lesson == lesson.id;
    });
    page.has_quiz = !lesson.quiz.empty();
    page.has_next = at + 1 < course.lessons.size();
    page.has_film = lesson.film.has_value() && m_parts.path_of;
    if (page.has_film)
        page.watched = watched_share(m_progress.log, lesson.id);
    if (standing_of(lesson) != LessonState::Locked) {
        const auto file = m_open.files.find(lesson.file);
        page.markdown = file == m_open.files.end() ? std::string() : file->second;
    } else {
        std::string before;
        for (const auto& id : lesson.prerequisites)
            if (const auto* other = course.lesson(id); other && standing_of(*other) != LessonState::Done)
                before += (before.empty() ? "" : "; ") + other->title;
        page.closed = base::tr("This lesson opens when these are done") + ": " + before;
    }
    return page;
}

void LearningPresenter::open_lesson(const std::string& id) {
    const CourseLesson* lesson = m_open.course.lesson(id);
    if (lesson == nullptr)
        return;
    keep();
    m_practice.reset();
    m_page = make_page(*lesson);
    m_place = m_page->place;
    m_progress.last_lesson = id;
    m_view.show_page(*m_page);
    show_lessons();
    save({});
}

void LearningPresenter::open_next() {
    if (!m_page)
        return;
    const auto& lessons = m_open.course.lessons;
    for (std::size_t i = 0; i + 1 < lessons.size(); ++i)
        if (lessons[i].id == m_page->id) {
            open_lesson(lessons[i + 1].id);
            return;
        }
}

void LearningPresenter::open_file(const std::string& file) {
    for (const auto& lesson : m_open.course.lessons)
        if (lesson.file == file) {
            open_lesson(std::string(lesson.id));
            return;
        }
}

void LearningPresenter::save(std::function<void()> then) {
    m_waiter.run(
        m_background,
        [store = &m_parts.progress, slug = m_open.course.slug, progress = m_progress] {
            return store->save(slug, progress);
        },
        [this, then = std::move(then)](const Result<void>& saved) {
            if (!saved)
                m_view.show_problem(saved.error());
            else if (then)
                then();
        });
}

void LearningPresenter::keep() {
    if (!m_page || !m_page->closed.empty() || m_open.course.slug != m_page->course)
        return;
    double& place = m_progress.places[m_page->id];
    if (place == m_place)
        return;
    place = m_place;
    save({});
}

void LearningPresenter::mark_read() {
    if (!m_page || !m_page->closed.empty())
        return;
    m_progress.places[m_page->id] = m_place;
    note(LearningEvent::Kind::Viewed, 0);
    save([this] {
        m_page = make_page(*m_open.course.lesson(m_page->id));
        m_view.show_page_state(*m_page);
        show_lessons();
    });
}

void LearningPresenter::open_film() {
    if (!m_page || !m_page->has_film || !m_page->closed.empty())
        return;
    keep();
    const auto& lesson = *m_open.course.lesson(m_page->id);
    OpenFilm film{lesson.title,
                  std::chrono::seconds(lesson.film->seconds),
                  {},
                  film_place(m_progress.log, lesson.id),
                  m_page->watched};
    if (const auto* text = file(lesson.film->captions); text != nullptr)
        if (auto captions = read_captions(*text))
            film.captions = *std::move(captions);
    m_waiter.run(
        m_background,
        [path_of = m_parts.path_of, slug = m_open.course.slug, name = lesson.film->file] {
            return path_of(slug, name);
        },
        [this, id = lesson.id, film](const Result<std::filesystem::path>& path) {
            if (!path)
                m_view.show_problem(path.error());
            else if (m_page && m_page->id == id)
                m_view.show_film(id, film, *path);
        });
}

void LearningPresenter::note_watched(const std::string& lesson, const WatchedPart& part) {
    if (m_open.course.lesson(lesson) == nullptr)
        return;
    note(LearningEvent::Kind::Watched, lesson, part.from, part.until);
    save([this, lesson] {
        if (m_page && m_page->id == lesson) {
            m_page = make_page(*m_open.course.lesson(lesson));
            m_view.show_page_state(*m_page);
        }
        show_lessons();
    });
}

void LearningPresenter::practise() {
    if (!m_page || !m_page->has_quiz || !m_page->closed.empty())
        return;
    keep();
    const std::string file = m_open.course.lesson(m_page->id)->quiz;
    const std::uint64_t seed = assessment::seed_of(base::new_uuid());
    m_waiter.run(
        m_background,
        [read = m_parts.read_quiz, text = m_open.files[file], seed]() -> Result<Practice> {
            CANBO_TRY(const auto questions, read(text));
            return Practice::make(questions, seed);
        },
        [this](Result<Practice> made) {
            if (!made) {
                m_view.show_problem(made.error());
                return;
            }
            if (made->size() == 0) {
                m_view.show_problem({ErrorCode::NotFound, "This lesson has no question to practise", {}, {}});
                return;
            }
            m_practice = *std::move(made);
            auto first = m_practice->question();
            first.rule = rule_sentence(m_open.course.lesson(m_page->id)->completion);
            for (const auto& rule : mark_rules())
                first.rule += "\n" + rule;
            m_view.show_question(first);
        });
}

void LearningPresenter::answer(const PracticeAnswer& given) {
    if (!m_practice || m_practice->finished() || m_practice->answered())
        return;
    const auto result = m_practice->answer(given);
    if (!result) {
        m_view.show_problem(result.error());
        return;
    }
    note(LearningEvent::Kind::Answer, result->fraction > 0.999999 ? 1 : 0); // three thirds are the whole
    const bool last = m_practice->fractions().size() == m_practice->size();
    if (last)
        note(LearningEvent::Kind::Marked, mean(m_practice->fractions()));
    save([this, shown = *result, last] { m_view.show_result(shown, last); });
}

void LearningPresenter::next_question() {
    if (!m_practice || !m_practice->answered())
        return;
    m_practice->next();
    if (!m_practice->finished()) {
        m_view.show_question(m_practice->question());
        return;
    }
    finish_round();
}

void LearningPresenter::finish_round() {
    const auto& fractions = m_practice->fractions();
    const auto right = std::count_if(fractions.begin(), fractions.end(), [](double f) { return f > 0.999999; });
    m_page = make_page(*m_open.course.lesson(m_page->id));
    m_view.show_round(fmt::format("{}: {}/{} · {}: {}", base::tr("Right"), right, fractions.size(),
                                  base::tr("Mark of this round"), percent(mean(fractions))),
                      m_page->state);
    m_view.show_page_state(*m_page);
    show_lessons();
}

void LearningPresenter::leave_practice() {
    if (!m_practice)
        return;
    m_practice.reset();
    if (m_page) {
        m_page = make_page(*m_open.course.lesson(m_page->id));
        m_view.show_page(*m_page);
    }
    show_lessons();
}

const std::string* LearningPresenter::file(const std::string& path) const {
    const auto found = m_open.files.find(path);
    return found == m_open.files.end() ? nullptr : &found->second;
}

std::string LearningPresenter::place_lesson() const { return m_page ? m_page->id : std::string(); }

std::string LearningPresenter::place() const {
    if (m_open.course.slug.empty())
        return {};
    return m_open.course.slug + (m_page ? "/" + m_page->id : std::string());
}

} // namespace canbo::training::ui
