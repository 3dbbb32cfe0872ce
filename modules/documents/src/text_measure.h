#pragma once

#include "failure.h"
#include "font_set.h"
#include "utf8.h"

#include <array>
#include <memory>
#include <string_view>

namespace canbo::documents {

/// Widths of text, and which characters a document uses: everything drawn is measured first. One per document.
class TextMeasure {
public:
    explicit TextMeasure(std::shared_ptr<const FontSet> fonts) : m_fonts(std::move(fonts)) {}

    const FontSet& fonts() const { return *m_fonts; }

    /// Advance of one character, points. Gives up with MissingGlyph.
    double advance(Face face, double size, char32_t code) {
        const auto units = m_fonts->advance(face, code);
        if (units == FontSet::missing)
            give_up(ErrorCode::MissingGlyph, "A character cannot be printed with the fonts of the documents",
                    code_point_name(code));
        m_used[index_of(face)].set(code);
        return units * size / 1000.0;
    }

    /// Width of UTF-8 text, points. Gives up with MissingGlyph.
    double width(Face face, double size, std::string_view text) {
        double sum = 0;
        for (std::size_t at = 0; at < text.size();)
            sum += advance(face, size, decode_one(text, at));
        return sum;
    }

    const UsedCodes& used(Face face) const { return m_used[index_of(face)]; }

private:
    std::shared_ptr<const FontSet> m_fonts;
    std::array<UsedCodes, face_count> m_used;
};

} // namespace canbo::documents
