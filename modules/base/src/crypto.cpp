#include "base/crypto.h"

#include <sodium.h>

#include <cstring>
#include <openssl/evp.h>

namespace canbo::base {
namespace {

const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

/// OpenSSL's uses the processor's own instructions, several times as fast as libsodium's; found once.
const EVP_MD* sha256_digest() {
    static const EVP_MD* const digest = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    CANBO_CHECK(digest != nullptr);
    return digest;
}
constexpr std::size_t sha256_size = 32;

} // namespace

void init_crypto() { CANBO_CHECK(sodium_init() >= 0); }

std::string random_bytes(std::size_t count) {
    std::string out(count, '\0');
    randombytes_buf(out.data(), out.size());
    return out;
}

std::string sha256(std::string_view data) {
    std::string out(sha256_size, '\0');
    CANBO_CHECK(EVP_Digest(data.data(), data.size(), bytes(out), nullptr, sha256_digest(), nullptr) == 1);
    return out;
}

std::string sha256_hex(std::string_view data) { return to_hex(sha256(data)); }

std::string to_hex(std::string_view data) {
    std::string out(data.size() * 2 + 1, '\0');
    sodium_bin2hex(out.data(), out.size(), bytes(data), data.size());
    out.pop_back();
    return out;
}

std::string to_base64(std::string_view data) {
    std::string out(sodium_base64_ENCODED_LEN(data.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(out.data(), out.size(), bytes(data), data.size(), sodium_base64_VARIANT_ORIGINAL);
    out.pop_back();
    return out;
}

Result<std::string> from_base64(std::string_view text) {
    std::string out(text.size(), '\0');
    std::size_t size = 0;
    const char* end = nullptr;
    if (sodium_base642bin(bytes(out), out.size(), text.data(), text.size(), nullptr, &size, &end,
                          sodium_base64_VARIANT_ORIGINAL) != 0 ||
        end != text.data() + text.size())
        return fail(ErrorCode::InvalidInput, "The text is not valid Base64");
    out.resize(size);
    return out;
}

std::string hmac_sha256(std::string_view key, std::string_view data) {
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, bytes(key), key.size());
    crypto_auth_hmacsha256_update(&state, bytes(data), data.size());
    std::string out(crypto_auth_hmacsha256_BYTES, '\0');
    crypto_auth_hmacsha256_final(&state, bytes(out));
    return out;
}

bool equal_constant_time(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

void Sha256::Free::operator()(evp_md_ctx_st* state) const { EVP_MD_CTX_free(state); }

Sha256::Sha256() : m_state(EVP_MD_CTX_new()) {
    CANBO_CHECK(EVP_DigestInit_ex(m_state.get(), sha256_digest(), nullptr) == 1);
}

void Sha256::update(std::string_view piece) {
    CANBO_CHECK(EVP_DigestUpdate(m_state.get(), piece.data(), piece.size()) == 1);
}

std::string Sha256::hex() {
    std::string out(sha256_size, '\0');
    CANBO_CHECK(EVP_DigestFinal_ex(m_state.get(), bytes(out), nullptr) == 1);
    return to_hex(out);
}

std::string new_uuid() {
    std::string raw = random_bytes(16);
    raw[6] = static_cast<char>((raw[6] & 0x0f) | 0x40);
    raw[8] = static_cast<char>((raw[8] & 0x3f) | 0x80);
    std::string hex = to_hex(raw);
    for (const std::size_t at : {std::size_t{20}, std::size_t{16}, std::size_t{12}, std::size_t{8}})
        hex.insert(at, "-");
    return hex;
}

bool is_uuid(std::string_view text) {
    if (text.size() != 36)
        return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        const char c = text[i];
        if (hyphen ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')))
            return false;
    }
    return true;
}

SigningKey SigningKey::generate() {
    SigningKey key;
    key.public_key.resize(crypto_sign_PUBLICKEYBYTES);
    key.secret.resize(crypto_sign_SECRETKEYBYTES);
    crypto_sign_keypair(bytes(key.public_key), bytes(key.secret));
    return key;
}

std::string SigningKey::sign(std::string_view message) const {
    CANBO_CHECK(secret.size() == crypto_sign_SECRETKEYBYTES);
    std::string out(crypto_sign_BYTES, '\0');
    crypto_sign_detached(bytes(out), nullptr, bytes(message), message.size(), bytes(secret));
    return out;
}

Result<std::string> seal_to(std::string_view public_key, std::string_view plain) {
    std::string curve(crypto_box_PUBLICKEYBYTES, '\0');
    if (public_key.size() != crypto_sign_PUBLICKEYBYTES ||
        crypto_sign_ed25519_pk_to_curve25519(bytes(curve), bytes(public_key)) != 0)
        return fail(ErrorCode::InvalidInput, "This is no public key");
    std::string out(plain.size() + crypto_box_SEALBYTES, '\0');
    CANBO_CHECK(crypto_box_seal(bytes(out), bytes(plain), plain.size(), bytes(curve)) == 0);
    return out;
}

Result<std::string> open_sealed_to(const SigningKey& key, std::string_view sealed) {
    std::string open_part(crypto_box_PUBLICKEYBYTES, '\0'), secret(crypto_box_SECRETKEYBYTES, '\0');
    CANBO_CHECK(key.secret.size() == crypto_sign_SECRETKEYBYTES);
    CANBO_CHECK(crypto_sign_ed25519_sk_to_curve25519(bytes(secret), bytes(key.secret)) == 0);
    const bool there = crypto_sign_ed25519_pk_to_curve25519(bytes(open_part), bytes(key.public_key)) == 0;
    std::string out(sealed.size() < crypto_box_SEALBYTES ? 0 : sealed.size() - crypto_box_SEALBYTES, '\0');
    const bool opened =
        there && sealed.size() >= crypto_box_SEALBYTES &&
        crypto_box_seal_open(bytes(out), bytes(sealed), sealed.size(), bytes(open_part), bytes(secret)) == 0;
    sodium_memzero(secret.data(), secret.size());
    if (!opened)
        return fail(ErrorCode::DigestMismatch, "The sealed text was changed, or is for another key");
    return out;
}

std::string SigningKey::id() const { return sha256_hex(public_key).substr(0, 16); }

bool verify_signature(std::string_view public_key, std::string_view message, std::string_view signature) {
    return public_key.size() == crypto_sign_PUBLICKEYBYTES && signature.size() == crypto_sign_BYTES &&
           crypto_sign_verify_detached(bytes(signature), bytes(message), message.size(), bytes(public_key)) == 0;
}

std::string hash_password(std::string_view password, HashCost cost) {
    const bool least = cost == HashCost::Least;
    std::string out(crypto_pwhash_STRBYTES, '\0');
    const int failed = crypto_pwhash_str_alg(out.data(), password.data(), password.size(),
                                             least ? crypto_pwhash_OPSLIMIT_MIN : crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                             least ? crypto_pwhash_MEMLIMIT_MIN : crypto_pwhash_MEMLIMIT_INTERACTIVE,
                                             crypto_pwhash_ALG_ARGON2ID13);
    CANBO_CHECK(failed == 0); // only when memory runs out
    out.resize(std::strlen(out.c_str()));
    return out;
}

bool verify_password(std::string_view hash, std::string_view password) {
    return hash.size() < crypto_pwhash_STRBYTES &&
           crypto_pwhash_str_verify(std::string(hash).c_str(), password.data(), password.size()) == 0;
}

std::string seal(std::string_view key32, std::string_view plain) {
    CANBO_CHECK(key32.size() == crypto_secretbox_xchacha20poly1305_KEYBYTES);
    std::string out = random_bytes(crypto_secretbox_xchacha20poly1305_NONCEBYTES);
    const std::size_t nonce = out.size();
    out.resize(nonce + crypto_secretbox_xchacha20poly1305_MACBYTES + plain.size());
    crypto_secretbox_xchacha20poly1305_easy(bytes(out) + nonce, bytes(plain), plain.size(), bytes(out), bytes(key32));
    return out;
}

Result<std::string> open_sealed(std::string_view key32, std::string_view sealed) {
    constexpr std::size_t nonce = crypto_secretbox_xchacha20poly1305_NONCEBYTES;
    constexpr std::size_t mac = crypto_secretbox_xchacha20poly1305_MACBYTES;
    if (key32.size() != crypto_secretbox_xchacha20poly1305_KEYBYTES || sealed.size() < nonce + mac)
        return fail(ErrorCode::DigestMismatch, "The sealed data is damaged or was sealed with another key");
    std::string out(sealed.size() - nonce - mac, '\0');
    if (crypto_secretbox_xchacha20poly1305_open_easy(bytes(out), bytes(sealed) + nonce, sealed.size() - nonce,
                                                     bytes(sealed), bytes(key32)) != 0)
        return fail(ErrorCode::DigestMismatch, "The sealed data is damaged or was sealed with another key");
    return out;
}

} // namespace canbo::base
