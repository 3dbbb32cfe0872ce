#include "common/office_kinds.h"

#include "common/course_shelf.h"
#include "exam/exam_office.h"
#include "progress/agency_book.h"
#include "reporting/admission.h"
#include "training/admission.h"

#include <memory>

namespace canbo::apps {

void register_kinds(ledger::KindRegistry& kinds, const formats::PlanContent& content,
                    const std::filesystem::path& share) {
    progress::register_kinds(kinds, content.catalogue, content.agencies);
    reporting::register_kinds(kinds, content.catalogue, content.agencies, content.calendar);
    const auto shelf = std::make_shared<const Shelf>(load_shelf({}, share));
    training::register_kinds(kinds, [shelf](const std::string& slug, const std::string& version) {
        const auto found = find_course(*shelf, slug, version);
        return found ? std::optional(found->course) : std::nullopt;
    });
    exam::register_kinds(kinds);
}

service::AgencySource agency_source(ledger::EntryStore& entries, people::AgencyTree shipped) {
    return
        [&entries, shipped = std::move(shipped)](Transaction& tx) -> Result<std::shared_ptr<const people::AgencyTree>> {
            CANBO_TRY(auto tree, progress::load_agencies(tx, entries, shipped));
            return std::make_shared<const people::AgencyTree>(std::move(tree));
        };
}

} // namespace canbo::apps
