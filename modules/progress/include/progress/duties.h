#pragma once

#include "base/clock.h"
#include "people/agency.h"
#include "progress/catalogue.h"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::progress {

/// Who has to do what on one day: the catalogue's tasks, carried over to successors of merged agencies and down from
/// collective bodies to their members ("các sở, ban, ngành, địa phương"). A value.
class Duties {
public:
    Duties(const Catalogue& catalogue, const people::AgencyTree& agencies, base::Day day);

    /// True when the agency has any task in the model, in its own name, as successor or as member.
    bool has_duty(std::string_view agency, int model) const;
    /// Models where it has a task in its own name or as successor: what its report should speak about.
    std::vector<int> models_of(std::string_view agency) const;
    /// Its tasks in a model, own name or as successor.
    std::vector<const TaskItem*> tasks(std::string_view agency, int model) const;
    /// Its tasks that answer for the model: lead, or implement where nobody leads.
    std::vector<const TaskItem*> answering_tasks(std::string_view agency, int model) const;
    /// Agencies that answer for a model, by code.
    std::vector<std::string> answering(int model) const;
    /// Agencies that owe a report: not collective, and answering for at least one model.
    const std::set<std::string>& expected() const { return m_expected; }

private:
    struct Duty {
        const TaskItem* task;
        bool answers;
    };
    std::map<std::string, std::map<int, std::vector<Duty>>, std::less<>> m_own; ///< agency -> model -> tasks
    std::map<std::string, std::set<int>, std::less<>> m_member;                 ///< agency -> models through a body
    std::set<std::string> m_expected;
};

} // namespace canbo::progress
