#pragma once

#include "base/issues.h"
#include "base/result.h"
#include "ledger/audit_chain.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace canbo::ledger {

/// What an audit of an office's records found. Errors among the findings: somebody changed the record.
struct AuditReport {
    std::int64_t entries{0};
    std::int64_t events{0};
    std::int64_t receipts{0}; ///< Held by others, and fitting.
    std::int64_t unopened{0}; ///< Sealed entries whose text no key opened here: everything else of them is proven.
    std::int64_t erased{0};   ///< Rows of which a person's data were erased, as the chain knows.
    std::string head;         ///< The chain's last one.
    Issues findings;          ///< Where: "entry 17", "event 5", "link 22", or a receipt's name.
};

/// A receipt somebody holds: a name for people, its text.
using HeldReceipt = std::pair<std::string, std::string>;

/// Goes through every row of an office's records and holds it against the chain, the receipts beside the entries and
/// those that others hold. Finds each row that was changed, removed, inserted or moved by somebody without the office's
/// key; by somebody with the key, whatever happened up to the newest receipt held by others. Rows removed from the end,
/// links and all, show by those receipts only. Threads: works in one reading transaction of its own.
/// Cost: one signature check for each link and each receipt, about 20,000 a second.
/// @error Storage the database cannot be read, which is a finding too
Result<AuditReport> verify_audit(Database& database, ChainStore& chain, std::string_view public_key,
                                 const std::vector<HeldReceipt>& held);

} // namespace canbo::ledger
