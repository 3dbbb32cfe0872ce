#include "machine/system_eye.h"

#include "base/file.h"
#include "known_programs.h"
#include "process_list.h"

#include <fmt/format.h>

#include <algorithm>

namespace canbo::machine {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

namespace {

constexpr const char* usb_mass_storage = "08";
constexpr const char* usb_still_image = "06"; ///< Phones and cameras (PTP, MTP).

/// A value of "NAME=value" lines.
std::string value_in(const std::string& text, const std::string& name) {
    const auto at = ("\n" + text).find("\n" + name + "=");
    if (at == std::string::npos)
        return {};
    const auto begin = at + name.size() + 1;
    return text.substr(begin, text.find('\n', begin) - begin);
}

std::string small_file(const fs::path& file) {
    const auto text = base::read_file(file, 1'000'000);
    return text ? *text : std::string();
}

} // namespace

SystemEye::SystemEye(Environment environment, SystemPaths paths)
    : m_environment(std::move(environment)), m_paths(std::move(paths)) {}

void SystemEye::look(station::MachineFacts& facts) {
    add_programs(facts);
    add_session(facts);
    add_machine(facts);
    add_usb(facts);
}

void SystemEye::add_programs(station::MachineFacts& facts) const {
    const auto all = processes(m_paths.proc);
    if (!all)
        return;
    facts.recorders.emplace();
    facts.remote.emplace();
    for (const auto& one : *all) {
        const bool films =
            one.comm == "ffmpeg" &&
            small_file(m_paths.proc / std::to_string(one.id) / "cmdline").find("x11grab") != std::string::npos;
        if (is_recorder(one.comm) || films)
            facts.recorders->push_back(process_text(one));
        if (is_remote_control(one.comm))
            facts.remote->push_back(process_text(one));
    }
    std::sort(facts.recorders->begin(), facts.recorders->end());
    std::sort(facts.remote->begin(), facts.remote->end());
}

void SystemEye::add_session(station::MachineFacts& facts) const {
    if (!facts.remote)
        return;
    for (const char* name : {"SSH_CONNECTION", "SSH_TTY", "XRDP_SESSION"})
        if (!m_environment(name).empty())
            facts.remote->push_back(name); // not its value: it names addresses
    if (const auto display = m_environment("DISPLAY");
        !display.empty() && display.front() != ':' && !display.starts_with("unix:"))
        facts.remote->push_back("DISPLAY of another machine");
    const auto session = m_environment("XDG_SESSION_ID");
    if (session.empty() || session.find('/') != std::string::npos)
        return;
    const auto known = small_file(m_paths.run / "systemd" / "sessions" / session);
    if (value_in(known, "REMOTE") == "1")
        facts.remote->push_back("remote session " + value_in(known, "SERVICE"));
}

void SystemEye::add_machine(station::MachineFacts& facts) const {
    const auto cpu = small_file(m_paths.proc / "cpuinfo");
    if (cpu.empty())
        return;
    auto& found = facts.virtual_machine.emplace();
    for (const char* name : {"sys_vendor", "product_name", "board_vendor"}) {
        const auto text = first_line(m_paths.sys / "class" / "dmi" / "id" / name);
        if (is_virtual_machine(text))
            found.push_back(fmt::format("{}: {}", name, text));
    }
    if (const auto kind = first_line(m_paths.sys / "hypervisor" / "type"); !kind.empty())
        found.push_back("hypervisor: " + kind);
    if (const auto flags = cpu.find("\nflags"); flags != std::string::npos) {
        const auto line = cpu.substr(flags + 1, cpu.find('\n', flags + 1) - flags - 1) + " ";
        if (line.find(" hypervisor ") != std::string::npos)
            found.push_back("processor flag hypervisor");
    }
}

void SystemEye::add_usb(station::MachineFacts& facts) const {
    std::error_code error;
    const auto bus = m_paths.sys / "bus" / "usb" / "devices";
    if (!fs::exists(m_paths.sys / "class", error))
        return;
    auto& found = facts.usb_storage.emplace(); // a machine without USB has no such folder
    for (fs::directory_iterator one(bus, error), end; !error && one != end; one.increment(error)) {
        const auto interface = one->path().filename().string();
        const auto kind = first_line(one->path() / "bInterfaceClass");
        if (kind != usb_mass_storage && kind != usb_still_image)
            continue;
        const auto port = interface.substr(0, interface.find(':'));
        const auto text =
            fmt::format("{} {} {}", port, first_line(bus / port / "manufacturer"), first_line(bus / port / "product"));
        if (std::find(found.begin(), found.end(), text) == found.end())
            found.push_back(text);
    }
    std::sort(found.begin(), found.end());
}

} // namespace canbo::machine
