#pragma once

#include "assessment/bank.h"
#include "formats/gift.h"

#include <string_view>
#include <vector>

namespace canbo::formats {

/// Reads questions in Moodle XML: category, multichoice, truefalse, shortanswer, numerical, matching, essay,
/// description, cloze. What a question holds beyond that (files, other types, feedback by correctness) is among the
/// losses ("question 3"); a question of another type is left out and named. External entities are never read.
/// @error InvalidInput not XML, or no quiz; TooLarge over 10 MB
Result<assessment::Bank> read_moodle_xml(std::string_view text);

/// Writes questions so that reading them again gives the same ones.
ExportedBank write_moodle_xml(const std::vector<assessment::BankQuestion>& questions);

} // namespace canbo::formats
