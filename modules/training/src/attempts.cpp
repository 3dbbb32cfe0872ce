#include "training/attempts.h"

#include "base/crypto.h"
#include "training/attempt_entries.h"

#include <algorithm>
#include <set>

namespace canbo::training {

Moment Attempts::moment(const KeptAttempt& kept) const {
    const auto& last = kept.log.events().back();
    const BootReading reading = m_desk.boot();
    const base::Time wall = m_desk.learning.clock.now();
    // After a restart of the machine its wall clock is the only witness of the time that passed.
    const auto passed = reading.boot == kept.reading.boot ? reading.since - kept.reading.since
                                                          : std::chrono::milliseconds(wall - last.wall);
    return {wall, last.monotonic + std::max(passed, std::chrono::milliseconds(0))};
}

Result<KeptAttempt> Attempts::kept(const std::string& id) {
    CANBO_TRY(auto found, m_desk.store.load(id));
    if (!found)
        return fail(ErrorCode::NotFound, "There is no such attempt on this desk", id);
    return *std::move(found);
}

Result<QuizAttempt> Attempts::resume(const KeptAttempt& kept) {
    CANBO_TRY(const auto paper, paper_of(kept.log));
    CANBO_TRY(const auto quiz, m_desk.open(paper.course, paper.version, paper.lesson));
    return QuizAttempt::resume(kept.log, quiz.bank);
}

Result<void> Attempts::save(const QuizAttempt& attempt, const std::string& after) {
    return m_desk.store.save({attempt.log(), m_desk.boot()}, after);
}

Result<std::map<std::size_t, int>> Attempts::uses_of(const QuizBank& bank) {
    std::map<std::size_t, int> uses;
    CANBO_TRY(const auto ids, m_desk.store.list());
    for (const auto& id : ids) {
        CANBO_TRY(const auto before, m_desk.store.load(id));
        const auto paper = before ? paper_of(before->log) : Result<Paper>(fail(ErrorCode::NotFound, ""));
        if (!paper || paper->bank != bank.digest)
            continue;
        CANBO_TRY(const auto drawn, draw(*paper, bank));
        for (const std::size_t index : drawn)
            ++uses[index];
    }
    return uses;
}

Result<int> Attempts::finals_begun(const std::string& course) {
    std::set<std::string> begun;
    CANBO_TRY(const auto ids, m_desk.store.list());
    for (const auto& id : ids) {
        CANBO_TRY(const auto kept, m_desk.store.load(id));
        const auto paper = kept ? paper_of(kept->log) : Result<Paper>(fail(ErrorCode::NotFound, ""));
        if (paper && paper->course == course && paper->lesson.empty())
            begun.insert(id);
    }
    CANBO_TRY(auto tx, m_desk.learning.database.begin(Database::Mode::Read));
    const std::string subject = learner_subject(course, m_desk.learning.person.name);
    CANBO_TRY(const auto heads, entries_here(*tx, m_desk.learning, attempt_head_kind, subject));
    for (const auto& entry : heads) {
        Issues issues;
        const auto head = head_from_json(entry.body, issues);
        if (!issues.has_errors() && head.lesson.empty())
            begun.insert(head.attempt);
    }
    return static_cast<int>(begun.size());
}

Result<QuizAttempt> Attempts::start(const std::string& slug, const std::string& lesson) {
    CANBO_TRY(const auto quiz, m_desk.open(slug, "", lesson));
    CANBO_TRY(const auto progress, m_desk.progress.load(slug));
    const auto standing = standing_in(quiz.course, progress.log);
    if (!lesson.empty() && standing.lessons.at(lesson) == LessonState::Locked)
        return fail(ErrorCode::Conflict, "This lesson opens when those it requires are done", lesson);
    CANBO_TRY(const auto ids, m_desk.store.list());
    for (const auto& id : ids) {
        CANBO_TRY(const auto before, m_desk.store.load(id));
        const auto paper = before ? paper_of(before->log) : Result<Paper>(fail(ErrorCode::NotFound, ""));
        if (!paper || paper->course != slug || paper->lesson != lesson ||
            before->log.events().back().kind == assessment::AttemptEvent::Kind::Finish)
            continue;
        const auto running = open(id); // ends it where its time is over
        if (running && !running->finished())
            return fail(ErrorCode::Conflict, "An attempt at this quiz is running; finish it first", id);
    }
    if (lesson.empty() && quiz.course.final && quiz.course.final->attempts > 0) {
        CANBO_TRY(const int begun, finals_begun(slug));
        if (begun >= quiz.course.final->attempts)
            return fail(ErrorCode::Closed, "No attempt at this quiz is left", slug);
    }
    const std::string id = base::new_uuid();
    CANBO_TRY(auto uses, uses_of(quiz.bank));
    CANBO_TRY(const auto paper,
              new_paper(quiz.course, lesson, m_desk.learning.person.name, quiz.bank, id, std::move(uses)));
    CANBO_TRY(auto attempt, QuizAttempt::begin(id, paper, quiz.bank, m_desk.learning.clock.now()));
    CANBO_TRY_VOID(save(attempt, {}));
    CANBO_TRY(const auto now_kept, kept(id));
    CANBO_TRY([[maybe_unused]] const bool told, send_head(now_kept));
    return attempt;
}

Result<QuizAttempt> Attempts::open(const std::string& id) {
    CANBO_TRY(const auto here, kept(id));
    CANBO_TRY(auto attempt, resume(here));
    const Moment now = moment(here);
    if (attempt.finished() || !attempt.time_over(now.monotonic))
        return attempt;
    return finish(id);
}

Result<QuizAttempt> Attempts::answer(const std::string& id, int slot, const assessment::Response& sent) {
    CANBO_TRY(const auto here, kept(id));
    CANBO_TRY(auto attempt, resume(here));
    const Moment now = moment(here);
    const auto taken = attempt.answer(slot, sent, now);
    if (!taken && !attempt.finished() && attempt.time_over(now.monotonic)) {
        CANBO_TRY([[maybe_unused]] const auto ended, finish(id));
    }
    if (!taken)
        return fail(taken.error());
    if (attempt.log().head() != here.log.head())
        CANBO_TRY_VOID(save(attempt, here.log.head()));
    return attempt;
}

Result<QuizAttempt> Attempts::finish(const std::string& id) {
    CANBO_TRY(const auto here, kept(id));
    CANBO_TRY(auto attempt, resume(here));
    if (!attempt.finished()) {
        CANBO_TRY_VOID(attempt.finish(moment(here)));
        CANBO_TRY_VOID(save(attempt, here.log.head()));
    }
    CANBO_TRY_VOID(note_mark(attempt)); // killed before this, settle() or the next call does it
    CANBO_TRY([[maybe_unused]] const bool sent, send(attempt));
    return attempt;
}

std::optional<std::chrono::milliseconds> Attempts::time_left(const QuizAttempt& attempt,
                                                             const KeptAttempt& here) const {
    if (attempt.paper().limit.count() == 0)
        return std::nullopt;
    return std::max(attempt.paper().limit - moment(here).monotonic, std::chrono::milliseconds(0));
}

Result<void> Attempts::note_mark(const QuizAttempt& attempt) {
    const Paper& paper = attempt.paper();
    CANBO_TRY(auto progress, m_desk.progress.load(paper.course));
    if (progress.log.events().contains(attempt.log().id()))
        return {};
    const base::Time at = attempt.log().events().back().wall;
    const auto add = [&](const std::string& id, LearningEvent::Kind kind, double value) {
        return progress.log.add({id, kind, paper.course, paper.version, paper.lesson, value, 0, at});
    };
    if (!paper.lesson.empty())
        for (int slot = 1; slot <= static_cast<int>(attempt.size()); ++slot) {
            const bool right = attempt.question(slot).fraction().value_or(0) > 0.999999;
            CANBO_TRY([[maybe_unused]] const bool fresh,
                      add(event_id(attempt.log().id(), slot), LearningEvent::Kind::Answer, right ? 1 : 0));
        }
    const auto kind = paper.lesson.empty() ? LearningEvent::Kind::Final : LearningEvent::Kind::Marked;
    CANBO_TRY([[maybe_unused]] const bool fresh, add(attempt.log().id(), kind, attempt.mark()));
    return m_desk.progress.save(paper.course, progress);
}

Result<bool> Attempts::send(const QuizAttempt& attempt) {
    const auto& learning = m_desk.learning;
    CANBO_TRY(auto tx, learning.database.begin(Database::Mode::Write));
    CANBO_TRY(const auto there, learning.entries.find(*tx, attempt.log().id()));
    CANBO_TRY(const auto waiting, learning.outbox.find(*tx, attempt.log().id()));
    if (there || waiting)
        return false;
    const Paper& paper = attempt.paper();
    CANBO_TRY_VOID(queue_entry(*tx, learning,
                               {attempt_kind, learner_subject(paper.course, paper.learner),
                                report_to_json({paper.course, paper.lesson, attempt.mark(), attempt.log()}), 1,
                                attempt.log().id()}));
    CANBO_TRY_VOID(tx->commit());
    return true;
}

Result<bool> Attempts::send_head(const KeptAttempt& here) {
    CANBO_TRY(const auto paper, paper_of(here.log));
    const auto& learning = m_desk.learning;
    const std::string subject = learner_subject(paper.course, paper.learner);
    CANBO_TRY(auto tx, learning.database.begin(Database::Mode::Write));
    CANBO_TRY(const auto before, entries_here(*tx, learning, attempt_head_kind, subject));
    const std::string head = here.log.head();
    if (std::any_of(before.begin(), before.end(), [&](const auto& one) { return one.body.value("hash", "") == head; }))
        return false;
    CANBO_TRY_VOID(
        queue_entry(*tx, learning,
                    {attempt_head_kind,
                     subject,
                     head_to_json({here.log.id(), paper.course, paper.lesson, here.log.events().back().sequence, head}),
                     1,
                     {}}));
    CANBO_TRY_VOID(tx->commit());
    return true;
}

Result<std::size_t> Attempts::settle() {
    std::size_t count = 0;
    CANBO_TRY(const auto ids, m_desk.store.list());
    for (const auto& id : ids) {
        CANBO_TRY(auto tx, m_desk.learning.database.begin(Database::Mode::Read));
        CANBO_TRY(const auto there, m_desk.learning.entries.find(*tx, id));
        CANBO_TRY(const auto waiting, m_desk.learning.outbox.find(*tx, id));
        tx.reset();
        if (there || waiting)
            continue;
        CANBO_TRY(const auto here, kept(id));
        if (here.log.events().back().kind != assessment::AttemptEvent::Kind::Finish) {
            CANBO_TRY(const bool told, send_head(here));
            count += told ? 1 : 0;
            continue;
        }
        const auto attempt = resume(here);
        if (!attempt)
            continue; // its course is not here any more; it waits
        CANBO_TRY_VOID(note_mark(*attempt));
        CANBO_TRY(const bool sent, send(*attempt));
        count += sent ? 1 : 0;
    }
    return count;
}

} // namespace canbo::training
