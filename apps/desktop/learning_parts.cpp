#include "learning_parts.h"

#include "base/crypto.h"
#include "base/file.h"
#include "base/log.h"
#include "formats/course_folder.h"
#include "formats/gift.h"

#include <algorithm>

namespace canbo::apps {
namespace {

namespace fs = std::filesystem;
using training::ui::OpenedCourse;

struct Shelved {
    training::Course course;
    fs::path folder;
};

void add_from(const fs::path& folder, std::vector<Shelved>& out) {
    std::error_code none; // no folder: no courses
    for (const auto& entry : fs::directory_iterator(folder, none)) {
        const auto text = base::read_file(entry.path() / "course.json", 1'000'000);
        if (!text)
            continue;
        base::Issues issues;
        const Json json = Json::parse(*text, nullptr, false);
        auto course = training::course_from_json(json, issues);
        if (issues.has_errors()) {
            base::log(base::LogLevel::Warning, "the course in {} has faults and is left out",
                      entry.path().filename().string());
            continue;
        }
        const auto same = std::find_if(out.begin(), out.end(),
                                       [&](const Shelved& other) { return other.course.slug == course.slug; });
        if (same == out.end())
            out.push_back({std::move(course), entry.path()});
        else if (training::compare_versions(same->course.version, course.version) < 0)
            *same = {std::move(course), entry.path()};
    }
}

std::vector<Shelved> shelf(const fs::path& folder, const fs::path& share) {
    std::vector<Shelved> out;
    add_from(share / "content" / "courses", out);
    add_from(folder / "courses", out);
    std::sort(out.begin(), out.end(), [](const Shelved& a, const Shelved& b) { return a.course.slug < b.course.slug; });
    return out;
}

Result<OpenedCourse> open_course(const fs::path& folder, const fs::path& share, const std::string& slug) {
    for (auto& shelved : shelf(folder, share))
        if (shelved.course.slug == slug) {
            CANBO_TRY(auto files, formats::read_course_folder(shelved.folder));
            return OpenedCourse{std::move(shelved.course), std::move(files)};
        }
    return fail(ErrorCode::NotFound, "There is no such course here", slug);
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

training::ui::LearningParts learning_parts(fs::path folder, fs::path share, training::ProgressStore& progress) {
    return {[folder, share]() -> Result<std::vector<training::Course>> {
                std::vector<training::Course> courses;
                for (auto& shelved : shelf(folder, share))
                    courses.push_back(std::move(shelved.course));
                return courses;
            },
            [folder, share](const std::string& slug) { return open_course(folder, share, slug); },
            [](const std::string& gift) -> Result<std::vector<assessment::BankQuestion>> {
                CANBO_TRY(auto bank, formats::read_gift(gift));
                return std::move(bank.questions);
            },
            progress};
}

} // namespace canbo::apps
