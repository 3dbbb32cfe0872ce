#pragma once

#include "ledger/stores.h"

#include <string>
#include <string_view>

namespace canbo::ledger {

/// An audit event as a security operations centre collects it: a message of RFC 5424 without its frame. Facility 13
/// (log audit), severity 4 for what somebody tried and was refused or what ended sessions, else 6; the action is the
/// MSGID, sequence, actor and subject are structured data under "event@32473" (the number RFC 5612 gives to those who
/// have none of their own). `host`: who reports; what a HOSTNAME cannot hold is left out, "-" when nothing is left.
std::string syslog_message(const AuditEvent& event, std::string_view host);

} // namespace canbo::ledger
