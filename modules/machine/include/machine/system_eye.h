#pragma once

#include "station/machine.h"

#include <filesystem>
#include <functional>
#include <string>

namespace canbo::machine {

/// Where Linux shows itself; other folders only in tests.
struct SystemPaths {
    std::filesystem::path proc{"/proc"}, sys{"/sys"}, run{"/run"};
};

/// Looks at processes, the session, the machine's own description and the USB bus. Some milliseconds.
class SystemEye final : public station::MachineEye {
public:
    using Environment = std::function<std::string(const char* name)>;

    explicit SystemEye(Environment environment, SystemPaths paths = {});
    void look(station::MachineFacts& facts) override;

private:
    void add_programs(station::MachineFacts& facts) const;
    void add_session(station::MachineFacts& facts) const;
    void add_machine(station::MachineFacts& facts) const;
    void add_usb(station::MachineFacts& facts) const;

    Environment m_environment;
    SystemPaths m_paths;
};

} // namespace canbo::machine
