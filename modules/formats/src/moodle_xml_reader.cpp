#include "assessment/numbers.h"
#include "base/text.h"
#include "base/translation.h"
#include "formats/moodle_xml.h"
#include "gift_text.h"
#include "moodle_xml_cloze.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <pugixml.hpp>

namespace canbo::formats {
namespace {

using assessment::Bank;
using assessment::BankAnswer;
using assessment::BankQuestion;
using assessment::TextFormat;

constexpr std::size_t most_xml_bytes = 10'000'000;
constexpr double percent = 100;

TextFormat format_of(const pugi::xml_node& node, TextFormat fallback) {
    const std::string_view name = node.attribute("format").value();
    if (name == "moodle_auto_format")
        return TextFormat::Moodle;
    if (name == "plain_text")
        return TextFormat::Plain;
    return assessment::parse_format(name).value_or(fallback);
}

std::string text_of(const pugi::xml_node& node) {
    const auto inner = node.child("text");
    return base::to_nfc(inner ? inner.text().get() : node.text().get()).value_or("");
}

bool yes(const pugi::xml_node& node, bool fallback) {
    const std::string_view text = gift::trimmed(node.text().get());
    return text.empty() ? fallback : text == "1" || text == "true";
}

double number_of(const pugi::xml_node& node, double fallback) {
    const std::string_view text = gift::trimmed(node.text().get());
    return assessment::is_number(text) ? assessment::leading_number(text) : fallback;
}

/// One question of the file on its way.
class Reader {
public:
    Reader(const pugi::xml_node& node, std::string where, Bank& bank)
        : m_node(node), m_where(std::move(where)), m_bank(bank) {}

    void read(const std::string& category) {
        const std::string_view type = m_node.attribute("type").value();
        m_question.category = category;
        common();
        const char* fault = nullptr;
        if (type == "ordering")
            fault = ordered();
        else if (type == "multichoice" || type == "shortanswer" || type == "numerical" || type == "truefalse")
            fault = with_answers(type);
        else if (type == "matching")
            fault = pairs();
        else if (type == "cloze")
            fault = cloze();
        else if (type == "essay" || type == "description")
            m_question.type = type;
        else
            fault = base::msgid("This type of question is not known here");
        if (fault != nullptr)
            return m_bank.losses.push_back({m_where, std::string(type) + ": " + m_question.name, fault, true});
        say_what_is_lost();
        m_bank.questions.push_back(std::move(m_question));
    }

private:
    void common() {
        m_question.name = text_of(m_node.child("name"));
        const auto text = m_node.child("questiontext");
        m_question.text = text_of(text);
        m_question.format = format_of(text, TextFormat::Html);
        const auto general = m_node.child("generalfeedback");
        m_question.general_feedback = text_of(general);
        m_question.general_feedback_format =
            m_question.general_feedback.empty() ? m_question.format : format_of(general, m_question.format);
        m_question.penalty = number_of(m_node.child("penalty"), m_question.penalty);
        m_question.default_mark = number_of(m_node.child("defaultgrade"), 1);
        m_question.idnumber = text_of(m_node.child("idnumber"));
        m_question.shuffle = yes(m_node.child("shuffleanswers"), true);
        for (const auto tag : m_node.child("tags").children("tag"))
            m_question.tags.push_back(text_of(tag));
        for (const auto hint : m_node.children("hint"))
            m_question.hints.push_back(text_of(hint));
    }

    const char* with_answers(std::string_view type) {
        m_question.type = type;
        m_question.single = type != "multichoice" || yes(m_node.child("single"), true);
        m_question.use_case = yes(m_node.child("usecase"), false);
        for (const auto node : m_node.children("answer")) {
            BankAnswer answer;
            answer.text = text_of(node);
            answer.format = format_of(node, m_question.format);
            answer.fraction = assessment::leading_number(node.attribute("fraction").value()) / percent;
            answer.feedback = text_of(node.child("feedback"));
            answer.feedback_format =
                answer.feedback.empty() ? answer.format : format_of(node.child("feedback"), answer.format);
            if (type == "numerical") {
                answer.tolerance = number_of(node.child("tolerance"), 0);
                if (answer.text != "*" && !assessment::is_number(answer.text))
                    return base::msgid("An answer of a numerical question is a number");
            }
            m_question.answers.push_back(std::move(answer));
        }
        if (m_question.answers.empty())
            return base::msgid("The question has no answers");
        return type == "truefalse" ? true_false() : nullptr;
    }

