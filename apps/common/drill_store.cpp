#include "drill_store.h"

#include "base/crypto.h"

namespace canbo::apps {
namespace {

std::string drill_setting(const std::string& learner, const std::string& course) {
    return "drill." + learner + "." + course;
}

} // namespace

SealedDrillStore::SealedDrillStore(base::Database& database, ledger::SettingStore& settings, std::string key,
                                   std::string learner)
    : m_database(database), m_settings(settings), m_key(std::move(key)), m_learner(std::move(learner)) {}

Result<training::DrillLog> SealedDrillStore::read(base::Transaction& tx, const std::string& course) {
    CANBO_TRY(const auto stored, m_settings.get(tx, drill_setting(m_learner, course)));
    if (!stored)
        return training::DrillLog{};
    CANBO_TRY(const auto sealed, base::from_base64(*stored));
    CANBO_TRY(const auto text, base::open_sealed(m_key, sealed));
    return training::drill_log_from_json(Json::parse(text, nullptr, false));
}

Result<void> SealedDrillStore::write(base::Transaction& tx, const std::string& course, const training::DrillLog& log) {
    const std::string sealed = base::to_base64(base::seal(m_key, training::drill_log_to_json(log).dump()));
    CANBO_TRY_VOID(m_settings.set(tx, drill_setting(m_learner, course), sealed));
    return tx.commit();
}

Result<training::DrillLog> SealedDrillStore::load(const std::string& course) {
    CANBO_TRY(auto tx, m_database.begin(base::Database::Mode::Read));
    return read(*tx, course);
}

Result<void> SealedDrillStore::save(const std::string& course, const training::DrillLog& log) {
    CANBO_TRY(auto tx, m_database.begin(base::Database::Mode::Write));
    CANBO_TRY(auto kept, read(*tx, course));
    return write(*tx, course, {log.session, training::unite_results(std::move(kept.results), log.results)});
}

Result<void> SealedDrillStore::add_results(const std::string& course,
                                           const std::vector<training::DrillResult>& results) {
    CANBO_TRY(auto tx, m_database.begin(base::Database::Mode::Write));
    CANBO_TRY(auto kept, read(*tx, course));
    kept.results = training::unite_results(std::move(kept.results), results);
    return write(*tx, course, kept);
}

} // namespace canbo::apps
