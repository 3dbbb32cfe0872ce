#include "training/question_view.h"

#include "assessment/choice.h"
#include "assessment/matching.h"
#include "base/text.h"
#include "base/translation.h"

#include <algorithm>
#include <cctype>
#include <map>

namespace canbo::training {

using assessment::BankQuestion;
using assessment::Response;

namespace {

constexpr double whole = 0.999999;
constexpr double nothing = 0.000001;

AnswerKind kind_of(const BankQuestion& question) {
    if (question.type == "multichoice")
        return question.single ? AnswerKind::One : AnswerKind::Several;
    if (question.type == "truefalse")
        return AnswerKind::One;
    if (question.type == "shortanswer")
        return AnswerKind::Text;
    if (question.type == "numerical")
        return AnswerKind::Number;
    return question.type == "match" ? AnswerKind::Match : AnswerKind::Read;
}

std::string shown(const BankQuestion& source, std::size_t answer) {
    return answer < source.answers.size() ? plain_text(source.answers[answer].text, source.answers[answer].format) : "";
}

} // namespace

assessment::TextRules answer_rules() {
    assessment::TextRules made;
    made.any_tone_placement = true;
    return made;
}

bool can_be_asked(const BankQuestion& question) {
    static const std::vector<std::string> types{"truefalse", "multichoice", "shortanswer", "numerical", "match"};
    return std::find(types.begin(), types.end(), question.type) != types.end();
}

std::size_t bank_index(const assessment::Question& engine, std::size_t position) {
    const auto* choices = dynamic_cast<const assessment::ChoiceQuestion*>(&engine);
    if (choices == nullptr)
        return position; // true, false
    return position < choices->ordered().size() ? static_cast<std::size_t>(choices->ordered()[position].id - 1)
                                                : GivenAnswer::none;
}

QuestionView view_of(const BankQuestion& source, const assessment::Question& engine) {
    QuestionView out;
    out.text = plain_text(source.text, source.format);
    out.kind = kind_of(source);
    if (source.type == "truefalse") {
        out.options = {base::tr("True"), base::tr("False")};
    } else if (const auto* choices = dynamic_cast<const assessment::ChoiceQuestion*>(&engine)) {
        for (std::size_t i = 0; i < choices->ordered().size(); ++i)
            out.options.push_back(shown(source, bank_index(engine, i)));
    } else if (const auto* match = dynamic_cast<const assessment::Match*>(&engine)) {
        for (const auto& stem : match->ordered_stems())
            out.stems.push_back(plain_text(stem.text, assessment::TextFormat::Moodle));
        for (const long long id : match->ordered_choices())
            for (const auto& [choice, text] : match->choices)
                if (choice == id)
                    out.options.push_back(plain_text(text, assessment::TextFormat::Moodle));
    }
    return out;
}

Response response_to(const QuestionView& view, const BankQuestion& source, const GivenAnswer& given) {
    Response sent;
    switch (view.kind) {
    case AnswerKind::One:
        if (!given.chosen.empty())
            sent.set("answer", source.type == "truefalse" ? (given.chosen.front() == 0 ? "1" : "0")
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

GivenAnswer given_in(const QuestionView& view, const BankQuestion& source, const Response& response) {
    GivenAnswer out;
    switch (view.kind) {
    case AnswerKind::One:
        if (const auto* answer = response.find("answer"); answer != nullptr && !answer->empty())
            out.chosen = {source.type == "truefalse" ? (*answer == "1" ? 0U : 1U)
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

std::string right_answer(const BankQuestion& source) {
    std::string out;
    const auto add = [&out](const std::string& text) { out += (out.empty() ? "" : "; ") + text; };
    if (source.type == "truefalse")
        return base::tr(source.correct.value_or(false) ? "True" : "False");
    if (source.type == "match") {
        for (const auto& pair : source.pairs)
            if (!pair.text.empty())
                add(plain_text(pair.text, pair.format) + " → " + plain_text(pair.answer, pair.format));
        return out;
    }
    for (std::size_t i = 0; i < source.answers.size(); ++i)
        if (source.type == "multichoice" ? source.answers[i].fraction > nothing
                                         : source.answers[i].fraction > whole && out.empty())
            add(shown(source, i));
    return out;
}

std::string plain_text(std::string_view text, assessment::TextFormat format) {
    static const std::map<std::string_view, std::string_view> entities{
        {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&nbsp;", " "}, {"&#39;", "'"}};
    const bool html = format == assessment::TextFormat::Html || format == assessment::TextFormat::Moodle;
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
        } else if (text[i] != '`' || format == assessment::TextFormat::Plain) {
            out += text[i];
        }
    }
    return std::string(base::trim(out));
}

} // namespace canbo::training
