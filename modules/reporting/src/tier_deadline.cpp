#include "reporting/tier_deadline.h"

#include <algorithm>

namespace canbo::reporting {

Result<TierDeadlines> TierDeadlines::load(Transaction& tx, ledger::EntryStore& entries, Calendar calendar) {
    TierDeadlines out(std::move(calendar));
    CANBO_TRY(const auto stored, entries.of_kind(tx, tier_deadline_kind));
    Issues ignored; // bodies were checked when the office took them
    for (const auto& one : stored)
        out.apply(one.entry.agency, one.entry.body, ignored);
    return out;
}

void TierDeadlines::apply(const std::string& lead, const Json& body, Issues& issues) {
    Issues found;
    base::ObjectReader in(body, "", found);
    const auto from = base::parse_day(in.text("from", 10));
    if (!from)
        found.error(ErrorCode::InvalidInput, "from", from.error().message);
    const auto days = in.integer("working_days_before", 0, 5);
    in.finish();
    if (!found.has_errors())
        m_days_before[lead][*from] = static_cast<int>(days);
    for (const auto& issue : found.items())
        issues.error(issue.code, issue.where, issue.sentence);
}

int TierDeadlines::days_before(const std::string& lead, base::Day day) const {
    const auto found = m_days_before.find(lead);
    if (found == m_days_before.end())
        return 0;
    const auto after = found->second.upper_bound(day);
    return after == found->second.begin() ? 0 : std::prev(after)->second;
}

Result<Deadlines> TierDeadlines::deadlines(const base::Period& period, const std::string& receiver) const {
    CANBO_TRY(auto out, m_calendar.deadlines(period));
    if (receiver.empty())
        return out;
    const base::Day office = base::day_in_vietnam(out.due);
    base::Day due = office;
    for (int i = days_before(receiver, period.last_day()); i > 0; --i)
        do
            due -= std::chrono::days{1};
        while (!m_calendar.is_working_day(due));
    out.due = std::max(out.due - (office - due), out.cut_off);
    return out;
}

Result<void> TierDeadlines::judge(Completeness& completeness, const base::Period& period) const {
    for (auto& tier : completeness.tiers)
        CANBO_TRY_VOID(judge(tier, period));
    if (completeness.receiver.empty())
        return {};
    CANBO_TRY(const auto to_lead, deadlines(period, completeness.receiver));
    completeness.due = to_lead.due;
    completeness.late = completeness.on_time = 0;
    for (auto& row : completeness.agencies) {
        const auto received = base::parse_time(row.received_at);
        row.late = received && *received > to_lead.due;
        if (row.expected && row.state != "missing" && row.state != "returned")
            ++(row.late ? completeness.late : completeness.on_time);
    }
    return {};
}

Json TierDeadlines::to_json() const {
    Json out = Json::array();
    for (const auto& [lead, days] : m_days_before)
        for (const auto& [from, count] : days)
            out.push_back({{"lead", lead}, {"from", base::to_iso(from)}, {"working_days_before", count}});
    return out;
}

} // namespace canbo::reporting
