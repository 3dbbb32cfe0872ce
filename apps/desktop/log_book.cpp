#include "log_book.h"

#include "desktop/text.h"

#include <fmt/format.h>
#include <wx/log.h>

#include <cstdio>
#include <deque>
#include <memory>
#include <mutex>

namespace canbo::apps {
namespace {

constexpr std::size_t kept_lines = 500;
constexpr std::uintmax_t most_file_bytes = 1'000'000;

struct Book {
    std::mutex mutex;
    std::deque<desktop::LogLine> lines;
    std::FILE* file{nullptr};
};

Book& book() {
    static Book the_book;
    return the_book;
}

const char* level_name(base::LogLevel level) {
    switch (level) {
    case base::LogLevel::Debug:
        return "debug";
    case base::LogLevel::Info:
        return "info";
    case base::LogLevel::Warning:
        return "warning";
    case base::LogLevel::Error:
        return "error";
    }
    return "";
}

void write_line(base::LogLevel level, std::string_view line) {
    Book& here = book();
    const desktop::LogLine kept{base::SystemClock{}.now(), level, std::string(line)};
    const std::string text = log_text(kept);
    const std::lock_guard lock(here.mutex);
    here.lines.push_back(kept);
    if (here.lines.size() > kept_lines)
        here.lines.pop_front();
    if (here.file != nullptr) {
        std::fprintf(here.file, "%s\n", text.c_str());
        std::fflush(here.file);
    }
}

/// What the toolkit has to say is for the log, never for a dialog in the middle of somebody's work.
class ToolkitLog final : public wxLog {
protected:
    void DoLogRecord(wxLogLevel level, const wxString& message, const wxLogRecordInfo&) override {
        base::log(level <= wxLOG_Error ? base::LogLevel::Error : base::LogLevel::Info, "toolkit: {}",
                  desktop::utf8(message));
    }
};

} // namespace

void open_log_book(const std::filesystem::path& folder) {
    std::error_code ignored;
    std::filesystem::create_directories(folder, ignored);
    const auto file = folder / "canbo.log";
    if (std::filesystem::exists(file, ignored) && std::filesystem::file_size(file, ignored) > most_file_bytes)
        std::filesystem::rename(file, folder / "canbo.log.1", ignored);
    book().file = std::fopen(file.string().c_str(), "a");
    base::set_log_sink(write_line);
    delete wxLog::SetActiveTarget(new ToolkitLog);
}

std::vector<desktop::LogLine> newest_log_lines() {
    Book& here = book();
    const std::lock_guard lock(here.mutex);
    return {here.lines.begin(), here.lines.end()};
}

std::string log_text(const desktop::LogLine& line) {
    return fmt::format("{} {}: {}", base::to_iso(line.at), level_name(line.level), line.text);
}

} // namespace canbo::apps
