#pragma once

#include "base/crypto.h"

#include <filesystem>

namespace canbo::test {

/// A folder of one test; gone afterwards.
struct TempFolder {
    std::filesystem::path path{std::filesystem::temp_directory_path() / ("canbo-test-" + base::new_uuid())};

    TempFolder() { std::filesystem::create_directories(path); }
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
    ~TempFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
};

} // namespace canbo::test
