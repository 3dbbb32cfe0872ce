#pragma once

#include "assessment/bank.h"

#include <string>
#include <string_view>
#include <vector>

namespace canbo::formats {

/// A file of questions, and what its format could not carry.
struct ExportedBank {
    std::string text;
    std::vector<assessment::Loss> losses;
};

/// Reads questions in GIFT as Moodle 4.5 imports them: multiple choice, true/false, short answer, numerical, matching,
/// essay, description, missing word; names, categories, weights, feedback, formats, `[id:]` and `[tag:]` comments.
/// An entry with a fault is left out and named among the losses ("line 12"); the others come.
/// @error InvalidInput not UTF-8; TooLarge over 10 MB
Result<assessment::Bank> read_gift(std::string_view text);

/// Writes questions so that reading them again gives the same ones; where GIFT has no place for something, it is
/// named among the losses.
ExportedBank write_gift(const std::vector<assessment::BankQuestion>& questions);

} // namespace canbo::formats
