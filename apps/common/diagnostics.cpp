#include "common/diagnostics.h"

#include "base/file.h"

#include <cctype>
#include <filesystem>

namespace canbo::apps {
namespace {

constexpr std::size_t told_troubles = 10;

bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '-' || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool is_separator(char c) { return c == '/' || c == '\\'; }

/// Replaces `what` where `fits(before, after)` holds for the characters around it; '\0' at the ends of the text.
template <class Fits>
void replace(std::string& text, const std::string& what, const std::string& by, Fits fits) {
    if (what.empty())
        return;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at)) {
        const char before = at == 0 ? '\0' : text[at - 1];
        const std::size_t end = at + what.size();
        const char after = end == text.size() ? '\0' : text[end];
        if (fits(before, after)) {
            text.replace(at, what.size(), by);
            at += by.size();
        } else {
            ++at;
        }
    }
}

void hide_numbers(std::string& text) {
    const auto digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
    for (std::size_t at = 0; at < text.size(); ++at) {
        std::size_t end = at;
        while (digit(end))
            ++end;
        if (end - at == 9 || end - at == 12)
            text.replace(at, end - at, "[number]");
        else if (end > at)
            at = end - 1;
    }
}

} // namespace

PrivateWords PrivateWords::of_this_user() {
    PrivateWords words;
    words.home = base::environment("HOME");
    if (words.home.empty())
        words.home = base::environment("USERPROFILE");
    words.user = base::environment("USER");
    if (words.user.empty())
        words.user = base::environment("USERNAME");
    if (words.user.empty())
        words.user = std::filesystem::path(words.home).filename().string();
    return words;
}

std::string without_private(std::string text, const PrivateWords& words) {
    if (words.home.size() > 1) // "/" is nobody's
        replace(text, words.home, "~", [](char, char after) { return !is_word(after); });
    replace(text, words.user, "[user]",
            [](char before, char after) { return is_separator(before) && (is_separator(after) || !is_word(after)); });
    for (const auto& account : words.accounts)
        replace(text, account, "[account]",
                [](char before, char after) { return !is_word(before) && !is_word(after); });
    hide_numbers(text);
    return text;
}

std::string diagnostics_text(const std::vector<std::pair<std::string, std::string>>& facts,
                             const std::vector<std::string>& troubles, std::string_view log,
                             const PrivateWords& words) {
    std::string out;
    for (const auto& [name, value] : facts)
        out += name + ": " + value + "\n";
    out += "\nnewest errors and warnings:\n";
    const std::size_t first = troubles.size() > told_troubles ? troubles.size() - told_troubles : 0;
    for (std::size_t i = first; i < troubles.size(); ++i)
        out += "  " + troubles[i] + "\n";
    if (troubles.empty())
        out += "  none\n";
    out += "\nlog:\n";
    out += log;
    return without_private(std::move(out), words);
}

} // namespace canbo::apps
