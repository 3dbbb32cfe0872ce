#pragma once

#include "identity/bytes.h"

#include <optional>

namespace canbo::identity {

/// One element: views into the bytes it was read from, which must outlive it.
struct Tlv {
    std::uint32_t tag{0};   ///< As written, e.g. 0x30, 0x5F1F, 0x7F61.
    std::string_view value; ///< Content octets.
    std::string_view whole; ///< Tag, length and content.
};

/// How lengths may be written. DER demands the shortest form; the ICAO templates of real cards do not keep to it.
enum class Lengths { Shortest, AnyDefinite };

/// Reads one level of tag-length-value from bytes nobody vouches for. Never reads beyond them, never allocates, never
/// recurses; indefinite lengths, lengths over three octets and tags over three octets are refused.
/// Every failing call: @error InvalidInput (the same sentence: a card is not debugged from a message box).
class TlvReader {
public:
    explicit TlvReader(std::string_view bytes, Lengths lengths = Lengths::Shortest)
        : m_rest(bytes), m_lengths(lengths) {}

    bool at_end() const { return m_rest.empty(); }
    /// The next element, whatever it is.
    Result<Tlv> next();
    /// The next element, which must have this tag.
    Result<Tlv> next(std::uint32_t tag);
    /// The next element when it has this tag; nothing is consumed when it has another or there is none.
    Result<std::optional<Tlv>> next_if(std::uint32_t tag);
    /// A reader of the content of the next element, which must have this tag.
    Result<TlvReader> enter(std::uint32_t tag);
    /// Nothing may be left.
    Result<void> finish() const;

private:
    std::string_view m_rest;
    Lengths m_lengths;
};

/// The one element that `bytes` hold, with this tag and nothing after it.
Result<Tlv> only_tlv(std::string_view bytes, std::uint32_t tag, Lengths lengths = Lengths::Shortest);

/// Walks a whole DER tree (at most 40 levels and 20,000 elements): every length shortest, every constructed element
/// filled exactly. @error InvalidInput, TooLarge
Result<void> check_der(std::string_view bytes);

/// Total size (tag, length and content) that the first bytes of a file announce; nothing when too few bytes are there.
/// @error InvalidInput
Result<std::optional<std::size_t>> announced_size(std::string_view beginning);

/// A DER INTEGER from 0 to `most`. @error InvalidInput negative, not shortest, over `most`
Result<std::uint64_t> der_unsigned(const Tlv& integer, std::uint64_t most);

/// Tag, shortest length, content.
Bytes make_tlv(std::uint32_t tag, std::string_view value);

} // namespace canbo::identity
