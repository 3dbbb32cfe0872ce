#pragma once

#include "exam/station_work.h"

#include <filesystem>
#include <memory>

namespace canbo::storage {

/// A station's journal as a file that only grows: a line of JSON each, with a digest before it, on the disk before
/// append() returns. What a power cut left half written at its end is cut off when it is opened. One program at a time.
class FileStationJournal final : public exam::StationJournal {
public:
    /// Made when it is missing, readable by this user only. @error Storage
    static Result<std::unique_ptr<FileStationJournal>> open(const std::filesystem::path& file);
    ~FileStationJournal() override;

    Result<void> append(const Json& line) override;
    const std::vector<Json>& lines() const override { return m_lines; }

private:
    explicit FileStationJournal(int file) : m_file(file) {}

    int m_file;
    std::vector<Json> m_lines;
};

} // namespace canbo::storage
