#include "support/virtual_card.h"

#include "base/crypto.h"
#include "identity/access.h"
#include "identity/tlv.h"

#include <openssl/bn.h>
#include <openssl/rsa.h>

namespace canbo::test {

using identity::Answer;
using identity::big_endian;
using identity::byte_at;
using identity::Bytes;
using identity::CardFile;
using identity::Cipher;
using identity::Command;
using identity::make_tlv;
using identity::SessionKeys;

/// The card's half of secure messaging.
struct VirtualCard::Channel {
    SessionKeys keys;
    Bytes counter;

    void count() {
        for (std::size_t i = counter.size(); i > 0; --i)
            if (++counter[i - 1] != '\0')
                return;
    }
    std::size_t block() const { return identity::block_size(keys.cipher); }
    Bytes iv() const {
        return keys.cipher == Cipher::TripleDes ? Bytes()
                                                : identity::cbc_encrypt(keys.cipher, keys.encryption, {}, counter);
    }
    Bytes mac(const Bytes& message) const {
        return identity::message_mac(keys.cipher, keys.mac, identity::pad(counter + message, block()));
    }
};

struct VirtualCard::Pace {
    Bytes oid;
    Bytes password;
    Cipher cipher{Cipher::Aes128};
    int mapping{2}; ///< As in the object identifier: 1 to 6.
    int parameters{-1};
    std::unique_ptr<identity::KeyAgreement> group;
    Bytes nonce, mapped_private, own_private, own_public, other_public;
    std::optional<SessionKeys> keys;
};

namespace {

const identity::RandomSource& random() {
    static const auto source = identity::system_random();
    return source;
}
Answer status(std::uint16_t value) { return {{}, value}; }
Answer give(Bytes data) { return {std::move(data), 0x9000}; }

struct Parsed {
    Command command;
    bool extended{false};
};

std::optional<Parsed> parse(std::string_view raw) {
    if (raw.size() < 4)
        return std::nullopt;
    Parsed out;
    out.command = {byte_at(raw, 0), byte_at(raw, 1), byte_at(raw, 2), byte_at(raw, 3), {}, std::nullopt};
    auto rest = raw.substr(4);
    const auto number = [&](std::size_t at, std::size_t width) {
        std::size_t value = 0;
        for (std::size_t i = 0; i < width; ++i)
            value = value << 8U | byte_at(rest, at + i);
        return value;
    };
    if (rest.empty())
        return out;
    out.extended = rest.size() >= 3 && rest[0] == '\0';
    const std::size_t width = out.extended ? 2 : 1, at = out.extended ? 1 : 0;
    if (rest.size() > at + width) {
        const auto count = number(at, width);
        if (rest.size() < at + width + count)
            return std::nullopt;
        out.command.data = Bytes(rest.substr(at + width, count));
        rest.remove_prefix(at + width + count);
        if (rest.empty())
            return out;
        const auto expected = number(0, rest.size());
        out.command.expected = expected == 0 ? (out.extended ? 65'536 : 256) : expected;
        return out;
    }
    const auto expected = number(at, width);
    out.command.expected = expected == 0 ? (out.extended ? 65'536 : 256) : expected;
    return out;
}

/// The content of the object with this tag among `bytes`, or nothing.
std::optional<Bytes> object(const Bytes& bytes, std::uint32_t tag) {
    identity::TlvReader in(bytes);
    while (!in.at_end()) {
        const auto element = in.next();
        if (!element)
            return std::nullopt;
        if (element->tag == tag)
            return Bytes(element->value);
    }
    return std::nullopt;
}

/// RSA over a block without padding.
Bytes rsa_private(EVP_PKEY* key, const Bytes& block) {
    EVP_PKEY_CTX* context = EVP_PKEY_CTX_new(key, nullptr);
    CANBO_CHECK(EVP_PKEY_decrypt_init(context) == 1);
    CANBO_CHECK(EVP_PKEY_CTX_set_rsa_padding(context, RSA_NO_PADDING) == 1);
    std::size_t size = block.size();
    Bytes out(size, '\0');
    CANBO_CHECK(EVP_PKEY_decrypt(context, reinterpret_cast<unsigned char*>(out.data()), &size,
                                 reinterpret_cast<const unsigned char*>(block.data()), block.size()) == 1);
    EVP_PKEY_CTX_free(context);
    return out;
}

/// ISO 9796-2, scheme 1, SHA-256: 6A M1 H 34 CC.
Bytes iso9796_sign(EVP_PKEY* key, const Bytes& challenge) {
    const auto size = static_cast<std::size_t>(EVP_PKEY_get_size(key));
    const Bytes first = base::random_bytes(size - 1 - 32 - 2);
    const Bytes hash = identity::digest(identity::Digest::Sha256, first + challenge);
    return rsa_private(key, Bytes("\x6A", 1) + first + hash + Bytes("\x34\xCC", 2));
}

/// a / b in the group of brainpoolP256r1: what a chip gives for its mapping key and its own (9303-11, 4.4.3.3.3).
Bytes quotient(const Bytes& a, const Bytes& b) {
    BN_CTX* context = BN_CTX_new();
    const auto number = [](const Bytes& bytes) {
        return BN_bin2bn(reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()), nullptr);
    };
    BIGNUM* order =
        number(identity::from_hex("A9FB57DBA1EEA9BC3E660A909D838D718C397AA3B561A6F7901E0E82974856A7").value());
    BIGNUM *left = number(a), *right = number(b);
    CANBO_CHECK(BN_mod_inverse(right, right, order, context) != nullptr);
    CANBO_CHECK(BN_mod_mul(left, left, right, order, context) == 1);
    Bytes out(32, '\0');
    CANBO_CHECK(BN_bn2binpad(left, reinterpret_cast<unsigned char*>(out.data()), 32) == 32);
    for (BIGNUM* one : {order, left, right})
        BN_free(one);
    BN_CTX_free(context);
    return out;
}

/// r ‖ s, each as long as the order.
Bytes plain_ecdsa(EVP_PKEY* key, const Bytes& message) {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    CANBO_CHECK(EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, key) == 1);
    std::size_t size = 200;
    Bytes der(size, '\0');
    CANBO_CHECK(EVP_DigestSign(context, reinterpret_cast<unsigned char*>(der.data()), &size,
                               reinterpret_cast<const unsigned char*>(message.data()), message.size()) == 1);
    EVP_MD_CTX_free(context);
    der.resize(size);
    identity::TlvReader in(identity::only_tlv(der, 0x30)->value);
    Bytes out;
    for (int i = 0; i < 2; ++i) {
        Bytes number(in.next(0x02)->value);
        number = number.size() > 32 ? number.substr(number.size() - 32) : Bytes(32 - number.size(), '\0') + number;
        out += number;
    }
    return out;
}

} // namespace

VirtualCard::VirtualCard(ChipContent content, Faults faults) : m_content(std::move(content)), m_faults(faults) {
    auto& files = m_content.files;
    if (m_faults.no_card_access)
        files.erase(CardFile::CardAccess);
    if (m_faults.truncate_sod)
        files[CardFile::Sod].resize(files[CardFile::Sod].size() / 2);
    if (m_faults.endless_dg2)
        files[identity::data_group(2)].replace(0, 4, Bytes("\x75\x83\xFF\xFF\xFF", 5));
    if (m_faults.clone) {
        m_content.chip_private = identity::KeyAgreement::standard(13).value()->private_key(random());
        m_content.active = m_content.active_kind == ActiveKey::Rsa ? rsa_key(1'024) : ec_key("brainpoolP256r1");
    }
}

VirtualCard::~VirtualCard() = default;

Result<void> VirtualCard::reset() {
    if (m_faults.gone_at > 0 && m_apdus >= static_cast<std::size_t>(m_faults.gone_at))
        return fail(ErrorCode::Unreachable, "The contact to the card was lost");
    m_application = false;
    m_selected.reset();
    m_channel.reset();
    m_next_channel.reset();
    m_pace.reset();
    m_chip_authentication = false;
    return {};
}

Result<Bytes> VirtualCard::transmit(std::string_view raw) {
    ++m_apdus;
    const bool lost = static_cast<int>(m_apdus) == m_faults.lose_contact_at ||
                      (m_faults.gone_at > 0 && static_cast<int>(m_apdus) >= m_faults.gone_at);
    if (lost)
        return fail(ErrorCode::Unreachable, "The contact to the card was lost");
    const auto parsed = parse(raw);
    if (!parsed)
        return Bytes("\x67\x00", 2);
    if (static_cast<int>(m_apdus) == m_faults.wrong_status_at)
        return Bytes("\x6F\x00", 2);
    if (parsed->extended && m_faults.refuse_extended != 0 && !m_channel)
        return big_endian(m_faults.refuse_extended, 2);
    if (m_channel && (parsed->command.cla & 0x0CU) == 0x0C) {
        if (parsed->extended && m_faults.refuse_extended != 0 && m_faults.plain_errors) {
            m_channel->count();
            m_channel->count();
            return big_endian(m_faults.refuse_extended, 2);
        }
        auto out = secured(parsed->command, Bytes(raw.substr(0, 4)));
        if (m_next_channel)
            m_channel = std::move(m_next_channel);
        return out;
    }
    const auto plain = answer(parsed->command);
    if (m_next_channel)
        m_channel = std::move(m_next_channel);
    return plain.data + big_endian(plain.status, 2);
}

Bytes VirtualCard::secured(const Command& outer, const Bytes& header) {
    auto& channel = *m_channel;
    channel.count();
    const bool odd = (outer.ins & 1U) != 0;
    const auto cipher = object(outer.data, odd ? 0x85 : 0x87);
    const auto expected = object(outer.data, 0x97);
    const auto checksum = object(outer.data, 0x8E);
    const Bytes covered = outer.data.substr(0, outer.data.size() - std::min<std::size_t>(10, outer.data.size()));
    const Bytes message = identity::pad(header, channel.block()) + covered;
    if (!checksum || channel.mac(message) != *checksum) {
        m_channel.reset();
        return Bytes("\x69\x88", 2);
    }
    Command inner{static_cast<std::uint8_t>(outer.cla & 0xF3U), outer.ins, outer.p1, outer.p2, {}, std::nullopt};
    if (cipher)
        inner.data = identity::unpad(identity::cbc_decrypt(channel.keys.cipher, channel.keys.encryption, channel.iv(),
                                                           odd ? *cipher : cipher->substr(1)))
                         .value();
    if (expected) {
        std::size_t count = 0;
        for (const char c : *expected)
            count = count << 8U | static_cast<unsigned char>(c);
        inner.expected = count == 0 ? (expected->size() > 1 ? 65'536U : 256U) : count;
    }
    const bool extended = inner.expected.value_or(0) > 256 || outer.data.size() > 255;
    auto result = extended && m_faults.refuse_extended != 0 ? status(m_faults.refuse_extended) : answer(inner);
    // A short answer holds 256 octets with everything around the data: a real card cannot give more.
    channel.count();
    Bytes objects;
    if (!result.data.empty()) {
        const auto enciphered = identity::cbc_encrypt(channel.keys.cipher, channel.keys.encryption, channel.iv(),
                                                      identity::pad(result.data, channel.block()));
        objects = odd ? make_tlv(0x85, enciphered) : make_tlv(0x87, "\x01" + enciphered);
    }
    objects += make_tlv(0x99, big_endian(result.status, 2));
    objects += make_tlv(0x8E, channel.mac(objects));
    CANBO_CHECK(extended || objects.size() <= 256);
    return objects + big_endian(result.status, 2);
}

Answer VirtualCard::answer(const Command& command) {
    switch (command.ins) {
    case 0xA4:
        return select(command);
    case 0xB0:
        return read_binary(command);
    case 0x84:
        m_challenge = base::random_bytes(8);
        return m_application ? give(m_challenge) : status(0x6985);
    case 0x82:
        return mutual_authenticate(command);
    case 0x22:
        return set_template(command);
    case 0x86:
        return general_authenticate(command);
    case 0x88:
        return internal_authenticate(command);
    default:
        return status(0x6D00);
    }
}

Answer VirtualCard::select(const Command& command) {
    if (command.p1 == 0x00)
        return status(m_faults.selects_master ? 0x9000 : 0x6D00);
    if (command.p1 == 0x04) {
        m_application = command.data == Bytes("\xA0\x00\x00\x02\x47\x10\x01", 7);
        return status(m_application ? 0x9000 : 0x6A82);
    }
    for (const auto& [file, content] : m_content.files)
        if (stands_here(file) && command.data == big_endian(identity::file_id(file), 2)) {
            m_selected = file;
            return status(0x9000);
        }
    return status(0x6A82);
}

/// Some identifiers mean one file in the master file and another in the application.
bool VirtualCard::stands_here(CardFile file) const {
    return (file == CardFile::CardAccess || file == CardFile::CardSecurity) != m_application;
}

Answer VirtualCard::read_binary(const Command& command) {
    std::size_t offset = static_cast<std::size_t>(command.p1) << 8U | command.p2;
    if ((command.p1 & 0x80U) != 0) {
        if (m_faults.refuse_short_ids)
            return status(0x6A86);
        m_selected.reset();
        for (const auto& [file, content] : m_content.files)
            if (stands_here(file) && identity::short_file_id(file) == (command.p1 & 0x1FU))
                m_selected = file;
        offset = command.p2;
    }
    if (!m_selected)
        return status(0x6A82);
    if (*m_selected != CardFile::CardAccess && !m_channel)
        return status(0x6982);
    if (*m_selected == identity::data_group(3))
        return status(0x6982); // fingerprints are not for us
    const auto& content = m_content.files.at(*m_selected);
    if (offset > content.size())
        return status(0x6B00);
    const auto count = std::min(command.expected.value_or(256), content.size() - offset);
    if (m_faults.exact_length && m_channel && count < command.expected.value_or(256) && count < 256)
        return status(static_cast<std::uint16_t>(0x6C00U | count));
    return {content.substr(offset, count),
            static_cast<std::uint16_t>(count < command.expected.value_or(256) ? 0x6282 : 0x9000)};
}

Answer VirtualCard::mutual_authenticate(const Command& command) {
    const identity::Bac bac(m_content.mrz_information);
    const auto& data = command.data;
    if (data.size() != 40 || identity::message_mac(Cipher::TripleDes, bac.keys().mac,
                                                   identity::pad(data.substr(0, 32), 8)) != data.substr(32))
        return status(0x6300);
    const auto plain = identity::cbc_decrypt(Cipher::TripleDes, bac.keys().encryption, {}, data.substr(0, 32));
    if (plain.substr(8, 8) != m_challenge)
        return status(0x6300);
    const Bytes other = plain.substr(0, 8), own_key = base::random_bytes(16);
    Bytes seed = own_key;
    for (std::size_t i = 0; i < 16; ++i)
        seed[i] = static_cast<char>(seed[i] ^ plain[16 + i]);
    const auto cipher =
        identity::cbc_encrypt(Cipher::TripleDes, bac.keys().encryption, {}, m_challenge + other + own_key);
    m_next_channel = std::make_unique<Channel>(
        Channel{SessionKeys::derive(Cipher::TripleDes, seed), m_challenge.substr(4) + other.substr(4)});
    return give(cipher + identity::message_mac(Cipher::TripleDes, bac.keys().mac, identity::pad(cipher, 8)));
}

Answer VirtualCard::set_template(const Command& command) {
    if (command.p1 == 0x41 && command.p2 == 0xA4) { // chip authentication
        m_chip_authentication = true;
        return status(0x9000);
    }
    const auto oid = object(command.data, 0x80);
    const auto reference = object(command.data, 0x83);
    if (!oid || oid->size() != 10 || !reference || !m_content.files.contains(CardFile::CardAccess))
        return status(0x6A80);
    const auto suites = identity::read_card_access(m_content.files.at(CardFile::CardAccess)).value();
    for (const auto& suite : suites)
        if (suite.oid == *oid) {
            m_pace = std::make_unique<Pace>();
            m_pace->oid = *oid;
            m_pace->cipher = suite.cipher;
            m_pace->mapping = byte_at(*oid, 8);
            m_pace->parameters = suite.parameters;
            m_pace->group = identity::KeyAgreement::standard(suite.parameters).value();
            const bool by_can = *reference == "\x02";
            m_pace->password = identity::password_key(
                {by_can ? identity::CardSecret::Kind::Can : identity::CardSecret::Kind::MrzInformation,
                 by_can ? m_content.can : m_content.mrz_information},
                suite.cipher);
            return status(0x9000);
        }
    return status(0x6A80);
}

Answer VirtualCard::general_authenticate(const Command& command) {
    const auto data = object(command.data, 0x7C);
    if (!data)
        return status(0x6A80);
    if (m_chip_authentication) {
        const auto other = object(*data, 0x80);
        return other ? agree(*other) : status(0x6A80);
    }
    return m_pace ? pace_step(*data) : status(0x6985);
}

Answer VirtualCard::pace_step(const Bytes& data) {
    auto& pace = *m_pace;
    const auto reply = [](std::uint32_t tag, const Bytes& value) { return give(make_tlv(0x7C, make_tlv(tag, value))); };
    if (data.empty()) {
        const bool long_key = pace.cipher == Cipher::Aes192 || pace.cipher == Cipher::Aes256;
        pace.nonce = base::random_bytes(long_key ? 32 : 16);
        return reply(0x80, identity::cbc_encrypt(pace.cipher, pace.password, {}, pace.nonce));
    }
    if (const auto mapping = object(data, 0x81)) {
        if (pace.mapping == 3 || pace.mapping == 4)
            return pace.group->map_integrated(pace.nonce, *mapping, pace.cipher) ? reply(0x82, "") : status(0x6A80);
        const Bytes& own = pace.mapped_private = pace.group->private_key(random());
        const Bytes own_public = pace.group->public_key(own).value();
        return pace.group->map_generic(pace.nonce, own, *mapping) ? reply(0x82, own_public) : status(0x6A80);
    }
    if (const auto other = object(data, 0x83)) {
        pace.own_private = pace.group->private_key(random());
        pace.own_public = pace.group->public_key(pace.own_private).value();
        pace.other_public = *other;
        const auto secret = pace.group->shared_secret(pace.own_private, *other);
        if (!secret)
            return status(0x6A80);
        pace.keys = SessionKeys::derive(pace.cipher, *secret);
        return reply(0x84, pace.own_public);
    }
    const auto token = object(data, 0x85);
    return token && pace.keys ? finish_pace(*token) : status(0x6A80);
}

Answer VirtualCard::finish_pace(const Bytes& token) {
    auto& pace = *m_pace;
    const auto token_over = [&](const Bytes& key) {
        const auto data = make_tlv(0x7F49, make_tlv(0x06, pace.oid) + make_tlv(pace.group->public_key_tag(), key));
        return identity::message_mac(pace.cipher, pace.keys->mac,
                                     pace.cipher == Cipher::TripleDes ? identity::pad(data, 8) : data);
    };
    if (token != token_over(pace.own_public))
        return status(0x6300);
    Bytes out = make_tlv(0x86, token_over(pace.other_public));
    if (pace.mapping == 6) { // over other groups than the chip's key what is enciphered proves nothing
        const Bytes proof =
            pace.parameters == 13 ? quotient(pace.mapped_private, m_content.chip_private) : Bytes(32, '\x01');
        const auto iv = identity::cbc_encrypt(pace.cipher, pace.keys->encryption, {}, Bytes(16, '\xFF'));
        out += make_tlv(0x8A, identity::cbc_encrypt(pace.cipher, pace.keys->encryption, iv, identity::pad(proof, 16)));
    }
    m_next_channel = std::make_unique<Channel>(Channel{*pace.keys, Bytes(identity::block_size(pace.cipher), '\0')});
    return give(make_tlv(0x7C, out));
}

Answer VirtualCard::agree(const Bytes& other) {
    m_chip_authentication = false;
    const auto group = identity::KeyAgreement::standard(13).value();
    const auto secret = group->shared_secret(m_content.chip_private, other);
    if (!secret)
        return status(0x6A80);
    m_next_channel = std::make_unique<Channel>(Channel{SessionKeys::derive(Cipher::Aes128, *secret), Bytes(16, '\0')});
    return give(make_tlv(0x7C, ""));
}

Answer VirtualCard::internal_authenticate(const Command& command) {
    if (!m_channel || command.data.size() != 8)
        return status(0x6982);
    EVP_PKEY* key = m_content.active.get();
    return give(m_content.active_kind == ActiveKey::Rsa ? iso9796_sign(key, command.data)
                                                        : plain_ecdsa(key, command.data));
}

} // namespace canbo::test
