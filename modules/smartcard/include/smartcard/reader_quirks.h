#pragma once

#include <string_view>
#include <vector>

namespace canbo::smartcard {

/// What readers of one kind do otherwise than they say. What a reader says of itself is believed for all others.
struct ReaderQuirk {
    std::string_view name;      ///< Part of the name PC/SC gives it.
    bool extended_length{true}; ///< False: commands over 255 octets do not reach the card.
    bool hidden{false};         ///< No place to lay a card on.
    std::string_view why;
};

/// The table; an entry costs one row in reader_quirks.cpp.
const std::vector<ReaderQuirk>& reader_quirks();
bool is_hidden(std::string_view reader);
bool carries_extended_length(std::string_view reader);

/// Most octets of data that a reader says it carries in one command (PC/SC part 10, property dwMaxAPDUDataSize, little
/// endian among tag-length-value triples); 0: short commands only. -1 when it does not say.
long most_data_of(std::string_view properties);

} // namespace canbo::smartcard
