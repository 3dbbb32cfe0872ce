#pragma once

#include "training/course_progress.h"
#include "training/learning_desk.h"
#include "training/quiz_attempt.h"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace canbo::training {

/// How long this machine has run, by a clock nobody can set; `boot` names the run, because it begins anew with each.
struct BootReading {
    std::string boot;
    std::chrono::milliseconds since{0};
};
using BootClock = std::function<BootReading()>;

/// An attempt as a desk keeps it.
struct KeptAttempt {
    assessment::AttemptLog log{""};
    BootReading reading; ///< When its newest event was noted.
};

/// Where a learner's attempts are kept on this desk. Holds answers: kept sealed, never logged.
class AttemptStore {
public:
    virtual ~AttemptStore() = default;
    /// Ids, in the order begun. @error Storage
    virtual Result<std::vector<std::string>> list() = 0;
    /// @error Storage
    virtual Result<std::optional<KeptAttempt>> load(const std::string& id) = 0;
    /// On the disk when it returns. `after`: head of the log it grew from; empty for a new attempt.
    /// @error Conflict another program has gone on with the attempt meanwhile, or it is there already; Storage
    virtual Result<void> save(const KeptAttempt& attempt, const std::string& after) = 0;
};

/// A course with what its quizzes are drawn from, opened in that version ("": the newest). @error NotFound,
/// InvalidInput
struct OpenedQuiz {
    Course course;
    QuizBank bank;
};
using OpenQuiz =
    std::function<Result<OpenedQuiz>(const std::string& course, const std::string& version, const std::string& lesson)>;

/// What attempts stand on. Everything is borrowed.
struct AttemptDesk {
    LearningDesk learning;
    AttemptStore& store;
    ProgressStore& progress;
    OpenQuiz open;
    BootClock boot;
};

/// Kind of an entry with a whole attempt that has ended; its id is the attempt's. Only the learner and the standing
/// office read it.
inline constexpr const char* attempt_kind = "quiz-attempt";
/// Kind of an entry that says how far an attempt's log had come: what it holds up to there cannot be changed any more.
inline constexpr const char* attempt_head_kind = "quiz-attempt-head";

struct AttemptHead {
    std::string attempt;
    std::string course;
    std::string lesson;
    long long sequence{0};
    std::string hash; ///< Of the event with that sequence.
};
Json head_to_json(const AttemptHead& head);
AttemptHead head_from_json(const Json& json, Issues& issues);

struct AttemptReport {
    std::string course;
    std::string lesson; ///< Empty: the final quiz.
    double mark{0};     ///< As the learner saw it.
    assessment::AttemptLog log{""};
};
Json report_to_json(const AttemptReport& report);
AttemptReport report_from_json(const Json& json, Issues& issues);

/// The actions of a learner with a quiz. Each answer is on the disk before the call returns; killed anywhere, the
/// attempt goes on where it was.
class Attempts {
public:
    explicit Attempts(AttemptDesk desk) : m_desk(std::move(desk)) {}

    /// Begins one. `lesson` empty: the final quiz. @error NotFound; Closed no attempt is left; Conflict one is running
    /// (`where` = its id), or the lesson is locked; Storage
    Result<QuizAttempt> start(const std::string& course, const std::string& lesson);
    /// Goes on with one, or shows one that has ended. One whose time ran out is ended first. @error NotFound, Conflict
    /// the course is here in another version only; DigestMismatch; Storage
    Result<QuizAttempt> open(const std::string& id);
    /// @error as open and QuizAttempt::answer
    Result<QuizAttempt> answer(const std::string& id, int slot, const assessment::Response& sent);
    /// Ends it: its mark counts from now on, and it waits to be sent. @error as open
    Result<QuizAttempt> finish(const std::string& id);
    /// How much of its time is left; nothing without a limit. Not below 0.
    std::optional<std::chrono::milliseconds> time_left(const QuizAttempt& attempt, const KeptAttempt& kept) const;
    Result<KeptAttempt> kept(const std::string& id); ///< @error NotFound
    /// Attempts at the final quiz begun on any device, as far as this desk knows.
    Result<int> finals_begun(const std::string& course);
    /// Before an exchange: puts into the outbox what of the attempts is not there yet. May run at any time.
    /// @returns the number of entries
    Result<std::size_t> settle();

private:
    Moment moment(const KeptAttempt& kept) const;
    Result<std::map<std::size_t, int>> uses_of(const QuizBank& bank);
    Result<QuizAttempt> resume(const KeptAttempt& kept);
    Result<void> save(const QuizAttempt& attempt, const std::string& after);
    Result<void> note_mark(const QuizAttempt& attempt);
    Result<bool> send(const QuizAttempt& attempt);
    Result<bool> send_head(const KeptAttempt& kept);

    AttemptDesk m_desk;
};

} // namespace canbo::training
