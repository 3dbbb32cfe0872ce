#pragma once

#include "base/workbook.h"
#include "people/account.h"
#include "people/agency.h"
#include "training/assignment.h"
#include "training/learning_json.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace canbo::training {

/// How far a learner has come in a course, as their entries say.
struct LearnerStanding {
    std::optional<base::Time> begun;
    struct Completed {
        std::string version;
        base::Time at{};       ///< By the learner's device.
        base::Time received{}; ///< By the office; by this desk's knowledge, where it still waits here.
    };
    std::vector<Completed> completed; ///< By the order in which they came.

    /// The completion that counts for an assignment of that version ("": any): the first one of it or a newer one.
    const Completed* completion_of(std::string_view version) const;
};

/// The standings that a desk may see, by course and learner.
class StandingBook {
public:
    /// Cost: reads every course-standing entry here. @error Storage
    static Result<StandingBook> load(Transaction& tx, const LearningDesk& desk);
    /// One more claim: what the learner at this desk has done and not sent yet, say.
    void add(const StandingClaim& claim, const std::string& learner, base::Time received);
    /// Null where the learner has not begun.
    const LearnerStanding* find(const std::string& course, const std::string& learner) const;

private:
    std::map<std::pair<std::string, std::string>, LearnerStanding> m_standings;
};

/// One agency's people and one assignment. Whoever completed has also begun; overdue is who has not completed after the
/// last day. Late completions are counted by the office's clock and stand in `completed` too.
struct CompletionRow {
    std::string agency;
    Assignment assignment;
    std::size_t assigned{0};
    std::size_t begun{0};
    std::size_t completed{0};
    std::size_t late{0};
    std::size_t overdue{0};
    std::optional<base::Time> first_completed;
    std::optional<base::Time> last_completed;
};

/// Per assignment in force and agency, by the last day, course and agency. `people`: everybody who counts.
std::vector<CompletionRow> completion(const std::vector<Assignment>& assignments,
                                      const std::vector<people::Account>& people, const StandingBook& standings,
                                      base::Time now);

Json completion_to_json(const std::vector<CompletionRow>& rows);
/// The same as a workbook in the chosen language. `title_of`: of a course, or its name again.
base::Workbook completion_workbook(const std::vector<CompletionRow>& rows, const people::AgencyTree& agencies,
                                   const std::function<std::string(const std::string& course)>& title_of);

/// What one person has to do.
struct DueCourse {
    Assignment assignment;
    enum class State { NotBegun, Begun, Completed } state{State::NotBegun};
    bool overdue{false};
};
/// Of the assignments in force those of that person, by the last day.
std::vector<DueCourse> due_courses(const std::vector<Assignment>& assignments, const people::Person& person,
                                   const StandingBook& standings, base::Time now);
std::string_view due_state_name(DueCourse::State state); ///< "not-begun", "begun", "completed"

} // namespace canbo::training
