#pragma once

#include "base/result.h"

#include <array>
#include <bitset>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::documents {

enum class Face : std::uint8_t { Regular, Bold, Italic, BoldItalic };
constexpr std::size_t face_count = 4;

constexpr Face face_of(bool bold, bool italic) { return static_cast<Face>((bold ? 1 : 0) + (italic ? 2 : 0)); }
constexpr std::size_t index_of(Face face) { return static_cast<std::size_t>(face); }

/// Code points (BMP) that a document really draws in one face.
using UsedCodes = std::bitset<0x10000>;

/// Liberation Serif in four styles, metric-equal to Times New Roman.
///
/// Immutable after loading; safe to share between threads. Loading reads 1.5 MB and takes about 10 ms.
class FontSet {
public:
    static constexpr std::uint16_t missing = 0xFFFF;

    /// @error NotFound     no folder holds all four files
    /// @error InvalidInput a face lacks one of the 134 Vietnamese letters; Liberation 1 is named
    static Result<std::shared_ptr<const FontSet>> load(const std::vector<std::filesystem::path>& folders);

    /// Advance in 1/1000 em; `missing` when this face cannot draw the code point.
    std::uint16_t advance(Face face, char32_t code) const {
        return code > 0xFFFF ? missing : m_faces[index_of(face)].advances[code];
    }
    const std::filesystem::path& file(Face face) const { return m_faces[index_of(face)].file; }
    const std::string& postscript_name(Face face) const { return m_faces[index_of(face)].name; }
    double ascent() const { return m_ascent; }   ///< Em.
    double descent() const { return m_descent; } ///< Em, positive.
    double single() const { return m_single; }   ///< Height of a line of single spacing, em.

    /// A TrueType file with only the glyphs of these code points, and which glyph each code point has in it.
    struct Subset {
        std::string font;
        std::vector<std::uint16_t> glyphs; ///< By code point, up to the last used one; 0 where unused.
    };
    /// @error Internal harfbuzz could not make it
    Result<Subset> subset(Face face, const UsedCodes& used) const;

private:
    struct Loaded {
        std::filesystem::path file;
        std::string bytes;
        std::string name;
        std::vector<std::uint16_t> advances;
    };
    static Result<Loaded> load_face(const std::filesystem::path& file);
    void read_line_metrics();

    std::array<Loaded, face_count> m_faces;
    double m_ascent{0};
    double m_descent{0};
    double m_single{0};
};

} // namespace canbo::documents
