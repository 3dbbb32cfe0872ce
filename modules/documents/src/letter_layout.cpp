#include "letter_layout.h"

#include "paragraph_layout.h"

#include <algorithm>

namespace canbo::documents {
namespace {

constexpr const char* national_name = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
constexpr const char* motto = "Độc lập - Tự do - Hạnh phúc";

/// Draws a column of strips, top to bottom.
class Column {
public:
    Column(const LayoutSpec& spec, double width, TextMeasure& measure)
        : m_spec(spec), m_width(width), m_measure(measure) {}

    void text(std::string_view text, const char* style) {
        if (text.empty())
            return;
        Fragment part = stacked_text(text, m_spec.style(style), m_width, m_measure);
        m_last_x1 = m_width;
        m_last_x2 = 0;
        const double last_line = part.words.empty() ? 0 : part.words.back().y;
        for (const auto& word : part.words) {
            if (word.y < last_line)
                continue;
            m_last_x1 = std::min(m_last_x1, word.x);
            m_last_x2 = std::max(m_last_x2, word.x + word.width);
        }
        place_inside(m_strip, std::move(part), 0, m_strip.height);
    }

    /// A rule under the last line of the text above, `share` of its length, centred.
    void rule(double share) {
        const double length = (m_last_x2 - m_last_x1) * share;
        if (length <= 0)
            return;
        const double middle = (m_last_x1 + m_last_x2) / 2;
        const double y = m_strip.height + m_spec.letterhead.rule_gap;
        m_strip.lines.push_back({middle - length / 2, y, middle + length / 2, y, m_spec.letterhead.rule_thickness});
        m_strip.height = y + m_spec.letterhead.rule_gap;
    }

    void gap(double height) { m_strip.height += height; }
    double height() const { return m_strip.height; }
    Fragment take() { return std::move(m_strip); }

