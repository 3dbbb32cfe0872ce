#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "base/transaction.h"
#include "ledger/kinds.h"
#include "ledger/stores.h"
#include "people/permission.h"

#include <string>
#include <string_view>
#include <vector>

namespace canbo::training {

/// What the use cases of learning stand on: the stores of a desk and who acts. Everything is borrowed.
struct LearningDesk {
    Database& database;
    ledger::EntryStore& entries; ///< The replica, as of the last exchange.
    ledger::Outbox& outbox;
    const base::Clock& clock;
    people::Person person;
};

/// What is written into the outbox. The author, their agency and the time are the desk's.
struct NewEntry {
    std::string kind;
    std::string subject;
    Json body;
    std::int64_t revision{1};
    std::string id{}; ///< Empty: a new one.
};

/// Puts an entry into the outbox, in the caller's transaction. @returns its id. @error TooLarge, InvalidInput,
/// Conflict the id is there already; Storage
Result<std::string> queue_entry(Transaction& tx, const LearningDesk& desk, NewEntry entry);

/// The entries of a kind and subject on this desk: those of the office in its order, then those that wait in the
/// outbox or were refused there. @error Storage
Result<std::vector<ledger::Entry>> entries_here(Transaction& tx, const LearningDesk& desk, std::string_view kind,
                                                std::string_view subject);
/// The same, whatever their subject. Cost: reads all of the kind.
Result<std::vector<ledger::Entry>> entries_here(Transaction& tx, const LearningDesk& desk, std::string_view kind);

/// What one learner did in one course stands under this subject: "an-toan-thong-tin/an.nguyen".
std::string learner_subject(std::string_view course, std::string_view learner);
/// The course of such a subject, and the learner.
std::string course_of_subject(std::string_view subject);
std::string learner_of_subject(std::string_view subject);

/// At the office: what a learner did is theirs, about their own agency and under their own name.
Result<void> check_learner(const ledger::Admission& in, const std::string& course);
/// Readers of such an entry: the learner whom its subject names, and the standing office.
std::string learners_audience(const ledger::Entry& entry);

} // namespace canbo::training
