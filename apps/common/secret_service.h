#pragma once

#include "base/result.h"

#include <optional>
#include <string>

namespace canbo::apps {

// The desktop's secret service (freedesktop.org: GNOME Keyring, KWallet), where a person's programs keep secrets behind
// their login. Its own dialog may ask to unlock it. Safe from any thread; calls block.

/// Is one there? Never where there is no session bus.
bool secret_service_answers();
/// `name` says which secret it is; an older one of that name is replaced. @error Storage
Result<void> keep_secret(const std::string& name, const std::string& secret);
/// Nothing where there is none of that name. @error Storage the service does not answer
Result<std::optional<std::string>> read_secret(const std::string& name);
/// Nothing of that name stands there afterwards, where the service answers.
void forget_secret(const std::string& name);

} // namespace canbo::apps
