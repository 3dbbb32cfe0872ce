#pragma once

#include "identity/bytes.h"

namespace canbo::identity {

/// The block ciphers of chip cards. TripleDes is two-key 3DES with the retail MAC.
enum class Cipher { TripleDes, Aes128, Aes192, Aes256 };
std::size_t key_size(Cipher cipher);   ///< 16, 16, 24, 32
std::size_t block_size(Cipher cipher); ///< 8 or 16
std::string_view cipher_name(Cipher cipher);

enum class Digest { Sha1, Sha224, Sha256, Sha384, Sha512 };
Bytes digest(Digest algorithm, std::string_view data);
std::size_t digest_size(Digest algorithm);
std::string_view digest_name(Digest algorithm); ///< "SHA-256"

/// CBC without padding: whole blocks in, as many out. An empty `iv` means zeros. A wrong key or block size is a bug.
Bytes cbc_encrypt(Cipher cipher, std::string_view key, std::string_view iv, std::string_view data);
Bytes cbc_decrypt(Cipher cipher, std::string_view key, std::string_view iv, std::string_view data);

/// Eight octets: retail MAC (ISO 9797-1, algorithm 3) for 3DES, whose input must be padded; truncated CMAC for AES.
Bytes message_mac(Cipher cipher, std::string_view key, std::string_view data);

/// 80 and as many zeros as fill a block (ISO 9797-1, method 2).
Bytes pad(std::string_view data, std::size_t block);
/// @error InvalidInput no such padding
Result<Bytes> unpad(std::string_view data);

/// Key derivation of ICAO 9303-11, 9.7.1. `counter`: 1 encryption, 2 MAC, 3 from a password. DES keys get odd parity.
Bytes derive_key(Cipher cipher, std::string_view secret, std::uint32_t counter);

/// Keys of one secure channel; wiped when it goes.
struct SessionKeys {
    Cipher cipher{Cipher::TripleDes};
    Bytes encryption, mac;

    SessionKeys() = default;
    SessionKeys(Cipher of, Bytes encryption_key, Bytes mac_key)
        : cipher(of), encryption(std::move(encryption_key)), mac(std::move(mac_key)) {}
    SessionKeys(const SessionKeys&) = default;
    SessionKeys(SessionKeys&&) = default;
    SessionKeys& operator=(const SessionKeys&) = default;
    SessionKeys& operator=(SessionKeys&&) = default;
    ~SessionKeys();
    /// Both keys from a shared secret.
    static SessionKeys derive(Cipher cipher, std::string_view secret);
};

} // namespace canbo::identity
