#include "training/share_learning.h"

#include "base/crypto.h"

#include <algorithm>

namespace canbo::training {
namespace {

std::vector<const LearningEvent*> by_time(const Course& course, const LearningLog& log) {
    std::vector<const LearningEvent*> out;
    for (const auto& [id, event] : log.events())
        if (event.course == course.slug)
            out.push_back(&event);
    std::sort(out.begin(), out.end(),
              [](const auto* a, const auto* b) { return a->time != b->time ? a->time < b->time : a->id < b->id; });
    return out;
}

} // namespace

std::optional<StandingClaim> claim_of(const Course& course, const LearningLog& log) {
    const auto events = by_time(course, log);
    if (events.empty())
        return std::nullopt;
    const auto standing = standing_in(course, log);
    StandingClaim claim{course.slug,   course.version,        StandingClaim::State::Begun,
                        standing.done, course.lessons.size(), events.front()->time};
    if (!standing.completed)
        return claim;
    claim.state = StandingClaim::State::Completed;
    // The first moment at which everything was done: events only ever add, so the middle decides which half to seek in.
    std::size_t low = 0, high = events.size() - 1;
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        LearningLog until;
        for (std::size_t i = 0; i <= middle; ++i)
            CANBO_CHECK(until.add(*events[i]).has_value()); // they stood in a log already
        if (standing_in(course, until).completed)
            high = middle;
        else
            low = middle + 1;
    }
    claim.at = events[low]->time;
    return claim;
}

Result<LearningLog> shared_events(Transaction& tx, const LearningDesk& desk, const std::string& slug,
                                  std::string_view learner) {
    CANBO_TRY(const auto entries, entries_here(tx, desk, learning_kind, learner_subject(slug, learner)));
    LearningLog out;
    for (const auto& entry : entries) {
        Issues issues; // the office checked it; a desk's own was made by this program
        const auto part = learning_part_from_json(entry.body, issues);
        if (entry.author != learner || issues.has_errors())
            continue;
        for (const auto& event : part.events)
            static_cast<void>(out.add(event).has_value()); // the first one of an id counts
    }
    return out;
}

Result<std::size_t> ShareLearning::send_standing(Transaction& tx, const Course& course, const LearningLog& log) {
    const auto claim = claim_of(course, log);
    if (!claim)
        return 0U;
    const std::string subject = learner_subject(course.slug, m_desk.person.name);
    CANBO_TRY(const auto before, entries_here(tx, m_desk, standing_kind, subject));
    for (const auto& entry : before) {
        Issues issues;
        const auto said = claim_from_json(entry.body, issues);
        const bool same = said.state == claim->state && said.version == claim->version;
        // What was completed stays completed; of a version only a change is told.
        if (same || (said.state == StandingClaim::State::Completed && claim->state == StandingClaim::State::Begun))
            return 0U;
    }
    CANBO_TRY([[maybe_unused]] const auto id,
              queue_entry(tx, m_desk, {standing_kind, subject, claim_to_json(*claim), 1, {}}));
    return 1U;
}

Result<std::size_t> ShareLearning::send_course(const std::string& slug) {
    CANBO_TRY(const auto kept, m_progress.load(slug));
    if (kept.log.events().empty())
        return 0U;
    CANBO_TRY(auto tx, m_desk.database.begin(Database::Mode::Write));
    CANBO_TRY(const auto shared, shared_events(*tx, m_desk, slug, m_desk.person.name));
    LearningPart part{slug, {}};
    std::size_t sent = 0;
    const std::string subject = learner_subject(slug, m_desk.person.name);
    const auto flush = [&]() -> Result<void> {
        if (part.events.empty())
            return {};
        CANBO_TRY([[maybe_unused]] const auto id,
                  queue_entry(*tx, m_desk, {learning_kind, subject, learning_part_to_json(part), 1, {}}));
        part.events.clear();
        ++sent;
        return {};
    };
    for (const auto& [id, event] : kept.log.events()) {
        if (shared.events().contains(id))
            continue;
        // The office may refuse a final quiz (one attempt too many, say): nothing else goes down with it.
        const bool alone = event.kind == LearningEvent::Kind::Final;
        if (alone)
            CANBO_TRY_VOID(flush());
        part.events.push_back(event);
        if (alone || part.events.size() == most_events_an_entry)
            CANBO_TRY_VOID(flush());
    }
    CANBO_TRY_VOID(flush());
    if (const auto course = m_find(slug)) {
        LearningLog all = shared;
        static_cast<void>(all.merge(kept.log).has_value());
        CANBO_TRY(const auto told, send_standing(*tx, *course, all));
        sent += told;
    }
    if (sent > 0)
        CANBO_TRY_VOID(tx->commit());
    return sent;
}

Result<std::size_t> ShareLearning::send(const std::vector<std::string>& courses) {
    std::size_t sent = 0;
    for (const auto& slug : courses) {
        CANBO_TRY(const auto count, send_course(slug));
        sent += count;
    }
    return sent;
}

Result<std::size_t> ShareLearning::take(const std::vector<std::string>& courses) {
    std::size_t taken = 0;
    for (const auto& slug : courses) {
        CANBO_TRY(auto tx, m_desk.database.begin(Database::Mode::Read));
        CANBO_TRY(const auto shared, shared_events(*tx, m_desk, slug, m_desk.person.name));
        tx.reset();
        if (shared.events().empty())
            continue;
        CANBO_TRY(auto progress, m_progress.load(slug));
        const std::size_t before = progress.log.events().size();
        static_cast<void>(progress.log.merge(shared).has_value());
        if (progress.log.events().size() == before)
            continue;
        taken += progress.log.events().size() - before;
        CANBO_TRY_VOID(m_progress.save(slug, progress));
    }
    return taken;
}

Result<LearningEvent> record_learning(const Course& course, LearningEvent event, ProgressStore& store,
                                      const base::Clock& clock) {
    const CourseLesson* lesson = course.lesson(event.lesson);
    if (lesson == nullptr)
        return fail(ErrorCode::NotFound, "The course has no such lesson", event.lesson);
    CANBO_TRY(auto progress, store.load(course.slug));
    if (standing_in(course, progress.log).lessons.at(lesson->id) == LessonState::Locked)
        return fail(ErrorCode::Conflict, "This lesson opens when those it requires are done", lesson->id);
    event.id = base::new_uuid();
    event.course = course.slug;
    event.version = course.version;
    event.time = clock.now();
    CANBO_TRY([[maybe_unused]] const bool fresh, progress.log.add(event));
    CANBO_TRY_VOID(store.save(course.slug, progress));
    return event;
}

} // namespace canbo::training
