#include "service/totp.h"

#include "base/crypto.h"

#include <fmt/format.h>

#include <array>
#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace canbo::service {

std::int64_t totp_step(base::Time time) {
    return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch() / totp_step_length;
}

std::string totp_code(std::string_view secret, std::int64_t step, int digits) {
    std::array<unsigned char, 8> counter{};
    for (std::size_t i = 0; i < counter.size(); ++i)
        counter[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(step) >> (8 * (counter.size() - 1 - i)));
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    unsigned int length = 0;
    CANBO_CHECK(HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), counter.data(), counter.size(),
                     mac.data(), &length) != nullptr &&
                length == 20);
    const std::size_t at = mac[19] & 0x0fU; // dynamic truncation, RFC 4226 section 5.3
    const std::uint32_t bits = (mac[at] & 0x7fU) << 24U | std::uint32_t{mac[at + 1]} << 16U |
                               std::uint32_t{mac[at + 2]} << 8U | std::uint32_t{mac[at + 3]};
    std::uint32_t limit = 1;
    for (int i = 0; i < digits; ++i)
        limit *= 10;
    return fmt::format("{:0{}}", bits % limit, digits);
}

std::optional<std::int64_t> matching_step(std::string_view secret, std::string_view code, base::Time now,
                                          std::int64_t last_step) {
    const std::int64_t current = totp_step(now);
    std::optional<std::int64_t> found;
    for (const std::int64_t step : {current - 1, current, current + 1})
        if (base::equal_constant_time(totp_code(secret, step), code) && step > last_step)
            found = step;
    return found;
}

std::string to_base32(std::string_view bytes) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string out;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char byte : bytes) {
        bits = bits << 8U | static_cast<unsigned char>(byte);
        for (count += 8; count >= 5; count -= 5)
            out += alphabet[bits >> static_cast<unsigned>(count - 5) & 31U];
    }
    if (count > 0)
        out += alphabet[bits << static_cast<unsigned>(5 - count) & 31U];
    return out;
}

std::string totp_uri(std::string_view account, std::string_view secret) {
    return fmt::format("otpauth://totp/Canbo:{}?secret={}&issuer=Canbo", account, to_base32(secret));
}

} // namespace canbo::service
