#include "qti_xml.h"

#include "base/text.h"

#include <fmt/format.h>

namespace canbo::formats::qti {
namespace {

constexpr std::size_t most_qti_bytes = 10'000'000;
constexpr int most_depth = 100;
constexpr std::string_view new_prefix = "qti-";

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// "mapKey" as QTI 3 writes it: "map-key".
std::string hyphened(std::string_view name) {
    std::string out;
    for (const char c : name) {
        if (c >= 'A' && c <= 'Z')
            out += '-';
        out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return out;
}

std::string_view local_part(const char* name) {
    const std::string_view text(name);
    const auto colon = text.rfind(':');
    return colon == std::string_view::npos ? text : text.substr(colon + 1);
}

void collect(const Node& node, std::string_view name, std::vector<Node>& out) {
    for (const auto child : node.children()) {
        if (is(child, name))
            out.push_back(child);
        collect(child, name, out);
    }
}

void collect_text(const Node& node, std::string& out) {
    if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata)
        out += node.value();
    for (const auto child : node.children())
        collect_text(child, out);
}

struct DepthCheck : pugi::xml_tree_walker {
    bool for_each(Node&) override { return depth() < most_depth; }
};

} // namespace

std::string clean_text(std::string_view text) {
    const auto nfc = base::to_nfc(text).value_or("");
    if (base::is_clean_text(nfc))
        return nfc;
    std::string out;
    for (std::size_t i = 0; i < nfc.size();) {
        std::size_t length = 1; // of a character: it and the bytes that go on with it
        while (i + length < nfc.size() && (static_cast<unsigned char>(nfc[i + length]) & 0xC0) == 0x80)
            ++length;
        const auto one = std::string_view(nfc).substr(i, length);
        if (base::is_clean_text(one))
            out += one;
        i += length;
    }
    return base::to_nfc(out).value_or(""); // what stood apart may now stand together
}

std::string name_of(const Node& node) {
    auto name = local_part(node.name());
    if (!name.starts_with(new_prefix))
        return std::string(name);
    name.remove_prefix(new_prefix.size());
    std::string out;
    bool upper = false;
    for (const char c : name) {
        if (c == '-')
            upper = true;
        else
            out += upper && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        upper = c == '-';
    }
    return out;
}

bool is(const Node& node, std::string_view name) { return node.type() == pugi::node_element && name_of(node) == name; }

std::string attribute_of(const Node& node, std::string_view name) {
    const auto spelled = hyphened(name);
    for (const auto attribute : node.attributes())
        if (const auto own = local_part(attribute.name()); own == name || own == spelled)
            return clean_text(base::trim(attribute.value()));
    return {};
}

Node child_of(const Node& node, std::string_view name) {
    for (const auto child : node.children())
        if (is(child, name))
            return child;
    return {};
}

std::vector<Node> elements_of(const Node& node) {
    std::vector<Node> out;
    for (const auto child : node.children())
        if (child.type() == pugi::node_element)
            out.push_back(child);
    return out;
}

std::vector<Node> children_of(const Node& node, std::string_view name) {
    std::vector<Node> out;
    for (const auto child : node.children())
        if (is(child, name))
            out.push_back(child);
    return out;
}

std::vector<Node> descendants_of(const Node& node, std::string_view name) {
    std::vector<Node> out;
    collect(node, name, out);
    return out;
}

std::string one_spaced(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (!is_space(c))
            out += c;
        else if (out.empty() || out.back() != ' ')
            out += ' ';
    return out;
}

std::string plain_text(const Node& node) {
    std::string text;
    collect_text(node, text);
    return clean_text(base::trim(one_spaced(text)));
}

Result<Node> load(pugi::xml_document& document, std::string_view bytes) {
    if (bytes.size() > most_qti_bytes)
        return fail(ErrorCode::TooLarge, "The file of questions is too large");
    CANBO_TRY_VOID(base::to_nfc(bytes)); // says whether it is UTF-8
    constexpr unsigned flags = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_wconv_attribute | pugi::parse_eol |
                               pugi::parse_ws_pcdata | pugi::parse_doctype;
    const auto parsed = document.load_buffer(bytes.data(), bytes.size(), flags, pugi::encoding_utf8);
    if (!parsed)
        return fail(ErrorCode::InvalidInput, "The file is not XML", fmt::format("byte {}", parsed.offset));
    for (const auto node : document.children())
        if (node.type() == pugi::node_doctype && std::string_view(node.value()).find('[') != std::string_view::npos)
            return fail(ErrorCode::InvalidInput, "The file declares entities of its own, which are never read");
    DepthCheck check;
    if (!document.traverse(check))
        return fail(ErrorCode::InvalidInput, "The file nests its elements too deep");
    return Node(document.document_element());
}

} // namespace canbo::formats::qti
