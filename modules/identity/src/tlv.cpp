#include "identity/tlv.h"

#include "malformed.h"

#include <vector>

namespace canbo::identity {
namespace {

constexpr int most_depth = 40;
constexpr int most_elements = 20'000;

struct Header {
    std::uint32_t tag{0};
    std::size_t size{0};   ///< Octets of tag and length.
    std::size_t length{0}; ///< Octets of content.
};

/// Nothing when the bytes end inside the header.
Result<std::optional<Header>> read_header(std::string_view bytes, Lengths lengths) {
    Header header;
    std::size_t at = 0;
    if (bytes.empty())
        return std::optional<Header>();
    header.tag = byte_at(bytes, at++);
    if (header.tag == 0)
        return malformed_data("tag 00");
    if ((header.tag & 0x1FU) == 0x1FU) {
        bool more = true;
        for (int i = 0; more; ++i) {
            if (i == 2)
                return malformed_data("tag too long");
            if (at >= bytes.size())
                return std::optional<Header>();
            const unsigned octet = byte_at(bytes, at++);
            if (i == 0 && octet == 0x80U)
                return malformed_data("tag with a leading zero");
            header.tag = header.tag << 8U | octet;
            more = (octet & 0x80U) != 0;
        }
    }
    if (at >= bytes.size())
        return std::optional<Header>();
    const unsigned first = byte_at(bytes, at++);
    header.length = first;
    if (first >= 0x80U) {
        const std::size_t count = first & 0x7FU;
        if (count == 0 || count > 3)
            return malformed_data("indefinite or endless length");
        if (bytes.size() - at < count)
            return std::optional<Header>();
        header.length = 0;
        for (std::size_t i = 0; i < count; ++i)
            header.length = header.length << 8U | byte_at(bytes, at++);
        const bool shortest = header.length >= 0x80U && (count == 1 || header.length >> (8U * (count - 1)) != 0);
        if (!shortest && lengths == Lengths::Shortest)
            return malformed_data("length not in the shortest form");
    }
    header.size = at;
    return std::optional<Header>(header);
}

} // namespace

Result<Tlv> TlvReader::next() {
    CANBO_TRY(const auto header, read_header(m_rest, m_lengths));
    if (!header || m_rest.size() - header->size < header->length)
        return malformed_data("element cut off");
    const Tlv out{header->tag, m_rest.substr(header->size, header->length),
                  m_rest.substr(0, header->size + header->length)};
    m_rest.remove_prefix(out.whole.size());
    return out;
}

Result<Tlv> TlvReader::next(std::uint32_t tag) {
    CANBO_TRY(const auto found, next_if(tag));
    if (!found)
        return malformed_data("another tag expected");
    return *found;
}

Result<std::optional<Tlv>> TlvReader::next_if(std::uint32_t tag) {
    if (at_end())
        return std::optional<Tlv>();
    TlvReader ahead = *this;
    CANBO_TRY(const auto found, ahead.next());
    if (found.tag != tag)
        return std::optional<Tlv>();
    *this = ahead;
    return std::optional<Tlv>(found);
}

Result<TlvReader> TlvReader::enter(std::uint32_t tag) {
    CANBO_TRY(const auto found, next(tag));
    return TlvReader(found.value, m_lengths);
}

Result<void> TlvReader::finish() const {
    if (!at_end())
        return malformed_data("bytes left over");
    return {};
}

Result<Tlv> only_tlv(std::string_view bytes, std::uint32_t tag, Lengths lengths) {
    TlvReader in(bytes, lengths);
    CANBO_TRY(const auto found, in.next(tag));
    CANBO_TRY_VOID(in.finish());
    return found;
}

Result<void> check_der(std::string_view bytes) {
    std::vector<TlvReader> open{TlvReader(bytes)};
    for (int count = 0; !open.empty();) {
        if (open.back().at_end()) {
            open.pop_back();
            continue;
        }
        CANBO_TRY(const auto element, open.back().next());
        if (++count > most_elements)
            return fail(ErrorCode::TooLarge, "The data of the card holds too many elements");
        const auto first = byte_at(element.whole, 0);
        if ((first & 0x20U) == 0)
            continue;
        if (open.size() >= most_depth)
            return fail(ErrorCode::TooLarge, "The data of the card is nested too deeply");
        open.emplace_back(element.value);
    }
    return {};
}

Result<std::optional<std::size_t>> announced_size(std::string_view beginning) {
    CANBO_TRY(const auto header, read_header(beginning, Lengths::AnyDefinite));
    if (!header)
        return std::optional<std::size_t>();
    return std::optional<std::size_t>(header->size + header->length);
}

Result<std::uint64_t> der_unsigned(const Tlv& integer, std::uint64_t most) {
    const auto& value = integer.value;
    if (integer.tag != 0x02 || value.empty() || value.size() > 8 || byte_at(value, 0) >= 0x80U ||
        (value.size() > 1 && byte_at(value, 0) == 0 && byte_at(value, 1) < 0x80U))
        return malformed_data("not a small unsigned integer");
    std::uint64_t out = 0;
    for (std::size_t i = 0; i < value.size(); ++i)
        out = out << 8U | byte_at(value, i);
    if (out > most)
        return malformed_data("integer over its limit");
    return out;
}

Bytes make_tlv(std::uint32_t tag, std::string_view value) {
    CANBO_CHECK(value.size() < 0x1000000U);
    const std::size_t tag_size = tag > 0xFFFFU ? 3 : (tag > 0xFFU ? 2 : 1);
    Bytes out = big_endian(tag, tag_size);
    if (value.size() < 0x80U) {
        out += to_char(static_cast<unsigned>(value.size()));
    } else {
        const std::size_t size = value.size() > 0xFFFFU ? 3 : (value.size() > 0xFFU ? 2 : 1);
        out += to_char(0x80U | static_cast<unsigned>(size));
        out += big_endian(value.size(), size);
    }
    return out.append(value);
}

} // namespace canbo::identity