    /// The answers come in any order, named "true" and "false".
    const char* true_false() {
        auto& answers = m_question.answers;
        std::stable_sort(answers.begin(), answers.end(),
                         [](const auto& a, const auto& b) { return a.text == "true" && b.text != "true"; });
        if (answers.size() != 2 || answers[0].text != "true" || answers[1].text != "false")
            return base::msgid("A true or false question has the answers true and false");
        m_question.correct = answers[0].fraction > answers[1].fraction;
        return nullptr;
    }

    const char* pairs() {
        m_question.type = "match";
        for (const auto node : m_node.children("subquestion"))
            m_question.pairs.push_back(
                {text_of(node), text_of(node.child("answer")), format_of(node, m_question.format)});
        return m_question.pairs.size() < 2 ? base::msgid("A matching question needs at least two pairs") : nullptr;
    }

    const char* ordered() {
        const auto* fault = with_answers("ordering");
        for (auto& answer : m_question.answers)
            answer.fraction = 0; // there it holds the place in the order, in which they stand anyway
        if (text_of(m_node.child("gradingtype")) != "ALL_OR_NOTHING")
            m_bank.losses.push_back(
                {m_where, "gradingtype", base::msgid("An order is graded all or nothing here"), false});
        return fault;
    }

    const char* cloze() {
        m_question.type = "multianswer";
        read_cloze_text(m_question, m_where, m_bank.losses);
        double sum = 0;
        for (const auto& part : m_question.parts)
            sum += part.default_mark;
        m_question.default_mark = sum;
        return m_question.parts.empty() ? base::msgid("The text holds no questions") : nullptr;
    }

    void say_what_is_lost() {
        const auto lost = [&](const char* name, const char* what, const char* why) {
            if (const auto node = m_node.child(name); node && !text_of(node).empty())
                m_bank.losses.push_back({m_where, what, why, false});
        };
        constexpr const char* no_place = base::msgid("A question bank has no place for it");
        lost("correctfeedback", "feedback for right answers", no_place);
        lost("partiallycorrectfeedback", "feedback for partly right answers", no_place);
        lost("incorrectfeedback", "feedback for wrong answers", no_place);
        lost("graderinfo", "information for graders", no_place);
        lost("responsetemplate", "response template", no_place);
        if (m_node.child("units"))
            m_bank.losses.push_back({m_where, "units", no_place, false});
        if (m_node.find_node([](const auto& node) { return std::string_view(node.name()) == "file"; }))
            m_bank.losses.push_back({m_where, "files", no_place, false});
    }

    pugi::xml_node m_node;
    std::string m_where;
    Bank& m_bank;
    BankQuestion m_question;
};

} // namespace

Result<Bank> read_moodle_xml(std::string_view text) {
    if (text.size() > most_xml_bytes)
        return fail(ErrorCode::TooLarge, "The file of questions is too large");
    pugi::xml_document document;
    const auto parsed = document.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
    if (!parsed)
        return fail(ErrorCode::InvalidInput, "The file is not XML", fmt::format("byte {}", parsed.offset));
    const auto quiz = document.child("quiz");
    if (!quiz)
        return fail(ErrorCode::InvalidInput, "The file holds no questions in Moodle XML");
    Bank bank;
    std::string category;
    std::size_t number = 0;
    for (const auto node : quiz.children("question")) {
        const auto where = fmt::format("question {}", ++number);
        if (std::string_view(node.attribute("type").value()) == "category")
            category = gift::trimmed(text_of(node.child("category")));
        else
            Reader(node, where, bank).read(category);
    }
    return bank;
}

} // namespace canbo::formats
