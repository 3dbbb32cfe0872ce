#include "markdown_blocks.h"

#include <cmark.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace canbo::documents {
namespace {

constexpr int deepest_list = 8;

struct Freer {
    void operator()(cmark_node* p) const { cmark_node_free(p); }
    void operator()(cmark_iter* p) const { cmark_iter_free(p); }
};

std::string text_of(const char* text) { return text == nullptr ? std::string() : std::string(text); }

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t end = std::min(text.find('\n', from), text.size());
        lines.push_back(text.substr(from, end - from));
        from = end + 1;
    }
    return lines;
}

std::vector<std::string> cells_of(const std::string& line) {
    std::vector<std::string> cells;
    for (std::size_t from = 0; from <= line.size();) {
        const std::size_t end = std::min(line.find('|', from), line.size());
        std::string cell = line.substr(from, end - from);
        cell.erase(0, std::min(cell.find_first_not_of(' '), cell.size()));
        cell.erase(cell.find_last_not_of(' ') + 1);
        cells.push_back(std::move(cell));
        from = end + 1;
    }
    return cells;
}

/// Walks cmark's tree once, without recursion, and writes flat blocks.
class BlockBuilder {
public:
    explicit BlockBuilder(MarkdownUse use) : m_use(use) {}

    Blocks build(std::string_view text) {
        const std::unique_ptr<cmark_node, Freer> root(
            cmark_parse_document(text.data(), text.size(), CMARK_OPT_DEFAULT));
        cmark_consolidate_text_nodes(root.get());
        const std::unique_ptr<cmark_iter, Freer> walk(cmark_iter_new(root.get()));
        for (cmark_event_type event = cmark_iter_next(walk.get()); event != CMARK_EVENT_DONE;
             event = cmark_iter_next(walk.get())) {
            cmark_node* node = cmark_iter_get_node(walk.get());
            if (event == CMARK_EVENT_ENTER)
                enter(node);
            else
                leave(node);
        }
        return std::move(m_result);
    }

private:
    struct List {
        bool ordered{false};
        int next{1};
        const char* end{"."};
    };

    Block& add(Block::Kind kind) {
        Block block;
        block.kind = kind;
        block.quoted = m_quotes > 0;
        if (kind == Block::Kind::Paragraph || kind == Block::Kind::Code) {
            block.level = std::min(static_cast<int>(m_lists.size()), deepest_list);
            block.marker = std::exchange(m_marker, {});
        }
        m_result.blocks.push_back(std::move(block));
        return m_result.blocks.back();
    }

    void enter(cmark_node* node) {
        switch (cmark_node_get_type(node)) {
        case CMARK_NODE_BLOCK_QUOTE:
            ++m_quotes;
            break;
        case CMARK_NODE_LIST:
            m_lists.push_back({cmark_node_get_list_type(node) == CMARK_ORDERED_LIST, cmark_node_get_list_start(node),
                               cmark_node_get_list_delim(node) == CMARK_PAREN_DELIM ? ")" : "."});
            break;
        case CMARK_NODE_ITEM:
            m_marker = m_lists.back().ordered ? std::to_string(m_lists.back().next++) + m_lists.back().end : "-";
            break;
        case CMARK_NODE_CODE_BLOCK:
            code_block(node);
            break;
        case CMARK_NODE_PARAGRAPH:
            add(Block::Kind::Paragraph);
            break;
        case CMARK_NODE_HEADING:
            add(Block::Kind::Heading).level = cmark_node_get_heading_level(node);
            break;
        case CMARK_NODE_THEMATIC_BREAK:
            add(Block::Kind::Rule);
            break;
        case CMARK_NODE_TEXT:
            plain_text(text_of(cmark_node_get_literal(node)));
            break;
        case CMARK_NODE_SOFTBREAK:
            put(" ", false);
            break;
        case CMARK_NODE_LINEBREAK:
            put("\n", false);
            break;
        case CMARK_NODE_CODE:
            put(text_of(cmark_node_get_literal(node)), true);
            break;
        case CMARK_NODE_EMPH:
            ++m_italic;
            break;
        case CMARK_NODE_STRONG:
            ++m_bold;
            break;
        case CMARK_NODE_LINK:
            m_link = text_of(cmark_node_get_url(node));
            break;
        case CMARK_NODE_IMAGE:
            image(node);
            break;
        default:
            break; // raw HTML says nothing on paper
        }
    }

