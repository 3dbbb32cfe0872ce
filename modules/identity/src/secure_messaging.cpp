#include "identity/secure_messaging.h"

#include "base/crypto.h"
#include "identity/tlv.h"
#include "malformed.h"

namespace canbo::identity {
namespace {

constexpr std::size_t most_short_answer = 256;

tl::unexpected<Error> refused(const char* detail) {
    return fail(ErrorCode::InvalidInput, "The card's answer is not protected as agreed", {}, detail);
}

bool is_error_status(std::uint16_t status) {
    const unsigned high = status >> 8U;
    return high == 0x6C || high == 0x67 || high == 0x68 || high == 0x69 || high == 0x6A || high == 0x6B ||
           high == 0x6D || high == 0x6E || high == 0x6F || high == 0x63 || high == 0x64 || high == 0x65;
}

} // namespace

Bytes Command::encode() const {
    const bool extended = data.size() > 255 || expected.value_or(0) > 256;
    Bytes out{to_char(cla), to_char(ins), to_char(p1), to_char(p2)};
    if (!data.empty()) {
        out += extended ? big_endian(data.size(), 3) : big_endian(data.size(), 1);
        out += data;
    }
    if (expected)
        out += !extended ? big_endian(*expected, 1) : big_endian(*expected & 0xFFFFU, data.empty() ? 3 : 2);
    return out;
}

Result<Answer> split_answer(Bytes raw) {
    if (raw.size() < 2 || raw.size() > 65'538)
        return malformed_answer("size of the answer");
    Answer out;
    out.status = static_cast<std::uint16_t>(byte_at(raw, raw.size() - 2) << 8U | byte_at(raw, raw.size() - 1));
    raw.resize(raw.size() - 2);
    out.data = std::move(raw);
    return out;
}

RandomSource system_random() {
    return [](std::size_t count) { return base::random_bytes(count); };
}

SecureMessaging::SecureMessaging(SessionKeys keys, Bytes counter)
    : m_keys(std::move(keys)), m_counter(std::move(counter)) {
    CANBO_CHECK(m_counter.size() == block_size(m_keys.cipher));
}

void SecureMessaging::count() {
    for (std::size_t i = m_counter.size(); i > 0; --i) {
        m_counter[i - 1] = to_char(byte_at(m_counter, i - 1) + 1U);
        if (m_counter[i - 1] != '\0')
            return;
    }
}

Bytes SecureMessaging::iv() const {
    if (m_keys.cipher == Cipher::TripleDes)
        return Bytes(8, '\0');
    return cbc_encrypt(m_keys.cipher, m_keys.encryption, {}, m_counter);
}

Bytes SecureMessaging::mac(std::string_view message) const {
    return message_mac(m_keys.cipher, m_keys.mac, pad(m_counter + Bytes(message), block_size(m_keys.cipher)));
}

std::size_t SecureMessaging::most_in_short_answer() const {
    // 87 81 L 01 … 99 02 s s 8E 08 m×8: eighteen octets beside whole blocks, of which one octet at least is padding.
    const std::size_t block = block_size(m_keys.cipher);
    return (most_short_answer - 18) / block * block - 1;
}

Bytes SecureMessaging::protect(const Command& command) {
    count();
    m_odd = (command.ins & 1U) != 0;
    const std::size_t block = block_size(m_keys.cipher);
    const Bytes header{to_char(command.cla | 0x0CU), to_char(command.ins), to_char(command.p1), to_char(command.p2)};
    Bytes objects;
    if (!command.data.empty()) {
        const auto cipher = cbc_encrypt(m_keys.cipher, m_keys.encryption, iv(), pad(command.data, block));
        objects += m_odd ? make_tlv(0x85, cipher) : make_tlv(0x87, "\x01" + cipher);
    }
    if (command.expected)
        objects += make_tlv(0x97, big_endian(*command.expected, *command.expected > 256 ? 2 : 1));
    Bytes message = pad(header, block);
    if (!objects.empty())
        message += objects;
    objects += make_tlv(0x8E, mac(message));
    const bool extended = objects.size() > 255 || command.expected.value_or(0) > 256;
    const Command out{byte_at(header, 0), command.ins, command.p1,
                      command.p2,         objects,     extended ? std::size_t{65'536} : std::size_t{256}};
    return out.encode();
}

Result<Answer> SecureMessaging::open(Bytes raw) {
    count();
    if (!m_alive)
        return refused("the channel has ended");
    auto answer = split_answer(std::move(raw));
    if (answer && answer->data.empty() && is_error_status(answer->status)) {
        m_alive = answer->status != 0x6987 && answer->status != 0x6988;
        return answer;
    }
    if (!answer) {
        m_alive = false;
        return answer;
    }
    auto opened = open_objects(answer->data, answer->status);
    m_alive = opened.has_value();
    return opened;
}

Result<Answer> SecureMessaging::open_objects(std::string_view objects, std::uint16_t status) {
    TlvReader reader(objects);
    const std::uint32_t data_tag = m_odd ? 0x85 : 0x87;
    CANBO_TRY(const auto data, reader.next_if(data_tag));
    CANBO_TRY(const auto status_object, reader.next(0x99));
    const auto covered = objects.substr(0, (data ? data->whole.size() : 0) + status_object.whole.size());
    CANBO_TRY(const auto checksum, reader.next(0x8E));
    CANBO_TRY_VOID(reader.finish());
    if (!base::equal_constant_time(mac(covered), checksum.value))
        return refused("checksum");
    if (status_object.value != big_endian(status, 2))
        return refused("status");
    Answer out;
    out.status = status;
    if (!data)
        return out;
    std::string_view cipher = data->value;
    if (!m_odd) {
        if (cipher.empty() || cipher.front() != '\x01')
            return refused("padding indicator");
        cipher.remove_prefix(1);
    }
    if (cipher.empty() || cipher.size() % block_size(m_keys.cipher) != 0)
        return refused("cryptogram size");
    CANBO_TRY(out.data, unpad(cbc_decrypt(m_keys.cipher, m_keys.encryption, iv(), cipher)));
    return out;
}

} // namespace canbo::identity
