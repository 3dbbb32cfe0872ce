#pragma once

#include "base/clock.h"
#include "formats/content.h"
#include "ledger/kinds.h"
#include "progress/plan.h"
#include "support/memory_stores.h"

#include <string>
#include <utility>
#include <vector>

namespace canbo::test {

/// The shipped plan, read once.
inline const formats::PlanContent& content() {
    static const formats::PlanContent loaded = formats::load_plan_content(CANBO_TEST_SOURCE).value();
    return loaded;
}

inline base::Day day(const char* text) { return *base::parse_day(text); }
inline base::Time time_of(const char* text) { return *base::parse_time(text); }

inline std::vector<std::string> wheres(const Issues& issues, Issue::Severity severity) {
    std::vector<std::string> out;
    for (const auto& issue : issues.items())
        if (issue.severity == severity)
            out.push_back(issue.where);
    return out;
}
inline std::vector<std::string> errors(const Issues& issues) { return wheres(issues, Issue::Severity::Error); }
inline std::vector<std::string> warnings(const Issues& issues) { return wheres(issues, Issue::Severity::Warning); }

/// A ledger that takes whatever a test writes into it; nothing is checked.
struct Ledger {
    MemoryDatabase database;
    MemoryEntryStore entries;
    std::int64_t sequence{0};

    std::string add(const std::string& kind, const std::string& agency, const std::string& subject, Json body,
                    base::Time received) {
        ledger::StoredEntry stored;
        stored.sequence = ++sequence;
        stored.entry = {base::new_uuid(), kind, agency, subject, 1, std::move(body), "tester", received};
        stored.received_at = received;
        auto tx = database.begin(base::Database::Mode::Write).value();
        CANBO_CHECK(entries.append(*tx, stored));
        CANBO_CHECK(tx->commit());
        return stored.entry.id;
    }
    progress::PlanBook book(base::Time as_of = base::Time::max()) {
        auto tx = database.begin(base::Database::Mode::Read).value();
        return progress::PlanBook::load(*tx, entries, as_of).value();
    }
    void open(const std::string& gate, const char* date, base::Time received) {
        add(progress::gate_kind, "", gate, progress::gate_opening_to_json({gate, "CV 123/C06", day(date)}), received);
    }
    void plan(const std::string& agency, const progress::Plan& plan, base::Time received) {
        add(progress::plan_kind, agency, progress::model_subject(plan.model), progress::plan_to_json(plan), received);
    }
};

/// A plan for a model with milestones m1, m2, … due on these dates.
inline progress::Plan plan_of(int model, const std::vector<const char*>& due) {
    progress::Plan out;
    out.model = model;
    for (const char* date : due) {
        const std::string id = "m" + std::to_string(out.milestones.size() + 1);
        out.milestones.push_back({id, "Mốc " + id, std::nullopt, day(date), "Phòng Nghiệp vụ"});
    }
    out.people = {"Phó Giám đốc"};
    return out;
}

} // namespace canbo::test
