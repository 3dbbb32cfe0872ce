#pragma once

#include "base/clock.h"
#include "base/log.h"

#include <functional>
#include <string>
#include <vector>

namespace canbo::desktop {

/// One line of the program's log, in English. Never personal data.
struct LogLine {
    base::Time at{};
    base::LogLevel level{base::LogLevel::Info};
    std::string text;
};

/// One line as it is shown.
struct LogRow {
    std::string key; ///< Its number among those kept, from 0.
    std::string time;
    std::string level; ///< Sign and word in the chosen language.
    std::string text;
    base::LogLevel tone{base::LogLevel::Info};
};

class LogView {
public:
    virtual ~LogView() = default;
    /// `all`: how many there are without the filter.
    virtual void show_rows(const std::vector<LogRow>& rows, std::size_t all) = 0;
};

/// The newest lines of the program's log, newest first. UI thread only.
class LogPresenter {
public:
    using Read = std::function<std::vector<LogLine>()>; ///< Oldest first; cheap: a few hundred lines in memory.
    LogPresenter(LogView& view, Read read) : m_view(view), m_read(std::move(read)) {}

    void load();
    /// Only lines of that weight and above which hold the text, without regard to diacritics.
    void filter(base::LogLevel least, std::string text);

private:
    void show();

    LogView& m_view;
    Read m_read;
    std::vector<LogLine> m_lines;
    base::LogLevel m_least{base::LogLevel::Debug};
    std::string m_text;
};

} // namespace canbo::desktop
