#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace canbo::machine {

struct Process {
    int id{0};
    std::string comm;
};

/// Nothing when the folder cannot be read.
std::optional<std::vector<Process>> processes(const std::filesystem::path& proc);
/// "xterm"; empty when there is none.
std::string process_name(const std::filesystem::path& proc, int id);
/// "xterm, process 4711"
std::string process_text(const Process& process);
/// First line of a small file, trimmed; empty when it cannot be read.
std::string first_line(const std::filesystem::path& file);

} // namespace canbo::machine
