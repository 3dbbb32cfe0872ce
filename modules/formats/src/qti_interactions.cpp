#include "qti_interactions.h"

#include "assessment/numbers.h"
#include "base/translation.h"
#include "qti_gaps.h"
#include "qti_pairs.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace canbo::formats::qti {
namespace {

using assessment::BankAnswer;
using assessment::TextFormat;

constexpr std::size_t most_choices = 1000;

using Reader = const char* (*)(const Node&, const Reading&, Built&);

const char* read_choices(const Node& node, const Reading& in, Built& out);
const char* read_text_entry(const Node& node, const Reading& in, Built& out);
const char* read_order(const Node& node, const Reading& in, Built& out);
const char* read_essay(const Node& node, const Reading& in, Built& out);

struct Kind {
    std::string_view name;
    Place place;
    bool in_cloze;
    Reader read;
    std::string_view choice; ///< What its choices are called.
};
constexpr std::array<Kind, 10> kinds{{
    {"choiceInteraction", Place::Whole, true, read_choices, "simpleChoice"},
    {"inlineChoiceInteraction", Place::Inline, true, read_choices, "inlineChoice"},
    {"hottextInteraction", Place::Whole, false, read_choices, "hottext"},
    {"textEntryInteraction", Place::Inline, true, read_text_entry, ""},
    {"matchInteraction", Place::Whole, false, read_match, "simpleAssociableChoice"},
    {"associateInteraction", Place::Whole, false, read_associate, "simpleAssociableChoice"},
    {"orderInteraction", Place::Whole, false, read_order, "simpleChoice"},
    {"extendedTextInteraction", Place::Whole, false, read_essay, ""},
    {"gapMatchInteraction", Place::Whole, false, read_gaps, "gapText"},
    {"sliderInteraction", Place::Whole, true, read_slider, ""},
}};
// What only says how an interaction looks, and what the readers below take.
constexpr std::array<std::string_view, 24> known_attributes{"responseIdentifier",
                                                            "id",
                                                            "class",
                                                            "label",
                                                            "lang",
                                                            "base",
                                                            "shuffle",
                                                            "maxChoices",
                                                            "maxAssociations",
                                                            "orientation",
                                                            "format",
                                                            "expectedLength",
                                                            "expectedLines",
                                                            "dir",
                                                            "response-identifier",
                                                            "max-choices",
                                                            "max-associations",
                                                            "lowerBound",
                                                            "upperBound",
                                                            "step",
                                                            "stepLabel",
                                                            "lower-bound",
                                                            "upper-bound",
                                                            "step-label"};

const Kind* kind_of(std::string_view name) {
    const auto* found = std::find_if(kinds.begin(), kinds.end(), [&](const auto& kind) { return kind.name == name; });
    return found == kinds.end() ? nullptr : found;
}

double seven_decimals(double value) { return std::round(value * 1e7) / 1e7; }

void say_attributes(const Node& node, const LossList& losses) {
    for (const auto attribute : node.attributes()) {
        const std::string_view full = attribute.name();
        const auto own = full.substr(full.rfind(':') + 1);
        const std::string_view value = attribute.value();
        const bool known = std::find(known_attributes.begin(), known_attributes.end(), own) != known_attributes.end();
        const bool layout = own == "expected-length" || own == "expected-lines" || own.starts_with("data-");
        if (!known && !layout && !full.starts_with("xmlns") && value != "0" && value != "false")
            losses.add(name_of(node) + " " + std::string(own) + "=" + std::string(value),
                       base::msgid("A question bank has no place for it"));
    }
}

/// Shares of the mark for choices of which one is taken.
const char* single_shares(const Key& key, Rule rule, Built& out) {
    std::vector<double> values;
    for (const auto& id : out.ids) {
        double value = rule == Rule::MatchCorrect ? (key.is_correct(id) ? 1 : 0) : key.mapped_value(id);
        if (rule == Rule::MapResponse)
            value = std::min(std::max(value, key.lower.value_or(value)), key.upper.value_or(value));
        values.push_back(value);
    }
    const double whole = values.empty() ? 0 : *std::max_element(values.begin(), values.end());
    if (whole <= 0)
        return base::msgid("The question does not say what is right");
    for (std::size_t i = 0; i < values.size(); ++i)
        out.question.answers[i].fraction = seven_decimals(values[i] / whole);
    if (rule == Rule::MapResponse)
        out.question.default_mark = whole;
    return nullptr;
}

/// All or nothing as near as shares come: each right one brings its part, a wrong one costs everything.
const char* matched_shares(const Key& key, const Reading& in, Built& out) {
    const auto right =
        std::count_if(out.ids.begin(), out.ids.end(), [&](const auto& id) { return key.is_correct(id); });
    if (right == 0)
        return base::msgid("The question does not say what is right");
    for (std::size_t i = 0; i < out.ids.size(); ++i)
        out.question.answers[i].fraction =
            key.is_correct(out.ids[i]) ? seven_decimals(1.0 / static_cast<double>(right)) : -1;
    if (right > 1)
        in.losses.add("match_correct", base::msgid("All or nothing over several answers becomes a share for each"));
    return nullptr;
}

const char* mapped_shares(const Key& key, const Reading& in, Built& out) {
    double whole = 0;
    double least = 0;
    for (const auto& id : out.ids) {
        whole += std::max(0.0, key.mapped_value(id));
        least += std::min(0.0, key.mapped_value(id));
    }
    whole = std::min(whole, key.upper.value_or(whole));
    if (whole <= 0)
        return base::msgid("The question does not say what is right");
    for (std::size_t i = 0; i < out.ids.size(); ++i)
        out.question.answers[i].fraction = seven_decimals(key.mapped_value(out.ids[i]) / whole);
    out.question.default_mark = whole;
    if (key.lower.value_or(least) > 0)
        in.losses.add("lowerBound", base::msgid("A question without a right answer brings nothing here"));
    if (std::max(least, key.lower.value_or(least)) < 0)
        in.losses.add("lowerBound", base::msgid("Several answers together never bring less than nothing here"));
    return nullptr;
}

void say_fixed(const Node& choice, bool shuffled, const LossList& losses) {
    if (shuffled && attribute_of(choice, "fixed") == "true")
        losses.add("fixed " + attribute_of(choice, "identifier"),
                   base::msgid("A choice with a fixed place is shuffled with the others"));
    if (!attribute_of(choice, "templateIdentifier").empty())
        losses.add("templateIdentifier " + attribute_of(choice, "identifier"),
                   base::msgid("A question bank has no place for it"));
}

/// The choices and what each says; feedback inside them is taken by the item.
void take_choices(const Node& node, const Reading& in, Built& out) {
    const auto no_feedback = [](const Node& inner) {
        return is(inner, "feedbackInline") ? std::optional(std::string()) : std::nullopt;
    };
    for (const auto& choice : descendants_of(node, kind_of(name_of(node))->choice)) {
        BankAnswer answer;
        answer.text = in.html.inside(choice, no_feedback);
        answer.format = TextFormat::Html;
        answer.feedback_format = TextFormat::Html;
        out.question.answers.push_back(std::move(answer));
        out.ids.push_back(attribute_of(choice, "identifier"));
        say_fixed(choice, out.question.shuffle, in.losses);
    }
}

const char* read_choices(const Node& node, const Reading& in, Built& out) {
    const auto response = attribute_of(node, "responseIdentifier");
    const auto* key = in.grading.key(response);
    if (key == nullptr)
        return base::msgid("The question does not say what is right");
    out.question.type = "multichoice";
    out.question.shuffle = attribute_of(node, "shuffle") == "true";
    const auto most = attribute_of(node, "maxChoices");
    out.question.single = key->cardinality == "single" || is(node, "inlineChoiceInteraction") || most == "1";
    if (!out.question.single && assessment::is_number(most) && assessment::leading_number(most) > 1)
        in.losses.add(name_of(node) + " maxChoices=" + most, base::msgid("How many may be chosen is not limited here"));
    take_choices(node, in, out);
    if (is(node, "hottextInteraction"))
        in.losses.add("hottextInteraction", base::msgid("Words to be marked in a text become choices below it"));
    const auto rule = in.grading.rule(response);
    if (out.question.single)
        return single_shares(*key, rule, out);
    return rule == Rule::MapResponse ? mapped_shares(*key, in, out) : matched_shares(*key, in, out);
}

/// A text that is typed, where '*' would stand for anything.
std::string typed(const std::string& text) {
    std::string out;
    for (const char c : text)
        out += c == '*' ? "\\*" : std::string(1, c);
    return out;
}

const char* read_text_entry(const Node& node, const Reading& in, Built& out) {
    const auto response = attribute_of(node, "responseIdentifier");
    const auto* key = in.grading.key(response);
    if (key == nullptr || key->cardinality == "record")
        return base::msgid("The question does not say what is right");
    const bool number = key->base_type == "integer" || key->base_type == "float";
    const auto rule = in.grading.rule(response);
    const auto add = [&](const std::string& text, const std::string& id) {
        out.question.answers.push_back({text, 0, "", TextFormat::Plain, TextFormat::Html, {}});
        if (number)
            out.question.answers.back().tolerance = 0;
        out.ids.push_back(id);
    };
    out.question.type = number ? "numerical" : "shortanswer";
    if (rule == Rule::MatchCorrect)
        for (const auto& value : key->correct)
            add(number ? value : typed(value), value);
    for (const auto& entry : key->mapping)
        if (rule == Rule::MapResponse)
            add(number ? entry.key : typed(entry.key), entry.key);
    if (number &&
        !std::all_of(out.ids.begin(), out.ids.end(), [](const auto& id) { return assessment::is_number(id); }))
        return base::msgid("An answer of a numerical question is a number");
    out.question.use_case =
        !number && (rule == Rule::MatchCorrect || std::any_of(key->mapping.begin(), key->mapping.end(),
                                                              [](const auto& entry) { return entry.match_case; }));
    if (rule == Rule::MapResponse && key->fallback != 0)
        add("*", ""); // any other text
    return single_shares(*key, rule, out);
}

const char* read_order(const Node& node, const Reading& in, Built& out) {
    const auto response = attribute_of(node, "responseIdentifier");
    const auto* key = in.grading.key(response);
    take_choices(node, in, out);
    out.question.type = "ordering";
    if (key == nullptr || key->correct.empty())
        return base::msgid("The question does not say what is right");
    std::vector<BankAnswer> sorted;
    for (const auto& id : key->correct)
        if (const auto at = std::find(out.ids.begin(), out.ids.end(), id); at != out.ids.end())
            sorted.push_back(out.question.answers[static_cast<std::size_t>(at - out.ids.begin())]);
    if (sorted.size() != out.ids.size() || key->correct.size() != out.ids.size() || sorted.size() < 2)
        return base::msgid("An order names every choice once, and there are at least two");
    if (in.grading.rule(response) == Rule::MapResponse)
        in.losses.add("map_response",
                      base::msgid("This rule of grading is not followed; the question is graded by its key"));
    out.question.answers = std::move(sorted);
    out.ids = key->correct;
    return nullptr;
}

const char* read_essay(const Node& node, const Reading& in, Built& out) {
    out.question.type = "essay";
    const auto response = attribute_of(node, "responseIdentifier");
    if (const auto* key = in.grading.key(response); key != nullptr && (!key->correct.empty() || key->mapped))
        in.losses.add("responseDeclaration " + response, base::msgid("An essay is graded by a person, without a key"));
    return nullptr;
}

} // namespace

