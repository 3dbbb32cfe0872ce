#include "exam/bank_offer.h"

#include <set>

namespace canbo::exam {
namespace {

using assessment::BankQuestion;

constexpr std::string_view difficulty_mark = "difficulty:";

std::set<std::string> difficulties_of(const BankQuestion& question) {
    std::set<std::string> out;
    for (const auto& tag : question.tags)
        if (tag.starts_with(difficulty_mark))
            out.insert(tag.substr(difficulty_mark.size()));
    return out;
}

/// "a/b/c" is of "a/b/c", "a/b", "a" and of "".
std::vector<std::string> topics_of(const std::string& category) {
    std::vector<std::string> out{""};
    for (std::size_t at = 0; at < category.size();) {
        const auto end = std::min(category.find('/', at), category.size());
        out.push_back(category.substr(0, end));
        at = end + 1;
    }
    return out;
}

} // namespace

std::vector<BankOffer> offers_of(const std::map<std::string, std::vector<BankQuestion>>& banks) {
    std::vector<BankOffer> out;
    for (const auto& [name, questions] : banks) {
        std::map<std::string, std::map<std::string, std::size_t>> counts; // topic, difficulty
        for (const auto& question : questions) {
            if (question.type == "description")
                continue;
            for (const auto& topic : topics_of(question.category)) {
                ++counts[topic][""];
                for (const auto& difficulty : difficulties_of(question))
                    ++counts[topic][difficulty];
            }
        }
        for (const auto& [topic, by_difficulty] : counts)
            for (const auto& [difficulty, count] : by_difficulty)
                out.push_back({name, topic, difficulty, count});
    }
    return out;
}

BlueprintRule rule_of(const BankOffer& offer, std::size_t count, double mark) {
    BlueprintRule out{offer.bank, {offer.category, {}, count}, mark};
    if (!offer.difficulty.empty())
        out.draw.tags.push_back(std::string(difficulty_mark) + offer.difficulty);
    return out;
}

bool takes_from(const BlueprintRule& rule, const BankOffer& offer) {
    return rule.bank == offer.bank && rule.draw.category == offer.category &&
           rule.draw.tags == rule_of(offer, 1, 1).draw.tags;
}

} // namespace canbo::exam
