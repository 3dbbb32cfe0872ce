#pragma once

#include "base/result.h"
#include "ledger/stores.h"
#include "people/agency.h"

#include <string>

namespace canbo::reporting {

inline constexpr const char* office_setting_kind = "office-setting"; ///< Subject: the setting. Everybody may see it.
inline constexpr const char* prints_as_setting = "prints-as";

/// What holds for the standing office as a whole, recorded in the ledger as the calendar is: a paper made again from an
/// earlier sequence has the letterhead of then.
struct OfficeSettings {
    /// Whose letterhead the consolidated report, letters of urging, the late list and inspection notes have. Part III
    /// of the plan has the standing office sit at Công an tỉnh; a steering committee may take the office elsewhere.
    std::string prints_as{"CAT"};
};

/// @error Storage
Result<OfficeSettings> load_office_settings(Transaction& tx, ledger::EntryStore& entries);

/// The agency of that letterhead on that day: itself, or who follows it. @error NotFound
Result<people::Agency> printing_agency(const OfficeSettings& settings, const people::AgencyTree& agencies,
                                       base::Day day);

} // namespace canbo::reporting
