#include "qti_gaps.h"

#include "assessment/numbers.h"
#include "base/translation.h"
#include "qti_pairs.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace canbo::formats::qti {
namespace {

using assessment::BankAnswer;
using assessment::BankQuestion;
using assessment::TextFormat;

constexpr const char* no_key = base::msgid("The question does not say what is right");
constexpr std::size_t most_gaps = 100;

struct Word {
    std::string id;
    std::string text;
};

/// What one word in one gap brings.
double value_of(const Key& key, Rule rule, const std::string& word, const std::string& gap) {
    const auto is_pair = [&](const std::string& text) { return text == word + " " + gap || text == gap + " " + word; };
    if (rule != Rule::MapResponse)
        return std::any_of(key.correct.begin(), key.correct.end(), is_pair) ? 1 : 0;
    for (const auto& entry : key.mapping)
        if (is_pair(one_spaced(entry.key)))
            return entry.value;
    return key.fallback;
}

BankQuestion part_of(const Key& key, Rule rule, const std::vector<Word>& words, const std::string& gap, bool shuffle) {
    BankQuestion out;
    out.type = "multichoice";
    out.shuffle = shuffle;
    out.format = out.general_feedback_format = TextFormat::Html;
    double whole = 0;
    for (const auto& word : words)
        whole = std::max(whole, value_of(key, rule, word.id, gap));
    for (const auto& word : words) {
        BankAnswer answer;
        answer.text = word.text;
        answer.format = answer.feedback_format = TextFormat::Html;
        const double share = whole > 0 ? value_of(key, rule, word.id, gap) / whole : 0;
        answer.fraction = std::round(std::max(share, -1.0) * 1e7) / 1e7;
        out.answers.push_back(std::move(answer));
    }
    out.default_mark = whole;
    return out;
}

void say_losses(const Node& node, const Reading& in, Rule rule, std::size_t gaps) {
    in.losses.add("gapMatchInteraction",
                  base::msgid("Words that are dragged into gaps become a list to choose from in each gap"));
    const auto words = children_of(node, "gapText");
    if (std::any_of(words.begin(), words.end(), [](const auto& word) { return attribute_of(word, "matchMax") != "0"; }))
        in.losses.add("matchMax", base::msgid("How often a word may be used is not limited here"));
    if (rule == Rule::MatchCorrect && gaps > 1)
        in.losses.add("match_correct", base::msgid("All or nothing over several answers becomes a share for each"));
}

} // namespace

const char* read_gaps(const Node& node, const Reading& in, Built& out) {
    const auto response = attribute_of(node, "responseIdentifier");
    const auto* key = in.grading.key(response);
    if (key == nullptr || (key->correct.empty() && key->mapping.empty()))
        return no_key;
    if (!children_of(node, "gapImg").empty())
        return base::msgid("Pictures that are dragged do not come along");
    std::vector<Word> words;
    for (const auto& word : children_of(node, "gapText"))
        words.push_back({attribute_of(word, "identifier"), in.html.inside(word)});
    const auto gaps = descendants_of(node, "gap");
    if (words.empty() || gaps.empty() || gaps.size() > most_gaps)
        return base::msgid("A text with gaps has words and at most a hundred gaps");
    const auto rule = key->correct.empty() ? Rule::MapResponse : in.grading.rule(response);
    double sum = 0;
    for (const auto& gap : gaps) {
        out.question.parts.push_back(
            part_of(*key, rule, words, attribute_of(gap, "identifier"), attribute_of(node, "shuffle") == "true"));
        sum += out.question.parts.back().default_mark;
        if (out.question.parts.back().default_mark <= 0)
            return no_key; // a gap that stays empty
    }
    out.question.type = "multianswer";
    if (rule == Rule::MapResponse) {
        out.question.default_mark = std::min(sum, key->upper.value_or(sum));
    } else {
        for (auto& part : out.question.parts)
            part.default_mark = in.grading.mark() / static_cast<double>(gaps.size());
        out.question.default_mark = in.grading.mark();
    }
    say_losses(node, in, rule, gaps.size());
    return nullptr;
}

std::string gapped_text(const Node& node, HtmlWriter& html) {
    const auto gaps = descendants_of(node, "gap");
    return html.inside(
        node,
        [&](const Node& inner) -> std::optional<std::string> {
            if (is(inner, "prompt") || is(inner, "gapText"))
                return "";
            if (!is(inner, "gap"))
                return std::nullopt;
            return "{#" + std::to_string(std::find(gaps.begin(), gaps.end(), inner) - gaps.begin() + 1) + "}";
        },
        true);
}

const char* read_slider(const Node& node, const Reading& in, Built& out) {
    const auto response = attribute_of(node, "responseIdentifier");
    const auto* key = in.grading.key(response);
    if (key == nullptr)
        return no_key;
    std::vector<std::pair<std::string, double>> values;
    if (in.grading.rule(response) == Rule::MapResponse)
        for (const auto& entry : key->mapping)
            values.emplace_back(entry.key, entry.value);
    else
        for (const auto& value : key->correct)
            values.emplace_back(value, 1);
    double whole = 0;
    for (const auto& [text, value] : values) {
        if (!assessment::is_number(text))
            return base::msgid("An answer of a numerical question is a number");
        whole = std::max(whole, value);
    }
    if (whole <= 0)
        return no_key;
    out.question.type = "numerical";
    for (const auto& [text, value] : values) {
        const double share = std::round(std::max(value / whole, -1.0) * 1e7) / 1e7;
        out.question.answers.push_back({text, share, "", TextFormat::Plain, TextFormat::Html, 0.0});
        out.ids.push_back(text);
    }
    if (in.grading.rule(response) == Rule::MapResponse)
        out.question.default_mark = whole;
    const auto bounds = attribute_of(node, "lowerBound") + " – " + attribute_of(node, "upperBound");
    in.losses.add("sliderInteraction " + bounds, base::msgid("A value on a slider becomes a number that is typed"));
    return nullptr;
}

const char* why_not(const std::string& interaction) {
    constexpr const char* picture = base::msgid("It asks for places in a picture, and pictures do not come along");
    constexpr std::array<std::pair<std::string_view, const char*>, 10> known{{
        {"hotspotInteraction", picture},
        {"selectPointInteraction", picture},
        {"graphicOrderInteraction", picture},
        {"graphicAssociateInteraction", picture},
        {"graphicGapMatchInteraction", picture},
        {"positionObjectInteraction", picture},
        {"drawingInteraction", base::msgid("A drawing as an answer has no place here")},
        {"uploadInteraction", base::msgid("A file as an answer has no place here")},
        {"mediaInteraction", base::msgid("A recording that is listened to does not come along")},
        {"customInteraction", base::msgid("A program of the item's own is not run here")},
    }};
    const auto* found =
        std::find_if(known.begin(), known.end(), [&](const auto& one) { return one.first == interaction; });
    return found == known.end() ? nullptr : found->second;
}

} // namespace canbo::formats::qti
