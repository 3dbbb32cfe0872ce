#include "progress/duties.h"

#include <algorithm>

namespace canbo::progress {

Duties::Duties(const Catalogue& catalogue, const people::AgencyTree& agencies, base::Day day) {
    for (const auto& model : catalogue.models) {
        const TaskRole answering_role = model.has_lead() ? TaskRole::Lead : TaskRole::Implement;
        for (const auto& task : model.tasks) {
            const people::Agency* agency = agencies.on(task.agency, day);
            if (agency == nullptr)
                continue;
            const bool answers = task.role == answering_role;
            m_own[agency->code][model.number].push_back({&task, answers});
            if (answers && !agency->collective)
                m_expected.insert(agency->code);
            for (const auto& [code, member] : agencies.all())
                if (std::find(agency->covers.begin(), agency->covers.end(), member.tier) != agency->covers.end() &&
                    !member.collective && member.valid_on(day))
                    m_member[code].insert(model.number);
        }
    }
}

bool Duties::has_duty(std::string_view agency, int model) const {
    const auto own = m_own.find(agency);
    if (own != m_own.end() && own->second.count(model) > 0)
        return true;
    const auto member = m_member.find(agency);
    return member != m_member.end() && member->second.count(model) > 0;
}

std::vector<int> Duties::models_of(std::string_view agency) const {
    std::vector<int> out;
    if (const auto own = m_own.find(agency); own != m_own.end())
        for (const auto& [model, tasks] : own->second)
            out.push_back(model);
    return out;
}

std::vector<const TaskItem*> Duties::tasks(std::string_view agency, int model) const {
    std::vector<const TaskItem*> out;
    if (const auto own = m_own.find(agency); own != m_own.end())
        if (const auto found = own->second.find(model); found != own->second.end())
            for (const auto& duty : found->second)
                out.push_back(duty.task);
    return out;
}

std::vector<const TaskItem*> Duties::answering_tasks(std::string_view agency, int model) const {
    std::vector<const TaskItem*> out;
    if (const auto own = m_own.find(agency); own != m_own.end())
        if (const auto found = own->second.find(model); found != own->second.end())
            for (const auto& duty : found->second)
                if (duty.answers)
                    out.push_back(duty.task);
    return out;
}

std::vector<std::string> Duties::answering(int model) const {
    std::vector<std::string> out;
    for (const auto& [agency, models] : m_own)
        if (!answering_tasks(agency, model).empty())
            out.push_back(agency);
    return out;
}

} // namespace canbo::progress
