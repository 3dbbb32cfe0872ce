#pragma once

#include "qti_interactions.h"

namespace canbo::formats::qti {

/// gapMatchInteraction: every gap becomes a part of a cloze question, a list of all the words. As read_interaction.
const char* read_gaps(const Node& node, const Reading& in, Built& out);
/// What stands for the interaction in the cloze's text: its content with {#1}, {#2}, … at the gaps.
std::string gapped_text(const Node& node, HtmlWriter& html);

/// sliderInteraction: a numerical question. As read_interaction.
const char* read_slider(const Node& node, const Reading& in, Built& out);

/// Why an interaction of that name cannot come; nullptr where nothing special is to be said.
const char* why_not(const std::string& interaction);

} // namespace canbo::formats::qti
