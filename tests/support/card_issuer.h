#pragma once

#include "identity/lds.h"
#include "support/citizens.h"

#include <memory>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <string>

namespace canbo::test {

struct FreeKey {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(X509* certificate) const { X509_free(certificate); }
};
using Key = std::shared_ptr<EVP_PKEY>;
using Certificate = std::shared_ptr<X509>;

/// How the invented state signs.
enum class Scheme { EcdsaBrainpool256, EcdsaBrainpool512Explicit, RsaPkcs1, RsaPss };
/// What the chip proves itself with.
enum class ActiveKey { Rsa, Ecdsa };

/// What a list of certificates taken back says otherwise than it should.
struct RevocationTrait {
    bool critical{false};  ///< An extension that nobody may pass over: a part of the list only.
    bool no_next{false};   ///< Without a next update.
    bool by_signer{false}; ///< Signed by the signer of cards and not by the root.
};

/// An invented state that issues cards: its root, and a signer for a few months of 2021.
class CardIssuer {
public:
    explicit CardIssuer(Scheme scheme = Scheme::EcdsaBrainpool256, const char* name = "CSCA Thu Nghiem");

    /// EF.SOD over these data groups.
    identity::Bytes sign(const identity::CardFiles& groups) const;
    /// A master list of these certificates.
    identity::Bytes master_list(const std::vector<identity::Bytes>& certificates) const;
    /// EF.CardSecurity with the public key of chip authentication.
    identity::Bytes card_security(const identity::Bytes& public_point) const;
    identity::Bytes root() const;   ///< DER.
    identity::Bytes signer() const; ///< DER.
    /// A list of certificates taken back, in DER. Times as ASN.1 writes them: "20240101000000Z".
    identity::Bytes revocation_list(const std::vector<long>& serials, const char* this_update, const char* next_update,
                                    const RevocationTrait& trait = {}) const;
    static constexpr long signer_serial = 7;

private:
    /// SignedData over this content.
    identity::Bytes signed_data(const identity::Bytes& content, const char* type) const;

    Scheme m_scheme;
    Key m_root_key, m_signer_key;
    Certificate m_root, m_signer;
};

/// Everything that one chip holds.
struct ChipContent {
    identity::CardFiles files;
    std::string can;
    std::string mrz_information;
    identity::Bytes chip_private; ///< Scalar of chip authentication over brainpoolP256r1.
    Key active;
    ActiveKey active_kind{ActiveKey::Rsa};
};

/// A chip for a citizen with a picture of so many octets in DG2.
ChipContent make_chip(const CardIssuer& issuer, const Citizen& citizen, ActiveKey active = ActiveKey::Rsa,
                      std::size_t picture = 15'000);
/// Puts EF.CardSecurity on the chip, and offers PACE with chip authentication mapping beside the generic one.
void add_chip_mapping(ChipContent& chip, const CardIssuer& issuer);
/// DG2 around a picture.
identity::Bytes dg2_file(const identity::Bytes& picture);

identity::Bytes der_of_public_key(EVP_PKEY* key);
Key rsa_key(unsigned bits);
Key ec_key(const char* curve);

} // namespace canbo::test
