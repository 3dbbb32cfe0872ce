#pragma once

#include "base/clock.h"
#include "base/transaction.h"
#include "ledger/stores.h"
#include "people/agency.h"
#include "people/permission.h"
#include "progress/catalogue.h"
#include "progress/duties.h"
#include "progress/plan.h"
#include "reporting/calendar.h"
#include "reporting/draft_store.h"

#include <string>

namespace canbo::reporting {

/// What the use cases of a desk stand on: its stores, the shipped content and who acts. Everything is borrowed.
struct Desk {
    Database& database;
    ledger::EntryStore& entries; ///< The replica, as of the last sync.
    ledger::Outbox& outbox;
    ledger::BlobStore& blobs;
    DraftStore& drafts;
    const base::Clock& clock;
    const progress::Catalogue& catalogue;
    const people::AgencyTree& shipped_agencies;
    const Calendar& shipped_calendar;
    people::Person person;
};

/// What the rules need to know about one period, read in one go.
struct PeriodContext {
    base::Period period;
    people::AgencyTree agencies;
    Calendar calendar;
    progress::Duties duties; ///< On the period's last day.
    progress::PlanBook plans;
};

/// `as_of`: plan versions received later are left out. @error Storage
Result<PeriodContext> load_period_context(Transaction& tx, const Desk& desk, const base::Period& period,
                                          base::Time as_of);

/// Makes an entry by the person at the desk and puts it into the outbox: one transaction, on disk on return.
/// @error TooLarge, InvalidInput, Storage. @returns the entry's id
Result<std::string> queue_entry(const Desk& desk, std::string kind, std::string agency, std::string subject,
                                std::int64_t revision, Json body);

} // namespace canbo::reporting
