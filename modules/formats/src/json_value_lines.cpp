#include "course_checks.h"

namespace canbo::formats {
namespace {

/// Walks a JSON text that is known to be well-formed, remembering where each value begins.
class Walker {
public:
    explicit Walker(std::string_view text) : m_text(text) {}

    std::map<std::string, int> walk() {
        value("", 0);
        return std::move(m_lines);
    }

private:
    static constexpr int deepest = 32; // as parse_json

    char next() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

    void skip(std::size_t count) {
        for (; count > 0 && m_at < m_text.size(); --count, ++m_at)
            m_line += m_text[m_at] == '\n' ? 1 : 0;
    }

    void space() {
        while (m_at < m_text.size() && std::string_view(" \t\r\n:,").find(m_text[m_at]) != std::string_view::npos)
            skip(1);
    }

    std::string text() {
        std::string out;
        skip(1);
        while (m_at < m_text.size() && next() != '"') {
            if (next() == '\\')
                skip(1);
            out += next();
            skip(1);
        }
        skip(1);
        return out;
    }

    void value(const std::string& path, int depth) {
        space();
        m_lines.emplace(path, m_line);
        if (depth > deepest) {
            m_at = m_text.size();
        } else if (next() == '{') {
            skip(1);
            for (space(); m_at < m_text.size() && next() == '"'; space()) {
                const auto key = text();
                value(path.empty() ? key : path + "." + key, depth + 1);
            }
            skip(1);
        } else if (next() == '[') {
            skip(1);
            space();
            for (int i = 0; m_at < m_text.size() && next() != ']'; ++i, space())
                value(path + "[" + std::to_string(i) + "]", depth + 1);
            skip(1);
        } else if (next() == '"') {
            text();
        } else {
            while (m_at < m_text.size() && std::string_view(" \t\r\n,]}").find(next()) == std::string_view::npos)
                skip(1);
        }
    }

    std::string_view m_text;
    std::size_t m_at{0};
    int m_line{1};
    std::map<std::string, int> m_lines;
};

} // namespace

std::map<std::string, int> json_value_lines(std::string_view text) { return Walker(text).walk(); }

int line_of_path(const std::map<std::string, int>& lines, std::string path) {
    while (!path.empty()) {
        if (const auto found = lines.find(path); found != lines.end())
            return found->second;
        const auto cut = path.find_last_of(".[");
        path.resize(cut == std::string::npos ? 0 : cut);
    }
    return 1;
}

} // namespace canbo::formats
