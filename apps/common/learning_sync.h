#pragma once

#include "common/desk_sync.h"
#include "people/account.h"
#include "training/share_learning.h"

#include <filesystem>
#include <string>
#include <vector>

namespace canbo::apps {

/// Everything that an exchange with the office moves: what a learner did goes into the outbox first and comes back from
/// other devices afterwards; who answers for an agency gets the list of its people (see people_setting).
struct DeskExchange {
    const reporting::Desk& desk;
    ledger::SettingStore& settings;
    wire::OfficeClient& office;
    std::string office_key;
    std::filesystem::path folder;
    std::filesystem::path share;

    /// `on_time` as sync_desk. @error as sync_desk; Storage
    Result<SyncReport> run(bool on_time = false) const;
};

/// Setting with the people the person at the desk answers for, as the office last said: a JSON list.
std::string people_setting(const people::Person& person);
/// @error NotFound the office has not told yet: an exchange is needed first; Storage
Result<std::vector<people::Account>> people_here(Transaction& tx, ledger::SettingStore& settings,
                                                 const people::Person& person);

training::LearningDesk learning_desk(const reporting::Desk& desk);

} // namespace canbo::apps
