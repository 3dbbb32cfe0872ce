#pragma once

#include "identity/bytes.h"
#include "identity/symmetric.h"

#include <ctime>
#include <memory>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <optional>

namespace canbo::identity {

struct FreeCrypto {
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
    void operator()(X509_NAME* name) const { X509_NAME_free(name); }
};
using CertificateHandle = std::unique_ptr<X509, FreeCrypto>;
using NameHandle = std::unique_ptr<X509_NAME, FreeCrypto>;
using KeyHandle = std::unique_ptr<EVP_PKEY, FreeCrypto>;

/// One certificate: DER, equal algorithm inside and outside, no unused bits, an elliptic key on a known curve.
/// @error InvalidInput
Result<CertificateHandle> read_certificate(std::string_view der);

/// A public key whose curve, if it has one, is a known one. @error InvalidInput
Result<KeyHandle> read_public_key(std::string_view info);

/// What a signature algorithm of X.509 or CMS says, with its parameters checked octet for octet.
struct SignatureAlgorithm {
    enum class Kind { Ecdsa, RsaPkcs1, RsaPss };
    Kind kind{Kind::Ecdsa};
    std::optional<Digest> digest; ///< Absent for plain rsaEncryption.
    int salt{0};
};
/// @error InvalidInput
Result<SignatureAlgorithm> read_signature_algorithm(std::string_view der);
/// @error InvalidInput
Result<Digest> read_digest_algorithm(std::string_view der);

/// True when `signature` is one of `key` over `data`.
bool verify(EVP_PKEY* key, const SignatureAlgorithm& algorithm, Digest digest, std::string_view data,
            std::string_view signature);

/// A distinguished name in DER; null when it is none.
NameHandle read_name(std::string_view der);

/// Seconds of an ASN.1 time since 1970; nothing when it is none.
std::optional<std::time_t> seconds_of(const ASN1_TIME* time);
std::optional<std::time_t> seconds_of(const Bytes& der);

/// The named message digest.
const EVP_MD* evp_digest(Digest digest);

} // namespace canbo::identity
