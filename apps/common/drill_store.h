#pragma once

#include "base/transaction.h"
#include "ledger/stores.h"
#include "training/drill.h"

#include <string>

namespace canbo::apps {

/// A learner's drills as settings of the desk's database, sealed with the folder's data key: they say where somebody
/// was wrong.
class SealedDrillStore final : public training::DrillStore {
public:
    /// The database and the settings must outlive it. `learner`: name of the account.
    SealedDrillStore(base::Database& database, ledger::SettingStore& settings, std::string key, std::string learner);
    Result<training::DrillLog> load(const std::string& course) override;
    Result<void> save(const std::string& course, const training::DrillLog& log) override;
    Result<void> add_results(const std::string& course, const std::vector<training::DrillResult>& results) override;

private:
    Result<training::DrillLog> read(base::Transaction& tx, const std::string& course);
    Result<void> write(base::Transaction& tx, const std::string& course, const training::DrillLog& log);

    base::Database& m_database;
    ledger::SettingStore& m_settings;
    std::string m_key;
    std::string m_learner;
};

} // namespace canbo::apps
