#pragma once

#include "training/course_progress.h"
#include "training/learning_desk.h"
#include "training/learning_json.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace canbo::training {

/// The newest version of a course on this desk, or nothing.
using FindCourse = std::function<std::optional<Course>(const std::string& slug)>;

/// Brings what a learner did to the office and back to their other devices. Events travel as entries and are united by
/// their ids, so it may run at any time and as often as wanted: nothing is sent twice, nothing is lost.
class ShareLearning {
public:
    ShareLearning(LearningDesk desk, ProgressStore& progress, FindCourse find)
        : m_desk(std::move(desk)), m_progress(progress), m_find(std::move(find)) {}

    /// Before an exchange: puts into the outbox what no entry holds yet, and how far the learner has come when that
    /// changed. One transaction for each course. @returns the number of entries. @error Storage
    Result<std::size_t> send(const std::vector<std::string>& courses);
    /// After an exchange: what other devices did comes into the progress kept here. @returns the number of events.
    /// @error Storage
    Result<std::size_t> take(const std::vector<std::string>& courses);

private:
    Result<std::size_t> send_course(const std::string& slug);
    Result<std::size_t> send_standing(Transaction& tx, const Course& course, const LearningLog& log);

    LearningDesk m_desk;
    ProgressStore& m_progress;
    FindCourse m_find;
};

/// What entries on this desk hold of a learner's events in a course. Of two events with one id the first counts.
/// @error Storage
Result<LearningLog> shared_events(Transaction& tx, const LearningDesk& desk, const std::string& slug,
                                  std::string_view learner);

/// Does something the learner does: checks that the course has the lesson and that it is open, and keeps the event.
/// Later events of the same kind add to it. @error NotFound, Conflict the lesson opens later, InvalidInput a value that
/// is no share, Storage
Result<LearningEvent> record_learning(const Course& course, LearningEvent event, ProgressStore& progress,
                                      const base::Clock& clock);

/// When the standing in this course became what it is; nothing before the first event.
std::optional<StandingClaim> claim_of(const Course& course, const LearningLog& log);

} // namespace canbo::training
