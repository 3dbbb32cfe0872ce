#include "identity/symmetric.h"

#include <array>
#include <memory>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

namespace canbo::identity {
namespace {

const unsigned char* in(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* out(Bytes& text) { return reinterpret_cast<unsigned char*>(text.data()); }

struct FreeContext {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
    void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
    void operator()(EVP_MAC* mac) const { EVP_MAC_free(mac); }
};

const EVP_CIPHER* cbc_of(Cipher cipher) {
    switch (cipher) {
    case Cipher::TripleDes:
        return EVP_des_ede_cbc();
    case Cipher::Aes128:
        return EVP_aes_128_cbc();
    case Cipher::Aes192:
        return EVP_aes_192_cbc();
    case Cipher::Aes256:
        return EVP_aes_256_cbc();
    }
    return nullptr;
}

/// Any failure here is a wrong size or a broken library: a bug, not input.
Bytes crypt(const EVP_CIPHER* cipher, std::string_view key, std::string_view iv, std::string_view data, int encrypt) {
    const std::unique_ptr<EVP_CIPHER_CTX, FreeContext> context(EVP_CIPHER_CTX_new());
    CANBO_CHECK(context != nullptr);
    CANBO_CHECK(static_cast<std::size_t>(EVP_CIPHER_get_key_length(cipher)) == key.size());
    const auto block = static_cast<std::size_t>(EVP_CIPHER_get_block_size(cipher));
    CANBO_CHECK(data.size() % block == 0);
    const Bytes zeros(16, '\0');
    const std::string_view start = iv.empty() ? std::string_view(zeros) : iv;
    CANBO_CHECK(start.size() >= block);
    CANBO_CHECK(EVP_CipherInit_ex2(context.get(), cipher, in(key), in(start), encrypt, nullptr) == 1);
    CANBO_CHECK(EVP_CIPHER_CTX_set_padding(context.get(), 0) == 1);
    Bytes result(data.size(), '\0');
    int size = 0;
    CANBO_CHECK(EVP_CipherUpdate(context.get(), out(result), &size, in(data), static_cast<int>(data.size())) == 1);
    CANBO_CHECK(static_cast<std::size_t>(size) == data.size());
    return result;
}

/// Single DES from the provider that is always there: 3DES with one key thrice.
Bytes des_block(std::string_view key8, std::string_view block, int encrypt) {
    const Bytes key = Bytes(key8) + Bytes(key8) + Bytes(key8);
    return crypt(EVP_des_ede3_ecb(), key, {}, block, encrypt);
}

Bytes retail_mac(std::string_view key, std::string_view data) {
    CANBO_CHECK(key.size() == 16 && data.size() % 8 == 0);
    const Bytes first = Bytes(key.substr(0, 8));
    Bytes chain(8, '\0');
    if (!data.empty()) {
        const Bytes all = crypt(EVP_des_ede3_cbc(), first + first + first, {}, data, 1);
        chain = all.substr(all.size() - 8);
    }
    return des_block(first, des_block(key.substr(8, 8), chain, 0), 1);
}

Bytes cmac(Cipher cipher, std::string_view key, std::string_view data) {
    const std::unique_ptr<EVP_MAC, FreeContext> mac(EVP_MAC_fetch(nullptr, "CMAC", nullptr));
    CANBO_CHECK(mac != nullptr);
    const std::unique_ptr<EVP_MAC_CTX, FreeContext> context(EVP_MAC_CTX_new(mac.get()));
    std::string name = "AES-" + std::to_string(key.size() * 8) + "-CBC";
    CANBO_CHECK(key.size() == key_size(cipher));
    const std::array parameters{OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_CIPHER, name.data(), 0),
                                OSSL_PARAM_construct_end()};
    CANBO_CHECK(EVP_MAC_init(context.get(), in(key), key.size(), parameters.data()) == 1);
    CANBO_CHECK(EVP_MAC_update(context.get(), in(data), data.size()) == 1);
    Bytes result(16, '\0');
    std::size_t size = 0;
    CANBO_CHECK(EVP_MAC_final(context.get(), out(result), &size, result.size()) == 1 && size == 16);
    return result.substr(0, 8);
}

const EVP_MD* evp(Digest algorithm) {
    switch (algorithm) {
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

char odd_parity(char key) {
    unsigned value = static_cast<unsigned char>(key);
    unsigned ones = 0;
    for (unsigned bits = value >> 1U; bits != 0; bits >>= 1U)
        ones += bits & 1U;
    value = (value & 0xFEU) | (ones % 2 == 0 ? 1U : 0U);
    return to_char(value);
}

} // namespace

std::size_t key_size(Cipher cipher) { return cipher == Cipher::Aes256 ? 32 : (cipher == Cipher::Aes192 ? 24 : 16); }
std::size_t block_size(Cipher cipher) { return cipher == Cipher::TripleDes ? 8 : 16; }

std::string_view cipher_name(Cipher cipher) {
    constexpr std::array<std::string_view, 4> names{"3DES", "AES-128", "AES-192", "AES-256"};
    return names[static_cast<std::size_t>(cipher)];
}

Bytes digest(Digest algorithm, std::string_view data) {
    Bytes result(EVP_MAX_MD_SIZE, '\0');
    unsigned size = 0;
    CANBO_CHECK(EVP_Digest(data.data(), data.size(), out(result), &size, evp(algorithm), nullptr) == 1);
    result.resize(size);
    return result;
}

std::size_t digest_size(Digest algorithm) { return static_cast<std::size_t>(EVP_MD_get_size(evp(algorithm))); }

std::string_view digest_name(Digest algorithm) {
    constexpr std::array<std::string_view, 5> names{"SHA-1", "SHA-224", "SHA-256", "SHA-384", "SHA-512"};
    return names[static_cast<std::size_t>(algorithm)];
}

Bytes cbc_encrypt(Cipher cipher, std::string_view key, std::string_view iv, std::string_view data) {
    return crypt(cbc_of(cipher), key, iv, data, 1);
}
Bytes cbc_decrypt(Cipher cipher, std::string_view key, std::string_view iv, std::string_view data) {
    return crypt(cbc_of(cipher), key, iv, data, 0);
}

Bytes message_mac(Cipher cipher, std::string_view key, std::string_view data) {
    return cipher == Cipher::TripleDes ? retail_mac(key, data) : cmac(cipher, key, data);
}

Bytes pad(std::string_view data, std::size_t block) {
    Bytes result(data);
    result += '\x80';
    result.resize((result.size() + block - 1) / block * block, '\0');
    return result;
}

Result<Bytes> unpad(std::string_view data) {
    const auto end = data.find_last_not_of('\0');
    if (end == std::string_view::npos || data[end] != '\x80')
        return fail(ErrorCode::InvalidInput, "The card's answer is not protected as agreed", {}, "padding");
    return Bytes(data.substr(0, end));
}

Bytes derive_key(Cipher cipher, std::string_view secret, std::uint32_t counter) {
    const bool long_key = cipher == Cipher::Aes192 || cipher == Cipher::Aes256;
    Bytes key = digest(long_key ? Digest::Sha256 : Digest::Sha1, Bytes(secret) + big_endian(counter, 4));
    key.resize(key_size(cipher));
    if (cipher == Cipher::TripleDes)
        for (char& octet : key)
            octet = odd_parity(octet);
    return key;
}

SessionKeys::~SessionKeys() {
    wipe(encryption);
    wipe(mac);
}

SessionKeys SessionKeys::derive(Cipher cipher, std::string_view secret) {
    return {cipher, derive_key(cipher, secret, 1), derive_key(cipher, secret, 2)};
}

} // namespace canbo::identity
