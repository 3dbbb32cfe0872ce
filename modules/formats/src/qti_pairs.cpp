#include "qti_pairs.h"

#include "base/translation.h"

#include <algorithm>
#include <map>

namespace canbo::formats::qti {
namespace {

using assessment::TextFormat;
using Pairs = std::vector<std::pair<std::string, std::string>>;

struct Choices {
    std::vector<std::string> ids;
    std::map<std::string, Node> nodes;

    bool has(const std::string& id) const { return nodes.count(id) > 0; }
};

Choices choices_in(const Node& node) {
    Choices out;
    for (const auto& choice : descendants_of(node, "simpleAssociableChoice")) {
        const auto id = attribute_of(choice, "identifier");
        if (out.nodes.emplace(id, choice).second)
            out.ids.push_back(id);
    }
    return out;
}

/// The pairs that are right, whichever way the key says it.
Pairs right_pairs(const Key& key) {
    std::vector<std::string> values = key.correct;
    if (values.empty())
        for (const auto& entry : key.mapping)
            if (entry.value > 0)
                values.push_back(entry.key);
    Pairs out;
    for (const auto& value : values)
        if (const auto space = value.find(' '); space != std::string::npos)
            out.emplace_back(value.substr(0, space), value.substr(value.find_first_not_of(' ', space)));
    return out;
}

/// Moodle's mark is right stems by all stems: what the key says beyond that is lost.
void set_mark(const Key& key, Rule rule, std::size_t stems, const LossList& losses, assessment::BankQuestion& out) {
    if (rule == Rule::MatchCorrect) {
        if (stems > 1)
            losses.add("match_correct", base::msgid("All or nothing over several answers becomes a share for each"));
        return;
    }
    double whole = 0;
    for (const auto& entry : key.mapping)
        whole += std::max(0.0, entry.value);
    const bool even = key.fallback == 0 && std::all_of(key.mapping.begin(), key.mapping.end(), [&](const auto& entry) {
                          return entry.value == 0 || entry.value == key.mapping.front().value;
                      });
    if (!even || whole > key.upper.value_or(whole) || whole <= 0)
        losses.add("mapping", base::msgid("Each pair brings the same share of the mark here"));
    if (const double mark = std::min(whole, key.upper.value_or(whole)); mark > 0)
        out.default_mark = mark;
}

/// A choice of a matching question is plain text.
std::string answer_text(const Node& choice, const LossList& losses) {
    for (const char* markup : {"img", "em", "strong", "b", "i", "sub", "sup", "math", "object", "code"})
        if (!descendants_of(choice, markup).empty())
            losses.add(markup, base::msgid("Only the text of this element came"));
    return plain_text(choice);
}

const char* write_pairs(const Pairs& pairs, const Choices& stems, const Choices& answers, const Reading& in,
                        Built& out) {
    for (const auto& id : stems.ids) {
        const auto found = std::find_if(pairs.begin(), pairs.end(), [&](const auto& pair) { return pair.first == id; });
        if (found == pairs.end()) {
            in.losses.add(plain_text(stems.nodes.at(id)),
                          base::msgid("A stem without a right answer has no place here"));
            continue;
        }
        out.question.pairs.push_back({in.html.inside(stems.nodes.at(id)),
                                      answer_text(answers.nodes.at(found->second), in.losses), TextFormat::Html});
    }
    for (const auto& id : answers.ids)
        if (std::none_of(pairs.begin(), pairs.end(), [&](const auto& pair) { return pair.second == id; }))
            out.question.pairs.push_back({"", answer_text(answers.nodes.at(id), in.losses), TextFormat::Html});
    const bool blank = std::any_of(out.question.pairs.begin(), out.question.pairs.end(),
                                   [](const auto& pair) { return pair.answer.empty(); });
    if (blank)
        return base::msgid("An answer of a matching question is a text");
    return out.question.pairs.size() < 2 ? base::msgid("A matching question needs at least two pairs") : nullptr;
}

bool repeats(const Pairs& pairs, std::string Pairs::value_type::*side) {
    std::map<std::string, int> seen;
    return std::any_of(pairs.begin(), pairs.end(), [&](const auto& pair) { return ++seen[pair.*side] > 1; });
}

} // namespace

const char* read_match(const Node& node, const Reading& in, Built& out) {
    const auto response = attribute_of(node, "responseIdentifier");
    const auto* key = in.grading.key(response);
    const auto sets = children_of(node, "simpleMatchSet");
    if (key == nullptr || sets.size() != 2)
        return base::msgid("The question does not say what is right");
    auto stems = choices_in(sets[0]);
    auto answers = choices_in(sets[1]);
    Pairs pairs;
    for (auto& [first, second] : right_pairs(*key)) {
        if (stems.has(second) && answers.has(first) && !stems.has(first))
            std::swap(first, second);
        if (!stems.has(first) || !answers.has(second))
            return base::msgid("A pair names a choice that is not there");
        pairs.emplace_back(first, second);
    }
    if (pairs.empty())
        return base::msgid("The question does not say what is right");
    if (repeats(pairs, &Pairs::value_type::first)) {
        if (repeats(pairs, &Pairs::value_type::second))
            return base::msgid("A stem of a matching question has one right answer");
        std::swap(stems, answers);
        for (auto& pair : pairs)
            std::swap(pair.first, pair.second);
        in.losses.add("matchInteraction", base::msgid("The two sides of a matching question were changed over"));
    }
    out.question.type = "match";
    out.question.shuffle = attribute_of(node, "shuffle") == "true";
    set_mark(*key, in.grading.rule(response), pairs.size(), in.losses, out.question);
    return write_pairs(pairs, stems, answers, in, out);
}

const char* read_associate(const Node& node, const Reading& in, Built& out) {
    const auto response = attribute_of(node, "responseIdentifier");
    const auto* key = in.grading.key(response);
    const auto all = choices_in(node);
    const auto pairs = key != nullptr ? right_pairs(*key) : Pairs{};
    if (pairs.empty())
        return base::msgid("The question does not say what is right");
    Choices stems;
    Choices answers;
    std::map<std::string, int> uses;
    for (const auto& [first, second] : pairs) {
        if (!all.has(first) || !all.has(second))
            return base::msgid("A pair names a choice that is not there");
        if (++uses[first] > 1 || ++uses[second] > 1)
            return base::msgid("A stem of a matching question has one right answer");
        stems.ids.push_back(first);
        stems.nodes.emplace(first, all.nodes.at(first));
    }
    for (const auto& id : all.ids)
        if (!stems.has(id)) {
            answers.ids.push_back(id);
            answers.nodes.emplace(id, all.nodes.at(id));
        }
    in.losses.add("associateInteraction",
                  base::msgid("What stands first in a pair becomes the stem of a matching question"));
    out.question.type = "match";
    out.question.shuffle = attribute_of(node, "shuffle") == "true";
    set_mark(*key, in.grading.rule(response), pairs.size(), in.losses, out.question);
    return write_pairs(pairs, stems, answers, in, out);
}

} // namespace canbo::formats::qti
