#pragma once

#include "base/transaction.h"
#include "ledger/stores.h"
#include "training/attempts.h"

#include <filesystem>
#include <string>

namespace canbo::apps {

/// A learner's attempts as settings of the desk's database, sealed with the folder's data key: they hold answers.
class SealedAttemptStore final : public training::AttemptStore {
public:
    /// The database and the settings must outlive it. `learner`: name of the account.
    SealedAttemptStore(base::Database& database, ledger::SettingStore& settings, std::string key, std::string learner);
    Result<std::vector<std::string>> list() override;
    Result<std::optional<training::KeptAttempt>> load(const std::string& id) override;
    Result<void> save(const training::KeptAttempt& attempt, const std::string& after) override;

private:
    Result<std::vector<std::string>> read_list(base::Transaction& tx);
    Result<std::optional<training::KeptAttempt>> read(base::Transaction& tx, const std::string& id);
    std::string name_of(const std::string& id) const { return "attempt." + m_learner + "." + id; }

    base::Database& m_database;
    ledger::SettingStore& m_settings;
    std::string m_key;
    std::string m_learner;
};

/// This machine's; sleep counts.
training::BootClock boot_clock();

/// Opens quizzes of the courses on a desk's shelf and of those shipped. Reads the quiz's files alone.
training::OpenQuiz quiz_opener(std::filesystem::path desk, std::filesystem::path share);

} // namespace canbo::apps
