#pragma once

#include "exam/station_safe.h"

#include <filesystem>
#include <memory>
#include <mutex>

namespace canbo::storage {

/// A station's safe as sealed files in a folder of its own, readable by this user only. What is destroyed is written
/// over before it is removed, which a disk that moves its blocks about may not honour. One program at a time.
class FileStationSafe final : public exam::StationSafe {
public:
    /// Makes the folder when it is missing. `key32` seals. @error Storage
    static Result<std::unique_ptr<FileStationSafe>> open(const std::filesystem::path& folder, std::string key32);

    Result<void> keep(const std::string& name, const Json& what) override;
    Result<Json> kept(const std::string& name) const override;
    Result<void> wipe() override;

private:
    FileStationSafe(std::filesystem::path folder, std::string key32)
        : m_folder(std::move(folder)), m_key(std::move(key32)) {}

    std::filesystem::path m_folder;
    std::string m_key;
    mutable std::mutex m_mutex;
};

} // namespace canbo::storage
