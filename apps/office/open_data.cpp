#include "open_data.h"

#include "reporting/open_data.h"
#include "storage/stores.h"

namespace canbo::office {
namespace {

/// As the standing office's own desk sees it, whose replica this is. An office writes no reports: outbox and drafts of
/// its database are empty.
Result<service::OpenDataTexts> make(service::OfficeStores& stores, const formats::PlanContent& content,
                                    const base::Clock& clock) {
    storage::SqlOutbox outbox;
    storage::SqlDraftStore drafts;
    const reporting::Desk desk{*stores.database,
                               *stores.entries,
                               outbox,
                               *stores.blobs,
                               drafts,
                               clock,
                               content.catalogue,
                               content.agencies,
                               content.calendar,
                               people::Person{{}, people::Role::Office, {}}};
    CANBO_TRY(const auto data, reporting::open_data(desk));
    return service::OpenDataTexts{reporting::open_data_to_json(data).dump() + "\n", reporting::open_data_to_csv(data)};
}

} // namespace

service::OpenDataPort open_data_of(service::OfficeStores& stores, const formats::PlanContent& content,
                                   const base::Clock& clock, bool for_everybody) {
    return {[&stores, &content, &clock] { return make(stores, content, clock); }, for_everybody};
}

} // namespace canbo::office
