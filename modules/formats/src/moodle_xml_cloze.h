#pragma once

#include "assessment/bank.h"

#include <string>
#include <vector>

namespace canbo::formats {

/// Takes the small questions out of a cloze text, "{1:SHORTANSWER:=dog#Good~%50%wolf}": each becomes "{#1}", "{#2}", …
/// and a part. Types: SHORTANSWER(_C), NUMERICAL, MULTICHOICE(_H _V _S …), MULTIRESPONSE(_H _S …), and their short
/// names. What looks like a part and is none stays text and is among the losses.
void read_cloze_text(assessment::BankQuestion& question, const std::string& where,
                     std::vector<assessment::Loss>& losses);

/// The inverse.
std::string write_cloze_text(const assessment::BankQuestion& question);

} // namespace canbo::formats
