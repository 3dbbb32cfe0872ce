#pragma once

#include "base/clock.h"
#include "base/issues.h"
#include "base/transaction.h"
#include "ledger/kinds.h"
#include "ledger/stores.h"
#include "people/agency.h"
#include "people/permission.h"
#include "progress/filled_list.h"

#include <string>
#include <vector>

namespace canbo::progress {

/// What filling a list stands on: the stores of a desk, the shipped content and who acts. Everything is borrowed.
struct ListDesk {
    Database& database;
    ledger::EntryStore& entries;
    ledger::Outbox& outbox;
    const base::Clock& clock;
    const Catalogue& catalogue;
    const people::AgencyTree& shipped_agencies;
    people::Person person;
};

/// Fills a list: checks it and who fills it, and puts its parts into the outbox in one transaction. A list filled again
/// is its next revision, which replaces the one before.
class SetModelList {
public:
    struct Queued {
        std::string fill;                 ///< Id of the first entry, and of the revision.
        std::vector<std::string> entries; ///< Ids, in the order of the parts.
    };

    explicit SetModelList(ListDesk desk) : m_desk(std::move(desk)) {}

    /// The check alone. Problems of rows go into `issues`. @error Forbidden, NotFound, Storage
    Result<void> check(const FilledList& filled, Issues& issues);
    /// @error as check; the first of `issues` when it has errors; TooLarge
    Result<Queued> operator()(const FilledList& filled, Issues& issues);

private:
    Result<void> check(Transaction& tx, const FilledList& filled, Issues& issues);

    ListDesk m_desk;
};

/// The office's rule for one part of a list; when it is the last to come, for the list as a whole.
Result<void> admit_list(const ledger::Admission& in, const Catalogue& catalogue, const people::AgencyTree& shipped);

} // namespace canbo::progress