Place place_of(const std::string& interaction) {
    const auto* kind = kind_of(interaction);
    return kind == nullptr ? Place::Unknown : kind->place;
}

bool fits_cloze(const std::string& interaction) {
    const auto* kind = kind_of(interaction);
    return kind != nullptr && kind->in_cloze;
}

bool is_interaction(const Node& node) {
    return node.type() == pugi::node_element && name_of(node).ends_with("Interaction");
}

const char* read_interaction(const Node& interaction, const Reading& reading, Built& out) {
    const auto* kind = kind_of(name_of(interaction));
    if (kind == nullptr) {
        const char* why = why_not(name_of(interaction));
        return why != nullptr ? why : base::msgid("This type of question is not known here");
    }
    const auto* key = reading.grading.key(attribute_of(interaction, "responseIdentifier"));
    const auto choices = kind->choice.empty() ? 0 : descendants_of(interaction, kind->choice).size();
    if (choices > most_choices || (key != nullptr && key->correct.size() + key->mapping.size() > most_choices))
        return base::msgid("The question has more than a thousand choices");
    say_attributes(interaction, reading.losses);
    out.question.format = TextFormat::Html;
    out.question.general_feedback_format = TextFormat::Html;
    out.question.default_mark = reading.grading.mark();
    return kind->read(interaction, reading, out);
}

} // namespace canbo::formats::qti
