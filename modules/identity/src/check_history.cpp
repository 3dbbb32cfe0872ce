#include "identity/check_history.h"

#include "base/issues.h"

namespace canbo::identity {
namespace {

constexpr std::size_t most_records = 200, most_history_bytes = 400'000;

std::optional<CheckRecord> read_record(const Json& json) {
    Issues issues;
    base::ObjectReader in(json, "", issues);
    CheckRecord out;
    const auto at = base::parse_time(in.text("at", 40));
    const auto verdict = verdict_from_name(in.text("verdict", 40));
    for (const auto& code : in.array("codes"))
        if (code.is_string() && is_finding_code(code.get_ref<const std::string&>()))
            out.codes.push_back(code.get<std::string>());
    if (!at || !verdict || issues.has_errors())
        return std::nullopt;
    out.at = *at;
    out.verdict = *verdict;
    return out;
}

} // namespace

CheckRecord record_of(const Assessment& assessment, base::Time at) {
    CheckRecord out{at, assessment.verdict, {}};
    for (int severity = static_cast<int>(Finding::Severity::Refusal); severity >= 0; --severity) // the worst first
        for (const auto& finding : assessment.findings)
            if (static_cast<int>(finding.severity) == severity)
                out.codes.push_back(finding.code);
    return out;
}

void CheckHistory::add(CheckRecord record) {
    m_records.insert(m_records.begin(), std::move(record));
    if (m_records.size() > most_records)
        m_records.resize(most_records);
}

std::string CheckHistory::to_json() const {
    Json out = Json::array();
    for (const auto& record : m_records)
        out.push_back(
            {{"at", base::to_iso(record.at)}, {"verdict", verdict_name(record.verdict)}, {"codes", record.codes}});
    return out.dump();
}

CheckHistory CheckHistory::from_json(std::string_view text) {
    CheckHistory out;
    const auto json = base::parse_json(text, {most_history_bytes, 4});
    if (!json || !json->is_array())
        return out;
    for (const auto& item : *json)
        if (auto record = read_record(item); record && out.m_records.size() < most_records)
            out.m_records.push_back(*std::move(record));
    return out;
}

} // namespace canbo::identity
