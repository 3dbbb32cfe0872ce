#include "certificate.h"

#include "curves.h"
#include "identity/tlv.h"

#include <array>
#include <chrono>
#include <openssl/err.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

namespace canbo::identity {
namespace {

tl::unexpected<Error> refused(const char* detail) {
    return fail(ErrorCode::InvalidInput, "The certificate or signature is not of a kind that this program accepts", {},
                detail);
}

struct DigestOid {
    Digest digest;
    std::string_view oid;
};
constexpr std::array digests{DigestOid{Digest::Sha1, std::string_view("\x2B\x0E\x03\x02\x1A", 5)},
                             DigestOid{Digest::Sha224, std::string_view("\x60\x86\x48\x01\x65\x03\x04\x02\x04", 9)},
                             DigestOid{Digest::Sha256, std::string_view("\x60\x86\x48\x01\x65\x03\x04\x02\x01", 9)},
                             DigestOid{Digest::Sha384, std::string_view("\x60\x86\x48\x01\x65\x03\x04\x02\x02", 9)},
                             DigestOid{Digest::Sha512, std::string_view("\x60\x86\x48\x01\x65\x03\x04\x02\x03", 9)}};

constexpr std::string_view ecdsa_sha1("\x2A\x86\x48\xCE\x3D\x04\x01", 7);
constexpr std::string_view ecdsa_sha2("\x2A\x86\x48\xCE\x3D\x04\x03", 7); // + 01 … 04: SHA-224 … SHA-512
constexpr std::string_view pkcs1("\x2A\x86\x48\x86\xF7\x0D\x01\x01", 8);  // + 01 05 0A 0B 0C 0D 0E

bool is_null(std::string_view der) { return der == std::string_view("\x05\x00", 2); }

Result<SignatureAlgorithm> read_pss(TlvReader in) {
    CANBO_TRY(auto parameters, in.enter(0x30));
    CANBO_TRY(auto hash, parameters.enter(0xA0));
    CANBO_TRY(const auto hash_algorithm, hash.next(0x30));
    CANBO_TRY(auto mask, parameters.enter(0xA1));
    CANBO_TRY(auto generator, mask.enter(0x30));
    CANBO_TRY(const auto mgf1, generator.next(0x06));
    CANBO_TRY(const auto mask_hash, generator.next(0x30));
    CANBO_TRY(auto salt, parameters.enter(0xA2));
    CANBO_TRY(const auto salt_element, salt.next(0x02));
    CANBO_TRY(const auto size, der_unsigned(salt_element, 128));
    for (const auto* reader : {&parameters, &hash, &mask, &generator, &salt, &in})
        CANBO_TRY_VOID(reader->finish());
    if (mgf1.value != Bytes(pkcs1) + "\x08" || mask_hash.whole != hash_algorithm.whole)
        return refused("mask generation");
    CANBO_TRY(const auto digest, read_digest_algorithm(hash_algorithm.whole));
    return SignatureAlgorithm{SignatureAlgorithm::Kind::RsaPss, digest, static_cast<int>(size)};
}

} // namespace

const EVP_MD* evp_digest(Digest digest) {
    switch (digest) {
    case Digest::Sha1:
        return EVP_sha1();
    case Digest::Sha224:
        return EVP_sha224();
    case Digest::Sha256:
        return EVP_sha256();
    case Digest::Sha384:
        return EVP_sha384();
    case Digest::Sha512:
        return EVP_sha512();
    }
    return nullptr;
}

Result<Digest> read_digest_algorithm(std::string_view der) {
    CANBO_TRY(const auto outer, only_tlv(der, 0x30));
    TlvReader in(outer.value);
    CANBO_TRY(const auto oid, in.next(0x06));
    if (!in.at_end()) {
        CANBO_TRY(const auto parameters, in.next(0x05));
        CANBO_TRY_VOID(in.finish());
        if (!parameters.value.empty())
            return refused("parameters of a digest");
    }
    for (const auto& [digest, known] : digests)
        if (oid.value == known)
            return digest;
    return refused("digest");
}

Result<SignatureAlgorithm> read_signature_algorithm(std::string_view der) {
    using Kind = SignatureAlgorithm::Kind;
    CANBO_TRY(const auto outer, only_tlv(der, 0x30));
    TlvReader in(outer.value);
    CANBO_TRY(const auto oid, in.next(0x06));
    const auto rest = outer.value.substr(oid.whole.size());
    if (oid.value == ecdsa_sha1 && rest.empty())
        return SignatureAlgorithm{Kind::Ecdsa, Digest::Sha1, 0};
    if (oid.value.size() == 8 && oid.value.substr(0, 7) == ecdsa_sha2 && rest.empty()) {
        const unsigned last = byte_at(oid.value, 7);
        if (last >= 1 && last <= 4)
            return SignatureAlgorithm{Kind::Ecdsa, static_cast<Digest>(last), 0};
    }
    if (oid.value.size() == 9 && oid.value.substr(0, 8) == pkcs1) {
        const unsigned last = byte_at(oid.value, 8);
        if (last == 0x0A)
            return read_pss(in);
        if (is_null(rest)) {
            switch (last) {
            case 0x01:
                return SignatureAlgorithm{Kind::RsaPkcs1, std::nullopt, 0};
            case 0x05:
                return SignatureAlgorithm{Kind::RsaPkcs1, Digest::Sha1, 0};
            case 0x0B:
                return SignatureAlgorithm{Kind::RsaPkcs1, Digest::Sha256, 0};
            case 0x0C:
                return SignatureAlgorithm{Kind::RsaPkcs1, Digest::Sha384, 0};
            case 0x0D:
                return SignatureAlgorithm{Kind::RsaPkcs1, Digest::Sha512, 0};
            case 0x0E:
                return SignatureAlgorithm{Kind::RsaPkcs1, Digest::Sha224, 0};
            default:
                break;
            }
        }
    }
    return refused("signature algorithm");
}

bool verify(EVP_PKEY* key, const SignatureAlgorithm& algorithm, Digest digest, std::string_view data,
            std::string_view signature) {
    using Kind = SignatureAlgorithm::Kind;
    const bool elliptic = EVP_PKEY_is_a(key, "EC") == 1, rsa = EVP_PKEY_is_a(key, "RSA") == 1;
    if ((algorithm.kind == Kind::Ecdsa) != elliptic || (algorithm.kind != Kind::Ecdsa) != rsa ||
        (algorithm.digest && *algorithm.digest != digest))
        return false;
    const std::unique_ptr<EVP_MD_CTX, FreeCrypto> context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* parameters = nullptr;
    if (EVP_DigestVerifyInit(context.get(), &parameters, evp_digest(digest), nullptr, key) != 1)
        return false;
    if (algorithm.kind == Kind::RsaPss && (EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) != 1 ||
                                           EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, algorithm.salt) != 1))
        return false;
    const bool good =
        EVP_DigestVerify(context.get(), reinterpret_cast<const unsigned char*>(signature.data()), signature.size(),
                         reinterpret_cast<const unsigned char*>(data.data()), data.size()) == 1;
    ERR_clear_error();
    return good;
}

