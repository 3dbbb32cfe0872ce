#include "common/attempt_store.h"

#include "base/crypto.h"
#include "base/file.h"
#include "base/text.h"
#include "common/course_shelf.h"
#include "common/machine_facts.h"
#include "formats/gift.h"

#include <algorithm>
#include <time.h>

namespace canbo::apps {

using training::KeptAttempt;

SealedAttemptStore::SealedAttemptStore(base::Database& database, ledger::SettingStore& settings, std::string key,
                                       std::string learner)
    : m_database(database), m_settings(settings), m_key(std::move(key)), m_learner(std::move(learner)) {}

Result<std::vector<std::string>> SealedAttemptStore::read_list(base::Transaction& tx) {
    CANBO_TRY(const auto text, m_settings.get(tx, "attempts." + m_learner));
    std::vector<std::string> out;
    const Json list = text ? Json::parse(*text, nullptr, false) : Json::array();
    for (const auto& id : list)
        if (id.is_string())
            out.push_back(id.get<std::string>());
    return out;
}

Result<std::optional<KeptAttempt>> SealedAttemptStore::read(base::Transaction& tx, const std::string& id) {
    CANBO_TRY(const auto stored, m_settings.get(tx, name_of(id)));
    if (!stored)
        return std::optional<KeptAttempt>();
    CANBO_TRY(const auto sealed, base::from_base64(*stored));
    CANBO_TRY(const auto text, base::open_sealed(m_key, sealed));
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object() || !json.contains("log"))
        return fail(ErrorCode::Storage, "What was noted of this attempt can no longer be read", id);
    KeptAttempt out;
    CANBO_TRY(out.log, assessment::AttemptLog::from_json(json["log"]));
    out.reading = {json.value("boot", ""), std::chrono::milliseconds(json.value("since_ms", 0LL))};
    if (out.log.events().empty())
        return fail(ErrorCode::Storage, "What was noted of this attempt can no longer be read", id);
    return std::optional(std::move(out));
}

Result<std::vector<std::string>> SealedAttemptStore::list() {
    CANBO_TRY(auto tx, m_database.begin(base::Database::Mode::Read));
    return read_list(*tx);
}

Result<std::optional<KeptAttempt>> SealedAttemptStore::load(const std::string& id) {
    CANBO_TRY(auto tx, m_database.begin(base::Database::Mode::Read));
    return read(*tx, id);
}

Result<void> SealedAttemptStore::save(const KeptAttempt& attempt, const std::string& after) {
    const std::string& id = attempt.log.id();
    CANBO_TRY(auto tx, m_database.begin(base::Database::Mode::Write));
    CANBO_TRY(const auto before, read(*tx, id));
    if ((before ? before->log.head() : std::string()) != after)
        return fail(ErrorCode::Conflict, "Another program has gone on with this attempt meanwhile", id);
    const Json json{
        {"log", attempt.log.to_json()}, {"boot", attempt.reading.boot}, {"since_ms", attempt.reading.since.count()}};
    CANBO_TRY_VOID(m_settings.set(*tx, name_of(id), base::to_base64(base::seal(m_key, json.dump()))));
    if (!before) {
        CANBO_TRY(auto ids, read_list(*tx));
        ids.push_back(id);
        CANBO_TRY_VOID(m_settings.set(*tx, "attempts." + m_learner, Json(ids).dump()));
    }
    return tx->commit();
}

training::BootClock boot_clock() {
    return [boot = boot_of_machine()] {
        timespec now{};
        clock_gettime(CLOCK_BOOTTIME, &now);
        return training::BootReading{boot, std::chrono::milliseconds(now.tv_sec * 1000LL + now.tv_nsec / 1'000'000)};
    };
}

training::OpenQuiz quiz_opener(std::filesystem::path desk, std::filesystem::path share) {
    return
        [desk = std::move(desk), share = std::move(share)](const std::string& slug, const std::string& version,
                                                           const std::string& lesson) -> Result<training::OpenedQuiz> {
            CANBO_TRY(auto found, find_course(load_shelf(desk, share), slug, version));
            std::map<std::string, std::string> files;
            for (const auto& name : training::quiz_files(found.course, lesson)) {
                CANBO_TRY(files[name], base::read_file(found.folder / name, 20'000'000));
            }
            CANBO_TRY(auto bank,
                      training::quiz_bank(found.course, lesson, files,
                                          [](const std::string& gift) -> Result<std::vector<assessment::BankQuestion>> {
                                              CANBO_TRY(auto read, formats::read_gift(gift));
                                              return std::move(read.questions);
                                          }));
            return training::OpenedQuiz{std::move(found.course), std::move(bank)};
        };
}

} // namespace canbo::apps
