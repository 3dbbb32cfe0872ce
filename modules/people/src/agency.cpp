#include "people/agency.h"

#include <algorithm>
#include <set>

namespace canbo::people {
namespace {

/// The day the i-th fact begins; the end of time after the last.
base::Day begin_of(const Agency& agency, std::size_t i) {
    return i < agency.reports_to.size() ? agency.reports_to[i].from.value_or(base::Day::min()) : base::Day::max();
}

/// Somewhen from `begin` on, and before `end`.
bool reports_to_a_lead(const Agency& agency, base::Day begin, base::Day end) {
    for (std::size_t i = 0; i < agency.reports_to.size(); ++i)
        if (agency.reports_to[i].to != reports_to_office && begin_of(agency, i) < end &&
            begin < begin_of(agency, i + 1))
            return true;
    return false;
}

} // namespace

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

/// Whom a link names, as it stands in the tree; null for the standing office, or when there is no such agency.
const Agency* AgencyTree::target(const Agency& agency, const ReportsTo& link) const {
    if (link.to == reports_to_office)
        return nullptr;
    return find(link.to == reports_to_parent ? agency.parent : link.to);
}

std::string AgencyTree::reports_to(std::string_view code, base::Day day) const {
    const Agency* agency = find(code);
    const ReportsTo* link = nullptr;
    if (agency != nullptr)
        for (const auto& each : agency->reports_to)
            if (!each.from || *each.from <= day)
                link = &each;
    const Agency* named = link == nullptr ? nullptr : target(*agency, *link);
    const Agency* receiver = named == nullptr ? nullptr : on(named->code, day);
    return receiver == nullptr || receiver == agency ? std::string() : receiver->code;
}

std::vector<std::string> AgencyTree::reporting_to(std::string_view code, base::Day day) const {
    std::vector<std::string> out;
    for (const auto& [other, agency] : m_agencies)
        if (!agency.reports_to.empty() && !code.empty() && agency.valid_on(day) && reports_to(other, day) == code)
            out.push_back(other);
    return out;
}

std::vector<std::string> AgencyTree::overseen_by(std::string_view code, base::Day today) const {
    // A link counts for the named agency and all that follow it, whatever the day: what may be read must not hang on
    // the clocks of two machines, or a desk would pass over an entry for ever.
    const auto receives = [&](const Agency* named) {
        std::set<std::string_view> seen;
        while (named != nullptr && named->code != code && seen.insert(named->code).second)
            named = find(named->successor);
        return named != nullptr && named->code == code;
    };
    std::vector<std::string> out;
    for (const auto& [other, agency] : m_agencies)
        for (std::size_t i = 0; i < agency.reports_to.size() && other != code; ++i) {
            const bool ended = begin_of(agency, i + 1) < today - still_received;
            if (!ended && receives(target(agency, agency.reports_to[i]))) {
                out.push_back(other);
                break;
            }
        }
    return out;
}

void AgencyTree::check_receivers(const Agency& agency, Issues& issues) const {
    const std::string where = agency.code + ".reports_to";
    for (std::size_t i = 0; i < agency.reports_to.size(); ++i) {
        const auto& link = agency.reports_to[i];
        if (link.to == reports_to_office)
            continue;
        const Agency* receiver = target(agency, link);
        if (receiver == nullptr)
            issues.error(ErrorCode::NotFound, where, "The agency that is to receive the reports does not exist");
        else if (receiver == &agency || receiver->collective)
            issues.error(ErrorCode::InvalidInput, where,
                         "Reports go to another agency, and never to a collective body");
        else if (reports_to_a_lead(*receiver, begin_of(agency, i), begin_of(agency, i + 1)))
            issues.error(ErrorCode::InvalidInput, where,
                         "Who receives reports must send its own to the standing office");
    }
}

void add_reports_to(Agency& agency, ReportsTo link) {
    auto& links = agency.reports_to;
    std::erase_if(links, [&](const ReportsTo& each) { return each.from == link.from; });
    const auto later = std::find_if(links.begin(), links.end(), [&](const ReportsTo& each) {
        return each.from && (!link.from || *link.from < *each.from);
    });
    links.insert(later, std::move(link));
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
        const auto in_circle = [this, first = &agency](std::string Agency::*next) { // clang 14 captures no binding
            std::set<std::string_view> seen;
            const Agency* at = first;
            while (at != nullptr && seen.insert(at->code).second)
                at = find(at->*next);
            return at != nullptr;
        };
        check_receivers(agency, issues);
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
