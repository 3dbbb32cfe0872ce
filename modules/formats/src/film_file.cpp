#include "formats/film_file.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <optional>

namespace canbo::formats {
namespace {

using std::chrono::milliseconds;

constexpr double longest_seconds = 24 * 3600;

unsigned byte_at(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }

std::uint64_t big_endian(std::string_view bytes, std::size_t at, std::size_t count) {
    std::uint64_t out = 0;
    for (std::size_t i = 0; i < count; ++i)
        out = out << 8 | byte_at(bytes, at + i);
    return out;
}

std::uint64_t little_endian(std::string_view bytes, std::size_t at, std::size_t count) {
    std::uint64_t out = 0;
    for (std::size_t i = count; i > 0; --i)
        out = out << 8 | byte_at(bytes, at + i - 1);
    return out;
}

Result<milliseconds> checked(double seconds) {
    if (!(seconds > 0 && seconds <= longest_seconds))
        return fail(ErrorCode::InvalidInput, "The film does not say how long it runs");
    return milliseconds(std::llround(seconds * 1000));
}

tl::unexpected<Error> broken() { return fail(ErrorCode::InvalidInput, "The film is damaged or broken off"); }

/// What the first page of a Theora stream says.
struct Theora {
    std::uint64_t serial{0};
    double frames_per_second{0};
    unsigned shift{0};
};

std::optional<Theora> theora_of(std::string_view packet, std::uint64_t serial) {
    constexpr std::size_t head = 42;
    if (packet.size() < head || !packet.starts_with("\x80theora"))
        return std::nullopt;
    const auto over = big_endian(packet, 22, 4), under = big_endian(packet, 26, 4);
    if (over == 0 || under == 0)
        return std::nullopt;
    return Theora{serial, static_cast<double>(over) / static_cast<double>(under),
                  static_cast<unsigned>(big_endian(packet, 40, 2) >> 5 & 31)};
}

Result<milliseconds> ogg_length(std::string_view bytes) {
    constexpr std::size_t head = 27;
    constexpr std::uint64_t no_packet_ends = ~std::uint64_t{0};
    std::optional<Theora> theora;
    std::uint64_t last = 0;
    while (!bytes.empty()) {
        if (bytes.size() < head || !bytes.starts_with("OggS"))
            return broken();
        const std::size_t segments = byte_at(bytes, 26);
        if (bytes.size() < head + segments)
            return broken();
        std::size_t size = 0;
        for (std::size_t i = 0; i < segments; ++i)
            size += byte_at(bytes, head + i);
        if (bytes.size() < head + segments + size)
            return broken();
        const auto serial = little_endian(bytes, 14, 4), position = little_endian(bytes, 6, 8);
        if (!theora)
            theora = theora_of(bytes.substr(head + segments, size), serial);
        if (theora && serial == theora->serial && position != no_packet_ends)
            last = position;
        bytes.remove_prefix(head + segments + size);
    }
    if (!theora)
        return fail(ErrorCode::InvalidInput, "A film is an Ogg file with Theora, or a WebM file");
    const auto frames = (last >> theora->shift) + (last & ((std::uint64_t{1} << theora->shift) - 1));
    return checked(static_cast<double>(frames) / theora->frames_per_second);
}

/// An element of WebM: its id, and what it holds.
struct Element {
    std::uint64_t id{0};
    std::string_view content;
};

/// The number whose length its first bits say; `marked`: with these bits, as ids are written.
std::optional<std::uint64_t> variable(std::string_view& bytes, std::size_t most, bool marked) {
    if (bytes.empty())
        return std::nullopt;
    const auto length = static_cast<std::size_t>(std::countl_zero(static_cast<std::uint8_t>(bytes[0]))) + 1;
    if (length > most || bytes.size() < length)
        return std::nullopt;
    auto out = big_endian(bytes, 0, length);
    const std::uint64_t mark = std::uint64_t{1} << (7 * length);
    if (!marked) {
        out &= mark - 1;
        if (out == mark - 1)
            out = ~std::uint64_t{0}; // length unknown: to the end
    }
    bytes.remove_prefix(length);
    return out;
}

/// Takes the next element off; one that is broken off is nothing.
std::optional<Element> next_element(std::string_view& bytes) {
    const auto id = variable(bytes, 4, true);
    const auto size = id ? variable(bytes, 8, false) : std::nullopt;
    if (!size)
        return std::nullopt;
    const bool unknown = *size == ~std::uint64_t{0};
    if (!unknown && *size > bytes.size())
        return std::nullopt;
    const auto taken = unknown ? bytes.size() : static_cast<std::size_t>(*size);
    Element out{*id, bytes.substr(0, taken)};
    bytes.remove_prefix(taken);
    return out;
}

std::optional<std::string_view> element(std::string_view bytes, std::uint64_t id) {
    while (!bytes.empty()) {
        const auto next = next_element(bytes);
        if (!next)
            return std::nullopt;
        if (next->id == id)
            return next->content;
    }
    return std::nullopt;
}

Result<milliseconds> webm_length(std::string_view bytes) {
    constexpr std::uint64_t segment_id = 0x18538067, info_id = 0x1549A966, scale_id = 0x2AD7B1, duration_id = 0x4489;
    const auto segment = element(bytes, segment_id);
    const auto info = segment ? element(*segment, info_id) : std::nullopt;
    if (!info)
        return broken();
    double nanoseconds = 1'000'000; // the format's own where none stands
    if (const auto scale = element(*info, scale_id); scale && !scale->empty() && scale->size() <= 8)
        nanoseconds = static_cast<double>(big_endian(*scale, 0, scale->size()));
    const auto duration = element(*info, duration_id);
    double ticks = 0;
    if (duration && duration->size() == 8)
        ticks = std::bit_cast<double>(big_endian(*duration, 0, 8));
    else if (duration && duration->size() == 4)
        ticks = std::bit_cast<float>(static_cast<std::uint32_t>(big_endian(*duration, 0, 4)));
    return checked(ticks * nanoseconds / 1e9);
}

} // namespace

Result<milliseconds> film_length(std::string_view bytes) {
    if (bytes.starts_with("OggS"))
        return ogg_length(bytes);
    if (bytes.starts_with("\x1A\x45\xDF\xA3"))
        return webm_length(bytes);
    return fail(ErrorCode::InvalidInput, "A film is an Ogg file with Theora, or a WebM file");
}

} // namespace canbo::formats
