#pragma once

#include "identity/mrz.h"
#include "identity/secure_messaging.h"

#include <optional>
#include <string>
#include <vector>

namespace canbo::identity {

/// What opens a chip: the six digits of its face, or its zone's document number, birth and expiry.
struct CardSecret {
    enum class Kind { Can, MrzInformation };
    Kind kind{Kind::Can};
    Bytes text;
};
/// @error InvalidInput not six digits
Result<CardSecret> secret_from_can(std::string_view can);
/// From text such as "090000001890011583001156", or a whole zone. @error InvalidInput
Result<CardSecret> secret_from_mrz(std::string_view text, base::Day today);

/// Basic access control (ICAO 9303-11, 4.3). The application must be selected.
class Bac {
public:
    explicit Bac(std::string_view mrz_information);
    const Bytes& seed() const { return m_seed; }
    const SessionKeys& keys() const { return m_keys; }
    /// The command's 40 octets for the card's challenge.
    Bytes token(std::string_view card_random, std::string_view own_random, std::string_view own_key) const;
    /// The channel, from the card's 40 octets. @error Forbidden the card did not prove that it knows the key
    Result<SecureMessaging> finish(std::string_view answer, std::string_view card_random, std::string_view own_random,
                                   std::string_view own_key) const;
    /// The whole exchange. @error Forbidden the card refused the key; Unreachable; InvalidInput
    Result<SecureMessaging> run(CardTransport& card, const RandomSource& random) const;

private:
    Bytes m_seed;
    SessionKeys m_keys;
};

enum class Agreement { Dh, Ecdh };
enum class Mapping { Generic, Integrated, ChipAuthentication };

/// One way of PACE that EF.CardAccess offers.
struct PaceSuite {
    Bytes oid; ///< Content octets of the object identifier.
    Agreement agreement{Agreement::Ecdh};
    Mapping mapping{Mapping::Generic};
    Cipher cipher{Cipher::Aes128};
    int parameters{-1}; ///< Standardised domain parameters (9303-11, table 6); -1 when not said.
};
std::string suite_name(const PaceSuite& suite); ///< "id-PACE-ECDH-GM-AES-CBC-CMAC-128 (13)"

/// The suites of EF.CardAccess that this program can use, best first; unknown entries are passed over.
/// @error InvalidInput no SET of SecurityInfo
Result<std::vector<PaceSuite>> read_card_access(std::string_view file);

/// A channel by PACE; with chip authentication mapping also what proves the chip once its public key is known.
struct PaceChannel {
    SecureMessaging channel;
    Bytes chip_point;  ///< PK.map.IC, uncompressed.
    Bytes chip_scalar; ///< CA.IC deciphered; empty without that mapping.
    int parameters{-1};
};

/// What a chip gave in PACE to be held against the public key of its EF.CardSecurity.
struct ChipMapping {
    int parameters{-1};
    Bytes scalar, point;
};

/// PACE (ICAO 9303-11, 4.4). `name_parameters`: the card offers several sets, so the one meant is named.
/// @error Forbidden the password is wrong or the card did not prove that it knows it
/// @error InvalidInput a public key that is none, a reflected key, a zero nonce, a malformed answer
Result<PaceChannel> run_pace(CardTransport& card, const PaceSuite& suite, const CardSecret& secret,
                             const RandomSource& random, bool name_parameters = false);

/// The key that a password gives for a cipher.
Bytes password_key(const CardSecret& secret, Cipher cipher);

/// CA.IC · PK.IC == PK.map.IC. @error InvalidInput a point that is none
Result<bool> check_chip_mapping(int parameters, std::string_view scalar, std::string_view static_key,
                                std::string_view mapped_key);

} // namespace canbo::identity
