#include "base/crypto.h"
#include "exchange.h"
#include "identity/access.h"
#include "identity/key_agreement.h"
#include "identity/tlv.h"
#include "malformed.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace canbo::identity {
namespace {

constexpr std::string_view id_pace("\x04\x00\x7F\x00\x07\x02\x02\x04", 8);
constexpr std::uint32_t dynamic_data = 0x7C;

tl::unexpected<Error> not_proven() {
    return fail(ErrorCode::Forbidden, "The card does not open: the number or the zone belongs to another card");
}
std::optional<PaceSuite> suite_of(std::string_view oid) {
    if (oid.size() != id_pace.size() + 2 || oid.substr(0, id_pace.size()) != id_pace)
        return std::nullopt;
    const unsigned mapping = byte_at(oid, 8), cipher = byte_at(oid, 9);
    if (cipher < 1 || cipher > 4 || (mapping == 6 && cipher == 1))
        return std::nullopt;
    PaceSuite out;
    out.oid = Bytes(oid);
    out.cipher = static_cast<Cipher>(cipher - 1);
    switch (mapping) {
    case 1:
        out.agreement = Agreement::Dh;
        break;
    case 2:
        break;
    case 3:
        out.agreement = Agreement::Dh;
        out.mapping = Mapping::Integrated;
        break;
    case 4:
        out.mapping = Mapping::Integrated;
        break;
    case 6:
        out.mapping = Mapping::ChipAuthentication;
        break;
    default:
        return std::nullopt;
    }
    return out;
}

/// Curves before primes, AES before 3DES. Chip authentication mapping first: it may be the only proof that a chip has.
int preference(const PaceSuite& suite) {
    const int mapping = suite.mapping == Mapping::ChipAuthentication ? 0 : 1 + static_cast<int>(suite.mapping);
    return (suite.agreement == Agreement::Ecdh ? 0 : 100) + (suite.cipher == Cipher::TripleDes ? 10 : 0) + mapping;
}

/// The steps of one run; what each proves is said where it is checked.
class Run {
public:
    Run(CardTransport& card, const PaceSuite& suite, const RandomSource& random)
        : m_card(card), m_suite(suite), m_random(random) {}

    Result<PaceChannel> operator()(const CardSecret& secret, bool name_parameters) {
        CANBO_TRY(m_group, KeyAgreement::standard(m_suite.parameters));
        CANBO_TRY_VOID(set_template(secret.kind, name_parameters));
        CANBO_TRY(const auto nonce, read_nonce(password_key(secret, m_suite.cipher)));
        CANBO_TRY_VOID(map(nonce));
        CANBO_TRY(const auto keys, agree());
        return prove(keys);
    }

private:
    Result<void> set_template(CardSecret::Kind kind, bool name_parameters) {
        Bytes data = make_tlv(0x80, m_suite.oid) + make_tlv(0x83, kind == CardSecret::Kind::Can ? "\x02" : "\x01");
        if (name_parameters)
            data += make_tlv(0x84, big_endian(static_cast<std::uint64_t>(m_suite.parameters), 1));
        CANBO_TRY(const auto answer, exchange(m_card, {0x00, 0x22, 0xC1, 0xA4, data, std::nullopt}));
        if (!answer.ok() && (answer.status & 0xFFF0U) != 0x63C0U)
            return fail(ErrorCode::Forbidden, "The card offers no way of access that this program knows");
        return {};
    }

    /// GENERAL AUTHENTICATE; all steps but the last are chained.
    Result<Bytes> step(std::string_view object, bool last) {
        const Command command{
            static_cast<std::uint8_t>(last ? 0x00 : 0x10), 0x86, 0x00, 0x00, make_tlv(dynamic_data, object), 256};
        CANBO_TRY(auto answer, exchange(m_card, command));
        if (!answer.ok())
            return not_proven();
        CANBO_TRY(const auto data, only_tlv(answer.data, dynamic_data));
        return Bytes(data.value);
    }

    Result<Bytes> read_nonce(Bytes key) {
        CANBO_TRY(const auto data, step({}, false));
        CANBO_TRY(const auto cipher, only_tlv(data, 0x80));
        const bool integrated = m_suite.mapping == Mapping::Integrated;
        const std::size_t wanted = m_suite.cipher == Cipher::Aes192 || m_suite.cipher == Cipher::Aes256 ? 32 : 16;
        const auto size = cipher.value.size();
        if ((size != 16 && size != 32) || (integrated && size != wanted))
            return malformed_answer("size of the nonce");
        auto nonce = cbc_decrypt(m_suite.cipher, key, {}, cipher.value);
        wipe(key);
        // Zero would make the mapped generator one that the card alone chose.
        if (nonce.find_first_not_of('\0') == Bytes::npos)
            return malformed_answer("zero nonce");
        return nonce;
    }

    Result<void> map(std::string_view nonce) {
        if (m_suite.mapping == Mapping::Integrated) {
            const Bytes own = m_random(key_size(m_suite.cipher));
            CANBO_TRY(const auto answer, step(make_tlv(0x81, own), false));
            if (!answer.empty() && answer != Bytes("\x82\x00", 2))
                return malformed_answer("mapping data");
            return m_group->map_integrated(nonce, own, m_suite.cipher);
        }
        Bytes own = m_group->private_key(m_random);
        CANBO_TRY(m_chip_point, swap_keys(own, 0x81, 0x82));
        auto mapped = m_group->map_generic(nonce, own, m_chip_point);
        wipe(own);
        return mapped;
    }

