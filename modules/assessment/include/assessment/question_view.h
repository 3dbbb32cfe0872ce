#pragma once

#include "assessment/bank.h"
#include "assessment/response.h"

#include <string>
#include <string_view>
#include <vector>

namespace canbo::assessment {

/// How a question is answered on the screen.
enum class AnswerKind { One, Several, Text, Number, Match, Read };
/// Of a question type that a screen can ask and the engine grades by itself; Read for every other.
AnswerKind answer_kind(std::string_view type, bool single);

/// A question ready to draw; plain text.
struct QuestionView {
    std::string text;
    AnswerKind kind{AnswerKind::Read};
    std::vector<std::string> options; ///< Of One and Several in this attempt's order; of Match what may be chosen.
    std::vector<std::string> stems;   ///< Of Match.
};

/// What was given; the part that fits the question's kind.
struct GivenAnswer {
    std::vector<std::size_t> chosen; ///< Positions among the options; of Match one a stem, `none` where nothing was.
    std::string text;
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    bool empty() const; ///< Nothing was chosen and nothing typed.
};

/// The answer in the engine's words. `type`: the question's ("truefalse").
Response response_to(const QuestionView& view, std::string_view type, const GivenAnswer& given);
/// The other way round: what was given before, to be shown again.
GivenAnswer given_in(const QuestionView& view, std::string_view type, const Response& response);

/// Text of a question or answer as it is read: tags and entities of HTML away, Markdown's emphasis marks too.
std::string plain_text(std::string_view text, TextFormat format);

} // namespace canbo::assessment
