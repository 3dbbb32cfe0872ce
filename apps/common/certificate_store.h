#pragma once

#include "base/transaction.h"
#include "ledger/stores.h"
#include "training/kept_certificates.h"

#include <string>

namespace canbo::apps {

/// A person's certificates as a setting of the desk's database, sealed with the folder's data key: they hold marks.
class SealedCertificateStore final : public training::CertificateStore {
public:
    /// The database and the settings must outlive it. `person`: name of the account.
    SealedCertificateStore(base::Database& database, ledger::SettingStore& settings, std::string key,
                           std::string person);
    Result<std::vector<std::string>> load() override;
    Result<void> save(const std::vector<std::string>& payloads) override;

private:
    Result<std::vector<std::string>> read(base::Transaction& tx);

    base::Database& m_database;
    ledger::SettingStore& m_settings;
    std::string m_key;
    std::string m_name;
};

} // namespace canbo::apps
