#include "base/telex.h"

#include "base/text.h"

#include <array>
#include <optional>
#include <vector>

namespace canbo::base {
namespace {

constexpr std::string_view tones = "sfrxj";
// Combining acute, grave, hook above, tilde, dot below: NFC joins them with their vowel.
constexpr std::array<const char*, 5> tone_marks{"\u0301", "\u0300", "\u0309", "\u0303", "\u0323"};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_vowel(char c) { return std::string_view("aeiouy").find(lower(c)) != std::string_view::npos; }

/// One letter of a syllable: its base and whether Telex gave it a circumflex, breve, horn or stroke.
struct Letter {
    char base;
    char mark; ///< '^', '(' (breve), '+' (horn), '-' (stroke) or 0
};

std::string write(const Letter& letter, const char* tone) {
    const bool up = is_upper(letter.base);
    std::string out(1, letter.base);
    if (letter.mark == '-')
        return up ? "Đ" : "đ";
    if (letter.mark == '^')
        out += "\u0302";
    if (letter.mark == '(')
        out += "\u0306";
    if (letter.mark == '+')
        out += "\u031B";
    return out + tone;
}

/// The mark that the keystroke `key` puts on the letter `base`, or 0.
char mark_of(char base, char key) {
    base = lower(base);
    key = lower(key);
    if (base == key && (base == 'a' || base == 'e' || base == 'o'))
        return '^';
    if (base == 'd' && key == 'd')
        return '-';
    if (key == 'w')
        return base == 'a' ? '(' : (base == 'o' || base == 'u' ? '+' : '\0');
    return '\0';
}

std::vector<Letter> letters_of(std::string_view keys) {
    std::vector<Letter> out;
    for (const char key : keys) {
        const char mark = out.empty() || out.back().mark != 0 ? '\0' : mark_of(out.back().base, key);
        if (mark != 0) {
            out.back().mark = mark;
            // "uow" is ươ: one w gives both their horn.
            if (mark == '+' && lower(out.back().base) == 'o' && out.size() > 1 &&
                lower(out[out.size() - 2].base) == 'u' && out[out.size() - 2].mark == 0)
                out[out.size() - 2].mark = '+';
        } else if (lower(key) == 'w') {
            out.push_back({is_upper(key) ? 'U' : 'u', '+'});
        } else {
            out.push_back({key, '\0'});
        }
    }
    return out;
}

/// Which letter bears the tone: the last marked vowel; else the second of three, or of two before a consonant; else the
/// first. The u of "qu" and the i of "gi" belong to the consonant.
std::optional<std::size_t> tone_place(const std::vector<Letter>& word) {
    std::size_t first = 0;
    while (first < word.size() && !is_vowel(word[first].base))
        ++first;
    if (first == word.size())
        return std::nullopt;
    const auto next_is_vowel = first + 1 < word.size() && is_vowel(word[first + 1].base);
    if (first > 0 && next_is_vowel && word[first].mark == 0 &&
        ((lower(word[first - 1].base) == 'q' && lower(word[first].base) == 'u') ||
         (lower(word[first - 1].base) == 'g' && lower(word[first].base) == 'i' && first == 1)))
        ++first;
    std::size_t end = first;
    while (end < word.size() && is_vowel(word[end].base))
        ++end;
    for (std::size_t i = end; i > first; --i)
        if (word[i - 1].mark != 0)
            return i - 1;
    const std::size_t vowels = end - first;
    return vowels >= 3 || (vowels == 2 && end < word.size()) ? first + 1 : first;
}

std::string word_from_telex(std::string_view word) {
    const char* tone = "";
    std::string_view keys = word;
    if (keys.size() > 1) {
        const auto found = tones.find(lower(keys.back()));
        bool has_vowel = false;
        for (const char c : keys.substr(0, keys.size() - 1))
            has_vowel = has_vowel || is_vowel(c) || lower(c) == 'w';
        if (found != std::string_view::npos && has_vowel) {
            tone = tone_marks[found];
            keys.remove_suffix(1);
        }
    }
    const auto letters = letters_of(keys);
    const auto place = tone_place(letters);
    std::string out;
    for (std::size_t i = 0; i < letters.size(); ++i)
        out += write(letters[i], place == i ? tone : "");
    const auto composed = to_nfc(out);
    return composed ? *composed : std::string(word);
}

/// The word with its tone's key at the end: no Vietnamese syllable has one of these letters behind a vowel.
std::string tone_last(std::string_view word) {
    std::size_t vowel = 0;
    while (vowel < word.size() && !is_vowel(word[vowel]) && lower(word[vowel]) != 'w')
        ++vowel;
    for (std::size_t i = word.size(); i > vowel + 1; --i)
        if (tones.find(lower(word[i - 1])) != std::string_view::npos) {
            std::string out(word);
            out.erase(i - 1, 1);
            return out + word[i - 1];
        }
    return std::string(word);
}

template <class Use>
void each_word(std::string_view text, Use use) {
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i;
        while (end < text.size() && is_letter(text[end]))
            ++end;
        if (end == i)
            ++end;
        use(text.substr(i, end - i));
        i = end;
    }
}

} // namespace

std::string from_telex(std::string_view keystrokes) {
    std::string out;
    each_word(keystrokes, [&](std::string_view word) {
        out += is_letter(word.front()) ? word_from_telex(word) : std::string(word);
    });
    return out;
}

std::string from_typed_telex(std::string_view keystrokes) {
    std::string out;
    each_word(keystrokes, [&](std::string_view word) {
        out += is_letter(word.front()) ? word_from_telex(tone_last(word)) : std::string(word);
    });
    return out;
}

bool looks_like_telex(std::string_view text) {
    for (const char c : text)
        if (static_cast<unsigned char>(c) >= 0x80U)
            return false;
    bool found = false;
    each_word(text, [&](std::string_view word) {
        if (word.size() < 2 || !is_letter(word.front()))
            return;
        // No Vietnamese syllable ends in these letters, none doubles a letter, none has a w.
        const char before = lower(word[word.size() - 2]);
        const bool tone = tones.find(lower(word.back())) != std::string_view::npos &&
                          (is_vowel(before) || std::string_view("wcghmnpt").find(before) != std::string_view::npos);
        bool marked = false;
        for (std::size_t i = 1; i < word.size(); ++i)
            marked = marked || mark_of(word[i - 1], word[i]) != 0;
        found = found || tone || marked;
    });
    return found;
}

} // namespace canbo::base