    void leave(cmark_node* node) {
        switch (cmark_node_get_type(node)) {
        case CMARK_NODE_BLOCK_QUOTE:
            --m_quotes;
            break;
        case CMARK_NODE_LIST:
            m_lists.pop_back();
            break;
        case CMARK_NODE_ITEM:
            m_marker.clear();
            break;
        case CMARK_NODE_PARAGRAPH:
        case CMARK_NODE_HEADING:
            close_block();
            break;
        case CMARK_NODE_EMPH:
            --m_italic;
            break;
        case CMARK_NODE_STRONG:
            --m_bold;
            break;
        case CMARK_NODE_LINK:
            m_link.clear();
            break;
        case CMARK_NODE_IMAGE:
            m_in_image = false;
            break;
        default:
            break;
        }
    }

    void close_block() {
        m_note = nullptr;
        if (!m_result.blocks.empty() && m_result.blocks.back().runs.empty() && m_result.blocks.back().marker.empty())
            m_result.blocks.pop_back();
    }

    void put(std::string text, bool code) {
        if (m_in_image || text.empty() || m_result.blocks.empty())
            return;
        Run run{std::move(text), m_bold > 0, m_italic > 0, code, m_link};
        (m_note != nullptr ? *m_note : m_result.blocks.back().runs).push_back(std::move(run));
    }

    // "^[" opens a footnote, the next "]" closes it.
    void plain_text(const std::string& text) {
        std::size_t from = 0;
        while (from < text.size()) {
            const std::size_t mark = m_note != nullptr ? text.find(']', from) : text.find("^[", from);
            put(text.substr(from, std::min(mark, text.size()) - from), false);
            if (mark == std::string::npos || m_in_image || m_result.blocks.empty())
                return;
            if (m_note != nullptr) {
                m_note = nullptr;
                from = mark + 1;
                continue;
            }
            Run call;
            call.note = static_cast<int>(m_result.notes.size());
            m_result.blocks.back().runs.push_back(std::move(call));
            m_result.notes.emplace_back();
            m_note = &m_result.notes.back(); // valid until the next note opens; notes do not nest
            from = mark + 2;
        }
    }

    void image(cmark_node* node) {
        m_in_image = true; // its alternative text is no text of the page
        if (m_use == MarkdownUse::Value || m_result.blocks.empty())
            return;
        Block& block = m_result.blocks.back();
        if (!block.runs.empty()) // a picture inside a sentence has no place on paper
            return;
        block.kind = Block::Kind::Image;
        block.name = text_of(cmark_node_get_url(node));
        block.runs.push_back({});
    }

    void code_block(cmark_node* node) {
        const std::string info = text_of(cmark_node_get_fence_info(node));
        const std::string body = text_of(cmark_node_get_literal(node));
        const std::string word = info.substr(0, info.find(' '));
        const std::string name = word.size() < info.size() ? info.substr(word.size() + 1) : std::string();
        if (word == "table" && name.empty() && m_use != MarkdownUse::Value) {
            Block& table = add(Block::Kind::Table);
            for (const auto& line : lines_of(body))
                table.rows.push_back(cells_of(line));
        } else if (m_use != MarkdownUse::Template || !directive(word, name, body)) {
            for (const auto& line : lines_of(body))
                add(Block::Kind::Code).runs.push_back({line, false, false, true, {}});
        }
    }

    bool directive(const std::string& word, const std::string& name, const std::string& body) {
        if (word == "table") {
            add(Block::Kind::Table).name = name;
        } else if (word == "letterhead") {
            add(Block::Kind::Letterhead);
        } else if (word == "signature") {
            add(Block::Kind::Signature);
        } else if (word == "qr") {
            Block& code = add(Block::Kind::Qr);
            code.name = name;
            for (const auto& line : lines_of(body))
                code.runs.push_back({line});
        } else if (word == "page") {
            add(Block::Kind::PageBreak);
        } else if (word == "landscape" || word == "portrait") {
            add(Block::Kind::Orientation).name = word;
        } else if (word == "style") {
            for (const auto& line : lines_of(body)) {
                Block& block = add(Block::Kind::Paragraph);
                block.style = name;
                block.runs.push_back({line});
            }
        } else {
            return false;
        }
        return true;
    }

    MarkdownUse m_use;
    Blocks m_result;
    std::vector<List> m_lists;
    std::string m_marker;
    std::string m_link;
    Runs* m_note{nullptr};
    int m_quotes{0};
    int m_bold{0};
    int m_italic{0};
    bool m_in_image{false};
};

} // namespace

Blocks parse_markdown(std::string_view text, MarkdownUse use) { return BlockBuilder(use).build(text); }

} // namespace canbo::documents
