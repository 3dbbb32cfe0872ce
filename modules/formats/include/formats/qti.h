#pragma once

#include "assessment/bank.h"
#include "formats/course_folder.h"

#include <string_view>

namespace canbo::formats {

/// True for what read_qti takes: an item, test or manifest of QTI by its first element, or a zip. Costs a look at the
/// beginning; the rest may still be refused.
bool is_qti(std::string_view bytes);

/// Reads questions in QTI 2.0 to 2.2 and 3.0 (1EdTech): one item as XML, or a package (a zip with imsmanifest.xml),
/// whose test gives the order, the sections as categories ("Test/Section") and the weights. Nothing is written, no
/// network asked, no external entity read; a package is read completely or not at all.
///
/// | interaction | becomes |
/// |---|---|
/// | choice, hottext | multichoice, one answer or several |
/// | text entry | shortanswer, or numerical for integer and float |
/// | inline choice; several of choice, text entry, inline choice in one item | multianswer |
/// | match, associate | match, where each stem has one answer |
/// | order | ordering |
/// | extended text | essay |
/// | none | description |
///
/// Graded by match_correct or map_response, as a template or spelled out. Where a question bank cannot carry it exactly
/// (all or nothing over several choices, weights of pairs, other rules), the question comes as near as it can and the
/// difference is among the losses; another interaction, areas of a picture or a missing key refuse the question.
/// Losses are named by the item's file in a package ("items/cau-1.xml"), else by its identifier ("item CAU-1").
/// @error InvalidInput no QTI, not XML, not UTF-8, entities of its own, a damaged package, a path that leaves it, no
///                     manifest; TooLarge over `limits`, or packed over 200 to 1
Result<assessment::Bank> read_qti(std::string_view bytes, const CourseLimits& limits = {});

} // namespace canbo::formats