    /// Sends the public key of `own` and returns the card's, which must be another one.
    Result<Bytes> swap_keys(std::string_view own, std::uint32_t tag, std::uint32_t answer_tag) {
        CANBO_TRY(m_own_public, m_group->public_key(own));
        CANBO_TRY(const auto answer, step(make_tlv(tag, m_own_public), false));
        CANBO_TRY(const auto other, only_tlv(answer, answer_tag));
        if (other.value == m_own_public)
            return malformed_answer("reflected key");
        return Bytes(other.value);
    }

    Result<SessionKeys> agree() {
        Bytes own = m_group->private_key(m_random);
        CANBO_TRY(m_card_public, swap_keys(own, 0x83, 0x84));
        CANBO_TRY(auto secret, m_group->shared_secret(own, m_card_public));
        wipe(own);
        auto keys = SessionKeys::derive(m_suite.cipher, secret);
        wipe(secret);
        return keys;
    }

    Bytes token(const SessionKeys& keys, std::string_view public_key) const {
        const Bytes data =
            make_tlv(0x7F49, make_tlv(0x06, m_suite.oid) + make_tlv(m_group->public_key_tag(), public_key));
        return message_mac(keys.cipher, keys.mac, keys.cipher == Cipher::TripleDes ? pad(data, 8) : data);
    }

    Result<PaceChannel> prove(const SessionKeys& keys) {
        CANBO_TRY(const auto answer, step(make_tlv(0x85, token(keys, m_card_public)), true));
        TlvReader in(answer);
        CANBO_TRY(const auto proof, in.next(0x86));
        if (!base::equal_constant_time(proof.value, token(keys, m_own_public)))
            return not_proven();
        PaceChannel out{
            SecureMessaging(keys, Bytes(block_size(keys.cipher), '\0')), m_chip_point, {}, m_suite.parameters};
        if (m_suite.mapping == Mapping::ChipAuthentication) {
            CANBO_TRY(const auto cipher, in.next(0x8A));
            const std::size_t block = block_size(keys.cipher);
            if (cipher.value.empty() || cipher.value.size() % block != 0)
                return malformed_answer("chip authentication data");
            const auto iv = cbc_encrypt(keys.cipher, keys.encryption, {}, Bytes(block, '\xFF'));
            CANBO_TRY(out.chip_scalar, unpad(cbc_decrypt(keys.cipher, keys.encryption, iv, cipher.value)));
        }
        return out; // certification authority references (87, 88) are for terminal authentication, which is not ours
    }

    CardTransport& m_card;
    const PaceSuite& m_suite;
    const RandomSource& m_random;
    std::unique_ptr<KeyAgreement> m_group;
    Bytes m_own_public, m_card_public, m_chip_point;
};

} // namespace

std::string suite_name(const PaceSuite& suite) {
    constexpr std::array mappings{"GM", "IM", "CAM"};
    constexpr std::array ciphers{"3DES-CBC-CBC", "AES-CBC-CMAC-128", "AES-CBC-CMAC-192", "AES-CBC-CMAC-256"};
    return fmt::format("id-PACE-{}-{}-{} ({})", suite.agreement == Agreement::Dh ? "DH" : "ECDH",
                       mappings[static_cast<std::size_t>(suite.mapping)],
                       ciphers[static_cast<std::size_t>(suite.cipher)], suite.parameters);
}

Result<std::vector<PaceSuite>> read_card_access(std::string_view file) {
    CANBO_TRY(const auto set, only_tlv(file, 0x31, Lengths::AnyDefinite));
    std::vector<PaceSuite> out;
    TlvReader in(set.value, Lengths::AnyDefinite);
    while (!in.at_end()) {
        CANBO_TRY(auto info, in.enter(0x30));
        CANBO_TRY(const auto oid, info.next(0x06));
        auto suite = suite_of(oid.value);
        if (!suite)
            continue;
        CANBO_TRY(const auto version_element, info.next(0x02));
        CANBO_TRY(const auto version, der_unsigned(version_element, 255));
        CANBO_TRY(const auto parameters, info.next_if(0x02));
        if (version != 2 || !parameters)
            continue;
        CANBO_TRY(const auto id, der_unsigned(*parameters, 255));
        suite->parameters = static_cast<int>(id);
        const bool curve = id >= 8 && id <= 18;
        if (curve == (suite->agreement == Agreement::Ecdh) && (curve || id <= 2))
            out.push_back(*std::move(suite));
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const auto& a, const auto& b) { return preference(a) < preference(b); });
    return out;
}

Bytes password_key(const CardSecret& secret, Cipher cipher) {
    return secret.kind == CardSecret::Kind::Can ? derive_key(cipher, secret.text, 3)
                                                : derive_key(cipher, digest(Digest::Sha1, secret.text), 3);
}

Result<PaceChannel> run_pace(CardTransport& card, const PaceSuite& suite, const CardSecret& secret,
                             const RandomSource& random, bool name_parameters) {
    return Run(card, suite, random)(secret, name_parameters);
}

Result<bool> check_chip_mapping(int parameters, std::string_view scalar, std::string_view static_key,
                                std::string_view mapped_key) {
    CANBO_TRY(const auto group, KeyAgreement::standard(parameters));
    CANBO_TRY(const auto product, group->multiply(scalar, static_key));
    return product == mapped_key;
}

} // namespace canbo::identity
