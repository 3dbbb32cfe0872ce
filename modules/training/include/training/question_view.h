#pragma once

#include "assessment/bank.h"
#include "assessment/question.h"

#include <string>
#include <string_view>
#include <vector>

namespace canbo::training {

/// How a question is answered on the screen.
enum class AnswerKind { One, Several, Text, Number, Match, Read };

/// A question ready to draw; plain text.
struct QuestionView {
    std::string text;
    AnswerKind kind{AnswerKind::Read};
    std::vector<std::string> options; ///< Of One and Several in this attempt's order; of Match what may be chosen.
    std::vector<std::string> stems;   ///< Of Match.
};

/// What the learner gave; the part that fits the question's kind.
struct GivenAnswer {
    std::vector<std::size_t> chosen; ///< Positions among the options; of Match one a stem, `none` where nothing was.
    std::string text;
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
};

/// True for the types a screen can ask and the engine grades by itself.
bool can_be_asked(const assessment::BankQuestion& question);
/// How typed answers are compared: they are Vietnamese, so hòa is hoà.
assessment::TextRules answer_rules();
/// `engine`: made from `source`, with this attempt's shuffles.
QuestionView view_of(const assessment::BankQuestion& source, const assessment::Question& engine);
/// The answer in the engine's words.
assessment::Response response_to(const QuestionView& view, const assessment::BankQuestion& source,
                                 const GivenAnswer& given);
/// The other way round: what was given before, to be shown again.
GivenAnswer given_in(const QuestionView& view, const assessment::BankQuestion& source,
                     const assessment::Response& response);
/// What is right, in plain text.
std::string right_answer(const assessment::BankQuestion& source);
/// Index in the bank of what stands at a position in this attempt; GivenAnswer::none where nothing does.
std::size_t bank_index(const assessment::Question& engine, std::size_t position);

/// Text of a question or answer as it is read: tags and entities of HTML away, Markdown's emphasis marks too.
std::string plain_text(std::string_view text, assessment::TextFormat format);

} // namespace canbo::training
