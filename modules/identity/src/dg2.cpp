// CBEFF templates (ICAO 9303-10) around face records (ISO 19794-5:2005, clause 5).
#include "identity/lds.h"
#include "identity/tlv.h"

#include <algorithm>

namespace canbo::identity {
namespace {

constexpr std::size_t most_picture = 2'000'000;
constexpr std::size_t record_header = 14, face_header = 20, feature_point = 8, image_header = 12;

tl::unexpected<Error> malformed_face(const char* detail) {
    return fail(ErrorCode::InvalidInput, "The face picture of the card is not well formed", {}, detail);
}

std::size_t number(std::string_view bytes, std::size_t at, std::size_t width) {
    std::size_t out = 0;
    for (std::size_t i = 0; i < width; ++i)
        out = out << 8U | byte_at(bytes, at + i);
    return out;
}

std::optional<Face::Format> format_of(std::string_view picture) {
    if (picture.starts_with("\xFF\xD8\xFF"))
        return Face::Format::Jpeg;
    if (picture.starts_with(std::string_view("\x00\x00\x00\x0CjP  \x0D\x0A\x87\x0A", 12)))
        return Face::Format::Jp2;
    if (picture.starts_with("\xFF\x4F\xFF\x51"))
        return Face::Format::Jpeg2000Stream;
    return std::nullopt;
}

/// "FAC", version, whole length and number of faces; then the first face.
Result<std::optional<Face>> read_record(std::string_view record) {
    if (record.size() < record_header || !record.starts_with(std::string_view("FAC\0", 4)) ||
        number(record, 8, 4) != record.size())
        return malformed_face("record header");
    if (number(record, 12, 2) == 0)
        return std::optional<Face>();
    const auto face = record.substr(record_header);
    if (face.size() < face_header)
        return malformed_face("face header");
    const std::size_t length = number(face, 0, 4);
    const std::size_t before = face_header + number(face, 4, 2) * feature_point + image_header;
    if (length > face.size() || before >= length)
        return malformed_face("length of the face");
    const auto picture = face.substr(before, length - before);
    const auto format = format_of(picture);
    if (!format)
        return malformed_face("format of the picture");
    if (picture.size() > most_picture)
        return fail(ErrorCode::TooLarge, "The face picture of the card is too large");
    Face out;
    out.format = *format;
    out.width = static_cast<int>(number(face, before - image_header + 2, 2));
    out.height = static_cast<int>(number(face, before - image_header + 4, 2));
    out.picture = Bytes(picture);
    return std::optional<Face>(std::move(out));
}

} // namespace

Result<std::optional<Face>> read_dg2(std::string_view file) {
    CANBO_TRY(const auto outer, only_tlv(file, 0x75, Lengths::AnyDefinite));
    CANBO_TRY(const auto group, only_tlv(outer.value, 0x7F61, Lengths::AnyDefinite));
    TlvReader in(group.value, Lengths::AnyDefinite);
    CANBO_TRY(const auto count_element, in.next(0x02));
    CANBO_TRY(const auto count, der_unsigned(count_element, 255));
    if (count > 9)
        return fail(ErrorCode::TooLarge, "The data of the card holds too many elements");
    if (count == 0)
        return std::optional<Face>();
    CANBO_TRY(auto first, in.enter(0x7F60));
    CANBO_TRY(const auto header, first.next(0xA1));
    (void)header; // who captured it and when: of no use here
    CANBO_TRY(const auto data, first.next());
    if (data.tag != 0x5F2E && data.tag != 0x7F2E)
        return malformed_face("biometric data");
    return read_record(data.value);
}

} // namespace canbo::identity
