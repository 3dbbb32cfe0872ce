#pragma once

#include "ledger/stores.h"
#include "training_ui/learning_presenter.h"

#include <filesystem>
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
    base::Database& m_database;
    ledger::SettingStore& m_settings;
    std::string m_key;
    std::string m_learner;
};

/// Courses that came with the program (SHARE/content/courses/<slug>) and those installed on this desk
/// (FOLDER/courses/<slug>@<version>); of each the newest version. Courses with faults are left out and logged.
training::ui::LearningParts learning_parts(std::filesystem::path folder, std::filesystem::path share,
                                           training::ProgressStore& progress, const base::Clock& clock);

} // namespace canbo::apps
