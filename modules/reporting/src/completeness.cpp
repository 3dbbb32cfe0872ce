#include "reporting/completeness.h"

#include "base/json_parts.h"

namespace canbo::reporting {
namespace {

std::string state_of(const AgencyReports& reports) {
    if (reports.in_conflict())
        return "conflict";
    return std::string(state_name(reports.current()->state));
}

/// What the office added and took off, the last word counts.
Result<void> apply_expectations(Transaction& tx, ledger::EntryStore& entries, const base::Period& period,
                                std::set<std::string>& out) {
    CANBO_TRY(const auto changes, entries.of_kind(tx, expectation_kind));
    for (const auto& stored : changes) {
        const Json& body = stored.entry.body;
        const auto from = base::parse_day(base::text_at(body, "from"));
        const auto to = base::parse_day(base::text_at(body, "to"));
        if (!from || period.last_day() < *from || (to && *to < period.last_day()))
            continue;
        const auto it = body.find("expected");
        if (it != body.end() && it->is_boolean() && !it->get<bool>())
            out.erase(stored.entry.agency);
        else
            out.insert(stored.entry.agency);
    }
    return {};
}

/// `all`: the agencies to list, those expected among them.
Completeness count(const PeriodBook& book, const std::set<std::string>& expected, const std::set<std::string>& all) {
    Completeness out;
    out.period = book.period().text();
    out.due = book.deadlines().due;
    out.expected = expected.size();
    for (const auto& agency : all) {
        AgencyCompleteness row;
        row.agency = agency;
        row.expected = expected.count(agency) > 0;
        const AgencyReports* reports = book.of(agency);
        if (reports == nullptr) {
            row.state = "missing";
        } else {
            row.state = state_of(*reports);
            row.received_at = base::to_iso(reports->versions.front().received_at);
            row.late = reports->late();
        }
        const bool counts = row.state != "missing" && row.state != "returned";
        if (row.expected && counts) {
            ++out.received;
            ++(row.late ? out.late : out.on_time);
        } else if (row.expected) {
            out.missing.push_back(agency);
        }
        out.agencies.push_back(std::move(row));
    }
    return out;
}

} // namespace

Result<std::set<std::string>> expected_agencies(Transaction& tx, ledger::EntryStore& entries,
                                                const progress::Duties& duties, const base::Period& period) {
    std::set<std::string> out = duties.expected();
    CANBO_TRY_VOID(apply_expectations(tx, entries, period, out));
    return out;
}

Result<ExpectedByReceiver> expected_by_receiver(Transaction& tx, ledger::EntryStore& entries,
                                                const progress::Duties& duties, const people::AgencyTree& agencies,
                                                const base::Period& period) {
    std::set<std::string> all = duties.expected();
    for (const auto& [code, agency] : agencies.all())
        if (!agency.collective && agency.valid_on(period.last_day()) &&
            !agencies.reports_to(code, period.last_day()).empty())
            all.insert(code);
    CANBO_TRY_VOID(apply_expectations(tx, entries, period, all));
    ExpectedByReceiver out;
    for (const auto& agency : all)
        out[agencies.reports_to(agency, period.last_day())].insert(agency);
    return out;
}

Completeness completeness(const PeriodBook& book, const std::set<std::string>& expected) {
    std::set<std::string> all = expected;
    for (const auto& [agency, reports] : book.agencies())
        all.insert(agency);
    return count(book, expected, all);
}

Completeness completeness_for(const std::string& receiver, const PeriodBook& book, const people::AgencyTree& agencies,
                              const ExpectedByReceiver& expected) {
    ExpectedByReceiver listed = expected;
    for (const auto& [agency, reports] : book.agencies())
        listed[agencies.reports_to(agency, book.period().last_day())].insert(agency);
    const auto of = [&](const std::string& code) {
        const auto owed = expected.find(code);
        Completeness out = count(book, owed == expected.end() ? std::set<std::string>() : owed->second, listed[code]);
        out.receiver = code;
        return out;
    };
    Completeness out = of(receiver);
    if (receiver.empty())
        for (const auto& [lead, codes] : listed)
            if (!lead.empty())
                out.tiers.push_back(of(lead));
    return out;
}

Json completeness_to_json(const Completeness& c) {
    Json agencies = Json::array();
    for (const auto& row : c.agencies)
        agencies.push_back({{"agency", row.agency},
                            {"state", row.state},
                            {"received_at", row.received_at.empty() ? Json(nullptr) : Json(row.received_at)},
                            {"late", row.late},
                            {"expected", row.expected}});
    Json out{{"period", c.period},     {"deadline", base::to_iso(c.due)},
             {"expected", c.expected}, {"received", c.received},
             {"on_time", c.on_time},   {"late", c.late},
             {"missing", c.missing},   {"agencies", agencies}};
    if (!c.receiver.empty())
        out["receiver"] = c.receiver;
    for (const auto& tier : c.tiers)
        out["tiers"].push_back(completeness_to_json(tier));
    return out;
}

} // namespace canbo::reporting
