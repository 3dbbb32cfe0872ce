#include "paragraph_layout.h"

#include "base/text.h"

#include <algorithm>
#include <charconv>

namespace canbo::documents {
namespace {

constexpr double note_share = 0.6; ///< Size of a raised footnote number, of the text's size.
constexpr double note_raise = 0.35;
constexpr std::size_t most_balanced_lines = 6;
constexpr std::size_t longest_word = 512; ///< Bytes; longer ones are read in parts, so that cutting stays linear.

/// Letters of one style that stand together without a gap.
struct Piece {
    std::string text;
    Face face{Face::Regular};
    double size{0};
    double raise{0};
    double width{0};
    int note{Run::no_note};
};

/// What a line is broken between.
struct Word {
    std::vector<Piece> pieces;
    double width{0};
    double space{0};          ///< Gap before it on the same line.
    bool break_before{false}; ///< Forced.
};

class WordReader {
public:
    WordReader(const Style& style, TextMeasure& measure) : m_style(style), m_measure(measure) {}

    std::vector<Word> read(const Runs& runs) {
        for (const auto& run : runs) {
            if (run.note != Run::no_note)
                note(run.note);
            else
                text(run);
        }
        finish_word();
        return std::move(m_words);
    }

private:
    void text(const Run& run) {
        const Face face = face_of(m_style.bold || run.bold, m_style.italic != run.italic);
        const std::string upper = m_style.upper ? base::upper(run.text) : std::string();
        const std::string& source = m_style.upper ? upper : run.text;
        Piece piece{{}, face, m_style.size, 0, 0, Run::no_note};
        const auto put = [&] {
            if (!piece.text.empty()) {
                m_word.width += piece.width;
                m_word.pieces.push_back(std::exchange(piece, {{}, face, m_style.size, 0, 0, Run::no_note}));
            }
        };
        for (std::size_t at = 0; at < source.size();) {
            const std::size_t from = at;
            const char32_t code = decode_one(source, at);
            if (code != ' ' && code != '\n') {
                piece.text.append(source, from, at - from);
                piece.width += m_measure.advance(face, m_style.size, code);
                if (piece.text.size() >= longest_word) {
                    put();
                    finish_word();
                }
                continue;
            }
            put();
            finish_word();
            if (code == '\n')
                m_break = true;
            else
                m_space = m_measure.advance(face, m_style.size, ' ');
        }
        put();
    }

    void note(int index) {
        Piece piece{std::to_string(index + 1),
                    face_of(m_style.bold, m_style.italic),
                    m_style.size * note_share,
                    m_style.size * note_raise,
                    0,
                    index};
        piece.width = m_measure.width(piece.face, piece.size, piece.text);
        m_word.width += piece.width;
        m_word.pieces.push_back(std::move(piece));
    }

    void finish_word() {
        if (m_word.pieces.empty())
            return;
        m_word.space = m_words.empty() ? 0 : m_space;
        m_word.break_before = std::exchange(m_break, false) && !m_words.empty();
        m_words.push_back(std::exchange(m_word, {}));
        m_space = 0;
    }

    const Style& m_style;
    TextMeasure& m_measure;
    std::vector<Word> m_words;
    Word m_word;
    double m_space{0};
    bool m_break{false};
};

/// Cuts a word so that its first part is at most `room` wide; at least one character is taken.
std::pair<Word, Word> cut_word(Word word, double room, TextMeasure& measure) {
    Word head;
    head.space = word.space;
    head.break_before = word.break_before;
    Word tail;
    bool full = false;
    for (auto& piece : word.pieces) {
        if (full || piece.note != Run::no_note) {
            Word& target = full ? tail : head;
            target.width += piece.width;
            target.pieces.push_back(std::move(piece));
            continue;
        }
        std::size_t at = 0;
        double width = 0;
        while (at < piece.text.size()) {
            std::size_t next = at;
            const double advance = measure.advance(piece.face, piece.size, decode_one(piece.text, next));
            if (head.width + width + advance > room && (at > 0 || !head.pieces.empty())) {
                full = true;
                break;
            }
            width += advance;
            at = next;
        }
        Piece rest = piece;
        piece.text.resize(at);
        piece.width = width;
        head.width += width;
        if (at > 0)
            head.pieces.push_back(std::move(piece));
        rest.text.erase(0, at);
        rest.width -= width;
        if (!rest.text.empty()) {
            tail.width += rest.width;
            tail.pieces.push_back(std::move(rest));
        }
    }
    return {std::move(head), std::move(tail)};
}

class LineBreaker {
public:
    /// Lines break at `width`; they are aligned in `full_width`.
    LineBreaker(const Style& style, double width, double full_width, TextMeasure& measure)
        : m_style(style), m_width(width), m_full_width(full_width), m_measure(measure) {}

    std::vector<Fragment> lay(std::vector<Word> words) {
        for (auto& word : words)
            take(std::move(word));
        finish_line(true);
        keep_neighbours();
        return std::move(m_lines);
    }

private:
    double indent() const { return m_style.left + (m_first ? m_style.first_line : 0); }
    double room() const { return std::max(m_width - indent(), m_style.size); }

