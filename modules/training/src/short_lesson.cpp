#include "base/text.h"
#include "training/drill.h"

#include <algorithm>
#include <map>
#include <set>

namespace canbo::training {
namespace {

constexpr std::size_t two_minutes = 400; // words, at the 200 a minute of a reader in no haste
constexpr std::size_t shortest_word = 3;

struct Section {
    std::string text;
    std::size_t words{0};
    std::set<std::string> keys;
    double weight{0};
};

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> out;
    std::string word;
    for (const char c : base::search_key(text) + " ") {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (letter)
            word += c;
        else if (!word.empty())
            out.push_back(std::exchange(word, {}));
    }
    return out;
}

Section section_of(std::string text) {
    Section out;
    const auto words = words_of(text);
    out.words = words.size();
    out.keys.insert(words.begin(), words.end());
    out.text = std::move(text);
    return out;
}

/// The title, and the sections each with its heading. What stands under the title before the first heading is one too.
std::vector<Section> sections_of(std::string_view markdown, std::string& title) {
    std::vector<Section> out;
    std::string text;
    const auto end_section = [&] {
        if (!base::trim(text).empty())
            out.push_back(section_of(std::string(base::trim(text))));
        text.clear();
    };
    while (!markdown.empty()) {
        const auto end = markdown.find('\n');
        const auto line = markdown.substr(0, end);
        markdown.remove_prefix(end == std::string_view::npos ? markdown.size() : end + 1);
        if (line.starts_with("# ") && title.empty()) {
            title = line;
            continue;
        }
        if (line.starts_with("## "))
            end_section();
        text += std::string(line) + "\n";
    }
    end_section();
    return out;
}

} // namespace

std::string short_lesson(std::string_view markdown, std::string_view about) {
    std::string title;
    auto sections = sections_of(markdown, title);
    std::map<std::string, int> spread; // a word that stands everywhere says nothing
    for (const auto& section : sections)
        for (const auto& key : section.keys)
            ++spread[key];
    const auto wanted = words_of(about);
    for (const auto& word : std::set<std::string>(wanted.begin(), wanted.end()))
        for (auto& section : sections)
            if (word.size() >= shortest_word && section.keys.count(word) > 0)
                section.weight += 1.0 / spread[word];
    std::vector<std::size_t> order(sections.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](auto a, auto b) { return sections[a].weight > sections[b].weight; });
    std::set<std::size_t> taken;
    std::size_t words = 0;
    for (const auto at : order)
        if (taken.empty() || words + sections[at].words <= two_minutes) {
            taken.insert(at);
            words += sections[at].words;
        }
    std::string out = title.empty() ? "" : title + "\n\n";
    for (const auto at : taken)
        out += sections[at].text + "\n\n";
    return out;
}

} // namespace canbo::training
