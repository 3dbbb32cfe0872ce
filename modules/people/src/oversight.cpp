#include "people/oversight.h"

#include <algorithm>

namespace canbo::people {

std::vector<std::string> seen_agencies(const Person& person, const AgencyTree& agencies, base::Day today) {
    if (person.agency.empty())
        return {};
    auto out = agencies.with_children(person.agency);
    if (!person.may(Permission::DecideTier))
        return out;
    for (auto& code : agencies.overseen_by(person.agency, today))
        if (std::find(out.begin(), out.end(), code) == out.end())
            out.push_back(std::move(code));
    return out;
}

Result<void> require_decision(const Person& person, std::string_view receiver) {
    if (receiver.empty())
        return require(person, Permission::DecideReport);
    CANBO_TRY_VOID(require(person, Permission::DecideTier));
    if (person.agency != receiver)
        return fail(ErrorCode::Forbidden, "Only the agency that receives this report may decide about it", "agency");
    return {};
}

} // namespace canbo::people
