#pragma once

#include "exam/release.h"

#include <string>
#include <vector>

namespace canbo::exam {

/// Kind of an entry by which a candidate asks the council to look at the own attempt again. Subject: "exam/candidate";
/// the council, the standing office and the candidate read it. The council notes it behind the seal of the room and
/// answers there (exam/remark.h); another decision brings the candidate the new result.
inline constexpr const char* remark_kind = "exam-remark";

struct RemarkRequest {
    std::string entry; ///< Id.
    std::string exam, candidate, account;
    std::string release; ///< Id of the decision that it is against.
    std::string reason;
    base::Time asked{};
};

/// By the person at the desk, against the result that they were given. @error NotFound none was given; Conflict asked
/// before against this decision; InvalidInput; Storage
Result<std::string> request_remark(const ledger::EntryDesk& desk, const std::string& exam, const std::string& reason);
/// Those of an exam that the person at the desk may see, in the office's order. @error Storage
Result<std::vector<RemarkRequest>> load_remark_requests(Transaction& tx, const ledger::EntryDesk& desk,
                                                        const std::string& exam);

/// What the office asks.
Result<void> admit_remark(const ledger::Admission& in);
std::string remark_audience(const ledger::Entry& entry);

} // namespace canbo::exam
