#pragma once

#include "identity_ui/card_presenter.h"
#include "ledger/stores.h"

namespace canbo::apps {

class DeskServices;

/// The checks of cards at this desk as a setting of its database: nobody's name or number is in them.
class SettingCheckHistory final : public identity::CheckHistoryStore {
public:
    /// Both must outlive it.
    SettingCheckHistory(base::Database& database, ledger::SettingStore& settings)
        : m_database(database), m_settings(settings) {}
    Result<identity::CheckHistory> load() override;
    Result<void> save(const identity::CheckHistory& history) override;

private:
    base::Database& m_database;
    ledger::SettingStore& m_settings;
};

/// Readers by PC/SC, the roots and lists of the data folder, faces decoded with limits.
identity::ui::CardParts card_parts(DeskServices& services);

} // namespace canbo::apps
