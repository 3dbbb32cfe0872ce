#include "known_programs.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace canbo::machine {
namespace {

constexpr std::array<std::string_view, 24> recorders{"scrot",
                                                     "flameshot",
                                                     "spectacle",
                                                     "gnome-screensho",
                                                     "xfce4-screensho",
                                                     "mate-screenshot",
                                                     "ksnip",
                                                     "shutter",
                                                     "maim",
                                                     "import",
                                                     "xwd",
                                                     "grim",
                                                     "shotgun",
                                                     "obs",
                                                     "simplescreenrec",
                                                     "kazam",
                                                     "peek",
                                                     "vokoscreenNG",
                                                     "wf-recorder",
                                                     "recordmydesktop",
                                                     "gtk-recordmydes",
                                                     "byzanz-record",
                                                     "kooha",
                                                     "gpu-screen-reco"};

constexpr std::array<std::string_view, 20> remote_controls{
    "anydesk",     "teamviewer",   "teamviewerd",     "rustdesk",        "todesk",     "todesk_service", "x11vnc",
    "vino-server", "krfb",         "x0vncserver",     "x0tigervncserve", "xvnc",       "xtigervnc",      "vncserver",
    "xrdp",        "xrdp-chansrv", "gnome-remote-de", "nxserver.bin",    "nxnode.bin", "chrome-remote-d"};

constexpr std::array<std::string_view, 14> virtual_machines{"qemu",
                                                            "kvm",
                                                            "vmware",
                                                            "virtualbox",
                                                            "innotek",
                                                            "xen",
                                                            "parallels",
                                                            "bochs",
                                                            "bhyve",
                                                            "virtual machine",
                                                            "google compute engine",
                                                            "amazon ec2",
                                                            "openstack",
                                                            "standard pc ("};

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return std::tolower(c); });
    return out;
}

template <class Names>
bool has(const Names& names, std::string_view text) {
    return std::any_of(names.begin(), names.end(), [found = lower(text)](auto one) { return lower(one) == found; });
}

} // namespace

bool is_recorder(std::string_view comm) { return has(recorders, comm); }

bool is_remote_control(std::string_view comm) { return has(remote_controls, comm); }

bool is_virtual_machine(std::string_view firmware_text) {
    const auto text = lower(firmware_text);
    return std::any_of(virtual_machines.begin(), virtual_machines.end(),
                       [&](auto one) { return text.find(one) != std::string::npos; });
}

} // namespace canbo::machine