Result<KeyHandle> read_public_key(std::string_view info) {
    CANBO_TRY_VOID(check_der(info));
    CANBO_TRY(const auto outer, only_tlv(info, 0x30));
    TlvReader in(outer.value);
    CANBO_TRY(auto algorithm, in.enter(0x30));
    CANBO_TRY(const auto oid, algorithm.next(0x06));
    if (oid.value == std::string_view("\x2A\x86\x48\xCE\x3D\x02\x01", 7)) {
        CANBO_TRY(const auto parameters, algorithm.next());
        CANBO_TRY(const auto curve, curve_of_parameters(parameters.whole));
        (void)curve;
    }
    const auto* at = reinterpret_cast<const unsigned char*>(info.data());
    KeyHandle key(d2i_PUBKEY(nullptr, &at, static_cast<long>(info.size())));
    ERR_clear_error();
    if (!key || at != reinterpret_cast<const unsigned char*>(info.data()) + info.size())
        return refused("public key");
    return key;
}

std::optional<std::time_t> seconds_of(const ASN1_TIME* time) {
    std::tm parts{};
    if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1)
        return std::nullopt;
    const auto day = std::chrono::sys_days(std::chrono::year(parts.tm_year + 1900) /
                                           std::chrono::month(static_cast<unsigned>(parts.tm_mon + 1)) /
                                           std::chrono::day(static_cast<unsigned>(parts.tm_mday)));
    return std::chrono::system_clock::to_time_t(day) + parts.tm_hour * 3'600 + parts.tm_min * 60 + parts.tm_sec;
}

std::optional<std::time_t> seconds_of(const Bytes& der) {
    const auto* at = reinterpret_cast<const unsigned char*>(der.data());
    ASN1_TIME* time = d2i_ASN1_TIME(nullptr, &at, static_cast<long>(der.size()));
    ERR_clear_error();
    const auto out = seconds_of(time);
    ASN1_TIME_free(time);
    return out;
}

NameHandle read_name(std::string_view der) {
    const auto* at = reinterpret_cast<const unsigned char*>(der.data());
    NameHandle out(d2i_X509_NAME(nullptr, &at, static_cast<long>(der.size())));
    ERR_clear_error();
    return out;
}

Result<CertificateHandle> read_certificate(std::string_view der) {
    CANBO_TRY_VOID(check_der(der));
    CANBO_TRY(const auto outer, only_tlv(der, 0x30));
    TlvReader in(outer.value);
    CANBO_TRY(auto content, in.enter(0x30));
    CANBO_TRY(const auto algorithm, in.next(0x30));
    CANBO_TRY(const auto bits, in.next(0x03));
    CANBO_TRY_VOID(in.finish());
    CANBO_TRY(const auto version, content.next_if(0xA0));
    CANBO_TRY(const auto serial, content.next(0x02));
    CANBO_TRY(const auto inner_algorithm, content.next(0x30));
    if (!version || serial.value.empty() || algorithm.whole != inner_algorithm.whole || bits.value.empty() ||
        bits.value.front() != '\0')
        return refused("certificate");
    for (int i = 0; i < 3; ++i) { // issuer, validity, subject
        CANBO_TRY(const auto passed, content.next(0x30));
        (void)passed;
    }
    CANBO_TRY(const auto info, content.next(0x30));
    CANBO_TRY(const auto key, read_public_key(info.whole));
    (void)key;
    const auto* at = reinterpret_cast<const unsigned char*>(der.data());
    CertificateHandle out(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
    ERR_clear_error();
    if (!out)
        return refused("certificate");
    return out;
}

} // namespace canbo::identity
