#include "base/log.h"

#include <atomic>
#include <cstdio>
#include <string>

namespace canbo::base {
namespace {

void to_standard_error(LogLevel level, std::string_view line) {
    static constexpr const char* names[] = {"debug", "info", "warning", "error"};
    std::fprintf(stderr, "%s: %.*s\n", names[static_cast<int>(level)], static_cast<int>(line.size()), line.data());
}

std::atomic<void (*)(LogLevel, std::string_view)> sink{&to_standard_error};
std::atomic<LogLevel> least_level{LogLevel::Info};

} // namespace

void set_log_sink(void (*new_sink)(LogLevel, std::string_view)) { sink = new_sink ? new_sink : &to_standard_error; }

void set_log_level(LogLevel least) { least_level = least; }

void log_line(LogLevel level, std::string_view text) {
    if (level < least_level.load())
        return;
    std::string line;
    line.reserve(text.size());
    for (const char c : text) {
        if (c == '\n')
            line += "\\n";
        else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            line += '?';
        else
            line += c;
    }
    sink.load()(level, line);
}

} // namespace canbo::base
