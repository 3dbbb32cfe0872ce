#include "base/crypto.h"
#include "base/file.h"
#include "machine/system_eye.h"

#include <catch2/catch.hpp>

#include <fstream>
#include <map>

using namespace canbo;
using machine::SystemEye;
using Names = std::vector<std::string>;
namespace fs = std::filesystem;

namespace {

/// A machine of files: an ordinary one, to which things are added.
struct Machine {
    Machine() : root(fs::temp_directory_path() / ("canbo-machine-" + base::new_uuid())) {
        write("proc/cpuinfo", "processor : 0\nflags\t\t: fpu vme sse2\n");
        process(1, "systemd");
        process(200, "sshd"); // a service that waits for nobody in particular
        write("proc/self-not-a-number/comm", "anydesk\n");
        write("sys/class/dmi/id/sys_vendor", "Dell Inc.\n");
        write("sys/class/dmi/id/product_name", "OptiPlex 3080\n");
        write("sys/bus/usb/devices/1-1:1.0/bInterfaceClass", "03\n");
        environment["DISPLAY"] = ":0";
    }
    ~Machine() {
        std::error_code ignored;
        fs::remove_all(root, ignored);
    }
    void write(const std::string& path, const std::string& text) {
        fs::create_directories((root / path).parent_path());
        std::ofstream(root / path) << text;
    }
    void process(int id, const std::string& comm) { write("proc/" + std::to_string(id) + "/comm", comm + "\n"); }
    station::MachineFacts look() {
        station::MachineFacts out;
        SystemEye eye([this](const char* name) { return environment[name]; },
                      {root / "proc", root / "sys", root / "run"});
        eye.look(out);
        return out;
    }

    fs::path root;
    std::map<std::string, std::string> environment;
};

} // namespace

TEST_CASE("an ordinary machine shows nothing, and everything of it can be seen", "[machine]") {
    Machine at;
    const auto facts = at.look();
    CHECK(facts.recorders == Names());
    CHECK(facts.remote == Names());
    CHECK(facts.virtual_machine == Names());
    CHECK(facts.usb_storage == Names());
    CHECK_FALSE(facts.focus); // not this eye's
}

TEST_CASE("programs that record the screen or control the machine are named with their process", "[machine]") {
    Machine at;
    at.process(31, "flameshot");
    at.process(32, "gnome-screensho");
    at.process(33, "ffmpeg");
    at.process(34, "ffmpeg");
    at.write("proc/34/cmdline", std::string("ffmpeg\0-f\0x11grab\0", 18));
    at.process(35, "AnyDesk");
    at.process(36, "x11vnc");
    const auto facts = at.look();
    CHECK(facts.recorders == Names{"ffmpeg, process 34", "flameshot, process 31", "gnome-screensho, process 32"});
    CHECK(facts.remote == Names{"AnyDesk, process 35", "x11vnc, process 36"});
}

TEST_CASE("a session from another machine is seen, and no address is told", "[machine]") {
    Machine at;
    at.environment = {
        {"SSH_CONNECTION", "10.0.0.7 5151 10.0.0.1 22"}, {"DISPLAY", "localhost:10.0"}, {"XDG_SESSION_ID", "7"}};
    at.write("run/systemd/sessions/7", "UID=1000\nREMOTE=1\nSERVICE=sshd\n");
    CHECK(at.look().remote == Names{"SSH_CONNECTION", "DISPLAY of another machine", "remote session sshd"});
    at.environment = {{"DISPLAY", ":0"}, {"XDG_SESSION_ID", "../7"}};
    CHECK(at.look().remote == Names());
}

TEST_CASE("a virtual machine is known by firmware, hypervisor or processor", "[machine]") {
    Machine at;
    at.write("sys/class/dmi/id/sys_vendor", "QEMU\n");
    at.write("sys/class/dmi/id/product_name", "Standard PC (Q35 + ICH9, 2009)\n");
    at.write("sys/hypervisor/type", "xen\n");
    at.write("proc/cpuinfo", "processor : 0\nflags\t\t: fpu hypervisor\n");
    CHECK(at.look().virtual_machine == Names{"sys_vendor: QEMU", "product_name: Standard PC (Q35 + ICH9, 2009)",
                                             "hypervisor: xen", "processor flag hypervisor"});
}

TEST_CASE("USB storage and telephones are seen once each, keyboards are not", "[machine]") {
    Machine at;
    at.write("sys/bus/usb/devices/1-2:1.0/bInterfaceClass", "08\n");
    at.write("sys/bus/usb/devices/1-2:1.1/bInterfaceClass", "08\n");
    at.write("sys/bus/usb/devices/1-2/manufacturer", "Kingston\n");
    at.write("sys/bus/usb/devices/1-2/product", "DataTraveler\n");
    at.write("sys/bus/usb/devices/2-1:1.0/bInterfaceClass", "06\n");
    at.write("sys/bus/usb/devices/2-1/product", "Phone\n");
    CHECK(at.look().usb_storage == Names{"1-2 Kingston DataTraveler", "2-1  Phone"});
}

TEST_CASE("what cannot be read is not taken for clean", "[machine]") {
    Machine at;
    fs::remove_all(at.root);
    const auto facts = at.look();
    CHECK_FALSE(facts.recorders);
    CHECK_FALSE(facts.remote);
    CHECK_FALSE(facts.virtual_machine);
    CHECK_FALSE(facts.usb_storage);
}

TEST_CASE("the real machine can be looked at", "[machine]") {
    station::MachineFacts facts;
    SystemEye([](const char* name) { return base::environment(name); }).look(facts);
    CHECK(facts.recorders);
    CHECK(facts.virtual_machine);
    CHECK(facts.usb_storage);
}
