#pragma once

#include <optional>
#include <string>
#include <vector>

namespace canbo::station {

/// Who holds something that should be the station's.
struct Holder {
    bool ours{true};
    std::string who; ///< "xterm (XTerm), process 4711"

    bool operator==(const Holder&) const = default;
};

/// What the machine shows at one moment. Nothing where it cannot be seen; names are technical, not translated.
struct MachineFacts {
    std::optional<Holder> focus;                       ///< Who has the keyboard.
    std::optional<std::vector<std::string>> displays;  ///< "HDMI-1 1920x1080"
    std::optional<Holder> clipboard;                   ///< Who filled it last.
    std::optional<int> clipboard_fills;                ///< By others, since the first look.
    std::optional<std::vector<std::string>> recorders; ///< Programs that take pictures of the screen.
    std::optional<std::vector<std::string>> remote;    ///< Programs and sessions that control the machine from afar.
    std::optional<std::vector<std::string>> virtual_machine; ///< By which the machine says that it is none of metal.
    std::optional<std::vector<std::string>> usb_storage;
};

/// Port: looks at one side of the machine. From one thread; at most 100 ms.
class MachineEye {
public:
    virtual ~MachineEye() = default;
    /// Fills in what it can see and leaves the rest.
    virtual void look(MachineFacts& facts) = 0;
};

/// A sign worth telling the invigilators: evidence, never a verdict. `kind` is one of exam::station_sign_kinds().
struct Seen {
    std::string kind, text;

    bool operator==(const Seen&) const = default;
};

/// What is new between two looks; null before the first one. Something that stays as it is, is told once.
std::vector<Seen> signs_between(const MachineFacts* before, const MachineFacts& now);

} // namespace canbo::station
