#pragma once

#include "base/form_data.h"
#include "reporting/completeness.h"
#include "reporting/desk.h"
#include "reporting/paper.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace canbo::reporting {

/// Who reported to a lead. The office asks about every lead, a lead's people about their own agency.
/// @error Forbidden, NotFound (no such agency), Storage
Result<Completeness> completeness_of_lead(Transaction& tx, const Desk& desk, const base::Period& period,
                                          const std::string& lead);

/// What is asked for when agencies are urged to report.
struct UrgingOrder {
    std::string agency;              ///< To this one only; empty: to every agency that owes the report.
    std::optional<base::Time> until; ///< The new deadline; else 17:00 on the next working day.
    LetterNumber number;             ///< Of the first letter; those after it count on.
};

/// A letter that is ready to be rendered.
struct UrgingLetter {
    std::string agency; ///< Code of whom it goes to.
    std::string name;
    base::FormData form; ///< reports/urging-letter
    std::string file;    ///< "2024-W07-SYT.pdf"
};

/// Letters to who owes the report of a period and has not sent it, or has it returned; by code. The one that waits for
/// the report writes: the standing office, or the lead of a second tier to those below it.
/// @error Forbidden, Storage, NotFound (no such agency)
/// @error InvalidInput the order's agency has reported already, or need not
Result<std::vector<UrgingLetter>> urging_letters(Transaction& tx, const Desk& desk, const base::Period& period,
                                                 const UrgingOrder& order);

/// What became of letters that were to be written.
struct WrittenLetters {
    std::vector<UrgingLetter> written; ///< In order; their forms are used up.
    std::optional<Error> trouble;      ///< Why the next one is not there.
};

/// Renders each into a PDF of its name in `folder`, which is made when it is not there; stops at the first that cannot
/// be written, and what is written stays. For the worker: about 50 ms a letter.
WrittenLetters write_letters(std::vector<UrgingLetter> letters, base::FormRenderer& renderer,
                             const std::filesystem::path& folder);

} // namespace canbo::reporting
