#include "wire/room_code.h"

#include "base/crypto.h"

#include <cstdint>

namespace canbo::wire {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t pin_bytes = 10, pin_letters = 16, secret_letters = 4, group = 4;

int value_of(char c) {
    if (c >= 'a' && c <= 'z')
        c = static_cast<char>(c - 'a' + 'A');
    c = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
    const auto at = alphabet.find(c);
    return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

} // namespace

RoomCode make_room_code(std::string_view digest) {
    CANBO_CHECK(digest.size() == 32);
    RoomCode out{std::string(digest.substr(0, pin_bytes)), {}};
    for (const char c : base::random_bytes(secret_letters))
        out.secret += alphabet[static_cast<unsigned char>(c) % alphabet.size()];
    return out;
}

std::string standby_token(std::string_view exam_key, std::string_view exam, std::string_view room) {
    return base::to_hex(base::hmac_sha256(exam_key, "canbo standby\n" + std::string(exam) + "\n" + std::string(room)));
}

std::string show_room_code(const RoomCode& code) {
    std::string letters;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : code.pin) {
        bits = (bits << 8U) | static_cast<unsigned char>(c);
        for (count += 8; count >= 5; count -= 5)
            letters += alphabet[(bits >> static_cast<unsigned>(count - 5)) & 31U];
    }
    letters += code.secret;
    std::string out;
    for (std::size_t i = 0; i < letters.size(); ++i)
        out += (i > 0 && i % group == 0 ? "-" : "") + std::string(1, letters[i]);
    return out;
}

Result<RoomCode> parse_room_code(std::string_view text) {
    std::string values;
    for (const char c : text.substr(0, 100)) {
        if (c == '-' || c == ' ' || c == '\n' || c == '\r')
            continue;
        const int value = value_of(c);
        if (value < 0)
            return fail(ErrorCode::InvalidInput, "A room's code has twenty letters and digits", "code");
        values += static_cast<char>(value);
    }
    if (values.size() != pin_letters + secret_letters)
        return fail(ErrorCode::InvalidInput, "A room's code has twenty letters and digits", "code");
    RoomCode out;
    std::uint32_t bits = 0;
    int count = 0;
    for (std::size_t i = 0; i < pin_letters; ++i) {
        bits = (bits << 5U) | static_cast<unsigned char>(values[i]);
        count += 5;
        if (count >= 8) {
            count -= 8;
            out.pin += static_cast<char>((bits >> static_cast<unsigned>(count)) & 255U);
        }
    }
    for (std::size_t i = pin_letters; i < values.size(); ++i)
        out.secret += alphabet[static_cast<unsigned char>(values[i])];
    return out;
}

} // namespace canbo::wire
