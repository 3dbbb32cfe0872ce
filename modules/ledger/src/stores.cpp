#include "ledger/stores.h"

#include <algorithm>

namespace canbo::ledger {

std::string closed_audience(const std::vector<std::string>& readers) {
    std::vector<std::string> sorted = readers;
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    std::string out = "|";
    for (const auto& reader : sorted)
        out += reader + "|";
    return out;
}

std::string person_reader(std::string_view account) { return "@" + std::string(account); }

std::string staff_reader(std::string_view agency) { return std::string(agency) + "+"; }

std::string role_reader(people::Role role) { return "=" + std::string(people::role_name(role)); }

bool Visibility::sees(std::string_view audience) const {
    if (audience.empty())
        return true;
    if (audience.front() != '|')
        return everything || std::find(agencies.begin(), agencies.end(), audience) != agencies.end();
    const auto named = [&](const std::string& reader) {
        return !reader.empty() && audience.find("|" + reader + "|") != std::string_view::npos;
    };
    return closed || named(own) || std::any_of(also.begin(), also.end(), named);
}

} // namespace canbo::ledger
