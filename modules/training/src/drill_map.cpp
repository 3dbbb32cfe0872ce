#include "training/drill_map.h"

#include <algorithm>
#include <map>
#include <set>

namespace canbo::training {
namespace {

constexpr int most_percent = 80;
constexpr std::size_t people_step = 5;
constexpr int percent_step = 10;

struct Group {
    std::set<std::string> people;
    int answers{0};
    int confident_wrong{0};
};
using Groups = std::map<std::string, Group>; // by agency

int coarse_percent(const Group& group) {
    const int tens = (group.confident_wrong * 100 / percent_step + group.answers / 2) / std::max(group.answers, 1);
    return std::min(tens * percent_step, most_percent);
}

RiskCell cell_of(const std::string& agency, const std::string& topic, const Group& group) {
    return {agency, topic, group.people.size() / people_step * people_step, coarse_percent(group)};
}

/// Agencies of a topic that may be shown: none of under five people, and what is hidden is nobody or at least five.
std::set<std::string> shown_agencies(const Groups& groups) {
    std::vector<std::pair<std::size_t, std::string>> by_size;
    std::size_t hidden = 0;
    for (const auto& [agency, group] : groups)
        if (group.people.size() < least_group)
            hidden += group.people.size();
        else
            by_size.emplace_back(group.people.size(), agency);
    std::sort(by_size.begin(), by_size.end());
    if (hidden > 0 && hidden < least_group && !by_size.empty())
        by_size.erase(by_size.begin());
    std::set<std::string> out;
    for (const auto& [size, agency] : by_size)
        out.insert(agency);
    return out;
}

/// The agency of each learner's latest answer: a transfer splits nobody into two groups.
std::map<std::string, std::string> agency_of_learners(const std::vector<DrillObservation>& observations) {
    std::map<std::string, const DrillObservation*> latest;
    for (const auto& one : observations) {
        const auto*& known = latest[one.learner];
        if (known == nullptr || known->result.time < one.result.time ||
            (known->result.time == one.result.time && known->agency < one.agency))
            known = &one;
    }
    std::map<std::string, std::string> out;
    for (const auto& [learner, one] : latest)
        out[learner] = one->agency;
    return out;
}

} // namespace

const RiskCell* RiskMap::find(std::string_view agency, std::string_view topic) const {
    const auto found = std::find_if(cells.begin(), cells.end(),
                                    [&](const auto& cell) { return cell.agency == agency && cell.topic == topic; });
    return found == cells.end() ? nullptr : &*found;
}

RiskMap map_risk(const std::vector<DrillObservation>& observations) {
    const auto agencies = agency_of_learners(observations);
    std::map<std::string, Groups> topics;
    std::map<std::string, Group> totals;
    std::set<std::string> seen;
    for (const auto& one : observations) {
        if (one.result.retest || !seen.insert(one.result.id).second)
            continue;
        for (Group* group : {&topics[one.result.topic][agencies.at(one.learner)], &totals[one.result.topic]}) {
            group->people.insert(one.learner);
            ++group->answers;
            group->confident_wrong +=
                !is_right(one.result.outcome) && one.result.certainty == Certainty::Certain ? 1 : 0;
        }
    }
    RiskMap out;
    for (const auto& [topic, groups] : topics) {
        const auto& total = totals.at(topic);
        const auto shown = shown_agencies(groups);
        out.hidden += groups.size() - shown.size();
        if (total.people.size() < least_group)
            continue;
        out.cells.push_back(cell_of("", topic, total));
        for (const auto& [agency, group] : groups)
            if (shown.count(agency) > 0)
                out.cells.push_back(cell_of(agency, topic, group));
    }
    return out;
}

} // namespace canbo::training
