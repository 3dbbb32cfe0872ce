#pragma once

#include "base/transaction.h"
#include "ledger/stores.h"
#include "training/course_progress.h"

#include <string>

namespace canbo::apps {

/// A learner's progress as settings of the desk's database, sealed with the folder's data key: it holds marks.
class SealedProgressStore final : public training::ProgressStore {
public:
    /// The database and the settings must outlive it. `learner`: name of the account.
    SealedProgressStore(base::Database& database, ledger::SettingStore& settings, std::string key, std::string learner);
    Result<training::CourseProgress> load(const std::string& slug) override;
    Result<void> save(const std::string& slug, const training::CourseProgress& progress) override;

private:
    Result<training::CourseProgress> read(base::Transaction& tx, const std::string& slug);

    base::Database& m_database;
    ledger::SettingStore& m_settings;
    std::string m_key;
    std::string m_learner;
};

} // namespace canbo::apps
