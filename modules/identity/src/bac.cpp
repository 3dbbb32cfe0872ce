#include "base/crypto.h"
#include "exchange.h"
#include "identity/access.h"

namespace canbo::identity {
namespace {

constexpr std::size_t random_size = 8, key_half_size = 16, token_size = 40;

tl::unexpected<Error> not_proven() {
    return fail(ErrorCode::Forbidden, "The card does not open: the number or the zone belongs to another card");
}

} // namespace

Result<CardSecret> secret_from_can(std::string_view can) {
    const bool digits = can.find_first_not_of("0123456789") == std::string_view::npos;
    if (can.size() != 6 || !digits)
        return fail(ErrorCode::InvalidInput, "The access number of a card has six digits");
    return CardSecret{CardSecret::Kind::Can, Bytes(can)};
}

Result<CardSecret> secret_from_mrz(std::string_view text, base::Day today) {
    constexpr std::size_t dates = 14, least = 9 + 1 + dates, most = 30 + dates;
    if (text.size() >= least && text.size() <= most) {
        const auto birth = text.substr(text.size() - 14, 7), expiry = text.substr(text.size() - 7, 7);
        const auto document = text.substr(0, text.size() - dates);
        const auto fits = [](std::string_view part) {
            return check_digit(part.substr(0, part.size() - 1)) == part.back();
        };
        if (fits(birth) && fits(expiry) && fits(document))
            return CardSecret{CardSecret::Kind::MrzInformation, Bytes(text)};
        return fail(ErrorCode::InvalidInput, "A check digit of the machine readable zone is wrong");
    }
    CANBO_TRY(auto zone, read_mrz(text, today));
    return CardSecret{CardSecret::Kind::MrzInformation, std::move(zone.mrz.information)};
}

Bac::Bac(std::string_view mrz_information)
    : m_seed(digest(Digest::Sha1, mrz_information).substr(0, key_half_size)),
      m_keys(SessionKeys::derive(Cipher::TripleDes, m_seed)) {}

Bytes Bac::token(std::string_view card_random, std::string_view own_random, std::string_view own_key) const {
    const Bytes plain = Bytes(own_random).append(card_random).append(own_key);
    const auto cipher = cbc_encrypt(Cipher::TripleDes, m_keys.encryption, {}, plain);
    return cipher + message_mac(Cipher::TripleDes, m_keys.mac, pad(cipher, 8));
}

Result<SecureMessaging> Bac::finish(std::string_view answer, std::string_view card_random, std::string_view own_random,
                                    std::string_view own_key) const {
    if (answer.size() != token_size)
        return not_proven();
    const auto cipher = answer.substr(0, 32);
    if (!base::equal_constant_time(message_mac(Cipher::TripleDes, m_keys.mac, pad(cipher, 8)), answer.substr(32)))
        return not_proven();
    const auto plain = cbc_decrypt(Cipher::TripleDes, m_keys.encryption, {}, cipher);
    if (plain.substr(0, 8) != card_random || plain.substr(8, 8) != own_random)
        return not_proven();
    Bytes seed = plain.substr(16);
    for (std::size_t i = 0; i < seed.size(); ++i)
        seed[i] = to_char(byte_at(seed, i) ^ byte_at(own_key, i));
    auto keys = SessionKeys::derive(Cipher::TripleDes, seed);
    wipe(seed);
    return SecureMessaging(std::move(keys), Bytes(card_random.substr(4)).append(own_random.substr(4)));
}

Result<SecureMessaging> Bac::run(CardTransport& card, const RandomSource& random) const {
    CANBO_TRY(const auto challenge, exchange(card, {0x00, 0x84, 0x00, 0x00, {}, random_size}));
    if (!challenge.ok() || challenge.data.size() != random_size)
        return fail(ErrorCode::Forbidden, "The card offers no way of access that this program knows");
    const Bytes own_random = random(random_size);
    Bytes own_key = random(key_half_size);
    CANBO_TRY(const auto answer,
              exchange(card, {0x00, 0x82, 0x00, 0x00, token(challenge.data, own_random, own_key), token_size}));
    if (!answer.ok())
        return not_proven();
    auto channel = finish(answer.data, challenge.data, own_random, own_key);
    wipe(own_key);
    return channel;
}

} // namespace canbo::identity
