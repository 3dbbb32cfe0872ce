#pragma once

#include "qti_interactions.h"

namespace canbo::formats::qti {

/// matchInteraction: stems and choices in two sets. As read_interaction.
const char* read_match(const Node& node, const Reading& in, Built& out);
/// associateInteraction: pairs out of one set; what stands first in a pair becomes its stem.
const char* read_associate(const Node& node, const Reading& in, Built& out);

} // namespace canbo::formats::qti
