#pragma once

#include "assessment/attempt_log.h"
#include "assessment/bank.h"
#include "training/course.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace canbo::training {

/// What a quiz is drawn from: the questions of its files that a screen can ask, in their order.
struct QuizBank {
    std::vector<assessment::BankQuestion> questions;
    std::string digest; ///< SHA-256 (hex) over names and texts of the files: the same bank everywhere.
};

/// Reads a quiz file (GIFT). @error InvalidInput
using ReadQuiz = std::function<Result<std::vector<assessment::BankQuestion>>(const std::string& gift)>;

/// Paths of the files a lesson's quiz, or the final one where `lesson` is empty, is drawn from. None: no such quiz.
std::vector<std::string> quiz_files(const Course& course, const std::string& lesson);

/// The bank of a lesson's quiz, or of the final one where `lesson` is empty. `files`: of the course, by path.
/// @error NotFound there is no such lesson or quiz, or one of its files is missing; InvalidInput
Result<QuizBank> quiz_bank(const Course& course, const std::string& lesson,
                           const std::map<std::string, std::string>& files, const ReadQuiz& read);

/// A moment as an attempt notes it.
struct Moment {
    base::Time wall{};
    std::chrono::milliseconds monotonic{0}; ///< Since the attempt began.
};

/// What an attempt is about and how its questions were drawn. Anybody who has the bank draws the same again.
struct Paper {
    std::string course;
    std::string version;
    std::string lesson; ///< Empty: the final quiz.
    std::string learner;
    std::string bank;                   ///< QuizBank::digest
    std::uint64_t seed{0};              ///< assessment::seed_of the attempt's id.
    std::map<std::size_t, int> uses;    ///< How often this learner met each question before, by index in the bank.
    std::size_t count{0};               ///< Questions.
    std::string behaviour;              ///< "deferredfeedback", "immediatefeedback"
    std::chrono::milliseconds limit{0}; ///< 0: none.
};

/// The paper of a new attempt by the course's rules: the final quiz answers at its end and may have a time limit; a
/// lesson's quiz asks all its questions and answers at once. @error NotFound as quiz_bank; Conflict too few questions
Result<Paper> new_paper(const Course& course, const std::string& lesson, const std::string& learner,
                        const QuizBank& bank, const std::string& attempt, std::map<std::size_t, int> uses);
/// The paper an attempt's log begins with. @error InvalidInput it does not begin so
Result<Paper> paper_of(const assessment::AttemptLog& log);
/// Indices in the bank, slot 1 first. @error NotFound the bank holds fewer questions
Result<std::vector<std::size_t>> draw(const Paper& paper, const QuizBank& bank);

/// What a learner may send: answers, and "-submit" where the behaviour takes it. Nothing that grades or finishes.
/// @error InvalidInput
Result<void> check_response(const Paper& paper, const assessment::Response& sent);

/// One way through a quiz. The log is all there is: replaying it gives the same states and marks. Not thread-safe.
class QuizAttempt {
public:
    /// @error as draw; InvalidInput a question without a key
    static Result<QuizAttempt> begin(const std::string& id, const Paper& paper, const QuizBank& bank, base::Time now);
    /// @error DigestMismatch the log was changed; Conflict the bank is another one than it was drawn from; InvalidInput
    static Result<QuizAttempt> resume(assessment::AttemptLog log, const QuizBank& bank);

    /// Takes an answer to question `slot` (from 1) into the log; the caller makes it durable before it says so. One
    /// that says the same as before changes nothing. @error NotFound no such question; Closed the attempt has ended, or
    /// its time is over; InvalidInput nothing that can be taken
    Result<void> answer(int slot, const assessment::Response& sent, const Moment& now);
    /// Ends it; every question gets its mark. Of an attempt that has ended nothing changes.
    Result<void> finish(const Moment& now);

    const Paper& paper() const { return m_paper; }
    const assessment::AttemptLog& log() const { return m_log; }
    bool finished() const { return m_finished; }
    bool time_over(std::chrono::milliseconds elapsed) const;
    std::size_t size() const { return m_slots.size(); }
    /// Questions by slot, from 1.
    const assessment::BankQuestion& source(int slot) const { return m_slots.at(slot).source; }
    const assessment::QuestionAttempt& question(int slot) const { return m_slots.at(slot).attempt; }
    std::size_t answered() const;
    /// Share of the whole mark; never below 0.
    double mark() const;

private:
    struct Slot {
        assessment::BankQuestion source;
        assessment::QuestionAttempt attempt;
    };
    explicit QuizAttempt(const std::string& id) : m_log(id) {}

    Paper m_paper;
    assessment::AttemptLog m_log;
    std::map<int, Slot> m_slots;
    bool m_finished{false};
};

} // namespace canbo::training
