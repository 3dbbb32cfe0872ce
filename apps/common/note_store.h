#pragma once

#include "base/transaction.h"
#include "ledger/stores.h"
#include "training/lesson_notes.h"

#include <string>

namespace canbo::apps {

/// A learner's notes as settings of the desk's database, sealed with the folder's data key.
class SealedNoteStore final : public training::NoteStore {
public:
    /// The database and the settings must outlive it. `learner`: name of the account.
    SealedNoteStore(base::Database& database, ledger::SettingStore& settings, std::string key, std::string learner);
    Result<training::CourseNotes> load(const std::string& course) override;
    Result<void> save(const std::string& course, const training::CourseNotes& notes) override;

private:
    base::Database& m_database;
    ledger::SettingStore& m_settings;
    std::string m_key;
    std::string m_learner;
};

} // namespace canbo::apps
