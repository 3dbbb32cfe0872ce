#include "assessment/numbers.h"
#include "formats/moodle_xml.h"
#include "moodle_xml_cloze.h"

#include <fmt/format.h>

#include <array>
#include <pugixml.hpp>
#include <sstream>

namespace canbo::formats {
namespace {

using assessment::BankAnswer;
using assessment::BankQuestion;
using assessment::TextFormat;

constexpr double whole_percent = 100;
constexpr std::array<std::pair<const char*, const char*>, 6> ordering_words{{{"layouttype", "VERTICAL"},
                                                                             {"selecttype", "ALL"},
                                                                             {"selectcount", "0"},
                                                                             {"gradingtype", "ALL_OR_NOTHING"},
                                                                             {"showgrading", "SHOW"},
                                                                             {"numberingstyle", "none"}}};

const char* format_word(TextFormat format) {
    switch (format) {
    case TextFormat::Html:
        return "html";
    case TextFormat::Plain:
        return "plain_text";
    case TextFormat::Markdown:
        return "markdown";
    case TextFormat::Moodle:
        break;
    }
    return "moodle_auto_format";
}

std::string share(double fraction) {
    return assessment::format_number(assessment::leading_number(fmt::format("{:.7f}", fraction * whole_percent)));
}

pugi::xml_node text(pugi::xml_node parent, const char* name, const std::string& value) {
    auto node = parent.append_child(name);
    node.append_child("text").text().set(value.c_str());
    return node;
}

pugi::xml_node marked(pugi::xml_node parent, const char* name, const std::string& value, TextFormat format) {
    auto node = text(parent, name, value);
    node.append_attribute("format").set_value(format_word(format));
    return node;
}

void value(pugi::xml_node parent, const char* name, const std::string& value) {
    parent.append_child(name).text().set(value.c_str());
}

void write_answer(pugi::xml_node question, const BankAnswer& answer) {
    auto node = marked(question, "answer", answer.text, answer.format);
    node.append_attribute("fraction").set_value(share(answer.fraction).c_str());
    marked(node, "feedback", answer.feedback, answer.feedback_format);
    if (answer.tolerance)
        value(node, "tolerance", assessment::format_number(*answer.tolerance));
}

/// Moodle XML's name of a type, nullptr for one it does not carry.
const char* type_word(const BankQuestion& question) {
    for (const char* same :
         {"multichoice", "truefalse", "shortanswer", "numerical", "ordering", "essay", "description"})
        if (question.type == same)
            return same;
    if (question.type == "match")
        return "matching";
    return question.type == "multianswer" ? "cloze" : nullptr;
}

void write_question(pugi::xml_node quiz, const BankQuestion& question, const char* type) {
    auto node = quiz.append_child("question");
    node.append_attribute("type").set_value(type);
    text(node, "name", question.name);
    marked(node, "questiontext", question.type == "multianswer" ? write_cloze_text(question) : question.text,
           question.format);
    marked(node, "generalfeedback", question.general_feedback, question.general_feedback_format);
    value(node, "defaultgrade", assessment::format_number(question.default_mark));
    value(node, "penalty", assessment::format_number(question.penalty));
    value(node, "hidden", "0");
    value(node, "idnumber", question.idnumber);
    value(node, "shuffleanswers", question.shuffle ? "true" : "false");
    if (question.type == "multichoice")
        value(node, "single", question.single ? "true" : "false");
    if (question.type == "shortanswer")
        value(node, "usecase", question.use_case ? "1" : "0");
    if (question.type == "ordering")
        for (const auto& [name, word] : ordering_words)
            value(node, name, word);
    double place = 0;
    for (auto answer : question.answers) {
        if (question.type == "ordering")
            answer.fraction = ++place / whole_percent;
        write_answer(node, answer);
    }
    for (const auto& pair : question.pairs)
        text(marked(node, "subquestion", pair.text, pair.format), "answer", pair.answer);
    for (const auto& hint : question.hints)
        marked(node, "hint", hint, question.format);
    if (!question.tags.empty()) {
        auto tags = node.append_child("tags");
        for (const auto& tag : question.tags)
            text(tags, "tag", tag);
    }
}

} // namespace

ExportedBank write_moodle_xml(const std::vector<BankQuestion>& questions) {
    ExportedBank out;
    pugi::xml_document document;
    auto declaration = document.append_child(pugi::node_declaration);
    declaration.append_attribute("version").set_value("1.0");
    declaration.append_attribute("encoding").set_value("UTF-8");
    auto quiz = document.append_child("quiz");
    std::string category;
    for (const auto& question : questions) {
        const char* type = type_word(question);
        if (type == nullptr) {
            out.losses.push_back({question.name, question.type, "Moodle XML is not written for this type here", true});
            continue;
        }
        if (question.category != category) {
            category = question.category;
            auto node = quiz.append_child("question");
            node.append_attribute("type").set_value("category");
            text(node, "category", category);
        }
        write_question(quiz, question, type);
    }
    std::ostringstream text;
    document.save(text, "  ", pugi::format_indent, pugi::encoding_utf8);
    out.text = text.str();
    return out;
}

} // namespace canbo::formats
