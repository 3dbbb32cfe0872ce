#include "exam/station_sign.h"
#include "station/machine.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace canbo::station;

namespace {

MachineFacts quiet() {
    MachineFacts out;
    out.focus = Holder{};
    out.displays = {"eDP-1 1920x1080"};
    out.clipboard_fills = 0;
    out.recorders = out.remote = out.virtual_machine = out.usb_storage = std::vector<std::string>();
    return out;
}

std::vector<Seen> after(const MachineFacts& before, const MachineFacts& now) { return signs_between(&before, now); }

} // namespace

TEST_CASE("a machine as it should be shows nothing", "[station][machine]") {
    CHECK(signs_between(nullptr, quiet()).empty());
    CHECK(after(quiet(), quiet()).empty());
}

TEST_CASE("who takes the keyboard is told once, and again when it is somebody else", "[station][machine]") {
    auto lost = quiet();
    lost.focus = Holder{false, "xterm (XTerm), process 4711"};
    CHECK(after(quiet(), lost) == std::vector<Seen>{{"focus", "xterm (XTerm), process 4711"}});
    CHECK(after(lost, lost).empty());
    auto other = lost;
    other.focus->who = "firefox, process 9";
    CHECK(after(lost, other) == std::vector<Seen>{{"focus", "firefox, process 9"}});
    CHECK(after(lost, quiet()).empty());
}

TEST_CASE("a second display at the start and every later change are told", "[station][machine]") {
    auto two = quiet();
    two.displays = {"eDP-1 1920x1080", "HDMI-1 1280x720"};
    const std::vector<Seen> told{{"displays", "2: eDP-1 1920x1080, HDMI-1 1280x720"}};
    CHECK(signs_between(nullptr, two) == told);
    CHECK(after(quiet(), two) == told);
    CHECK(after(two, two).empty());
    CHECK(after(two, quiet()) == std::vector<Seen>{{"displays", "1: eDP-1 1920x1080"}});
}

TEST_CASE("a clipboard that somebody else filled is told each time", "[station][machine]") {
    auto filled = quiet();
    filled.clipboard = Holder{false, "xclip, process 12"};
    filled.clipboard_fills = 1;
    CHECK(after(quiet(), filled) == std::vector<Seen>{{"clipboard", "xclip, process 12"}});
    CHECK(after(filled, filled).empty());
    auto again = filled;
    again.clipboard_fills = 2;
    CHECK(after(filled, again).size() == 1);
}

TEST_CASE("programs, machines and devices are told when they appear, each once", "[station][machine]") {
    auto bad = quiet();
    bad.recorders = {"flameshot, process 3"};
    bad.remote = {"AnyDesk, process 4", "SSH_CONNECTION"};
    bad.virtual_machine = {"KVM"};
    bad.usb_storage = {"sdb Kingston DataTraveler"};
    std::vector<std::string> kinds;
    for (const auto& one : after(quiet(), bad))
        kinds.push_back(one.kind);
    CHECK(kinds == std::vector<std::string>{"screenshot", "remote", "remote", "virtual-machine", "usb-storage"});
    CHECK(after(bad, bad).empty());
    auto more = bad;
    more.recorders->push_back("scrot, process 5");
    CHECK(after(bad, more) == std::vector<Seen>{{"screenshot", "scrot, process 5"}});
}

TEST_CASE("what cannot be watched is told instead of counting as clean", "[station][machine]") {
    auto blind = quiet();
    blind.focus.reset();
    blind.displays.reset();
    CHECK(signs_between(nullptr, blind) == std::vector<Seen>{{"blind", "focus, displays"}});
    CHECK(after(blind, blind).empty());
    CHECK(after(quiet(), blind).size() == 1);
}

TEST_CASE("every kind that a look can find is one that the room takes", "[station][machine]") {
    MachineFacts all;
    all.focus = Holder{false, "x"};
    all.displays = std::vector<std::string>();
    all.clipboard = Holder{false, "x"};
    all.clipboard_fills = 1;
    all.recorders = all.remote = all.virtual_machine = std::vector<std::string>{"x"};
    const auto& known = canbo::exam::station_sign_kinds();
    const auto seen = signs_between(nullptr, all);
    CHECK(seen.size() == 7);
    for (const auto& one : seen)
        CHECK(std::find(known.begin(), known.end(), one.kind) != known.end());
}
