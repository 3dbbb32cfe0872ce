#include "base/text.h"

#include "valid_text.h"

#include <fmt/format.h>
#include <unicode/coll.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace canbo::base {
namespace {

/// The code point at `at`, which moves past it; negative for a byte that is not UTF-8.
UChar32 next_code_point(std::string_view text, int32_t& at) {
    UChar32 c = 0;
// ICU's macro narrows int to uint8_t on purpose.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
    U8_NEXT(text.data(), at, static_cast<int32_t>(text.size()), c);
#pragma GCC diagnostic pop
    return c;
}

bool valid_utf8(std::string_view text) {
    for (int32_t at = 0; at < static_cast<int32_t>(text.size());)
        if (next_code_point(text, at) < 0)
            return false;
    return true;
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

icu::UnicodeString unicode(std::string_view text) {
    return icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
}

std::string utf8(const icu::UnicodeString& text) {
    std::string out;
    text.toUTF8String(out);
    return out;
}

const icu::Normalizer2& nfc() {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* normalizer = icu::Normalizer2::getNFCInstance(status);
    CANBO_CHECK(U_SUCCESS(status));
    return *normalizer;
}

const icu::Normalizer2& nfd() {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* normalizer = icu::Normalizer2::getNFDInstance(status);
    CANBO_CHECK(U_SUCCESS(status));
    return *normalizer;
}

/// Of valid UTF-8. Nearly all text that comes is normal already: finding that out is cheaper than converting it.
bool is_nfc(std::string_view text) {
    if (is_ascii(text))
        return true;
    UErrorCode status = U_ZERO_ERROR;
    const bool normal = nfc().isNormalizedUTF8({text.data(), static_cast<int32_t>(text.size())}, status);
    return U_SUCCESS(status) && normal;
}

} // namespace

Result<std::string> to_nfc(std::string_view text) {
    if (!is_ascii(text) && !valid_utf8(text))
        return fail(ErrorCode::InvalidInput, "The text is not valid UTF-8");
    return nfc_of_valid(text);
}

Result<std::string> nfc_of_valid(std::string_view text) {
    if (is_nfc(text))
        return std::string(text);
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString out;
    nfc().normalize(unicode(text), out, status);
    if (U_FAILURE(status))
        return fail(ErrorCode::Internal, "The text could not be normalised");
    return utf8(out);
}

bool is_clean_text(std::string_view text) {
    bool ascii = true;
    for (int32_t at = 0; at < static_cast<int32_t>(text.size());) {
        if (const auto byte = static_cast<unsigned char>(text[static_cast<std::size_t>(at)]); byte < 0x80) {
            if ((byte < 0x20 && byte != '\t' && byte != '\n') || byte == 0x7f)
                return false;
            ++at;
            continue;
        }
        ascii = false;
        const UChar32 c = next_code_point(text, at);
        if (c < 0 || u_iscntrl(c) || (c & 0xfffe) == 0xfffe)
            return false;
    }
    return ascii || is_nfc(text);
}

std::string search_key(std::string_view text) {
    if (!valid_utf8(text))
        return {};
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString lower = unicode(text);
    lower.foldCase();
    icu::UnicodeString parts;
    nfd().normalize(lower, parts, status);
    icu::UnicodeString out;
    bool space_before = true;
    for (int32_t at = 0; at < parts.length(); at = parts.moveIndex32(at, 1)) {
        const UChar32 c = parts.char32At(at);
        if (u_charType(c) == U_NON_SPACING_MARK)
            continue;
        if (u_isUWhiteSpace(c)) {
            if (!space_before)
                out.append(static_cast<UChar32>(' '));
            space_before = true;
            continue;
        }
        out.append(c == 0x111 ? static_cast<UChar32>('d') : c); // đ is a letter of its own, not d with a mark
        space_before = false;
    }
    out.trim();
    return utf8(out);
}

bool contains_folded(std::string_view text, std::string_view needle) {
    return search_key(text).find(search_key(needle)) != std::string::npos;
}

int compare(std::string_view a, std::string_view b) {
    static thread_local const std::unique_ptr<icu::Collator> collator = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::Collator> made(icu::Collator::createInstance(icu::Locale("vi", "VN"), status));
        CANBO_CHECK(U_SUCCESS(status));
        return made;
    }();
    UErrorCode status = U_ZERO_ERROR;
    return collator->compareUTF8({a.data(), static_cast<int32_t>(a.size())}, {b.data(), static_cast<int32_t>(b.size())},
                                 status);
}

std::string upper(std::string_view text) {
    if (!valid_utf8(text))
        return std::string(text);
    return utf8(unicode(text).toUpper(icu::Locale("vi")));
}

std::string_view trim(std::string_view text) {
    const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
    while (!text.empty() && is_space(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && is_space(text.back()))
        text.remove_suffix(1);
    return text;
}

std::size_t length(std::string_view text) {
    std::size_t count = 0;
    for (int32_t at = 0; at < static_cast<int32_t>(text.size()); ++count)
        next_code_point(text, at);
    return count;
}

std::string fit(std::string_view text, std::size_t columns, bool pad) {
    const std::size_t count = length(text);
    if (count <= columns)
        return std::string(text) + std::string(pad ? columns - count : 0, ' ');
    int32_t at = 0;
    for (std::size_t i = 0; i + 1 < columns; ++i)
        next_code_point(text, at);
    return std::string(text.substr(0, static_cast<std::size_t>(at))) + "…";
}

std::string format_decimal(double value) {
    if (!std::isfinite(value) || std::abs(value) >= 1e15)
        return "–";
    std::string digits = fmt::format("{:.2f}", std::abs(value));
    while (digits.back() == '0')
        digits.pop_back();
    std::string decimals = digits.substr(digits.find('.') + 1);
    std::string whole = digits.substr(0, digits.find('.'));
    for (std::ptrdiff_t at = static_cast<std::ptrdiff_t>(whole.size()) - 3; at > 0; at -= 3)
        whole.insert(static_cast<std::size_t>(at), ".");
    const bool negative = value < 0 && (whole != "0" || !decimals.empty());
    return (negative ? "-" : "") + whole + (decimals.empty() ? "" : "," + decimals);
}

} // namespace canbo::base
