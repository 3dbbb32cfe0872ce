#pragma once

#include "assessment/question.h"
#include "assessment/text_match.h"
#include "base/issues.h"
#include "base/json.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace canbo::assessment {

/// How a text is written.
enum class TextFormat { Moodle, Html, Plain, Markdown };
std::string_view format_name(TextFormat format); ///< "moodle", "html", "plain", "markdown"
std::optional<TextFormat> parse_format(std::string_view name);

/// One answer of a question as its author wrote it.
struct BankAnswer {
    std::string text;
    double fraction{0}; ///< Share of the mark, to seven decimals.
    std::string feedback;
    TextFormat format{TextFormat::Moodle};
    TextFormat feedback_format{TextFormat::Moodle};
    std::optional<double> tolerance; ///< Numerical answers only.
};

struct BankPair {
    std::string text; ///< May be empty: a choice that belongs to no stem.
    std::string answer;
    TextFormat format{TextFormat::Moodle};
};

/// A question as it stands in a bank and in files: Moodle's own names for the types.
struct BankQuestion {
    std::string type; ///< "multichoice", "truefalse", "shortanswer", "numerical", "match", "ordering", "essay", …
    std::string name;
    std::string text;
    TextFormat format{TextFormat::Moodle};
    bool single{true};    ///< Multiple choice with one answer.
    bool use_case{false}; ///< Short answers in which case counts.
    bool shuffle{true};
    std::vector<BankAnswer> answers; ///< Of an ordering question in the right order, graded all or nothing.
    std::optional<bool> correct;     ///< True/false only; `answers` then hold the feedback of true and of false.
    std::vector<BankPair> pairs;
    std::vector<BankQuestion> parts; ///< Of a cloze question, in the order of {#1}, {#2}, … in its text.
    std::string general_feedback;
    TextFormat general_feedback_format{TextFormat::Moodle};
    std::vector<std::string> tags;
    std::string category;
    std::string idnumber;
    double penalty{0.3333333};
    double default_mark{1};
    std::vector<std::string> hints;

    bool operator==(const BankQuestion&) const;
};

/// What an import could not take: nothing is dropped silently.
struct Loss {
    std::string where; ///< Line or entry.
    std::string what;
    std::string why;     ///< One English sentence (msgid).
    bool refused{false}; ///< A whole question did not come.
};

struct Bank {
    std::vector<BankQuestion> questions;
    std::vector<Loss> losses;
    bool refused() const; ///< Something did not come at all.
};

Json question_to_json(const BankQuestion& question);
Json bank_to_json(const Bank& bank);
/// The inverse of bank_to_json (content/schema/question-bank.schema.json). @error InvalidInput (`where` = the field)
Result<Bank> bank_from_json(const Json& json);

/// The engine's question. `rules`: how short answers are compared here.
/// @error InvalidInput a type that cannot be attempted from a bank, or a key that is missing
Result<std::unique_ptr<Question>> make_question(const BankQuestion& question, const TextRules& rules);

/// What a paper wants of a bank: so many questions of a category (and those below it), with all these tags.
struct DrawRule {
    std::string category;          ///< Empty = any.
    std::vector<std::string> tags; ///< All of them; "difficulty:easy" is a tag like any other.
    std::size_t count{1};
};

/// Draws the questions of a paper: per rule those this learner saw least often first, chance among equals; never one
/// twice in a paper; descriptions are never drawn. The same bank, uses and seed give the same paper anywhere.
/// `uses`: how often the learner met each question, by index in the bank. Result: indices in the bank.
/// @error NotFound a rule asks for more questions than there are (`where` = the rule's number)
Result<std::vector<std::size_t>> draw_paper(const std::vector<BankQuestion>& bank, const std::vector<DrawRule>& rules,
                                            const std::map<std::size_t, int>& uses, std::uint64_t seed);

} // namespace canbo::assessment
