#include "identity/bytes.h"

#include <openssl/crypto.h>

namespace canbo::identity {

Result<Bytes> from_hex(std::string_view text) {
    const auto digit = [](char c) {
        if (c >= '0' && c <= '9')
            return c - '0';
        if (c >= 'a' && c <= 'f')
            return c - 'a' + 10;
        return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    };
    Bytes out;
    int high = -1;
    for (const char c : text) {
        if (c == ' ' || c == '\n' || c == '\r' || c == '\t')
            continue;
        const int value = digit(c);
        if (value < 0)
            return fail(ErrorCode::InvalidInput, "The text is not hexadecimal");
        if (high < 0) {
            high = value;
            continue;
        }
        out.push_back(to_char(static_cast<unsigned>(high * 16 + value)));
        high = -1;
    }
    if (high >= 0)
        return fail(ErrorCode::InvalidInput, "The text is not hexadecimal");
    return out;
}

Bytes big_endian(std::uint64_t value, std::size_t width) {
    Bytes out(width, '\0');
    for (std::size_t i = width; i > 0; --i, value >>= 8U)
        out[i - 1] = to_char(static_cast<unsigned>(value & 0xFFU));
    return out;
}

void wipe(Bytes& bytes) {
    OPENSSL_cleanse(bytes.data(), bytes.size());
    bytes.clear();
}

} // namespace canbo::identity
