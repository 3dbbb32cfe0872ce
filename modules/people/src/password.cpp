#include "people/password.h"

#include "base/text.h"
#include "common_words.h"

#include <algorithm>
#include <set>
#include <string>

namespace canbo::people {
namespace {

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

std::string letters_of(std::string_view text) {
    std::string out;
    std::copy_if(text.begin(), text.end(), std::back_inserter(out), is_letter);
    return out;
}

/// Signs and digits as the letters they stand for, except where they only stand around.
std::string letters_meant(std::string_view text) {
    const auto first = std::find_if(text.begin(), text.end(), is_letter);
    const auto last = std::find_if(text.rbegin(), text.rend(), is_letter).base();
    std::string out;
    for (auto c = first; c < last; ++c) {
        constexpr std::string_view signs = "@401!3$57", letters = "aaoiiesst";
        const auto at = signs.find(*c);
        out += at == std::string_view::npos ? *c : letters[at];
    }
    return letters_of(out);
}

bool is_word(std::string_view text) { return std::binary_search(common_words().begin(), common_words().end(), text); }

/// Two words that are long together are no longer among the first that are tried.
constexpr std::size_t most_letters_of_two = 12;

bool is_one_or_two_words(std::string_view text) {
    if (is_word(text))
        return true;
    if (text.size() > most_letters_of_two)
        return false;
    for (std::size_t i = 1; i < text.size(); ++i)
        if (is_word(text.substr(0, i)) && is_word(text.substr(i)))
            return true;
    return false;
}

/// "adminadminadmin", "abcabc"
bool is_said_again(std::string_view text) {
    for (std::size_t length = 1; length <= text.size() / 2; ++length) {
        if (text.size() % length != 0 || text.substr(length) != text.substr(0, text.size() - length))
            continue;
        return length < 4 || is_one_or_two_words(text.substr(0, length));
    }
    return false;
}

/// What has to stand beside the account's name.
constexpr std::size_t least_beside_name = 8;

std::string letters_and_digits(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (is_letter(c) || (c >= '0' && c <= '9'))
            out += c;
    return out;
}

bool is_little_more_than(const std::string& name, std::string text) {
    bool holds = false;
    for (auto at = text.find(name); at != std::string::npos; at = text.find(name)) {
        text.erase(at, name.size());
        holds = true;
    }
    return holds && text.size() < least_beside_name;
}

} // namespace

bool is_easy_password(std::string_view password) {
    const std::string folded = base::search_key(password);
    if (std::set<char>(folded.begin(), folded.end()).size() < 5)
        return true;
    for (const std::string& letters : {letters_of(folded), letters_meant(folded)})
        if (letters.size() < 2 || is_one_or_two_words(letters) || is_said_again(letters))
            return true;
    return false;
}

Result<void> check_password(std::string_view password, std::string_view account) {
    if (!base::is_clean_text(password))
        return fail(ErrorCode::InvalidInput, "The password holds characters that cannot be typed again", "password");
    if (base::length(password) < least_password_length)
        return fail(ErrorCode::InvalidInput,
                    "A password has at least 10 characters; a sentence of four or five words is easy to remember",
                    "password");
    if (base::length(password) > most_password_length)
        return fail(ErrorCode::InvalidInput, "A password has at most 128 characters", "password");
    const std::string name = letters_and_digits(account);
    if (name.size() > 2 && is_little_more_than(name, letters_and_digits(base::search_key(password))))
        return fail(ErrorCode::InvalidInput, "A password is more than the account's name; choose another one",
                    "password");
    if (is_easy_password(password))
        return fail(ErrorCode::InvalidInput,
                    "This password is among the first that are guessed; take a sentence that only you know",
                    "password");
    return {};
}

} // namespace canbo::people
