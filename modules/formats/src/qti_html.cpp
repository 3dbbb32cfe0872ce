#include "qti_html.h"

#include "base/text.h"
#include "base/translation.h"

#include <algorithm>
#include <array>
#include <utility>

namespace canbo::formats::qti {
namespace {

constexpr std::array<std::string_view, 28> blocks{
    "p",     "div",   "ul",    "ol",     "li",         "dl",      "dt",      "dd",        "table", "caption",
    "thead", "tbody", "tfoot", "tr",     "td",         "th",      "h1",      "h2",        "h3",    "h4",
    "h5",    "h6",    "pre",   "figure", "figcaption", "section", "article", "blockquote"};
constexpr std::array<std::string_view, 36> inlines{
    "span", "em",  "strong", "b",       "i",   "u",    "sub", "sup", "small",   "code", "q",        "cite",
    "a",    "img", "abbr",   "acronym", "kbd", "samp", "var", "dfn", "big",     "tt",   "ins",      "del",
    "br",   "hr",  "mark",   "ruby",    "rb",  "rp",   "rt",  "bdo", "address", "col",  "colgroup", "time"};
constexpr std::array<std::string_view, 8> dropped{"script", "style", "iframe", "object",
                                                  "embed",  "audio", "video",  "form"};
// These only say how something looks or where it is handled: nothing a reader of the text would miss.
constexpr std::array<std::string_view, 14> kept_attributes{"alt",     "title",   "lang",  "width", "height",
                                                           "colspan", "rowspan", "scope", "class", "id",
                                                           "dir",     "start",   "cite",  "label"};
constexpr std::array<std::string_view, 3> void_elements{"br", "hr", "img"};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& list, std::string_view name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

/// An address that runs nothing: relative, to a place in the page, or of the web.
bool is_harmless(std::string_view address) {
    const auto colon = address.find(':');
    if (colon == std::string_view::npos || address.find_first_of("/?#") < colon)
        return true;
    return address.starts_with("http://") || address.starts_with("https://") || address.starts_with("mailto:");
}

} // namespace

bool is_block(std::string_view name) { return among(blocks, name); }

std::string HtmlWriter::escaped(std::string_view text) const {
    std::string out;
    for (const char c : clean_text(text))
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '{':
            out += m_guard ? "&#123;" : "{";
            break;
        default:
            out += c;
        }
    return out;
}

void HtmlWriter::lose(const std::string& what, const char* why) {
    if (m_said.insert(what).second)
        m_losses.add(what, why);
}

std::string HtmlWriter::attributes(const Node& node, const std::string& name) {
    std::string out;
    for (const auto attribute : node.attributes()) {
        const std::string_view full = attribute.name();
        const auto colon = full.rfind(':');
        const auto own = std::string(colon == std::string_view::npos ? full : full.substr(colon + 1));
        if (full == "xmlns" || full.starts_with("xmlns:"))
            continue;
        const bool address = (own == "href" && name == "a") || (own == "src" && name == "img");
        if (among(kept_attributes, own) || own.starts_with("data-") || (address && is_harmless(attribute.value())))
            out += " " + own + "=\"" + escaped(attribute.value()) + "\"";
        else
            lose(name + " " + own, base::msgid("This attribute is not taken from a file"));
        if (own == "src" && name == "img")
            lose("img " + std::string(attribute.value()), base::msgid("A question bank has no place for it"));
    }
    return out;
}

void HtmlWriter::write_element(const Node& node, const std::string& name, std::string& out) {
    std::string inner;
    for (const auto child : node.children())
        write(child, inner);
    const auto found = std::string_view(inner).find_first_not_of(' ');
    if (found == std::string_view::npos && !elements_of(node).empty() && name != "td")
        return; // what stood in it went elsewhere
    out += "<" + name + attributes(node, name) + ">";
    if (!among(void_elements, name))
        out += (is_block(name) && name != "pre" ? std::string(base::trim(inner)) : inner) + "</" + name + ">";
}

void HtmlWriter::write(const Node& node, std::string& out) {
    if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
        const bool pre = is(node.parent(), "pre");
        out += escaped(pre ? node.value() : one_spaced(node.value()));
        return;
    }
    if (node.type() != pugi::node_element)
        return;
    if (auto other = m_replace ? m_replace(node) : std::nullopt) {
        out += *other;
        return;
    }
    const auto name = name_of(node);
    if (among(dropped, name))
        return lose(name, base::msgid("This element is not taken from a file"));
    if (among(blocks, name) || among(inlines, name))
        return write_element(node, name, out);
    if (name != "contentBody" && name != "prompt" && name != "feedbackInline" && name != "feedbackBlock" &&
        name != "rubricBlock")
        lose(name, base::msgid("Only the text of this element came"));
    for (const auto child : node.children())
        write(child, out);
}

std::string HtmlWriter::inside(const Node& node, const Replace& replace, bool guard) {
    auto outer = std::exchange(m_replace, replace);
    const bool outer_guard = std::exchange(m_guard, guard);
    std::string out;
    for (const auto child : node.children())
        write(child, out);
    m_replace = std::move(outer);
    m_guard = outer_guard;
    return std::string(base::trim(out));
}

} // namespace canbo::formats::qti
