#include "qti_grading.h"

#include "assessment/numbers.h"
#include "base/text.h"
#include "base/translation.h"

#include <algorithm>
#include <array>

namespace canbo::formats::qti {
namespace {

constexpr const char* not_followed =
    base::msgid("This rule of grading is not followed; the question is graded by its key");
// With these alone a rule says what the templates say.
constexpr std::array<std::string_view, 14> plain_rules{
    "responseCondition", "responseIf", "responseElseIf",  "responseElse", "match", "variable", "correct",
    "baseValue",         "isNull",     "setOutcomeValue", "mapResponse",  "and",   "not",      "sum"};

double number_of(const std::string& text) { return assessment::leading_number(text); }

std::optional<double> bound(const Node& mapping, const char* name) {
    const auto text = attribute_of(mapping, name);
    return assessment::is_number(text) ? std::optional(number_of(text)) : std::nullopt;
}

bool all_plain(const Node& node) {
    const auto elements = elements_of(node);
    return std::all_of(elements.begin(), elements.end(), [](const Node& one) {
        const auto name = name_of(one);
        return std::find(plain_rules.begin(), plain_rules.end(), name) != plain_rules.end() && all_plain(one);
    });
}

/// The response that a branch asks to be the correct one; "" where it asks something else.
std::string matched_response(const Node& branch) {
    for (const auto& match : descendants_of(branch, "match")) {
        const auto correct = child_of(match, "correct");
        if (correct && child_of(match, "variable"))
            return attribute_of(correct, "identifier");
    }
    return {};
}

Key read_key(const Node& declaration) {
    Key out;
    out.cardinality = attribute_of(declaration, "cardinality");
    out.base_type = attribute_of(declaration, "baseType");
    for (const auto& value : children_of(child_of(declaration, "correctResponse"), "value"))
        out.correct.push_back(plain_text(value));
    const auto mapping = child_of(declaration, "mapping");
    out.mapped = !mapping.empty();
    out.lower = bound(mapping, "lowerBound");
    out.upper = bound(mapping, "upperBound");
    out.fallback = number_of(attribute_of(mapping, "defaultValue"));
    for (const auto& entry : children_of(mapping, "mapEntry"))
        out.mapping.push_back({attribute_of(entry, "mapKey"), number_of(attribute_of(entry, "mappedValue")),
                               attribute_of(entry, "caseSensitive") != "false"});
    return out;
}

} // namespace

bool Key::is_correct(const std::string& value) const {
    return std::find(correct.begin(), correct.end(), value) != correct.end();
}

double Key::mapped_value(const std::string& value) const {
    const auto found =
        std::find_if(mapping.begin(), mapping.end(), [&](const auto& entry) { return entry.key == value; });
    return found == mapping.end() ? fallback : found->value;
}

Grading::Grading(const Node& item, const LossList& losses) {
    read_keys(item, losses);
    const auto processing = child_of(item, "responseProcessing");
    if (const auto name = attribute_of(processing, "template"); !name.empty())
        read_template(name, losses);
    else if (!elements_of(processing).empty())
        read_rules(processing, losses);
    else if (!m_keys.empty())
        m_template = true; // not a word about grading: an essay, or a survey with a key
    for (const auto& outcome : children_of(item, "outcomeDeclaration"))
        if (attribute_of(outcome, "identifier") == "MAXSCORE" && m_mark == 1)
            if (const auto text = plain_text(child_of(outcome, "defaultValue"));
                assessment::is_number(text) && number_of(text) > 0)
                m_mark = number_of(text);
}

void Grading::read_keys(const Node& item, const LossList& losses) {
    for (const auto& declaration : children_of(item, "responseDeclaration")) {
        const auto name = attribute_of(declaration, "identifier");
        m_keys[name] = read_key(declaration);
        m_points = m_points || child_of(declaration, "areaMapping");
        if (child_of(declaration, "defaultValue"))
            losses.add("defaultValue " + name, base::msgid("A question bank has no place for it"));
        if (const auto& key = m_keys[name];
            key.mapped && std::any_of(key.mapping.begin(), key.mapping.end(),
                                      [&](const auto& e) { return e.match_case != key.mapping[0].match_case; }))
            losses.add("caseSensitive " + name,
                       base::msgid("Upper and lower case count for all answers of a question or for none"));
    }
}

void Grading::read_template(const std::string& name, const LossList& losses) {
    auto last = name.substr(name.rfind('/') + 1);
    last = last.substr(0, last.find('.'));
    m_template = true;
    if (last == "map_response")
        m_rules[""] = Rule::MapResponse;
    else if (last == "map_response_point")
        m_points = true;
    else if (last == "match_correct")
        m_rules[""] = Rule::MatchCorrect;
    else
        losses.add("responseProcessing " + name, not_followed);
    if (m_rules.count("") > 0 && !m_keys.empty() && m_keys.count("RESPONSE") == 0 && m_keys.size() > 1)
        losses.add("responseProcessing " + name, not_followed);
}

void Grading::read_rules(const Node& processing, const LossList& losses) {
    if (!all_plain(processing))
        losses.add("responseProcessing", not_followed);
    for (const auto& mapped : descendants_of(processing, "mapResponse"))
        m_rules[attribute_of(mapped, "identifier")] = Rule::MapResponse;
    m_points = m_points || !descendants_of(processing, "mapResponsePoint").empty();
    for (const auto& conjunction : descendants_of(processing, "and"))
        if (descendants_of(conjunction, "match").size() > 1)
            losses.add("responseProcessing and",
                       base::msgid("All or nothing over several answers becomes a share for each"));
    for (const auto& condition : descendants_of(processing, "responseCondition"))
        read_condition(condition);
    for (const auto& set : children_of(processing, "setOutcomeValue"))
        note(set.parent(), When::Always);
}

void Grading::read_condition(const Node& condition) {
    const auto branch = child_of(condition, "responseIf");
    const auto response = matched_response(branch);
    if (response.empty())
        return note(condition, When::Always); // which branch it takes cannot be told; only what follows the response
    if (m_rules.count(response) == 0)
        m_rules[response] = Rule::MatchCorrect;
    for (const auto& set : children_of(branch, "setOutcomeValue"))
        if (const auto text = plain_text(child_of(set, "baseValue"));
            attribute_of(set, "identifier") == "SCORE" && assessment::is_number(text) && number_of(text) > 0)
            m_mark = number_of(text);
    note(branch, When::Right);
    note(child_of(condition, "responseElse"), When::Wrong);
}

void Grading::note(const Node& branch, When when) {
    for (const auto& set : children_of(branch, "setOutcomeValue")) {
        const auto outcome = attribute_of(set, "identifier");
        if (const auto variable = child_of(set, "variable"); m_keys.count(attribute_of(variable, "identifier")) > 0)
            m_shown[{outcome, ""}] = When::Response;
        else if (const auto value = child_of(set, "baseValue"))
            m_shown.emplace(std::pair(outcome, plain_text(value)), when);
    }
}

const Key* Grading::key(const std::string& response) const {
    const auto found = m_keys.find(response);
    return found == m_keys.end() ? nullptr : &found->second;
}

Rule Grading::rule(const std::string& response) const {
    const auto own = m_rules.find(response);
    const auto all = m_rules.find("");
    const auto* key = this->key(response);
    if (own != m_rules.end())
        return own->second;
    if (all != m_rules.end() && (all->second == Rule::MatchCorrect || (key != nullptr && key->mapped)))
        return all->second;
    return key != nullptr && key->mapped && (key->correct.empty() || all == m_rules.end()) ? Rule::MapResponse
                                                                                           : Rule::MatchCorrect;
}

std::optional<When> Grading::when(const Node& feedback) const {
    const auto outcome = attribute_of(feedback, "outcomeIdentifier");
    const auto name = attribute_of(feedback, "identifier");
    const bool hidden = attribute_of(feedback, "showHide") == "hide";
    const auto found = m_shown.find({outcome, name});
    if (hidden) {
        if (found == m_shown.end())
            return m_shown.count({outcome, ""}) > 0 ? std::nullopt : std::optional(When::Always);
        return found->second == When::Right   ? std::optional(When::Wrong)
               : found->second == When::Wrong ? std::optional(When::Right)
                                              : std::nullopt;
    }
    if (found != m_shown.end())
        return found->second;
    // The templates set no feedback; what is named like a choice was meant for it.
    return m_template || m_shown.count({outcome, ""}) > 0 ? std::optional(When::Response) : std::nullopt;
}

} // namespace canbo::formats::qti
