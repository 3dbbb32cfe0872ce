#pragma once

#include "ledger/kinds.h"
#include "training/course.h"

#include <functional>
#include <optional>
#include <string>

namespace canbo::training {

/// A version of a course that the office has at hand, or nothing. Safe from any thread.
using KnownCourse = std::function<std::optional<Course>(const std::string& slug, const std::string& version)>;

/// Registers the kinds this module owns: what the office asks before it takes one, and who reads it.
void register_kinds(ledger::KindRegistry& registry, KnownCourse known);

} // namespace canbo::training
