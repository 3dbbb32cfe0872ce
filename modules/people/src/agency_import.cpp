#include "people/agency_import.h"

namespace canbo::people {
namespace {

void keep_unsaid(const Agency& known, Agency& row) {
    row.reports_to = known.reports_to;
    row.needs_approval = known.needs_approval;
    row.collective = known.collective;
    row.covers = known.covers;
    if (!known.letter)
        return;
    if (!row.letter) {
        row.letter = known.letter;
        return;
    }
    row.letter->signer = known.letter->signer;
    row.letter->recipients = known.letter->recipients;
}

std::vector<std::string> difference(const Agency& before, const Agency& after) {
    const Json old = agency_to_json(before), now = agency_to_json(after);
    std::vector<std::string> fields;
    for (const auto& [key, value] : now.items())
        if (key != "source" && (!old.contains(key) || old[key] != value))
            fields.push_back(key);
    return fields;
}

} // namespace

std::vector<AgencyChange> merge_agencies(const AgencyTree& known, std::vector<Agency> rows, Issues& issues) {
    AgencyTree after = known;
    std::vector<AgencyChange> changes;
    for (auto& row : rows) {
        const Agency* before = known.find(row.code);
        if (before != nullptr)
            keep_unsaid(*before, row);
        auto fields = before != nullptr ? difference(*before, row) : std::vector<std::string>();
        if (before != nullptr && fields.empty())
            continue;
        after.put(row);
        changes.push_back({std::move(row), before == nullptr, std::move(fields)});
    }
    after.check(issues);
    return changes;
}

} // namespace canbo::people
