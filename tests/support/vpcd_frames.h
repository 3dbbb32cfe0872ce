#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace canbo::test {

/// What the reader of vsmartcard (vpcd) sends: a length of two octets, big endian, and so many octets. One octet alone
/// is about power; everything else is a command APDU.
struct VpcdMessage {
    enum class Kind { PowerOff, PowerOn, Reset, AnswerToReset, Command };
    Kind kind{Kind::Command};
    std::string command;
};

/// Cuts a stream of octets into messages. Holds at most one message and what came with it.
class VpcdReader {
public:
    void take(std::string_view octets) { m_rest += octets; }
    /// The next whole message, or nothing yet. Empty messages and unknown controls are passed over.
    std::optional<VpcdMessage> next();
    std::size_t waiting() const { return m_rest.size(); }

private:
    std::string m_rest;
};

/// An answer as vpcd takes it. At most 65,535 octets.
std::string vpcd_frame(std::string_view answer);

} // namespace canbo::test
