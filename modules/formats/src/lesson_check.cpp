#include "base/text.h"
#include "course_checks.h"

#include <cmark.h>

#include <algorithm>
#include <memory>
#include <vector>

namespace canbo::formats {
namespace {

constexpr std::size_t least_characters = 2500;
constexpr std::size_t least_alt_characters = 15; // "Hình 1" says nothing to whoever cannot see it

struct Freer {
    void operator()(cmark_node* p) const { cmark_node_free(p); }
    void operator()(cmark_iter* p) const { cmark_iter_free(p); }
};

std::string text_or_empty(const char* text) { return text == nullptr ? std::string() : std::string(text); }

/// "../media/x.svg" seen from "lessons/01.md" is "media/x.svg"; empty when it leaves the course.
std::string resolve(const std::string& file, const std::string& target) {
    std::vector<std::string> parts;
    const auto add = [&](std::string_view path) {
        while (!path.empty()) {
            const auto part = path.substr(0, path.find('/'));
            path.remove_prefix(std::min(path.size(), part.size() + 1));
            if (part == ".." && parts.empty())
                return false;
            if (part == "..")
                parts.pop_back();
            else if (part != ".")
                parts.emplace_back(part);
        }
        return true;
    };
    const auto folder = file.rfind('/');
    if (!add(std::string_view(file).substr(0, folder == std::string::npos ? 0 : folder)) || !add(target))
        return {};
    std::string out;
    for (const auto& part : parts)
        out += (out.empty() ? "" : "/") + part;
    return out;
}

class LessonCheck {
public:
    LessonCheck(const CourseFiles& files, const std::string& file, UsedFiles& used, Issues& issues)
        : m_files(files), m_file(file), m_used(used), m_issues(issues) {}

    void run(const std::string& content) {
        const std::unique_ptr<cmark_node, Freer> root(
            cmark_parse_document(content.data(), content.size(), CMARK_OPT_DEFAULT));
        cmark_node* first = cmark_node_first_child(root.get());
        if (first == nullptr || cmark_node_get_type(first) != CMARK_NODE_HEADING ||
            cmark_node_get_heading_level(first) != 1)
            error(1, "A lesson begins with its title: # and the title");
        const std::unique_ptr<cmark_iter, Freer> walk(cmark_iter_new(root.get()));
        for (auto event = cmark_iter_next(walk.get()); event != CMARK_EVENT_DONE; event = cmark_iter_next(walk.get()))
            if (event == CMARK_EVENT_ENTER)
                enter(cmark_iter_get_node(walk.get()));
        if (base::length(m_text) < least_characters)
            error(0, "A lesson has at least 2,500 characters of text");
        if (m_pictures == 0)
            error(0, "A lesson has at least one picture");
    }

private:
    void error(int line, const char* sentence) {
        m_issues.error(ErrorCode::InvalidInput, place(m_file, line), sentence);
    }

    void enter(cmark_node* node) {
        if (const int line = cmark_node_get_start_line(node); line > 0)
            m_line = line;
        switch (cmark_node_get_type(node)) {
        case CMARK_NODE_HTML_BLOCK:
        case CMARK_NODE_HTML_INLINE:
            error(m_line, "A lesson is Markdown without HTML");
            break;
        case CMARK_NODE_LINK:
            link(text_or_empty(cmark_node_get_url(node)));
            break;
        case CMARK_NODE_IMAGE:
            picture(node);
            break;
        case CMARK_NODE_CODE_BLOCK:
            fence(node);
            break;
        case CMARK_NODE_TEXT:
        case CMARK_NODE_CODE:
            m_text += text_or_empty(cmark_node_get_literal(node));
            break;
        case CMARK_NODE_SOFTBREAK:
            m_text += ' ';
            break;
        default:
            break;
        }
    }

    void link(const std::string& target) {
        if (target.starts_with("https://") || target.starts_with("http://") || target.starts_with("mailto:"))
            return;
        const auto plain = target.substr(0, target.find('#'));
        if (plain.empty() && !target.empty())
            return;
        const auto found = resolve(m_file, plain);
        if (plain.find(':') != std::string::npos || found.empty() || m_files.count(found) == 0)
            return error(m_line, "The link leads nowhere");
        m_used.insert(found);
    }

    void picture(cmark_node* node) {
        const auto found = resolve(m_file, text_or_empty(cmark_node_get_url(node)));
        if (found.empty() || m_files.count(found) == 0)
            error(m_line, "The picture does not exist in the course");
        else
            m_used.insert(found);
        std::string alt;
        for (cmark_node* part = cmark_node_first_child(node); part != nullptr; part = cmark_node_next(part))
            alt += text_or_empty(cmark_node_get_literal(part));
        if (base::length(base::trim(alt)) < least_alt_characters)
            error(m_line, "A picture has a text that says what is seen");
        ++m_pictures;
    }

    void fence(cmark_node* node) {
        const auto literal = text_or_empty(cmark_node_get_literal(node));
        m_text += literal;
        if (text_or_empty(cmark_node_get_fence_info(node)) != "table")
            return;
        const auto columns = [](std::string_view row) { return std::count(row.begin(), row.end(), '|'); };
        std::string_view rest = base::trim(literal);
        const auto wanted = columns(rest.substr(0, rest.find('\n')));
        for (int line = m_line + 1; !rest.empty(); ++line) {
            const auto row = rest.substr(0, rest.find('\n'));
            rest.remove_prefix(std::min(rest.size(), row.size() + 1));
            if (columns(row) != wanted && !base::trim(row).empty())
                error(line, "A row of the table has another number of cells than its head");
        }
    }

    const CourseFiles& m_files;
    const std::string& m_file;
    UsedFiles& m_used;
    Issues& m_issues;
    std::string m_text;
    std::size_t m_pictures{0};
    int m_line{1};
};

} // namespace

std::string place(std::string_view file, int line) {
    return line > 0 ? std::string(file) + ":" + std::to_string(line) : std::string(file);
}

void check_lesson(const CourseFiles& files, const std::string& file, UsedFiles& used, Issues& issues) {
    LessonCheck(files, file, used, issues).run(files.at(file));
}

} // namespace canbo::formats
