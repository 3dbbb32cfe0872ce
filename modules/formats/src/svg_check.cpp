#include "base/text.h"
#include "course_checks.h"

#include <algorithm>
#include <array>
#include <pugixml.hpp>

namespace canbo::formats {
namespace {

/// What only draws. Everything else (script, foreignObject, animation, links, other pictures) is refused by not being
/// here.
constexpr std::array<std::string_view, 26> drawing_elements{
    "svg",    "g",    "defs",           "symbol",         "use",  "title",    "desc",    "metadata", "style",
    "path",   "rect", "circle",         "ellipse",        "line", "polyline", "text",    "tspan",    "polygon",
    "marker", "mask", "linearGradient", "radialGradient", "stop", "clipPath", "pattern", "textPath"};

bool fetches(std::string_view value) {
    std::string plain;
    for (const char c : value)
        if (static_cast<unsigned char>(c) > ' ')
            plain += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    for (auto at = plain.find("url("); at != std::string::npos; at = plain.find("url(", at + 4)) {
        const auto target = plain.find_first_not_of("'\"", at + 4);
        if (target == std::string::npos || plain[target] != '#')
            return true;
    }
    return plain.find("@import") != std::string::npos || plain.find("javascript:") != std::string::npos ||
           plain.find("expression(") != std::string::npos || plain.find('\\') != std::string::npos;
}

class Walk : public pugi::xml_tree_walker {
public:
    Walk(const std::string& file, const std::string& content, Issues& issues)
        : m_file(file), m_content(content), m_issues(issues) {}

    bool for_each(pugi::xml_node& node) override {
        if (node.type() == pugi::node_doctype || node.type() == pugi::node_pi)
            error(node, "A picture may hold no document type and no processing instruction");
        if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
            if (std::string_view(node.parent().name()) == "style" && fetches(node.value()))
                error(node, "A picture may fetch nothing from outside itself");
            return true;
        }
        if (node.type() != pugi::node_element)
            return true;
        const std::string_view name = node.name();
        if (std::find(drawing_elements.begin(), drawing_elements.end(), name) == drawing_elements.end())
            error(node, "A picture may hold only elements that draw, and no script");
        for (const auto& attribute : node.attributes())
            check(node, attribute.name(), attribute.value());
        return true;
    }

private:
    void check(const pugi::xml_node& node, std::string_view name, std::string_view value) {
        const auto colon = name.find(':');
        const auto local = colon == std::string_view::npos ? name : name.substr(colon + 1);
        const bool namespaces = name == "xmlns" || name.starts_with("xmlns:");
        if (local.size() >= 2 && (local[0] == 'o' || local[0] == 'O') && (local[1] == 'n' || local[1] == 'N'))
            error(node, "A picture may hold only elements that draw, and no script");
        else if ((local == "href" || local == "src") && !value.starts_with('#'))
            error(node, "A picture may fetch nothing from outside itself");
        else if (!namespaces && fetches(value))
            error(node, "A picture may fetch nothing from outside itself");
    }

    void error(const pugi::xml_node& node, const char* sentence) {
        const auto offset = static_cast<std::ptrdiff_t>(node.offset_debug());
        const auto end =
            std::min(offset < 0 ? std::ptrdiff_t{0} : offset, static_cast<std::ptrdiff_t>(m_content.size()));
        const auto line = 1 + std::count(m_content.begin(), m_content.begin() + end, '\n');
        m_issues.error(ErrorCode::InvalidInput, place(m_file, static_cast<int>(line)), sentence);
    }

    const std::string& m_file;
    const std::string& m_content;
    Issues& m_issues;
};

} // namespace

void check_svg(const std::string& file, const std::string& content, Issues& issues) {
    pugi::xml_document document;
    const auto read =
        document.load_buffer(content.data(), content.size(), pugi::parse_default | pugi::parse_doctype | pugi::parse_pi,
                             pugi::encoding_utf8);
    const auto root = document.document_element();
    if (!read || std::string_view(root.name()) != "svg") {
        const auto end = std::min(static_cast<std::size_t>(std::max<std::ptrdiff_t>(read.offset, 0)), content.size());
        const auto line = 1 + std::count(content.begin(), content.begin() + static_cast<std::ptrdiff_t>(end), '\n');
        issues.error(ErrorCode::InvalidInput, place(file, static_cast<int>(line)), "This is no picture in SVG");
        return;
    }
    if (!root.attribute("viewBox"))
        issues.error(ErrorCode::InvalidInput, place(file, 1), "A picture says its size in a viewBox");
    Walk walk(file, content, issues);
    document.traverse(walk);
}

} // namespace canbo::formats