    void take(Word word) {
        if (word.break_before)
            finish_line(true);
        while (!word.pieces.empty()) {
            if (m_line.empty())
                word.space = 0;
            if (m_natural + word.space + word.width <= room() + 0.01) {
                m_natural += word.space + word.width;
                m_line.push_back(std::move(word));
                return;
            }
            // A long word is cut when it has no line of its own, or when leaving it out would tear this line apart.
            const double left = room() - m_natural - word.space;
            const bool too_long = word.width > room();
            if (!too_long && !m_line.empty()) {
                finish_line(false);
                continue;
            }
            if (left < m_style.size && !m_line.empty()) {
                finish_line(false);
                continue;
            }
            auto [head, tail] = cut_word(std::move(word), left, m_measure);
            m_natural += head.space + head.width;
            m_line.push_back(std::move(head));
            if (!tail.pieces.empty())
                finish_line(false);
            word = std::move(tail);
        }
    }

    void finish_line(bool last) {
        if (m_line.empty())
            return;
        const double spare = std::max(0.0, m_full_width - m_width + room() - m_natural);
        double x = indent();
        if (m_style.align == Align::Center)
            x += spare / 2;
        else if (m_style.align == Align::Right)
            x += spare;
        const auto gaps = std::count_if(m_line.begin(), m_line.end(), [](const Word& word) { return word.space > 0; });
        const bool stretch = m_style.align == Align::Justify && !last && gaps > 0;
        const double extra = stretch ? spare / static_cast<double>(gaps) : 0;

        Fragment line;
        line.is_text = true;
        line.before = m_lines.empty() ? m_style.before : 0;
        line.height = line_height(m_style, m_measure.fonts());
        const double base = baseline(m_style, m_measure.fonts());
        for (std::size_t i = 0; i < m_line.size(); ++i) {
            if (m_line[i].space > 0)
                x += m_line[i].space + extra;
            x = put_word(line, std::move(m_line[i]), x, base, i + 1 < m_line.size() && m_line[i + 1].space > 0);
        }
        m_lines.push_back(std::move(line));
        m_line.clear();
        m_natural = 0;
        m_first = false;
    }

    // The space is drawn with the word before it, so that copied text has spaces.
    double put_word(Fragment& line, Word word, double x, double base, bool more) {
        for (std::size_t i = 0; i < word.pieces.size(); ++i) {
            Piece& piece = word.pieces[i];
            if (piece.note != Run::no_note)
                line.notes.push_back(piece.note);
            std::string text = std::move(piece.text);
            if (more && i + 1 == word.pieces.size()) {
                static_cast<void>(m_measure.advance(piece.face, piece.size, ' '));
                text += ' ';
            }
            line.words.push_back({x, base - piece.raise, piece.width, piece.face, piece.size, false, std::move(text)});
            x += piece.width;
        }
        return x;
    }

    void keep_neighbours() {
        const std::size_t count = m_lines.size();
        if (count > 1) {
            m_lines.front().keep_with_next = true;
            m_lines[count - 2].keep_with_next = true;
        }
        if (m_style.keep_with_next)
            for (auto& line : m_lines)
                line.keep_with_next = true;
    }

    const Style& m_style;
    double m_width;
    double m_full_width;
    TextMeasure& m_measure;
    std::vector<Fragment> m_lines;
    std::vector<Word> m_line;
    double m_natural{0};
    bool m_first{true};
};

} // namespace

double line_height(const Style& style, const FontSet& fonts) {
    return style.size * fonts.single() * style.line_spacing;
}

double baseline(const Style& style, const FontSet& fonts) {
    const double letters = style.size * (fonts.ascent() + fonts.descent());
    return (line_height(style, fonts) - letters) / 2 + style.size * fonts.ascent();
}

std::vector<Fragment> layout_paragraph(const Runs& runs, const Style& style, double width, TextMeasure& measure) {
    const std::vector<Word> words = WordReader(style, measure).read(runs);
    auto lines = LineBreaker(style, width, width, measure).lay(words);
    if (style.align != Align::Center || lines.size() < 2 || lines.size() > most_balanced_lines)
        return lines;
    // Centred lines should be about equal: the narrowest width that needs no more lines.
    double fits = width;
    for (double low = width / 2; fits - low > 1;) {
        const double middle = (low + fits) / 2;
        const auto tried = LineBreaker(style, middle, width, measure).lay(words);
        (tried.size() > lines.size() ? low : fits) = middle;
    }
    return LineBreaker(style, fits, width, measure).lay(words);
}

std::vector<Fragment> layout_text(std::string_view text, const Style& style, double width, TextMeasure& measure) {
    return layout_paragraph({Run{std::string(text)}}, style, width, measure);
}

void place_inside(Fragment& whole, Fragment part, double x, double y) {
    for (auto& word : part.words) {
        word.x += x;
        word.y += y;
        whole.words.push_back(std::move(word));
    }
    for (auto& line : part.lines)
        whole.lines.push_back({line.x1 + x, line.y1 + y, line.x2 + x, line.y2 + y, line.thickness});
    for (auto& box : part.boxes)
        whole.boxes.push_back({box.x + x, box.y + y, box.width, box.height, box.thickness, box.red});
    whole.notes.insert(whole.notes.end(), part.notes.begin(), part.notes.end());
    whole.height = std::max(whole.height, y + part.height);
}

Fragment stacked_text(std::string_view text, const Style& style, double width, TextMeasure& measure) {
    Fragment whole;
    for (auto& line : layout_text(text, style, width, measure)) {
        const double gap = whole.words.empty() ? 0 : line.before;
        const double y = whole.height + gap;
        place_inside(whole, std::move(line), 0, y);
    }
    return whole;
}

} // namespace canbo::documents
