#pragma once

#include "base/json.h"

#include <cstddef>

namespace canbo::ctl {

/// The recording of Moodle's walkthrough tests (conformance/README.md) holds what the tests sent and expected, but not
/// what they did to the question or the usage in between: a right answer changed before a regrade, another maximum
/// mark, a new attempt that builds on the last, the units of a number (private in the dump). Without these inputs 35
/// of the 816 checks have no action to follow from. This puts the missing actions, as Moodle's tests take them, where
/// they belong in a row; states and marks always come from the engine. @return how many actions were put in
std::size_t supplement_walkthrough(Json& row);

} // namespace canbo::ctl
