#pragma once

#include "identity/bytes.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace canbo::identity {

/// A file of the chip's application: COM and SOD, or a data group 1 to 16.
enum class CardFile : int { Com = 0, Sod = 100, CardAccess = 101, CardSecurity = 102 };
constexpr CardFile data_group(int number) { return static_cast<CardFile>(number); }
/// 1 to 16, or 0 for a file that is no data group.
constexpr int group_number(CardFile file) {
    const int value = static_cast<int>(file);
    return value >= 1 && value <= 16 ? value : 0;
}
std::string file_name(CardFile file);      ///< "EF_COM", "EF_SOD", "DG13"
std::uint16_t file_id(CardFile file);      ///< 0x011E, 0x011D, 0x010D …
std::uint8_t short_file_id(CardFile file); ///< 1E, 1D, 0D …
std::uint32_t file_tag(CardFile file);     ///< 60, 77, 61 …; 0 for EF.CardAccess and EF.CardSecurity
/// Data group by its tag in EF.COM, or nothing. 75 → 2.
std::optional<int> group_of_tag(std::uint32_t tag);

/// Files as they stand on the chip.
using CardFiles = std::map<CardFile, Bytes>;

struct Com {
    std::string lds_version;     ///< "0107"
    std::string unicode_version; ///< "040000"
    std::vector<int> groups;     ///< Data groups the chip says it has, in its order.
};
/// @error InvalidInput
Result<Com> read_com(std::string_view file);

/// The machine readable zone of DG1. @error InvalidInput
Result<std::string> read_dg1(std::string_view file);

/// A face of DG2, its picture undecoded: decoding is for whoever has limits for it.
struct Face {
    enum class Format { Jpeg, Jp2, Jpeg2000Stream };
    Format format{Format::Jpeg};
    int width{0}, height{0}; ///< As the record claims; nothing has checked it.
    Bytes picture;
};
/// The first face of DG2 (CBEFF over ISO 19794-5). A card for a small child has none.
/// @error InvalidInput a record that breaks its own lengths, a picture of no known format
/// @error TooLarge     over nine templates or a picture over 2 MB
Result<std::optional<Face>> read_dg2(std::string_view file);

/// Persons to notify (DG16), raw texts by tag.
struct Contact {
    std::string recorded, name, telephone, address;
};
/// @error InvalidInput
Result<std::vector<Contact>> read_dg16(std::string_view file);

/// What DG14 offers (ICAO 9303-11, 9.2).
struct ChipKey {
    Bytes info; ///< SubjectPublicKeyInfo.
    std::optional<std::uint64_t> id;
    bool ecdh{true};
};
struct ChipProtocol {
    Bytes oid;
    int version{0};
    std::optional<std::uint64_t> key_id;
};
struct SecurityInfos {
    std::vector<ChipKey> keys;
    std::vector<ChipProtocol> chip_authentication;
    std::optional<Bytes> active_signature; ///< OID of the plain ECDSA that active authentication uses.
};
/// DG14, or the SET alone. Unknown entries are passed over. @error InvalidInput, TooLarge
Result<SecurityInfos> read_dg14(std::string_view file);

/// The SubjectPublicKeyInfo of DG15. @error InvalidInput
Result<Bytes> read_dg15(std::string_view file);

} // namespace canbo::identity
