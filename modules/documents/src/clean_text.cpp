#include "clean_text.h"

#include "base/text.h"
#include "utf8.h"

namespace canbo::documents {
namespace {

// Composed letters and ordinary punctuation: text made of these alone is in NFC already.
bool is_plain(char32_t code) {
    return (code >= 0x20 && code < 0x7F) || (code >= 0xA0 && code < 0x300 && code != 0xAD) ||
           (code >= 0x1E00 && code < 0x1F00) || (code >= 0x2010 && code <= 0x2027) || code == 0x20AB;
}

enum class Fate { Keep, Drop, Space, Line, Refuse };

bool needs_shaping(char32_t code) {
    return (code >= 0x300 && code < 0x370) || (code >= 0x483 && code < 0x48A) || (code >= 0x590 && code < 0x10A0) ||
           (code >= 0x1AB0 && code < 0x1B00) || (code >= 0x1DC0 && code < 0x1E00) ||
           (code >= 0x20D0 && code < 0x2100) || (code >= 0xFB1D && code < 0xFE00) ||
           (code >= 0xFE20 && code < 0xFE30) || (code >= 0xFE70 && code < 0xFEFF);
}

Fate fate_of(char32_t code) {
    if (is_plain(code))
        return Fate::Keep;
    if (code == '\n' || code == 0x0B || code == 0x0C || code == 0x85 || code == 0x2028 || code == 0x2029)
        return Fate::Line;
    if (code == '\t')
        return Fate::Space;
    if (code == '\r' || code == 0xAD || (code >= 0x200B && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) ||
        (code >= 0x2060 && code <= 0x2064) || (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF)
        return Fate::Drop;
    const bool control = code < 0x20 || (code >= 0x7F && code < 0xA0);
    const bool private_use = (code >= 0xE000 && code < 0xF900) || code >= 0xF0000;
    return control || private_use || needs_shaping(code) ? Fate::Refuse : Fate::Keep;
}

tl::unexpected<Error> refuse(std::string_view where, char32_t code) {
    return fail(ErrorCode::MissingGlyph, "A character cannot be printed with the fonts of the documents",
                std::string(where) + ": " + code_point_name(code));
}

} // namespace

bool is_plain_line(std::string_view text) {
    for (std::size_t at = 0; at < text.size();)
        if (!is_plain(decode_one(text, at)))
            return false;
    return true;
}

Result<std::string> clean_text(std::string_view text, std::string_view where) {
    if (is_plain_line(text))
        return std::string(text);
    // A lone carriage return (old Macintosh text) ends a line too; before a line feed it is dropped below.
    std::string lines(text);
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (lines[i] == '\r' && (i + 1 == lines.size() || lines[i + 1] != '\n'))
            lines[i] = '\n';
    auto nfc = base::to_nfc(lines);
    if (!nfc) {
        Error error = std::move(nfc).error();
        error.where = std::string(where);
        return fail(std::move(error));
    }
    std::string clean;
    clean.reserve(nfc->size());
    for (std::size_t at = 0; at < nfc->size();) {
        const char32_t code = decode_one(*nfc, at);
        switch (fate_of(code)) {
        case Fate::Keep:
            append_utf8(clean, code);
            break;
        case Fate::Space:
            clean.push_back(' ');
            break;
        case Fate::Line:
            clean.push_back('\n');
            break;
        case Fate::Drop:
            break;
        case Fate::Refuse:
            return refuse(where, code);
        }
    }
    return clean;
}

} // namespace canbo::documents
