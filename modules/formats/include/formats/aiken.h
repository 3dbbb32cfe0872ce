#pragma once

#include "assessment/bank.h"
#include "formats/gift.h"

#include <string_view>
#include <vector>

namespace canbo::formats {

/// Reads questions in Aiken: a line of text, choices "A. …" or "B) …" one a line, "ANSWER: B". An entry with a fault is
/// left out and named among the losses by its line. @error InvalidInput not UTF-8; TooLarge over 10 MB
Result<assessment::Bank> read_aiken(std::string_view text);

/// Writes multiple choice with one answer; every other type, and what Aiken has no place for, is among the losses.
ExportedBank write_aiken(const std::vector<assessment::BankQuestion>& questions);

} // namespace canbo::formats
