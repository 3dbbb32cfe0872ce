#pragma once

#include "base/form_data.h"
#include "block.h"
#include "form_spec.h"
#include "letter.h"
#include "placeholders.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace canbo::documents {

/// A form with its values in place, not yet laid out.
struct Document {
    FormSpec form;
    Letter letter;
    Blocks content;
    std::string title;
    std::string date;                            ///< ISO 8601 or empty.
    std::map<std::string, std::string> pictures; ///< PNG files by the name in the template.
    std::vector<Slot> values;                    ///< Every text, for the check of glyphs.
    std::vector<std::string> warnings;
};

/// Reads the form's folder, expands and parses its template, puts the values in.
/// @error as FormRenderer; Tables are not read.
Result<Document> build_document(const std::filesystem::path& reports, const base::FormData& data);

} // namespace canbo::documents
