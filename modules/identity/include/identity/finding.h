#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace canbo::identity {

/// One thing that does not fit, or that a person must know about a card.
struct Finding {
    enum class Severity {
        Note,     ///< To be known; nothing is wrong.
        Warning,  ///< A person looks twice.
        Mismatch, ///< Two places of one card contradict each other, or a check digit or rule of the number is broken.
        Refusal,  ///< The chip's data or its proof is false.
    };
    std::string code;     ///< Stable word, e.g. "qr-dg1-name".
    std::string sentence; ///< One whole English sentence (msgid), without personal data.
    Severity severity{Severity::Warning};
};
using Findings = std::vector<Finding>;

/// Makes the finding of a code from the one list of all that exist. A code that is not in it is a bug.
Finding finding(std::string_view code);
/// False when the list does not hold the code.
bool is_finding_code(std::string_view code);
/// Every code, in the order of the list.
std::vector<std::string_view> finding_codes();

std::string_view severity_name(Finding::Severity severity); ///< "note", "warning", "mismatch", "refusal"
bool has_code(const Findings& findings, std::string_view code);
Finding::Severity worst(const Findings& findings); ///< Note when there is none.

} // namespace canbo::identity
