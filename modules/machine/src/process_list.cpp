#include "process_list.h"

#include "base/text.h"

#include <fmt/format.h>

#include <charconv>
#include <fstream>

namespace canbo::machine {

namespace fs = std::filesystem;

std::string first_line(const fs::path& file) {
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    line.resize(std::min<std::size_t>(line.size(), 200));
    const auto clean = base::to_nfc(base::trim(line));
    return clean ? *clean : std::string();
}

std::string process_name(const fs::path& proc, int id) { return first_line(proc / std::to_string(id) / "comm"); }

std::string process_text(const Process& process) { return fmt::format("{}, process {}", process.comm, process.id); }

std::optional<std::vector<Process>> processes(const fs::path& proc) {
    std::error_code error;
    fs::directory_iterator folder(proc, error);
    if (error)
        return std::nullopt;
    std::vector<Process> out;
    for (; folder != fs::directory_iterator(); folder.increment(error)) {
        if (error)
            return std::nullopt;
        const auto name = folder->path().filename().string();
        int id = 0;
        const auto read = std::from_chars(name.data(), name.data() + name.size(), id);
        if (read.ec != std::errc() || read.ptr != name.data() + name.size())
            continue;
        if (auto comm = process_name(proc, id); !comm.empty()) // one that has ended meanwhile has none
            out.push_back({id, std::move(comm)});
    }
    return out;
}

} // namespace canbo::machine
