#pragma once

#include "base/clock.h"
#include "base/issues.h"
#include "base/json.h"
#include "ledger/kinds.h"
#include "people/permission.h"
#include "training/learning_desk.h"

#include <string>
#include <vector>

namespace canbo::training {

/// A course that has to be completed, by whom and until when. Immutable as an entry; withdrawn by a second one.
struct Assignment {
    struct Named {
        std::string name; ///< Of the account.
        std::string agency;
    };
    std::string id; ///< Of the entry that made it.
    std::string course;
    std::string version; ///< Empty: the newest one there is.
    // Whom it is for: just these people; or who has one of the roles in one of the agencies, where an empty list says
    // any. At least one of the three is filled.
    std::vector<people::Role> roles;
    std::vector<std::string> agencies;
    std::vector<Named> people;
    base::Day due{}; ///< The last day.
    std::string note;
    bool withdrawn{false};
    std::string by;  ///< Account that assigned it.
    base::Time at{}; ///< When, by that account's clock.

    bool covers(const people::Person& person) const;
    /// The moment after which it is overdue: the end of the last day in Vietnam.
    base::Time deadline() const { return base::at_vietnam_time(due + std::chrono::days{1}, 0, 0); }
};

inline constexpr const char* assignment_kind = "course-assignment"; ///< Its subject is the assignment's id.

Json assignment_to_json(const Assignment& assignment);
Assignment assignment_from_json(const Json& json, Issues& issues);
/// Everybody; one that names people: those, who answers for their agencies, and the standing office.
std::string assignment_audience(const ledger::Entry& entry);

/// Assigns a course. @error Forbidden; InvalidInput nobody is named, a wrong course, role, agency or name; Storage
Result<std::string> assign_course(const LearningDesk& desk, Assignment assignment);
/// Takes an assignment back: nobody has to do it any more; what was done stays done. @error Forbidden, NotFound,
/// Conflict it was withdrawn before; Storage
Result<std::string> withdraw_assignment(const LearningDesk& desk, const std::string& id);

/// Those in force and those withdrawn, by their last day. @error Storage
Result<std::vector<Assignment>> load_assignments(Transaction& tx, const LearningDesk& desk);

/// The office's rule.
Result<void> admit_assignment(const ledger::Admission& in);

} // namespace canbo::training
