#include "certificate_store.h"

#include "base/crypto.h"

#include <algorithm>

namespace canbo::apps {

SealedCertificateStore::SealedCertificateStore(base::Database& database, ledger::SettingStore& settings,
                                               std::string key, std::string person)
    : m_database(database), m_settings(settings), m_key(std::move(key)), m_name("certificates." + person) {}

Result<std::vector<std::string>> SealedCertificateStore::read(base::Transaction& tx) {
    CANBO_TRY(const auto stored, m_settings.get(tx, m_name));
    std::vector<std::string> out;
    if (!stored)
        return out;
    CANBO_TRY(const auto sealed, base::from_base64(*stored));
    CANBO_TRY(const auto text, base::open_sealed(m_key, sealed));
    CANBO_TRY(const auto json, base::parse_json(text));
    for (const auto& one : json)
        if (one.is_string())
            out.push_back(one.get<std::string>());
    return out;
}

Result<std::vector<std::string>> SealedCertificateStore::load() {
    CANBO_TRY(auto tx, m_database.begin(base::Database::Mode::Read));
    return read(*tx);
}

Result<void> SealedCertificateStore::save(const std::vector<std::string>& payloads) {
    CANBO_TRY(auto tx, m_database.begin(base::Database::Mode::Write));
    CANBO_TRY(auto all, read(*tx));
    for (const auto& one : payloads)
        if (std::find(all.begin(), all.end(), one) == all.end())
            all.push_back(one);
    const std::string sealed = base::to_base64(base::seal(m_key, Json(all).dump()));
    CANBO_TRY_VOID(m_settings.set(*tx, m_name, sealed));
    return tx->commit();
}

} // namespace canbo::apps
