#include "common/office_kinds.h"

#include "progress/agency_book.h"
#include "reporting/admission.h"

namespace canbo::apps {

void register_kinds(ledger::KindRegistry& kinds, const formats::PlanContent& content) {
    progress::register_kinds(kinds, content.catalogue, content.agencies);
    reporting::register_kinds(kinds, content.catalogue, content.agencies, content.calendar);
}

service::AgencySource agency_source(ledger::EntryStore& entries, people::AgencyTree shipped) {
    return
        [&entries, shipped = std::move(shipped)](Transaction& tx) -> Result<std::shared_ptr<const people::AgencyTree>> {
            CANBO_TRY(auto tree, progress::load_agencies(tx, entries, shipped));
            return std::make_shared<const people::AgencyTree>(std::move(tree));
        };
}

} // namespace canbo::apps
