#include "assessment/text_match.h"

#include "base/telex.h"
#include "base/text.h"

#include <algorithm>
#include <array>

namespace canbo::assessment {
namespace {

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string fold_case(std::string text) {
    if (!is_ascii(text))
        return base::upper(text);
    for (char& c : text)
        if (c >= 'a' && c <= 'z')
            c = static_cast<char>(c - 'a' + 'A');
    return text;
}

std::string normalised(std::string_view text, const TextRules& rules) {
    std::string out(text);
    if (!is_ascii(text)) {
        if (auto nfc = base::to_nfc(text))
            out = *std::move(nfc);
        if (rules.any_tone_placement)
            out = new_tone_placement(out);
    }
    if (rules.unaccented)
        out = base::search_key(out);
    return rules.match_case && !rules.unaccented ? out : fold_case(std::move(out));
}

/// A pattern cut at its asterisks: what must stand between them.
std::vector<std::string> cut_at_asterisks(std::string_view pattern) {
    std::vector<std::string> bits(1);
    bool after_star = false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '\\' && i + 1 < pattern.size() && pattern[i + 1] == '*') {
            bits.back() += '*';
            ++i;
            after_star = false;
        } else if (pattern[i] == '*') {
            if (!after_star)
                bits.emplace_back();
            after_star = true;
        } else {
            bits.back() += pattern[i];
            after_star = false;
        }
    }
    return bits;
}

bool one_line(std::string_view gap) { return gap.find('\n') == std::string_view::npos; }

/// `bits` in this order in `text`, the first at its start, the last at its end, nothing but one line between.
bool matches(std::string_view text, const std::vector<std::string>& bits) {
    if (bits.size() == 1)
        return text == bits.front();
    if (!text.starts_with(bits.front()))
        return false;
    std::size_t at = bits.front().size();
    for (std::size_t i = 1; i + 1 < bits.size(); ++i) {
        const auto found = text.find(bits[i], at);
        if (found == std::string_view::npos || !one_line(text.substr(at, found - at)))
            return false;
        at = found + bits[i].size();
    }
    const auto& last = bits.back();
    return text.size() >= at + last.size() && text.ends_with(last) &&
           one_line(text.substr(at, text.size() - last.size() - at));
}

// The same vowel under the five tone marks, in one order.
constexpr std::array<std::string_view, 10> vowels{"a", "e", "y", "A", "E", "Y", "o", "u", "O", "U"};
constexpr std::array<std::array<std::string_view, 5>, 10> toned{{
    {"à", "á", "ả", "ã", "ạ"},
    {"è", "é", "ẻ", "ẽ", "ẹ"},
    {"ỳ", "ý", "ỷ", "ỹ", "ỵ"},
    {"À", "Á", "Ả", "Ã", "Ạ"},
    {"È", "É", "Ẻ", "Ẽ", "Ẹ"},
    {"Ỳ", "Ý", "Ỷ", "Ỹ", "Ỵ"},
    {"ò", "ó", "ỏ", "õ", "ọ"},
    {"ù", "ú", "ủ", "ũ", "ụ"},
    {"Ò", "Ó", "Ỏ", "Õ", "Ọ"},
    {"Ù", "Ú", "Ủ", "Ũ", "Ụ"},
}};

/// The vowel that may follow an o or a u in an open syllable: a and e after o, y after u.
bool follows(std::size_t first, std::size_t second) {
    const bool after_o = first == 6 || first == 8;
    const bool is_y = second == 2 || second == 5;
    return after_o != is_y;
}

bool letter_at(std::string_view text, std::size_t at) {
    if (at >= text.size())
        return false;
    const auto c = static_cast<unsigned char>(text[at]);
    return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Writes the pair of vowels at `at` in the new way; 0 when there is none, else the bytes it took.
std::size_t move_tone(std::string_view text, std::size_t at, std::string& out) {
    for (std::size_t first = 6; first < toned.size(); ++first)
        for (std::size_t tone = 0; tone < toned[first].size(); ++tone) {
            const auto mark = toned[first][tone];
            const auto end = at + mark.size();
            if (text.substr(at, mark.size()) != mark || end >= text.size() || letter_at(text, end + 1))
                continue;
            for (std::size_t second = 0; second < 6; ++second)
                if (text[end] == vowels[second].front() && follows(first, second)) {
                    out.append(vowels[first]).append(toned[second][tone]);
                    return mark.size() + 1;
                }
        }
    return 0;
}

} // namespace

std::string_view trim_answer(std::string_view text) {
    constexpr std::string_view white(" \t\n\r\0\x0B", 6);
    const auto from = text.find_first_not_of(white);
    if (from == std::string_view::npos)
        return {};
    return text.substr(from, text.find_last_not_of(white) - from + 1);
}

std::string new_tone_placement(std::string_view nfc) {
    std::string out;
    out.reserve(nfc.size());
    for (std::size_t i = 0; i < nfc.size();) {
        const bool may_be = static_cast<unsigned char>(nfc[i]) >= 0xC3;
        const auto taken = may_be ? move_tone(nfc, i, out) : 0;
        if (taken == 0)
            out += nfc[i];
        i += std::max<std::size_t>(taken, 1);
    }
    return out;
}

bool fits(std::string_view text, std::string_view pattern, const TextRules& rules) {
    const auto bits = cut_at_asterisks(normalised(pattern, rules));
    const auto answer = trim_answer(text);
    // Where typed Vietnamese may differ in how it is written, keystrokes that stayed raw are the word they spell too.
    return matches(normalised(answer, rules), bits) ||
           (rules.any_tone_placement && is_ascii(answer) &&
            matches(normalised(base::from_typed_telex(answer), rules), bits));
}

} // namespace canbo::assessment
