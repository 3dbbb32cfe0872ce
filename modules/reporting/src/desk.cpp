#include "reporting/desk.h"

#include "base/crypto.h"
#include "progress/agency_book.h"

namespace canbo::reporting {

Result<PeriodContext> load_period_context(Transaction& tx, const Desk& desk, const base::Period& period,
                                          base::Time as_of) {
    CANBO_TRY(auto agencies, progress::load_agencies(tx, desk.entries, desk.shipped_agencies));
    CANBO_TRY(auto calendar, load_calendar(tx, desk.entries, desk.shipped_calendar));
    CANBO_TRY(auto plans, progress::PlanBook::load(tx, desk.entries, as_of));
    progress::Duties duties(desk.catalogue, agencies, period.last_day());
    return PeriodContext{period, std::move(agencies), std::move(calendar), std::move(duties), std::move(plans)};
}

Result<std::string> queue_entry(const Desk& desk, std::string kind, std::string agency, std::string subject,
                                std::int64_t revision, Json body) {
    ledger::Entry entry{base::new_uuid(), std::move(kind), std::move(agency), std::move(subject),
                        revision,         std::move(body), desk.person.name,  desk.clock.now()};
    CANBO_TRY(auto frozen, ledger::freeze(std::move(entry)));
    const std::string id = frozen.entry.id;
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Write));
    ledger::OutboxItem item;
    item.frozen = std::move(frozen);
    item.queued_at = desk.clock.now();
    item.next_attempt = item.queued_at;
    CANBO_TRY_VOID(desk.outbox.put(*tx, item));
    CANBO_TRY_VOID(tx->commit());
    return id;
}

} // namespace canbo::reporting
