#include "common/note_store.h"

#include "base/crypto.h"

namespace canbo::apps {
namespace {

std::string note_setting(const std::string& learner, const std::string& course) {
    return "notes." + learner + "." + course;
}

} // namespace

SealedNoteStore::SealedNoteStore(base::Database& database, ledger::SettingStore& settings, std::string key,
                                 std::string learner)
    : m_database(database), m_settings(settings), m_key(std::move(key)), m_learner(std::move(learner)) {}

Result<training::CourseNotes> SealedNoteStore::load(const std::string& course) {
    CANBO_TRY(auto tx, m_database.begin(base::Database::Mode::Read));
    CANBO_TRY(const auto stored, m_settings.get(*tx, note_setting(m_learner, course)));
    if (!stored)
        return training::CourseNotes{};
    CANBO_TRY(const auto sealed, base::from_base64(*stored));
    CANBO_TRY(const auto text, base::open_sealed(m_key, sealed));
    return training::notes_from_json(Json::parse(text, nullptr, false));
}

Result<void> SealedNoteStore::save(const std::string& course, const training::CourseNotes& notes) {
    const std::string sealed = base::to_base64(base::seal(m_key, training::notes_to_json(notes).dump()));
    CANBO_TRY(auto tx, m_database.begin(base::Database::Mode::Write));
    CANBO_TRY_VOID(m_settings.set(*tx, note_setting(m_learner, course), sealed));
    return tx->commit();
}

} // namespace canbo::apps
