#include "assessment/numbers.h"
#include "base/translation.h"
#include "formats/gift.h"
#include "gift_text.h"

#include <algorithm>

namespace canbo::formats {
namespace {

using assessment::BankAnswer;
using assessment::BankQuestion;
using assessment::TextFormat;

std::string feedback_of(const BankAnswer& answer, TextFormat fallback) {
    return gift::write_marked(answer.feedback, answer.feedback_format, fallback);
}

std::string general_of(const BankQuestion& question, std::string_view before, std::string_view after) {
    if (question.general_feedback.empty())
        return {};
    return std::string(before) + "####" +
           gift::write_marked(question.general_feedback, question.general_feedback_format, question.format) +
           std::string(after);
}

std::string choices_of(const BankQuestion& question) {
    std::string out = "{\n";
    for (const auto& answer : question.answers) {
        const auto text = gift::write_marked(answer.text, answer.format, question.format);
        if (answer.fraction == 1 && question.single)
            out += "\t=";
        else if (answer.fraction == 0 && !text.starts_with('%'))
            out += "\t~";
        else
            out += "\t~" + gift::write_weight(answer.fraction);
        out += text;
        if (!answer.feedback.empty())
            out += "#" + feedback_of(answer, question.format);
        out += "\n";
    }
    return out + general_of(question, "\t", "\n") + "}";
}

std::string true_false_of(const BankQuestion& question) {
    const bool right = question.correct.value_or(true);
    std::string wrong_feedback;
    std::string right_feedback;
    for (const auto& answer : question.answers)
        (answer.fraction == 1 ? right_feedback : wrong_feedback) = feedback_of(answer, question.format);
    std::string out = right ? "{TRUE" : "{FALSE";
    if (!wrong_feedback.empty() || !right_feedback.empty())
        out += "#" + wrong_feedback;
    if (!right_feedback.empty())
        out += "#" + right_feedback;
    return out + general_of(question, "", "") + "}";
}

std::string short_answers_of(const BankQuestion& question) {
    std::string out = "{\n";
    for (const auto& answer : question.answers)
        out += "\t=" + gift::write_weight(answer.fraction) +
               gift::write_marked(answer.text, answer.format, question.format) + "#" +
               feedback_of(answer, question.format) + "\n";
    return out + general_of(question, "\t", "\n") + "}";
}

std::string numbers_of(const BankQuestion& question) {
    std::string out = "{#\n";
    for (const auto& answer : question.answers) {
        if (answer.text == "*" && answer.fraction == 0 && &answer == &question.answers.back())
            out += "\t~#" + feedback_of(answer, question.format) + "\n";
        else
            out += "\t=" + gift::write_weight(answer.fraction) + answer.text + ":" +
                   assessment::format_number(answer.tolerance.value_or(0)) + "#" +
                   feedback_of(answer, question.format) + "\n";
    }
    return out + general_of(question, "\t", "\n") + "}";
}

std::string pairs_of(const BankQuestion& question) {
    std::string out = "{\n";
    for (const auto& pair : question.pairs)
        out += "\t=" + gift::write_marked(pair.text, pair.format, question.format) + " -> " +
               gift::escaped(pair.answer) + "\n";
    return out + general_of(question, "\t", "\n") + "}";
}

/// Why GIFT cannot carry the question at all; nullptr when it can.
const char* unfit_for_gift(const BankQuestion& question) {
    const auto arrow = [](const std::string& text) { return text.find("->") != std::string::npos; };
    if (question.type == "shortanswer" &&
        std::any_of(question.answers.begin(), question.answers.end(),
                    [&](const auto& answer) { return arrow(answer.text) || arrow(answer.feedback); }))
        return base::msgid("An arrow in a short answer would be read as a matching question");
    if (question.type == "match" &&
        std::any_of(question.pairs.begin(), question.pairs.end(), [&](const auto& pair) { return arrow(pair.text); }))
        return base::msgid("An arrow in the first side of a pair would be read as its end");
    if (question.type == "multichoice" && question.single &&
        std::none_of(question.answers.begin(), question.answers.end(),
                     [](const auto& answer) { return answer.fraction == 1; }))
        return base::msgid("One answer without a wholly right choice would be read as several answers");
    return nullptr;
}

std::string body_of(const BankQuestion& question) {
    if (question.type == "description")
        return "\n";
    if (question.type == "essay")
        return "{" + general_of(question, "", "") + "}";
    if (question.type == "truefalse")
        return true_false_of(question);
    if (question.type == "multichoice")
        return choices_of(question);
    if (question.type == "shortanswer")
        return short_answers_of(question);
    if (question.type == "numerical")
        return numbers_of(question);
    return question.type == "match" ? pairs_of(question) : std::string();
}

std::string bracket(std::string_view key, std::string_view value) {
    std::string out = "[" + std::string(key) + ":";
    for (const char c : value)
        out += c == ']' ? "\\]" : std::string(1, c);
    return out + "]";
}

void say_what_is_lost(const BankQuestion& question, std::vector<assessment::Loss>& losses) {
    const auto lost = [&](bool is, const char* what) {
        if (is)
            losses.push_back({question.name, what, "GIFT has no place for it", false});
    };
    const double usual = question.type == "truefalse" ? 1 : BankQuestion{}.penalty;
    lost(!question.hints.empty(), "hints");
    lost(question.penalty != usual, "penalty");
    lost(question.default_mark != (question.type == "description" ? 0 : 1), "default mark");
    lost(question.use_case, "upper and lower case count");
    lost(!question.shuffle, "choices stay in order");
    lost(question.type == "description" && !question.general_feedback.empty(), "general feedback");
}

} // namespace

ExportedBank write_gift(const std::vector<BankQuestion>& questions) {
    ExportedBank out;
    std::string category;
    for (const auto& question : questions) {
        const auto body = body_of(question);
        const auto* fault = body.empty() ? "GIFT does not know this type of question" : unfit_for_gift(question);
        if (fault != nullptr) {
            out.losses.push_back({question.name, question.type, fault, true});
            continue;
        }
        say_what_is_lost(question, out.losses);
        if (question.category != category) {
            category = question.category;
            out.text += "$CATEGORY: " + gift::escaped(category) + "\n\n";
        }
        if (!question.idnumber.empty() || !question.tags.empty()) {
            out.text += "//";
            if (!question.idnumber.empty())
                out.text += " " + bracket("id", question.idnumber);
            for (const auto& tag : question.tags)
                out.text += " " + bracket("tag", tag);
            out.text += "\n";
        }
        out.text += "::" + gift::escaped(question.name) +
                    "::" + gift::write_marked(question.text, question.format, TextFormat::Moodle) + body + "\n\n";
    }
    return out;
}

} // namespace canbo::formats
