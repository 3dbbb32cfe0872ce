#include "reporting/office_settings.h"

namespace canbo::reporting {

Result<OfficeSettings> load_office_settings(Transaction& tx, ledger::EntryStore& entries) {
    OfficeSettings out;
    CANBO_TRY(const auto stored, entries.by_subject(tx, office_setting_kind, prints_as_setting));
    for (const auto& each : stored) // by rising sequence: the last word counts
        if (const auto it = each.entry.body.find("prints_as"); it != each.entry.body.end() && it->is_string())
            out.prints_as = it->get<std::string>();
    return out;
}

Result<people::Agency> printing_agency(const OfficeSettings& settings, const people::AgencyTree& agencies,
                                       base::Day day) {
    const people::Agency* agency = agencies.on(settings.prints_as, day);
    if (agency == nullptr)
        agency = agencies.find(settings.prints_as);
    if (agency == nullptr)
        return fail(ErrorCode::NotFound, "There is no such agency", settings.prints_as);
    return *agency;
}

} // namespace canbo::reporting