    void stamp(const std::string& word) {
        const auto width = m_spec.urgency.widths.find(word);
        if (width == m_spec.urgency.widths.end())
            give_up(ErrorCode::InvalidInput, "The degree of urgency is not known", "letter.urgency");
        const double x = (m_width - width->second) / 2;
        const double y = m_strip.height + m_spec.urgency.before;
        m_strip.boxes.push_back({x, y, width->second, m_spec.urgency.height, m_spec.urgency.thickness, true});
        Style style = m_spec.style("urgency");
        while (style.size > 6 && m_measure.width(Face::Bold, style.size, word) > width->second - 4)
            style.size -= 0.5;
        Fragment part = stacked_text(word, style, m_width, m_measure);
        for (auto& piece : part.words)
            piece.red = true;
        const double inside = (m_spec.urgency.height - part.height) / 2;
        place_inside(m_strip, std::move(part), 0, y + inside);
        m_strip.height = y + m_spec.urgency.height;
    }

private:
    const LayoutSpec& m_spec;
    double m_width;
    TextMeasure& m_measure;
    Fragment m_strip;
    double m_last_x1{0};
    double m_last_x2{0};
};

/// A text, or no-break spaces of at least `width` in its place.
std::string or_blank(const std::string& text, double width, const Style& style, TextMeasure& measure) {
    if (!text.empty())
        return text;
    const double space = measure.advance(face_of(style.bold, style.italic), style.size, 0xA0);
    std::string blank;
    for (double filled = 0; filled < width; filled += space)
        blank += "\xC2\xA0";
    return blank;
}

std::string number_line(const Letter& letter, const LayoutSpec& spec, TextMeasure& measure) {
    std::string line = "Số:\xC2\xA0";
    line += or_blank(letter.number, spec.letterhead.number_blank, spec.style("number"), measure);
    return line + (letter.symbol.empty() ? "" : "/" + letter.symbol);
}

std::string date_line(const Letter& letter, const LayoutSpec& spec, TextMeasure& measure) {
    const Style& style = spec.style("place_date");
    const double blank = spec.letterhead.number_blank / 2;
    std::string line = letter.place.empty() ? "" : letter.place + ", ";
    line += "ngày " + or_blank(letter.day, blank, style, measure);
    line += " tháng " + or_blank(letter.month, blank, style, measure);
    return line + " năm " + or_blank(letter.year, blank, style, measure);
}

Fragment head_strip(const Letter& letter, const LayoutSpec& spec, double width, TextMeasure& measure) {
    const double left_width = spec.letterhead.left_width;
    const double right_x = left_width + spec.letterhead.column_gap;
    Column left(spec, left_width, measure);
    Column right(spec, width - right_x, measure);
    left.text(letter.superior, "superior");
    left.text(letter.issuer, "issuer");
    left.rule(spec.letterhead.agency_rule_share);
    right.text(national_name, "national_name");
    right.text(motto, "motto");
    right.rule(1);
    // Number and date stand on one base line, below the longer column.
    const double row = std::max(left.height(), right.height()) + spec.letterhead.row_gap;
    const double same_line =
        baseline(spec.style("number"), measure.fonts()) - baseline(spec.style("place_date"), measure.fonts());
    left.gap(row - left.height() + std::max(0.0, -same_line));
    right.gap(row - right.height() + std::max(0.0, same_line));
    left.text(number_line(letter, spec, measure), "number");
    right.text(date_line(letter, spec, measure), "place_date");
    if (letter.kind.empty() && !letter.abstract.empty())
        left.text("V/v " + letter.abstract, "subject");
    if (!letter.urgency.empty())
        left.stamp(letter.urgency);
    Fragment strip = left.take();
    place_inside(strip, right.take(), right_x, 0);
    if (strip.height > (spec.page.height - spec.page.top - spec.page.bottom) / 2)
        give_up(ErrorCode::InvalidInput, "A name in the letterhead is too long for a page", "letter");
    return strip;
}

void add_title(const Letter& letter, const LayoutSpec& spec, double width, TextMeasure& measure,
               std::vector<Fragment>& strips) {
    Column title(spec, width, measure);
    title.text(letter.kind, "kind");
    title.text(letter.abstract, "abstract");
    title.rule(spec.letterhead.abstract_rule_share);
    Fragment strip = title.take();
    if (strip.height > (spec.page.height - spec.page.top - spec.page.bottom) / 2)
        give_up(ErrorCode::InvalidInput, "The abstract of the letter is too long for a page", "letter.abstract");
    strip.before = spec.letterhead.title_gap;
    strip.keep_with_next = true;
    strips.push_back(std::move(strip));
}

void add_addressees(const Letter& letter, const LayoutSpec& spec, double width, TextMeasure& measure,
                    std::vector<Fragment>& strips) {
    if (letter.addressees.empty())
        return;
    Style style = spec.style("addressee");
    const auto put = [&](std::vector<Fragment> lines) {
        for (auto& line : lines)
            line.keep_with_next = true;
        std::move(lines.begin(), lines.end(), std::back_inserter(strips));
    };
    const auto close = [&] { strips.back().height += spec.style("body").before; };
    if (letter.addressees.size() == 1) {
        put(layout_text("Kính gửi: " + letter.addressees.front(), style, width, measure));
        close();
        return;
    }
    style.align = Align::Left;
    style.left = spec.letterhead.addressee_indent;
    put(layout_text("Kính gửi:", style, width, measure));
    const double hang = measure.width(Face::Regular, style.size, "- ");
    style.left += measure.width(Face::Regular, style.size, "Kính gửi: ") + hang;
    style.first_line = -hang;
    style.before = 0;
    for (std::size_t i = 0; i < letter.addressees.size(); ++i)
        put(layout_text("- " + letter.addressees[i] + (i + 1 == letter.addressees.size() ? "." : ";"), style, width,
                        measure));
    close();
}

Fragment right_strip(const Letter& letter, const LayoutSpec& spec, double width, TextMeasure& measure) {
    Column right(spec, width, measure);
    for (const auto& line : letter.authority)
        right.text(line, "authority");
    for (const auto& line : letter.office)
        right.text(line, "authority");
    right.gap(spec.signature.seal_height);
    right.text(letter.signer.empty() ? "\xC2\xA0" : letter.signer, "signer"); // a name not known yet keeps its line
    return right.take();
}

} // namespace

std::vector<Fragment> layout_letterhead(const Letter& letter, const LayoutSpec& spec, double width,
                                        TextMeasure& measure) {
    std::vector<Fragment> strips;
    strips.push_back(head_strip(letter, spec, width, measure));
    if (!letter.kind.empty())
        add_title(letter, spec, width, measure, strips);
    add_addressees(letter, spec, width, measure, strips);
    return strips;
}

std::vector<Fragment> layout_signature(const Letter& letter, const LayoutSpec& spec, double width,
                                       TextMeasure& measure) {
    const double left_width = spec.signature.left_width;
    const double right_x = left_width + spec.signature.column_gap;
    Fragment strip = right_strip(letter, spec, width - right_x, measure);
    for (auto& word : strip.words)
        word.x += right_x;
    if (strip.height > (spec.page.height - spec.page.top - spec.page.bottom) / 2)
        give_up(ErrorCode::InvalidInput, "A name in the signature block is too long for a page", "letter.signer");
    strip.before = spec.signature.before;

    Style style = spec.style("recipients");
    const double hang = measure.width(Face::Regular, style.size, "- ");
    style.left = hang;
    style.first_line = -hang;
    std::vector<Fragment> lines = layout_text("Nơi nhận:", spec.style("recipients_title"), left_width, measure);
    for (const auto& recipient : letter.recipients)
        for (auto& line : layout_text(recipient, style, left_width, measure))
            lines.push_back(std::move(line));
    std::vector<Fragment> rest;
    const double most = std::max(strip.height, (spec.page.height - spec.page.top - spec.page.bottom) / 2);
    double y = 0;
    for (auto& line : lines) {
        line.keep_with_next = false;
        line.before = 0;
        if (rest.empty() && y + line.height <= most) {
            const double height = line.height;
            place_inside(strip, std::move(line), 0, y);
            y += height;
        } else {
            rest.push_back(std::move(line));
        }
    }
    std::vector<Fragment> strips;
    strips.push_back(std::move(strip));
    std::move(rest.begin(), rest.end(), std::back_inserter(strips));
    return strips;
}

} // namespace canbo::documents
