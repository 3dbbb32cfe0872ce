#pragma once

#include "base/result.h"
#include "station/machine.h"

#include <memory>

namespace canbo::machine {

/// Looks at an X server over a connection of its own: the window with the keyboard, the monitors (RandR 1.5), who
/// filled the clipboard or the selection (XFixes). Windows are told by the process that the server itself names
/// (X-Resource 1.2), which a program cannot forge. On another display server it sees nothing and says so.
class ScreenEye final : public station::MachineEye {
public:
    /// `own_process`: whose windows are the station's. @error NotFound no X server, or one without the extensions
    static Result<std::unique_ptr<ScreenEye>> open(int own_process);
    ~ScreenEye() override;
    void look(station::MachineFacts& facts) override;

private:
    struct Server;
    explicit ScreenEye(std::unique_ptr<Server> server);
    std::unique_ptr<Server> m_server;
};

} // namespace canbo::machine
