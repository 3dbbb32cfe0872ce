#pragma once

#include "base/transaction.h"
#include "desktop/background.h"
#include "desktop/form_drafts.h"
#include "ledger/stores.h"

#include <string>

namespace canbo::apps {

/// Fields of one person's forms as settings of the desk's database, sealed with the folder's data key. Written on the
/// worker.
class SealedFormDrafts final : public desktop::FormDrafts {
public:
    /// All that is passed must outlive it. `person`: name of the account.
    SealedFormDrafts(base::Database& database, ledger::SettingStore& settings, desktop::Background& background,
                     std::string key, std::string person);
    Values load(const std::string& form) override;
    void keep(const std::string& form, Values values) override;

private:
    base::Database& m_database;
    ledger::SettingStore& m_settings;
    desktop::Background& m_background;
    std::string m_key;
    std::string m_person;
    std::map<std::string, Values> m_now; ///< What the worker may not have written yet.
};

} // namespace canbo::apps
