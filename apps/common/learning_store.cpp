#include "common/learning_store.h"

#include "base/crypto.h"

namespace canbo::apps {

SealedProgressStore::SealedProgressStore(base::Database& database, ledger::SettingStore& settings, std::string key,
                                         std::string learner)
    : m_database(database), m_settings(settings), m_key(std::move(key)), m_learner(std::move(learner)) {}

Result<training::CourseProgress> SealedProgressStore::read(base::Transaction& tx, const std::string& slug) {
    CANBO_TRY(const auto stored, m_settings.get(tx, "learning." + m_learner + "." + slug));
    if (!stored)
        return training::CourseProgress{};
    CANBO_TRY(const auto sealed, base::from_base64(*stored));
    CANBO_TRY(const auto text, base::open_sealed(m_key, sealed));
    return training::progress_from_json(Json::parse(text, nullptr, false));
}

Result<training::CourseProgress> SealedProgressStore::load(const std::string& slug) {
    CANBO_TRY(auto tx, m_database.begin(base::Database::Mode::Read));
    return read(*tx, slug);
}

Result<void> SealedProgressStore::save(const std::string& slug, const training::CourseProgress& progress) {
    CANBO_TRY(auto tx, m_database.begin(base::Database::Mode::Write));
    CANBO_TRY(const auto before, read(*tx, slug));
    training::CourseProgress all = progress;
    CANBO_TRY_VOID(all.log.merge(before.log));
    const std::string sealed = base::to_base64(base::seal(m_key, training::progress_to_json(all).dump()));
    CANBO_TRY_VOID(m_settings.set(*tx, "learning." + m_learner + "." + slug, sealed));
    return tx->commit();
}

} // namespace canbo::apps
