#include "people/agency.h"

#include <set>

namespace canbo::people {

void AgencyTree::put(Agency agency) {
    const std::string code = agency.code;
    m_agencies.insert_or_assign(code, std::move(agency));
}

const Agency* AgencyTree::find(std::string_view code) const {
    const auto it = m_agencies.find(code);
    return it == m_agencies.end() ? nullptr : &it->second;
}

const Agency* AgencyTree::on(std::string_view code, base::Day day) const {
    std::set<std::string_view> seen; // a circle of successors must not hang us
    for (const Agency* agency = find(code); agency != nullptr && seen.insert(agency->code).second;
         agency = find(agency->successor)) {
        if (agency->valid_on(day))
            return agency;
        if (agency->valid_from && day < *agency->valid_from)
            return nullptr;
    }
    return nullptr;
}

std::vector<std::string> AgencyTree::with_children(std::string_view code) const {
    std::vector<std::string> out{std::string(code)};
    for (std::size_t i = 0; i < out.size() && out.size() <= m_agencies.size(); ++i)
        for (const auto& [child, agency] : m_agencies)
            if (agency.parent == out[i])
                out.push_back(child);
    return out;
}

void AgencyTree::check(Issues& issues) const {
    for (const auto& [code, agency] : m_agencies) {
        if (!agency.parent.empty() && find(agency.parent) == nullptr)
            issues.error(ErrorCode::NotFound, code + ".parent", "The agency above this one does not exist");
        if (!agency.successor.empty() && find(agency.successor) == nullptr)
            issues.error(ErrorCode::NotFound, code + ".successor", "The agency that takes over does not exist");
        const auto in_circle = [&](std::string Agency::*next) {
            std::set<std::string_view> seen;
            const Agency* at = &agency;
            while (at != nullptr && seen.insert(at->code).second)
                at = find(at->*next);
            return at != nullptr;
        };
        if (in_circle(&Agency::parent))
            issues.error(ErrorCode::InvalidInput, code + ".parent", "The agencies above this one form a circle");
        if (in_circle(&Agency::successor))
            issues.error(ErrorCode::InvalidInput, code + ".successor",
                         "The agencies that take over from each other form a circle");
    }
}

bool is_agency_code(std::string_view code) {
    return code.size() >= 2 && code.size() <= 16 &&
           code.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == std::string_view::npos;
}

} // namespace canbo::people
