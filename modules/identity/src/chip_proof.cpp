#include "identity/chip_proof.h"

#include "base/crypto.h"
#include "big_number.h"
#include "certificate.h"
#include "identity/key_agreement.h"
#include "identity/tlv.h"

#include <algorithm>
#include <openssl/core_names.h>

namespace canbo::identity {
namespace {

constexpr std::size_t challenge_size = 8;
/// id-CA and ecdsa-plain-signatures of TR-03110 and TR-03111.
constexpr std::string_view id_ca("\x04\x00\x7F\x00\x07\x02\x02\x03", 8);
constexpr std::string_view plain_ecdsa("\x04\x00\x7F\x00\x07\x01\x01\x04\x01", 9);

std::optional<Digest> digest_of_trailer(unsigned trailer) {
    switch (trailer) {
    case 0x33:
        return Digest::Sha1;
    case 0x34:
        return Digest::Sha256;
    case 0x35:
        return Digest::Sha512;
    case 0x36:
        return Digest::Sha384;
    case 0x38:
        return Digest::Sha224;
    default:
        return std::nullopt;
    }
}

BigNumber number_of(EVP_PKEY* key, const char* name) {
    BIGNUM* value = nullptr;
    CANBO_CHECK(EVP_PKEY_get_bn_param(key, name, &value) == 1);
    return BigNumber(value);
}

bool check_rsa(EVP_PKEY* key, std::string_view challenge, std::string_view signature) {
    const auto n = number_of(key, OSSL_PKEY_PARAM_RSA_N), e = number_of(key, OSSL_PKEY_PARAM_RSA_E);
    const auto s = number_from(signature);
    if (signature.size() != number_size(n.get()) || BN_cmp(s.get(), n.get()) >= 0)
        return false;
    const auto context = number_context();
    auto block = new_number(), other = new_number();
    CANBO_CHECK(BN_mod_exp(block.get(), s.get(), e.get(), n.get(), context.get()) == 1);
    CANBO_CHECK(BN_sub(other.get(), n.get(), block.get()) == 1);
    const auto size = number_size(n.get());
    // The signer may give the smaller of s and n-s.
    return check_recovered_block(number_bytes(block.get(), size), challenge) ||
           check_recovered_block(number_bytes(other.get(), size), challenge);
}

/// r ‖ s to the DER that OpenSSL reads.
Bytes der_of_plain(std::string_view signature) {
    const auto integer = [](std::string_view number) {
        const auto first = number.find_first_not_of('\0');
        Bytes out(first == std::string_view::npos ? std::string_view("\0", 1) : number.substr(first));
        if (byte_at(out, 0) >= 0x80U)
            out.insert(out.begin(), '\0');
        return make_tlv(0x02, out);
    };
    const auto half = signature.size() / 2;
    return make_tlv(0x30, integer(signature.substr(0, half)) + integer(signature.substr(half)));
}

const ChipKey* key_for(const SecurityInfos& infos, const ChipProtocol& protocol) {
    for (const auto& key : infos.keys)
        if (key.ecdh == (byte_at(protocol.oid, 8) == 2) && (!protocol.key_id || key.id == protocol.key_id))
            return &key;
    return nullptr;
}

/// Strongest usable cipher first; version 1 only.
std::optional<ChipProtocol> best_protocol(const SecurityInfos& infos) {
    std::optional<ChipProtocol> best;
    for (const auto& protocol : infos.chip_authentication) {
        const unsigned cipher = byte_at(protocol.oid, 9), agreement = byte_at(protocol.oid, 8);
        const bool usable = protocol.version == 1 && cipher >= 1 && cipher <= 4 && agreement >= 1 && agreement <= 2 &&
                            key_for(infos, protocol) != nullptr;
        if (usable && (!best || cipher > byte_at(best->oid, 9)))
            best = protocol;
    }
    // Old chips give a key alone, which means 3DES (9303-11, 6.2).
    if (!best && !infos.keys.empty())
        best = ChipProtocol{Bytes(id_ca) + Bytes(infos.keys[0].ecdh ? "\x02\x01" : "\x01\x01"), 1, infos.keys[0].id};
    return best;
}

/// The first octets of EF.COM in this very channel, never in one opened again.
Result<Answer> read_beginning(CardSession& session) {
    if (session.options().short_file_ids)
        return session.send({0x00, 0xB0, static_cast<std::uint8_t>(0x80U | short_file_id(CardFile::Com)), 0x00, {}, 8});
    CANBO_TRY(const auto selected,
              session.send({0x00, 0xA4, 0x02, 0x0C, big_endian(file_id(CardFile::Com), 2), std::nullopt}));
    return selected.ok() ? session.send({0x00, 0xB0, 0x00, 0x00, {}, 8}) : selected;
}

Result<Answer> send_public_key(CardSession& session, const ChipProtocol& protocol, const ChipKey& key, Cipher cipher,
                               const Bytes& own_public) {
    Bytes id;
    if (key.id)
        id = make_tlv(0x84, big_endian(*key.id, *key.id > 0xFFU ? 4 : 1));
    if (cipher == Cipher::TripleDes)
        return session.send({0x00, 0x22, 0x41, 0xA6, make_tlv(0x91, own_public) + id, std::nullopt});
    CANBO_TRY(const auto set, session.send({0x00, 0x22, 0x41, 0xA4, make_tlv(0x80, protocol.oid) + id, std::nullopt}));
    if (!set.ok())
        return set;
    return session.send({0x00, 0x86, 0x00, 0x00, make_tlv(0x7C, make_tlv(0x80, own_public)), 256});
}

} // namespace

Bytes challenge_of(const Purpose& purpose) {
    Bytes all;
    for (const auto& part : {purpose.exam, purpose.room, purpose.station, purpose.candidate, purpose.nonce})
        all += big_endian(part.size(), 4) + part;
    return base::sha256(all).substr(0, challenge_size);
}

bool check_recovered_block(std::string_view block, std::string_view challenge) {
    if (block.size() < 64 || byte_at(block, 0) != 0x6AU)
        return false;
    const unsigned last = byte_at(block, block.size() - 1);
    const bool one_octet = last == 0xBCU;
    if (!one_octet && last != 0xCCU)
        return false;
    const auto algorithm =
        one_octet ? std::optional(Digest::Sha1) : digest_of_trailer(byte_at(block, block.size() - 2));
    if (!algorithm)
        return false;
    const std::size_t trailer = one_octet ? 1 : 2, hash = digest_size(*algorithm);
    if (block.size() < 1 + hash + trailer)
        return false;
    const auto message = block.substr(1, block.size() - 1 - hash - trailer);
    const auto expected = digest(*algorithm, Bytes(message).append(challenge));
    return base::equal_constant_time(block.substr(1 + message.size(), hash), expected);
}

Result<bool> check_active(std::string_view public_key, const std::optional<Bytes>& ecdsa, std::string_view challenge,
                          std::string_view signature) {
    CANBO_TRY(const auto key, read_public_key(public_key));
    if (EVP_PKEY_is_a(key.get(), "RSA") == 1)
        return check_rsa(key.get(), challenge, signature);
    const bool known = ecdsa && ecdsa->size() == 10 && ecdsa->substr(0, 9) == plain_ecdsa && byte_at(*ecdsa, 9) >= 1 &&
                       byte_at(*ecdsa, 9) <= 5;
    if (EVP_PKEY_is_a(key.get(), "EC") != 1 || !known)
        return fail(ErrorCode::InvalidInput, "The chip signs by an algorithm that this program does not know");
    const auto order_size = (static_cast<std::size_t>(EVP_PKEY_get_bits(key.get())) + 7) / 8;
    if (signature.size() != 2 * order_size)
        return false;
    const auto algorithm = static_cast<Digest>(byte_at(*ecdsa, 9) - 1);
    return verify(key.get(), {SignatureAlgorithm::Kind::Ecdsa, algorithm, 0}, algorithm, challenge,
                  der_of_plain(signature));
}

Result<std::optional<Bytes>> ask_active(CardSession& session, std::string_view challenge) {
    CANBO_CHECK(challenge.size() == challenge_size);
    // A signature of up to 2,048 bits does not fit into one short protected answer.
    const std::size_t expected = session.options().extended_length ? 1'024 : 256;
    CANBO_TRY(auto answer, session.send({0x00, 0x88, 0x00, 0x00, Bytes(challenge), expected}));
    if (!answer.ok() || answer.data.empty())
        return std::optional<Bytes>();
    return std::optional<Bytes>(std::move(answer.data));
}

Result<std::optional<bool>> run_chip_authentication(CardSession& session, const SecurityInfos& infos) {
    const auto protocol = best_protocol(infos);
    if (!protocol)
        return std::optional<bool>();
    const ChipKey* key = key_for(infos, *protocol);
    Bytes chip_public;
    auto group = key == nullptr ? Result<std::unique_ptr<KeyAgreement>>(
                                      fail(ErrorCode::InvalidInput, "The card gave a public key that is none"))
                                : KeyAgreement::of_public_key(key->info, chip_public);
    if (!group)
        return std::optional<bool>(false);
    const auto cipher = static_cast<Cipher>(byte_at(protocol->oid, 9) - 1);
    Bytes own = (*group)->private_key(session.options().random);
    const auto own_public = (*group)->public_key(own);
    auto secret = (*group)->shared_secret(own, chip_public);
    wipe(own);
    if (!own_public || !secret)
        return std::optional<bool>(false);
    const auto answer = send_public_key(session, *protocol, *key, cipher, *own_public);
    if (!answer && answer.error().code == ErrorCode::Unreachable)
        return fail(answer.error());
    if (!answer || !answer->ok())
        return std::optional<bool>(false);
    session.restart(SessionKeys::derive(cipher, *secret));
    wipe(*secret);
    // Only the owner of the key can seal this answer.
    const auto proof = read_beginning(session);
    if (!proof && proof.error().code == ErrorCode::Unreachable)
        return fail(proof.error());
    return std::optional<bool>(proof && session.channel_alive() && (proof->ok() || proof->status == 0x6282));
}

} // namespace canbo::identity
