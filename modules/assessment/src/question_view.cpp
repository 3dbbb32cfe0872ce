#include "assessment/question_view.h"

#include "base/text.h"

#include <algorithm>
#include <cctype>
#include <map>

namespace canbo::assessment {

AnswerKind answer_kind(std::string_view type, bool single) {
    if (type == "multichoice")
        return single ? AnswerKind::One : AnswerKind::Several;
    if (type == "truefalse")
        return AnswerKind::One;
    if (type == "shortanswer")
        return AnswerKind::Text;
    if (type == "numerical")
        return AnswerKind::Number;
    return type == "match" ? AnswerKind::Match : AnswerKind::Read;
}

bool GivenAnswer::empty() const {
    return text.empty() && std::all_of(chosen.begin(), chosen.end(), [](auto one) { return one == none; });
}

Response response_to(const QuestionView& view, std::string_view type, const GivenAnswer& given) {
    Response sent;
    switch (view.kind) {
    case AnswerKind::One:
        if (!given.chosen.empty())
            sent.set("answer", type == "truefalse" ? (given.chosen.front() == 0 ? "1" : "0")
                                                   : std::to_string(given.chosen.front()));
        break;
    case AnswerKind::Several:
        for (const std::size_t position : given.chosen)
            sent.set("choice" + std::to_string(position), "1");
        break;
    case AnswerKind::Text:
    case AnswerKind::Number:
        sent.set("answer", given.text);
        break;
    case AnswerKind::Match:
        for (std::size_t i = 0; i < given.chosen.size(); ++i)
            sent.set("sub" + std::to_string(i),
                     given.chosen[i] == GivenAnswer::none ? "0" : std::to_string(given.chosen[i] + 1));
        break;
    case AnswerKind::Read:
        break;
    }
    return sent;
}

GivenAnswer given_in(const QuestionView& view, std::string_view type, const Response& response) {
    GivenAnswer out;
    switch (view.kind) {
    case AnswerKind::One:
        if (const auto* answer = response.find("answer"); answer != nullptr && !answer->empty())
            out.chosen = {type == "truefalse" ? (*answer == "1" ? 0U : 1U)
                                              : static_cast<std::size_t>(response.integer("answer"))};
        break;
    case AnswerKind::Several:
        for (std::size_t i = 0; i < view.options.size(); ++i)
            if (response.given("choice" + std::to_string(i)))
                out.chosen.push_back(i);
        break;
    case AnswerKind::Text:
    case AnswerKind::Number:
        out.text = std::string(response.text("answer"));
        break;
    case AnswerKind::Match:
        for (std::size_t i = 0; i < view.stems.size(); ++i) {
            const auto choice = response.integer("sub" + std::to_string(i));
            out.chosen.push_back(choice > 0 ? static_cast<std::size_t>(choice - 1) : GivenAnswer::none);
        }
        break;
    case AnswerKind::Read:
        break;
    }
    return out;
}

std::string plain_text(std::string_view text, TextFormat format) {
    static const std::map<std::string_view, std::string_view> entities{
        {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&nbsp;", " "}, {"&#39;", "'"}};
    const bool html = format == TextFormat::Html || format == TextFormat::Moodle;
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto tag_end = html && text[i] == '<' && i + 1 < text.size() &&
                                     (std::isalpha(static_cast<unsigned char>(text[i + 1])) || text[i + 1] == '/')
                                 ? text.find('>', i)
                                 : std::string_view::npos;
        if (tag_end != std::string_view::npos) {
            i = tag_end;
            continue;
        }
        const auto entity = html && text[i] == '&'
                                ? std::find_if(entities.begin(), entities.end(),
                                               [&](const auto& e) { return text.substr(i).starts_with(e.first); })
                                : entities.end();
        if (entity != entities.end()) {
            out += entity->second;
            i += entity->first.size() - 1;
        } else if (text.substr(i).starts_with("**")) {
            ++i;
        } else if (text[i] != '`' || format == TextFormat::Plain) {
            out += text[i];
        }
    }
    return std::string(base::trim(out));
}

} // namespace canbo::assessment
