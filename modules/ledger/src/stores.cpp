#include "ledger/stores.h"

#include <algorithm>

namespace canbo::ledger {

std::string closed_audience(const std::vector<std::string>& agencies) {
    std::vector<std::string> sorted = agencies;
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    std::string out = "|";
    for (const auto& agency : sorted)
        out += agency + "|";
    return out;
}

bool Visibility::sees(std::string_view audience) const {
    if (audience.empty())
        return true;
    if (audience.front() != '|')
        return everything || std::find(agencies.begin(), agencies.end(), audience) != agencies.end();
    return closed || (!own.empty() && audience.find("|" + own + "|") != std::string_view::npos);
}

} // namespace canbo::ledger
