#include "gift_text.h"

#include "assessment/numbers.h"
#include "assessment/text_match.h"

#include <fmt/format.h>

#include <array>

namespace canbo::formats::gift {
namespace {

constexpr std::string_view controls = ":#={}~";
constexpr char first_hidden = '\x01'; // control bytes: refused in a file before we come here
constexpr char hidden_newline = '\x07';
constexpr double percent = 100;

bool digit(char c) { return c >= '0' && c <= '9'; }

} // namespace

std::string_view trimmed(std::string_view text) { return assessment::trim_answer(text); }

std::string hide_escapes(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char next = i + 1 < text.size() ? text[i + 1] : '\0';
        const auto control = controls.find(next);
        if (text[i] != '\\' || next == '\0') {
            out += text[i];
        } else if (next == '\\') {
            out += '\\';
            ++i;
        } else if (next == 'n') {
            out += hidden_newline;
            ++i;
        } else if (control != std::string_view::npos) {
            out += static_cast<char>(first_hidden + static_cast<char>(control));
            ++i;
        } else {
            out += text[i];
        }
    }
    return out;
}

std::string show_escapes(std::string_view hidden) {
    std::string out;
    for (const char c : hidden) {
        const auto index = static_cast<std::size_t>(static_cast<unsigned char>(c)) - 1;
        if (c == hidden_newline)
            out += '\n';
        else
            out += index < controls.size() ? controls[index] : c;
    }
    return out;
}

Marked parse_marked(std::string_view hidden, assessment::TextFormat fallback) {
    Marked out{{}, fallback};
    if (hidden.starts_with('['))
        if (const auto end = hidden.find(']'); end != std::string_view::npos)
            if (const auto format = assessment::parse_format(hidden.substr(1, end - 1))) {
                out.format = *format;
                hidden.remove_prefix(end + 1);
            }
    out.text = trimmed(show_escapes(hidden));
    return out;
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\r')
            continue;
        if (c == '\n') {
            out += "\\n";
            continue;
        }
        if (c == '\\' || controls.find(c) != std::string_view::npos)
            out += '\\';
        out += c;
    }
    return out;
}

std::string write_marked(std::string_view text, assessment::TextFormat format, assessment::TextFormat fallback) {
    std::string out;
    if (!text.empty() && (format != fallback || text.starts_with('[')))
        out = "[" + std::string(assessment::format_name(format)) + "]";
    return out + escaped(text);
}

std::optional<double> take_weight(std::string_view& answer) {
    std::size_t at = 1;
    if (!answer.starts_with('%'))
        return std::nullopt;
    while (at < answer.size() && answer[at] == '-')
        ++at;
    const auto from = at;
    while (at < answer.size() && digit(answer[at]))
        ++at;
    if (at == from)
        return std::nullopt;
    if (at < answer.size() && answer[at] == '.')
        ++at;
    while (at < answer.size() && digit(answer[at]))
        ++at;
    if (at >= answer.size() || answer[at] != '%')
        return std::nullopt;
    const double weight = assessment::leading_number(answer.substr(1, at - 1)) / percent;
    answer.remove_prefix(at + 1);
    return weight;
}

std::string write_weight(double fraction) {
    return fmt::format(
        "%{}%", assessment::format_number(assessment::leading_number(fmt::format("{:.7f}", fraction * percent))));
}

} // namespace canbo::formats::gift
