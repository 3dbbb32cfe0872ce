#pragma once

#include "runtime.h"
#include "wire/account_messages.h"

#include <vector>

namespace canbo::ctl {

/// The devices somebody is logged in on, as a table or as JSON.
void print_sessions(const Runtime& runtime, const std::vector<wire::DeviceSession>& sessions);
/// That sessions were ended.
void print_ended(const Runtime& runtime);

} // namespace canbo::ctl
