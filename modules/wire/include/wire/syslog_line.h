#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace canbo::wire {

/// A collector of syslog messages over TLS.
struct SyslogCollector {
    std::string host;
    std::uint16_t port{6514};
    std::filesystem::path ca_file; ///< PEM; empty: the machine's own authorities.

    /// "soc.example", "soc.example:6514", "[::1]:6514". @error InvalidInput
    static Result<SyslogCollector> parse(std::string_view text);
};

/// What this machine calls itself: a message's HOSTNAME.
std::string own_host_name();

/// Sends messages in their order over one connection (RFC 5425: TLS 1.2 or later, each message behind its length) and
/// ends it properly. Syslog has no receipt: after an error some may have arrived, and all of them are sent again.
/// @error Unreachable no collector, no secure way to it, or the line was cut
Result<void> send_syslog(const SyslogCollector& collector, const std::vector<std::string>& messages);

} // namespace canbo::wire
