#include "training/learning.h"

#include "base/crypto.h"
#include "training/film_watch.h"

#include <algorithm>
#include <cmath>

namespace canbo::training {
namespace {

using Kind = LearningEvent::Kind;
using Events = std::vector<const LearningEvent*>;

constexpr double close_enough = 1e-9; // marks are sums of shares

bool is_share(double value) { return std::isfinite(value) && value >= 0 && value <= 1; }

/// `need` of some `of` answers in a row.
bool mastered(const Events& events, const CompletionRule& rule) {
    std::vector<bool> right;
    for (const auto* event : events)
        if (event->kind == Kind::Answer)
            right.push_back(event->value > 0.5);
    int count = 0;
    const auto of = static_cast<std::size_t>(rule.of);
    for (std::size_t i = 0; i < right.size(); ++i) {
        count += right[i] ? 1 : 0;
        if (i >= of && right[i - of])
            --count;
        if (count >= rule.need)
            return true;
    }
    return false;
}

double watched(const Events& events) {
    std::vector<WatchedPart> parts;
    for (const auto* event : events)
        if (event->kind == Kind::Watched)
            parts.push_back({event->value, event->until});
    return watched_share(std::move(parts));
}

bool is_done(const Events& events, const CompletionRule& rule) {
    const auto any = [&](auto test) { return std::any_of(events.begin(), events.end(), test); };
    switch (rule.kind) {
    case CompletionRule::Kind::View:
        return any([](const auto* e) { return e->kind == Kind::Viewed; });
    case CompletionRule::Kind::Mark:
        return any([&](const auto* e) { return e->kind == Kind::Marked && e->value >= rule.pass - close_enough; });
    case CompletionRule::Kind::Mastery:
        return mastered(events, rule);
    case CompletionRule::Kind::Watch:
        return watched(events) >= rule.pass - close_enough;
    }
    return false;
}

} // namespace

Result<bool> LearningLog::add(const LearningEvent& event) {
    if (!base::is_uuid(event.id))
        return fail(ErrorCode::InvalidInput, "The id of an event is a UUID", "id");
    if (!is_share(event.value) || !is_share(event.until))
        return fail(ErrorCode::InvalidInput, "The value of an event is a share from 0 to 1", "value");
    const auto [place, fresh] = m_events.emplace(event.id, event);
    if (!fresh && !(place->second == event))
        return fail(ErrorCode::Conflict, "Another event has this id already", event.id);
    return fresh;
}

Result<void> LearningLog::merge(const LearningLog& other) {
    Result<void> out;
    for (const auto& [id, event] : other.m_events)
        if (const auto added = add(event); !added)
            out = fail(added.error());
    return out;
}

CourseStanding standing_in(const Course& course, const LearningLog& log) {
    std::map<std::string, Events> by_lesson;
    CourseStanding out;
    for (const auto& [id, event] : log.events()) {
        if (event.course != course.slug)
            continue;
        if (event.kind == Kind::Final) {
            out.final_mark = std::max(out.final_mark, event.value);
            ++out.final_attempts;
            continue;
        }
        const auto* lesson = course.lesson(event.lesson);
        const bool outdated =
            lesson != nullptr && lesson->changed_in_substance && compare_versions(event.version, course.version) < 0;
        if (lesson != nullptr && !outdated)
            by_lesson[event.lesson].push_back(&event);
    }
    for (const auto& lesson : course.lessons) {
        auto& events = by_lesson[lesson.id];
        std::sort(events.begin(), events.end(), [](const auto* a, const auto* b) {
            return a->time != b->time ? a->time < b->time : a->id < b->id; // one order on every device
        });
        const bool locked = std::any_of(lesson.prerequisites.begin(), lesson.prerequisites.end(), [&](const auto& id) {
            const auto needed = out.lessons.find(id);
            return needed == out.lessons.end() || needed->second != LessonState::Done;
        });
        const bool done = is_done(events, lesson.completion);
        out.lessons[lesson.id] = done ? LessonState::Done : locked ? LessonState::Locked : LessonState::Open;
        out.done += done ? 1 : 0;
    }
    const bool passed = !course.final || out.final_mark >= course.final->pass - close_enough;
    out.completed = out.done == course.lessons.size() && passed && (!course.final || out.final_attempts > 0);
    return out;
}

} // namespace canbo::training
