#pragma once

#include <string>
#include <string_view>

namespace canbo::training::ui {

/// Plain text as HTML.
inline std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text)
        out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '"' ? "&quot;" : std::string(1, c);
    return out;
}

/// The same; a line ends where it ended.
inline std::string escaped_lines(std::string_view text) {
    std::string out;
    for (const char c : escaped(text))
        out += c == '\n' ? std::string("<br>") : std::string(1, c);
    return out;
}

} // namespace canbo::training::ui
