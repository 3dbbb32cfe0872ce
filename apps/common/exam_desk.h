#pragma once

#include "base/result.h"
#include "exam/bundle.h"
#include "storage/sql_database.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace canbo::apps {

/// The exams of a desk: DESK/exams/<exam>/ holds exam.sealed and roster.sealed (with the desk's data.key), exam.key
/// while the key is joined there, packer.pub, package.pkg, packed.json (what was packed last), room.db, a folder
/// rooms/<room> for each room that was opened, and bundles/<room>.bundle for each sealed room that was collected.
class ExamDesk {
public:
    /// `wanted` empty: the only exam there is. @error NotFound; InvalidInput no name, or more than one exam
    static Result<ExamDesk> find(const std::filesystem::path& desk, const std::string& wanted);
    /// Of that name, whether it is there or not. @error InvalidInput no name
    static Result<ExamDesk> of(const std::filesystem::path& desk, const std::string& exam);

    const std::string& exam() const { return m_exam; }
    std::filesystem::path folder() const { return m_folder; }
    std::filesystem::path key_file() const { return m_folder / "exam.key"; }
    std::filesystem::path packer_file() const { return m_folder / "packer.pub"; }
    std::filesystem::path package_file() const { return m_folder / "package.pkg"; } ///< As the office gave it.
    std::filesystem::path bundle_file(const std::string& room) const {
        return m_folder / "bundles" / (room + ".bundle");
    }
    /// What the room itself sealed, where the council added something behind its seal.
    std::filesystem::path first_bundle_file(const std::string& room) const {
        return m_folder / "bundles" / (room + ".first.bundle");
    }
    std::filesystem::path room_folder(const std::string& room) const { return m_folder / "rooms" / room; }

    Result<void> save(const exam::Exam& exam) const;
    Result<exam::Exam> load() const;
    Result<void> save_roster(const std::vector<exam::Candidate>& roster) const;
    /// Empty when none was imported.
    Result<std::vector<exam::Candidate>> load_roster() const;
    /// Definition and list as they are saved now, as one digest; it tells nothing to who has not the desk's data.key.
    Result<std::string> saved_digest() const;
    /// What all rooms of the exam on this desk share.
    Result<std::unique_ptr<storage::SqlDatabase>> open_database(const std::string& version) const;

private:
    ExamDesk(std::filesystem::path desk, std::string exam)
        : m_desk(std::move(desk)), m_exam(std::move(exam)), m_folder(m_desk / "exams" / m_exam) {}
    Result<void> save_sealed(const char* name, const Json& json) const;
    Result<Json> load_sealed(const char* name) const;

    std::filesystem::path m_desk;
    std::string m_exam;
    std::filesystem::path m_folder;
};

/// The exam's key: from `file` where one is given, else from the desk, else from the folder that the bundle lies in,
/// taken as a desk. Empty when there is none. @error InvalidInput a key file that others may read, or damaged
Result<std::string> exam_key_for(const std::string& exam, const std::string& file, const std::filesystem::path& desk,
                                 const std::filesystem::path& bundle);
/// Public keys of packers known in the same places.
std::vector<std::string> packers_for(const std::string& exam, const std::vector<std::string>& files,
                                     const std::filesystem::path& desk, const std::filesystem::path& bundle);

} // namespace canbo::apps
