#include "identity/lds.h"

#include "identity/tlv.h"
#include "malformed.h"

#include <array>

namespace canbo::identity {
namespace {

constexpr std::array<std::uint32_t, 17> tags{0x60, 0x61, 0x75, 0x63, 0x76, 0x65, 0x66, 0x67, 0x68,
                                             0x69, 0x6A, 0x6B, 0x6C, 0x6D, 0x6E, 0x6F, 0x70};
constexpr std::size_t most_infos = 32;

/// id-CA: 0.4.0.127.0.7.2.2.3; id-PK: …2.2.1; id-AA (ICAO): 2.23.136.1.1.5.
constexpr std::string_view id_ca("\x04\x00\x7F\x00\x07\x02\x02\x03", 8);
constexpr std::string_view id_pk("\x04\x00\x7F\x00\x07\x02\x02\x01", 8);
constexpr std::string_view id_aa("\x67\x81\x08\x01\x01\x05", 6);

Result<std::optional<std::uint64_t>> optional_id(TlvReader& in) {
    CANBO_TRY(const auto element, in.next_if(0x02));
    if (!element)
        return std::optional<std::uint64_t>();
    CANBO_TRY(const auto value, der_unsigned(*element, 0xFFFFFFFFU));
    return std::optional<std::uint64_t>(value);
}

Result<void> read_info(TlvReader in, SecurityInfos& out) {
    CANBO_TRY(const auto oid, in.next(0x06));
    if (oid.value.starts_with(id_pk) && oid.value.size() == id_pk.size() + 1) {
        CANBO_TRY(const auto key, in.next(0x30));
        ChipKey found{Bytes(key.whole), std::nullopt, oid.value.back() == '\x02'};
        CANBO_TRY(found.id, optional_id(in));
        out.keys.push_back(std::move(found));
    } else if (oid.value.starts_with(id_ca) && oid.value.size() == id_ca.size() + 2) {
        CANBO_TRY(const auto element, in.next(0x02));
        CANBO_TRY(const auto version, der_unsigned(element, 255));
        ChipProtocol found{Bytes(oid.value), static_cast<int>(version), std::nullopt};
        CANBO_TRY(found.key_id, optional_id(in));
        out.chip_authentication.push_back(std::move(found));
    } else if (oid.value == id_aa) {
        CANBO_TRY(const auto version, in.next(0x02));
        CANBO_TRY(const auto algorithm, in.next(0x06));
        (void)version;
        out.active_signature = Bytes(algorithm.value);
    }
    return {};
}

} // namespace

std::string file_name(CardFile file) {
    switch (file) {
    case CardFile::Com:
        return "EF_COM";
    case CardFile::Sod:
        return "EF_SOD";
    case CardFile::CardAccess:
        return "EF_CardAccess";
    case CardFile::CardSecurity:
        return "EF_CardSecurity";
    }
    return "DG" + std::to_string(group_number(file));
}

std::uint16_t file_id(CardFile file) { return static_cast<std::uint16_t>(0x0100U | short_file_id(file)); }

std::uint8_t short_file_id(CardFile file) {
    switch (file) {
    case CardFile::Com:
        return 0x1E;
    case CardFile::Sod:
        return 0x1D;
    case CardFile::CardAccess:
        return 0x1C;
    case CardFile::CardSecurity:
        return 0x1D; // in the master file, where EF.SOD is not
    }
    return static_cast<std::uint8_t>(group_number(file));
}

std::uint32_t file_tag(CardFile file) {
    if (file == CardFile::Sod)
        return 0x77;
    return file == CardFile::Com || group_number(file) > 0 ? tags[static_cast<std::size_t>(group_number(file))] : 0;
}

std::optional<int> group_of_tag(std::uint32_t tag) {
    for (std::size_t i = 1; i < tags.size(); ++i)
        if (tags[i] == tag)
            return static_cast<int>(i);
    return std::nullopt;
}

Result<Com> read_com(std::string_view file) {
    CANBO_TRY(const auto outer, only_tlv(file, 0x60, Lengths::AnyDefinite));
    TlvReader in(outer.value, Lengths::AnyDefinite);
    Com out;
    CANBO_TRY(const auto version, in.next(0x5F01));
    CANBO_TRY(const auto unicode, in.next(0x5F36));
    CANBO_TRY(const auto list, in.next(0x5C));
    CANBO_TRY_VOID(in.finish());
    out.lds_version = std::string(version.value);
    out.unicode_version = std::string(unicode.value);
    for (std::size_t i = 0; i < list.value.size(); ++i) {
        const auto group = group_of_tag(byte_at(list.value, i));
        if (!group)
            return malformed_data("EF.COM lists an unknown tag");
        for (const int other : out.groups)
            if (other == *group)
                return malformed_data("EF.COM lists a group twice");
        out.groups.push_back(*group);
    }
    return out;
}

Result<std::string> read_dg1(std::string_view file) {
    CANBO_TRY(const auto outer, only_tlv(file, 0x61, Lengths::AnyDefinite));
    CANBO_TRY(const auto zone, only_tlv(outer.value, 0x5F1F, Lengths::AnyDefinite));
    return std::string(zone.value);
}

Result<std::vector<Contact>> read_dg16(std::string_view file) {
    CANBO_TRY(const auto outer, only_tlv(file, 0x70, Lengths::AnyDefinite));
    TlvReader in(outer.value, Lengths::AnyDefinite);
    CANBO_TRY(const auto count_element, in.next(0x02));
    CANBO_TRY(const auto count, der_unsigned(count_element, 15));
    std::vector<Contact> out;
    for (std::uint64_t i = 1; i <= count; ++i) {
        CANBO_TRY(auto person, in.enter(static_cast<std::uint32_t>(0xA0U + i)));
        Contact contact;
        while (!person.at_end()) {
            CANBO_TRY(const auto field, person.next());
            const auto text = std::string(field.value);
            switch (field.tag) {
            case 0x5F50:
                contact.recorded = text;
                break;
            case 0x5F51:
                contact.name = text;
                break;
            case 0x5F52:
                contact.telephone = text;
                break;
            case 0x5F53:
                contact.address = text;
                break;
            default:
                return malformed_data("a field of DG16");
            }
        }
        out.push_back(std::move(contact));
    }
    CANBO_TRY_VOID(in.finish());
    return out;
}

Result<SecurityInfos> read_dg14(std::string_view file) {
    std::string_view content = file;
    if (!file.empty() && file.front() == '\x6E') {
        CANBO_TRY(const auto outer, only_tlv(file, 0x6E, Lengths::AnyDefinite));
        content = outer.value;
    }
    CANBO_TRY(const auto set, only_tlv(content, 0x31, Lengths::AnyDefinite));
    TlvReader in(set.value, Lengths::AnyDefinite);
    SecurityInfos out;
    for (std::size_t count = 0; !in.at_end(); ++count) {
        if (count == most_infos)
            return fail(ErrorCode::TooLarge, "The data of the card holds too many elements");
        CANBO_TRY(auto info, in.enter(0x30));
        CANBO_TRY_VOID(read_info(info, out));
    }
    return out;
}

Result<Bytes> read_dg15(std::string_view file) {
    CANBO_TRY(const auto outer, only_tlv(file, 0x6F, Lengths::AnyDefinite));
    CANBO_TRY(const auto key, only_tlv(outer.value, 0x30));
    return Bytes(key.whole);
}

} // namespace canbo::identity
