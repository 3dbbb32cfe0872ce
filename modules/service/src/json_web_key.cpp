#include "json_web_key.h"

#include "service/id_token.h"

#include <memory>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

namespace canbo::service {
namespace {

template <auto release>
struct Releaser {
    template <class T>
    void operator()(T* held) const {
        release(held);
    }
};
using PublicKey = std::unique_ptr<EVP_PKEY, Releaser<EVP_PKEY_free>>;
using Context = std::unique_ptr<EVP_PKEY_CTX, Releaser<EVP_PKEY_CTX_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Releaser<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Releaser<OSSL_PARAM_free>>;
using Number = std::unique_ptr<BIGNUM, Releaser<BN_free>>;
using Digest = std::unique_ptr<EVP_MD_CTX, Releaser<EVP_MD_CTX_free>>;
using Signature = std::unique_ptr<ECDSA_SIG, Releaser<ECDSA_SIG_free>>;

constexpr int least_rsa_bits = 2'048;
constexpr std::size_t most_rsa_bytes = 1'024; // 8,192 bits: more only costs time
constexpr std::size_t p256_bytes = 32;

const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

Number number(std::string_view big_endian) {
    return Number(BN_bin2bn(bytes(big_endian), static_cast<int>(big_endian.size()), nullptr));
}

std::string part(const Json& key, const char* name) {
    const auto found = key.find(name);
    if (found == key.end() || !found->is_string())
        return {};
    const auto value = from_base64url(found->get<std::string>());
    return value ? *value : std::string();
}

PublicKey make_key(const char* kind, OSSL_PARAM_BLD* builder) {
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder));
    const Context context(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
    EVP_PKEY* made = nullptr;
    if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1)
        return nullptr;
    return PublicKey(made);
}

PublicKey rsa_key(const Json& jwk) {
    const std::string n = part(jwk, "n"), e = part(jwk, "e");
    if (n.empty() || n.size() > most_rsa_bytes || e.empty() || e.size() > 8)
        return nullptr;
    const Number modulus = number(n), exponent = number(e);
    const Builder builder(OSSL_PARAM_BLD_new());
    if (BN_num_bits(modulus.get()) < least_rsa_bits || !BN_is_odd(exponent.get()) || BN_is_one(exponent.get()))
        return nullptr;
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get());
    return make_key("RSA", builder.get());
}

PublicKey ec_key(const Json& jwk) {
    const std::string x = part(jwk, "x"), y = part(jwk, "y");
    const auto curve = jwk.find("crv");
    if (curve == jwk.end() || *curve != "P-256" || x.size() != p256_bytes || y.size() != p256_bytes)
        return nullptr;
    const std::string point = "\x04" + x + y;
    const Builder builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0);
    OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size());
    return make_key("EC", builder.get()); // a point that is not on the curve makes no key
}

/// JWS has r and s side by side, OpenSSL wants them in DER; empty when they are none.
std::string in_der(std::string_view signature) {
    if (signature.size() != 2 * p256_bytes)
        return {};
    const Signature made(ECDSA_SIG_new());
    ECDSA_SIG_set0(made.get(), number(signature.substr(0, p256_bytes)).release(),
                   number(signature.substr(p256_bytes)).release());
    unsigned char* der = nullptr;
    const int length = i2d_ECDSA_SIG(made.get(), &der);
    std::string out(reinterpret_cast<const char*>(der), length > 0 ? static_cast<std::size_t>(length) : 0);
    OPENSSL_free(der);
    return out;
}

} // namespace

bool verify_by_key(const Json& jwk, const std::string& algorithm, std::string_view text, std::string_view signature) {
    const bool rsa = algorithm == "RS256";
    const PublicKey key = rsa ? rsa_key(jwk) : ec_key(jwk);
    const std::string proof = rsa ? std::string(signature) : in_der(signature);
    const Digest digest(EVP_MD_CTX_new());
    if (!key || proof.empty() || !digest)
        return false;
    // PKCS #1 v1.5 is what EVP does with an RSA key unless told otherwise: RS256.
    return EVP_DigestVerifyInit(digest.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1 &&
           EVP_DigestVerify(digest.get(), bytes(proof), proof.size(), bytes(text), text.size()) == 1;
}

} // namespace canbo::service
