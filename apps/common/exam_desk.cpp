#include "common/exam_desk.h"

#include "base/file.h"
#include "base/text.h"
#include "service/key_file.h"

#include <algorithm>

namespace canbo::apps {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t most_sealed_file = 200'000'000;

} // namespace

Result<ExamDesk> ExamDesk::of(const fs::path& desk, const std::string& exam) {
    if (!exam::is_exam_slug(exam))
        return fail(ErrorCode::InvalidInput, "Exams and rooms are named by small letters, digits and hyphens", exam);
    return ExamDesk(desk, exam);
}

Result<ExamDesk> ExamDesk::find(const fs::path& desk, const std::string& wanted) {
    std::error_code code;
    if (!wanted.empty()) {
        CANBO_TRY(auto out, of(desk, wanted));
        if (!fs::is_directory(out.folder(), code))
            return fail(ErrorCode::NotFound, "There is no such exam on this desk", wanted);
        return out;
    }
    std::vector<std::string> found;
    for (const auto& entry : fs::directory_iterator(desk / "exams", code))
        if (entry.is_directory(code) && exam::is_exam_slug(entry.path().filename().string())) // not a fetch's pieces
            found.push_back(entry.path().filename().string());
    if (found.empty())
        return fail(ErrorCode::NotFound, "There is no exam on this desk: run canboctl exam create");
    if (found.size() > 1)
        return fail(ErrorCode::InvalidInput, "This desk has several exams: say which with --exam");
    return of(desk, found.front());
}

Result<void> ExamDesk::save_sealed(const char* name, const Json& json) const {
    std::error_code ignored; // write_file tells what is wrong with the folder
    fs::create_directories(m_folder, ignored);
    CANBO_TRY(const auto key, service::data_key(m_desk));
    CANBO_TRY(const auto text, base::canonical_json(json));
    return base::write_file(m_folder / name, base::seal(key, text), true);
}

Result<Json> ExamDesk::load_sealed(const char* name) const {
    CANBO_TRY(const auto sealed, base::read_file(m_folder / name, most_sealed_file));
    CANBO_TRY(const auto key, service::data_key(m_desk));
    CANBO_TRY(const auto text, base::open_sealed(key, sealed));
    return base::parse_json(text, {most_sealed_file, 32});
}

Result<void> ExamDesk::save(const exam::Exam& exam) const { return save_sealed("exam.sealed", exam_to_json(exam)); }

Result<exam::Exam> ExamDesk::load() const {
    CANBO_TRY(const auto json, load_sealed("exam.sealed"));
    return exam::stored_exam(json);
}

Result<void> ExamDesk::save_roster(const std::vector<exam::Candidate>& roster) const {
    return save_sealed("roster.sealed", exam::roster_to_json(roster));
}

Result<std::vector<exam::Candidate>> ExamDesk::load_roster() const {
    const auto json = load_sealed("roster.sealed");
    if (!json && json.error().code == ErrorCode::NotFound)
        return std::vector<exam::Candidate>();
    if (!json)
        return fail(json.error());
    return exam::roster_from_json(*json);
}

Result<std::string> ExamDesk::saved_digest() const {
    CANBO_TRY(const auto exam, load());
    CANBO_TRY(const auto roster, load_roster());
    CANBO_TRY(const auto text, base::canonical_json({exam::exam_to_json(exam), exam::roster_to_json(roster)}));
    CANBO_TRY(const auto key, service::data_key(m_desk));
    return base::to_hex(base::hmac_sha256(key, "canbo saved exam\n" + text));
}

Result<std::unique_ptr<storage::SqlDatabase>> ExamDesk::open_database(const std::string& version) const {
    CANBO_TRY(const auto key, service::data_key(m_desk));
    return storage::SqlDatabase::open_sqlite(m_folder / "room.db", version, storage::Sealing{key, {}});
}

Result<std::string> exam_key_for(const std::string& exam, const std::string& file, const fs::path& desk,
                                 const fs::path& bundle) {
    if (!file.empty())
        return service::read_key32(file);
    for (const auto& place : {desk, fs::absolute(bundle).parent_path()}) {
        const auto there = ExamDesk::of(place, exam);
        std::error_code code;
        if (there && fs::exists(there->key_file(), code))
            return service::read_key32(there->key_file());
    }
    return std::string();
}

std::vector<std::string> packers_for(const std::string& exam, const std::vector<std::string>& files,
                                     const fs::path& desk, const fs::path& bundle) {
    std::vector<fs::path> places(files.begin(), files.end());
    for (const auto& place : {desk, fs::absolute(bundle).parent_path()})
        if (const auto there = ExamDesk::of(place, exam))
            places.push_back(there->packer_file());
    std::vector<std::string> out;
    for (const auto& place : places)
        if (const auto text = base::read_file(place, 1'000))
            if (const auto key = base::from_base64(base::trim(*text)); key && key->size() == 32)
                out.push_back(*key);
    return out;
}

} // namespace canbo::apps
