#pragma once

#include "base/json.h"
#include "base/result.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace canbo::desktop {

/// What this desk remembers about the look of things: window place, column widths, last place, language, theme.
/// Nothing of it is needed: a damaged file counts as empty. UI thread only.
class Settings {
public:
    /// Reads DIR/desktop.json when it is there.
    explicit Settings(std::filesystem::path file);

    std::string text(std::string_view name, std::string_view otherwise = {}) const;
    int number(std::string_view name, int otherwise) const;
    bool flag(std::string_view name, bool otherwise) const;
    void set(std::string_view name, Json value);
    /// Writes the file when something changed. @error Storage
    Result<void> save();

private:
    std::filesystem::path m_file;
    Json m_values;
    bool m_changed{false};
};

} // namespace canbo::desktop
