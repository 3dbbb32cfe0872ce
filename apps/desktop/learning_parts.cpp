#include "learning_parts.h"

#include "base/crypto.h"
#include "base/log.h"
#include "common/course_shelf.h"
#include "formats/course_folder.h"
#include "formats/gift.h"

namespace canbo::apps {
namespace {

namespace fs = std::filesystem;
using training::ui::OpenedCourse;

Result<OpenedCourse> open_course(const fs::path& folder, const fs::path& share, const std::string& slug) {
    CANBO_TRY(auto found, find_course(load_shelf(folder, share), slug));
    CANBO_TRY(auto files, formats::read_course_folder(found.folder));
    return OpenedCourse{std::move(found.course), std::move(files)};
}

} // namespace

SealedProgressStore::SealedProgressStore(base::Database& database, ledger::SettingStore& settings, std::string key,
                                         std::string learner)
    : m_database(database), m_settings(settings), m_key(std::move(key)), m_learner(std::move(learner)) {}

Result<training::CourseProgress> SealedProgressStore::load(const std::string& slug) {
    CANBO_TRY(auto tx, m_database.begin(Database::Mode::Read));
    CANBO_TRY(const auto stored, m_settings.get(*tx, "learning." + m_learner + "." + slug));
    if (!stored)
        return training::CourseProgress{};
    CANBO_TRY(const auto sealed, base::from_base64(*stored));
    CANBO_TRY(const auto text, base::open_sealed(m_key, sealed));
    return training::progress_from_json(Json::parse(text, nullptr, false));
}

Result<void> SealedProgressStore::save(const std::string& slug, const training::CourseProgress& progress) {
    const std::string sealed = base::to_base64(base::seal(m_key, training::progress_to_json(progress).dump()));
    CANBO_TRY(auto tx, m_database.begin(Database::Mode::Write));
    CANBO_TRY_VOID(m_settings.set(*tx, "learning." + m_learner + "." + slug, sealed));
    return tx->commit();
}

training::ui::LearningParts learning_parts(fs::path folder, fs::path share, training::ProgressStore& progress,
                                           const base::Clock& clock) {
    return {[folder, share]() -> Result<std::vector<training::Course>> {
                std::vector<training::Course> courses;
                Shelf shelf = load_shelf(folder, share);
                for (const auto& damaged : shelf.damaged)
                    base::log(base::LogLevel::Warning, "the course in {} has faults and is left out",
                              damaged.filename().string());
                for (auto& one : shelf.courses) // the newest version of each comes first
                    if (courses.empty() || courses.back().slug != one.course.slug)
                        courses.push_back(std::move(one.course));
                return courses;
            },
            [folder, share](const std::string& slug) { return open_course(folder, share, slug); },
            [](const std::string& gift) -> Result<std::vector<assessment::BankQuestion>> {
                CANBO_TRY(auto bank, formats::read_gift(gift));
                return std::move(bank.questions);
            },
            progress, clock};
}

} // namespace canbo::apps
