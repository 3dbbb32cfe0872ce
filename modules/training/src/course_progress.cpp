#include "training/course_progress.h"

#include <algorithm>
#include <numeric>

namespace canbo::training {
namespace {

// Fractions have seven decimals: three thirds are the whole.
constexpr double whole = 0.999999;

} // namespace

const LessonProgress& CourseProgress::lesson(std::string_view id) const {
    static const LessonProgress none;
    const auto found = lessons.find(id);
    return found == lessons.end() ? none : found->second;
}

bool is_done(const CourseLesson& lesson, const LessonProgress& progress) {
    const CompletionRule& rule = lesson.completion;
    switch (rule.kind) {
    case CompletionRule::Kind::View:
        return progress.read;
    case CompletionRule::Kind::Mark:
        return progress.read && progress.best && *progress.best >= rule.pass - 1e-6;
    case CompletionRule::Kind::Mastery: {
        const auto of = std::min(progress.answers.size(), static_cast<std::size_t>(std::max(rule.of, 0)));
        const auto right =
            std::count(progress.answers.end() - static_cast<std::ptrdiff_t>(of), progress.answers.end(), true);
        return progress.read && right >= rule.need;
    }
    case CompletionRule::Kind::Watch:
        return progress.watched >= rule.pass - 1e-6;
    }
    return false;
}

bool is_open(const Course& course, const CourseLesson& lesson, const CourseProgress& progress) {
    return std::all_of(lesson.prerequisites.begin(), lesson.prerequisites.end(), [&](const std::string& id) {
        const CourseLesson* before = course.lesson(id);
        return before == nullptr || is_done(*before, progress.lesson(id));
    });
}

std::size_t lessons_done(const Course& course, const CourseProgress& progress) {
    return static_cast<std::size_t>(
        std::count_if(course.lessons.begin(), course.lessons.end(),
                      [&](const CourseLesson& lesson) { return is_done(lesson, progress.lesson(lesson.id)); }));
}

void note_answer(LessonProgress& progress, double fraction) {
    progress.answers.push_back(fraction >= whole);
    if (progress.answers.size() > kept_answers)
        progress.answers.erase(progress.answers.begin());
}

void note_round(LessonProgress& progress, const std::vector<double>& fractions) {
    if (fractions.empty())
        return;
    const double mark =
        std::accumulate(fractions.begin(), fractions.end(), 0.0) / static_cast<double>(fractions.size());
    progress.best = std::max(progress.best.value_or(0), std::clamp(mark, 0.0, 1.0));
}

Json progress_to_json(const CourseProgress& progress) {
    Json lessons = Json::object();
    for (const auto& [id, lesson] : progress.lessons)
        lessons[id] = {{"read", lesson.read},
                       {"place", lesson.place},
                       {"best", lesson.best ? Json(*lesson.best) : Json(nullptr)},
                       {"answers", lesson.answers},
                       {"watched", lesson.watched}};
    return {{"version", progress.version}, {"last_lesson", progress.last_lesson}, {"lessons", std::move(lessons)}};
}

Result<CourseProgress> progress_from_json(const Json& json) {
    try {
        CourseProgress progress{json.at("version").get<std::string>(), json.at("last_lesson").get<std::string>(), {}};
        for (const auto& [id, in] : json.at("lessons").items()) {
            LessonProgress lesson;
            lesson.read = in.at("read").get<bool>();
            lesson.place = std::clamp(in.at("place").get<double>(), 0.0, 1.0);
            if (!in.at("best").is_null())
                lesson.best = std::clamp(in.at("best").get<double>(), 0.0, 1.0);
            lesson.answers = in.at("answers").get<std::vector<bool>>();
            lesson.watched = in.at("watched").get<double>();
            if (lesson.answers.size() > kept_answers)
                lesson.answers.erase(lesson.answers.begin(),
                                     lesson.answers.end() - static_cast<std::ptrdiff_t>(kept_answers));
            progress.lessons[id] = std::move(lesson);
        }
        return progress;
    } catch (const Json::exception&) { // its text may quote a mark
        return fail(ErrorCode::InvalidInput, "What was noted of this course can no longer be read");
    }
}

} // namespace canbo::training
