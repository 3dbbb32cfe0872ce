#pragma once

#include "identity/trust.h"

#include <filesystem>

namespace canbo::formats {

/// The desk's roots of chip cards, and what their states have taken back, in one JSON file. A file that was changed by
/// hand is read with every certificate and signature checked again, or not at all. Not for two processes at once: the
/// last one to save wins.
class TrustJsonFile final : public identity::TrustFile {
public:
    explicit TrustJsonFile(std::filesystem::path path) : m_path(std::move(path)) {}
    Result<identity::TrustStore> load() override;
    Result<void> save(const identity::TrustStore& store) override;

private:
    std::filesystem::path m_path;
};

} // namespace canbo::formats
