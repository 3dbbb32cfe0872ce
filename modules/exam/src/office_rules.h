#pragma once

#include "exam/exam_office.h"

#include <string>
#include <vector>

namespace canbo::exam {

// What the rules of the office's kinds share.

/// Whoever holds, prepares or decides exams.
std::vector<std::string> exam_readers();
/// @error InvalidInput the entry's subject is another
Result<void> about(const ledger::Admission& in, const std::string& subject);
/// Of a desk: what the office has, then what waits to go there. What was refused does not count.
Result<std::vector<ledger::Entry>> entries_that_count(Transaction& tx, const ledger::EntryDesk& desk,
                                                      std::string_view kind);
std::vector<ledger::Entry> entries_of(const std::vector<ledger::StoredEntry>& stored);
/// @error NotFound the office has no such exam
Result<PublishedExam> published_at_office(Transaction& tx, ledger::EntryStore& entries, const std::string& exam);
SentBundle bundle_from_json(const ledger::Entry& entry, Issues& issues);

} // namespace canbo::exam
