#pragma once

#include "base/form_data.h"
#include "exam/bundle.h"

#include <memory>
#include <string>
#include <vector>

namespace canbo::exam {

// What the builders of papers share.

using Rows = std::vector<std::vector<std::string>>;

std::string number(std::size_t value);
/// The record "letter" of a paper of the council, signed by its chairman.
base::FormRecord letter(const Exam& exam, base::Day day, const char* kind, const std::string& abstract,
                        const char* symbol);
std::string room_name(const Exam& exam, const std::string& room);
std::string outcome_label(const ResultLine& line); ///< Vietnamese, for paper.
std::shared_ptr<base::RowSource> rows(Rows rows);

} // namespace canbo::exam
