#pragma once

#include "exam/definition.h"

#include <string>
#include <string_view>
#include <vector>

namespace canbo::exam {

/// A question of one candidate's paper.
struct PaperItem {
    const assessment::BankQuestion* question{nullptr}; ///< Of the exam, which must outlive the paper.
    std::string bank;
    double mark{1};
    assessment::Response drawn; ///< Orders drawn for this candidate ("_order", …), as assessment stores them.
};

struct Paper {
    std::string candidate;
    std::vector<PaperItem> items; ///< Question n of the paper is items[n - 1].
};

/// The paper of a candidate: drawn and shuffled from HMAC-SHA256(paper key, candidate), so that whoever has the exam
/// and the key makes the same one again, byte for byte, on any machine.
/// @error NotFound a rule asks for more questions than its bank holds (`where` = the rule's number)
/// @error InvalidInput a question of a type that no machine marks (`where` = its name)
Result<Paper> make_paper(const Exam& exam, std::string_view paper_key, const std::string& candidate);

/// The paper as the station gets it: texts and choices in this candidate's order, nothing that tells what is right.
/// `{"exam", "candidate", "minutes", "items": [{"slot", "type", "text", "format", "mark", "single"?, "choices"?,
/// "stems"?}]}`; an answer to item n is a response as assessment takes it ("answer", "choice0", "sub0").
Json paper_to_json(const Exam& exam, const Paper& paper);
/// Its canonical JSON: what is signed for, printed and compared.
std::string paper_text(const Exam& exam, const Paper& paper);

/// A response as it may come from a station for this item. @error InvalidInput a name that the question does not have;
/// TooLarge
Result<void> check_response(const PaperItem& item, const assessment::Response& response);

} // namespace canbo::exam
