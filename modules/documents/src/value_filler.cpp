#include "value_filler.h"

#include "markdown_blocks.h"
#include "utf8.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace canbo::documents {
namespace {

constexpr char value_line = '\v'; // a line end inside a value; no clean text holds this character

std::string utf8(char32_t code) {
    std::string text;
    append_utf8(text, code);
    return text;
}

class Filler {
public:
    explicit Filler(const std::vector<Slot>& slots) : m_slots(slots) {}

    Blocks fill(Blocks parsed) {
        m_result.notes = std::move(parsed.notes);
        for (auto& note : m_result.notes)
            for (auto& run : note)
                fill_run(run, ' ');
        end_lists(parsed.blocks);
        for (auto& block : parsed.blocks)
            fill_block(std::move(block));
        return std::move(m_result);
    }

private:
    /// A template writes "{{.}};" for each item of a list and cannot know the last, which ends with a full stop.
    static void end_lists(std::vector<Block>& blocks) {
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            const bool last = i + 1 == blocks.size() || blocks[i + 1].level < blocks[i].level ||
                              blocks[i + 1].kind != Block::Kind::Paragraph;
            if (blocks[i].kind != Block::Kind::Paragraph || blocks[i].level == 0 || !last || blocks[i].runs.empty())
                continue;
            std::string& text = blocks[i].runs.back().text;
            if (!text.empty() && text.back() == ';')
                text.back() = '.';
        }
    }

    void fill_block(Block block) {
        for (auto& row : block.rows)
            for (auto& cell : row)
                cell = filled(cell, '\n');
        if (const Slot* slot = markdown_alone(block)) {
            splice(*slot, block);
            return;
        }
        const bool splits = block.kind == Block::Kind::Paragraph;
        for (auto& run : block.runs)
            fill_run(run, splits ? value_line : '\n');
        if (splits)
            split(std::move(block));
        else
            m_result.blocks.push_back(std::move(block));
    }

    void fill_run(Run& run, char line_end) { run.text = filled(run.text, line_end); }

    std::string filled(const std::string& text, char line_end) const {
        std::string result;
        std::size_t from = 0;
        for (std::size_t at = text.find(m_open); at != std::string::npos; at = text.find(m_open, from)) {
            const std::size_t end = text.find(m_close, at);
            if (end == std::string::npos)
                break;
            result += text.substr(from, at - from);
            std::string value = m_slots[slot_number(text, at)].text;
            std::replace(value.begin(), value.end(), '\n', line_end);
            if (value == "%" && !result.empty() && result.back() == ' ')
                result.pop_back(); // "81,3%"
            result += value;
            from = end + m_close.size();
        }
        return result + text.substr(from);
    }

    std::size_t slot_number(const std::string& text, std::size_t at) const {
        return std::min<std::size_t>(std::strtoull(text.c_str() + at + m_open.size(), nullptr, 10), m_slots.size() - 1);
    }

    const Slot* markdown_alone(const Block& block) const {
        if (block.kind != Block::Kind::Paragraph || block.runs.size() != 1)
            return nullptr;
        const std::string& text = block.runs.front().text;
        if (text.rfind(m_open, 0) != 0 || text.find(m_close) + m_close.size() != text.size())
            return nullptr;
        const Slot& slot = m_slots[slot_number(text, 0)];
        return slot.markdown ? &slot : nullptr;
    }

    void splice(const Slot& slot, const Block& place) {
        Blocks own = parse_markdown(slot.text, MarkdownUse::Value);
        const auto first_note = static_cast<int>(m_result.notes.size());
        std::move(own.notes.begin(), own.notes.end(), std::back_inserter(m_result.notes));
        for (auto& block : own.blocks) {
            const bool heading = block.kind == Block::Kind::Heading;
            if (heading) {
                block.kind = Block::Kind::Paragraph;
                block.level = 0;
            }
            for (auto& run : block.runs) {
                run.bold = run.bold || heading;
                if (run.note != Run::no_note)
                    run.note += first_note;
            }
            if (block.kind == Block::Kind::Paragraph || block.kind == Block::Kind::Code)
                block.level += place.level;
            if (block.style.empty())
                block.style = place.style;
            m_result.blocks.push_back(std::move(block));
        }
    }

    void split(Block block) {
        Block piece = block;
        piece.runs.clear();
        const auto flush = [&] {
            const bool blank = std::all_of(piece.runs.begin(), piece.runs.end(), [](const Run& run) {
                return run.note == Run::no_note && run.text.find_first_not_of(" \n") == std::string::npos;
            });
            if (!blank) {
                m_result.blocks.push_back(piece);
                piece.marker.clear();
            }
            piece.runs.clear();
        };
        for (auto& run : block.runs) {
            std::size_t from = 0;
            for (std::size_t at = run.text.find(value_line); at != std::string::npos;
                 at = run.text.find(value_line, from)) {
                Run part = run;
                part.text = run.text.substr(from, at - from);
                piece.runs.push_back(std::move(part));
                flush();
                from = at + 1;
            }
            Run rest = run;
            rest.text = from == 0 ? std::move(run.text) : run.text.substr(from);
            piece.runs.push_back(std::move(rest));
        }
        flush();
    }

    const std::vector<Slot>& m_slots;
    const std::string m_open = utf8(Placeholders::open);
    const std::string m_close = utf8(Placeholders::close);
    Blocks m_result;
};

} // namespace

Blocks fill_values(Blocks parsed, const std::vector<Slot>& slots) { return Filler(slots).fill(std::move(parsed)); }

} // namespace canbo::documents
