#pragma once

#include "base/json.h"
#include "base/result.h"
#include "training/course.h"
#include "training/learning.h"

#include <map>
#include <string>

namespace canbo::training {

/// What a desk keeps of one learner's course: what the learner did, from which everything else follows
/// (see standing_in), and where reading goes on. Holds marks: kept sealed, never logged.
struct CourseProgress {
    std::string last_lesson;              ///< Where reading goes on.
    std::map<std::string, double> places; ///< Where reading of a lesson stopped: 0 the beginning, 1 the end.
    LearningLog log;
};

Json progress_to_json(const CourseProgress& progress);
/// @error InvalidInput
Result<CourseProgress> progress_from_json(const Json& json);

/// Where a learner's progress is kept on this desk.
class ProgressStore {
public:
    virtual ~ProgressStore() = default;
    /// Empty when the course was never begun. @error Storage
    virtual Result<CourseProgress> load(const std::string& slug) = 0;
    /// On the disk when it returns. Events are united with those kept already: nothing that another program or the
    /// exchange with the office brought meanwhile is lost. @error Storage
    virtual Result<void> save(const std::string& slug, const CourseProgress& progress) = 0;
};

} // namespace canbo::training
