#pragma once

#include "base/form_data.h"
#include "reporting/paper.h"
#include "runtime.h"

#include <string>

namespace canbo::ctl {

/// What --number and --date say; 0 and "" leave it blank. @error InvalidInput
Result<reporting::LetterNumber> letter_number(int number, const std::string& date);

/// Renders a form, writes it and prints what was written; blanks are told on standard error.
Result<void> write_pdf(Runtime& runtime, const base::FormData& form, const std::string& output);
/// The same without printing the result.
Result<std::size_t> render_to_file(Runtime& runtime, const base::FormData& form, const std::string& output);

} // namespace canbo::ctl
