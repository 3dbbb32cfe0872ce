#include "smartcard/reader_quirks.h"

#include <algorithm>
#include <cstdint>

namespace canbo::smartcard {
namespace {

constexpr std::size_t max_data_tag = 0x0A;

} // namespace

const std::vector<ReaderQuirk>& reader_quirks() {
    static const std::vector<ReaderQuirk> table{
        {"SAM Reader", true, true, "a slot inside the reader for its own security module"},
        {"SAM Interface", true, true, "a slot inside the reader for its own security module"},
        {" SAM] ", true, true, "the second interface of dual readers"},
        {"ACR122", false, false, "its radio chip takes frames of at most 264 octets"},
        {"ACR1281", false, false, "the driver refuses commands over 255 octets before they reach the card"},
        {"ACR1252", false, false, "breaks off long commands although it announces them"},
        {"SCL3711", false, false, "its radio chip takes frames of at most 264 octets"},
    };
    return table;
}

bool is_hidden(std::string_view reader) {
    return std::any_of(reader_quirks().begin(), reader_quirks().end(), [&](const ReaderQuirk& quirk) {
        return quirk.hidden && reader.find(quirk.name) != std::string_view::npos;
    });
}

bool carries_extended_length(std::string_view reader) {
    return std::none_of(reader_quirks().begin(), reader_quirks().end(), [&](const ReaderQuirk& quirk) {
        return !quirk.extended_length && reader.find(quirk.name) != std::string_view::npos;
    });
}

long most_data_of(std::string_view properties) {
    while (properties.size() >= 2) {
        const auto tag = static_cast<std::uint8_t>(properties[0]);
        const std::size_t size = static_cast<std::uint8_t>(properties[1]);
        if (properties.size() < 2 + size)
            return -1;
        if (tag == max_data_tag && size >= 1 && size <= 4) {
            long value = 0;
            for (std::size_t i = size; i > 0; --i)
                value = value << 8 | static_cast<std::uint8_t>(properties[1 + i]);
            return value;
        }
        properties.remove_prefix(2 + size);
    }
    return -1;
}

} // namespace canbo::smartcard
