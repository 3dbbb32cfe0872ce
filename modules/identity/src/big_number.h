#pragma once

#include "identity/bytes.h"

#include <memory>
#include <openssl/bn.h>

namespace canbo::identity {

struct FreeNumber {
    void operator()(BIGNUM* number) const { BN_clear_free(number); }
    void operator()(BN_CTX* context) const { BN_CTX_free(context); }
};
using BigNumber = std::unique_ptr<BIGNUM, FreeNumber>;
using NumberContext = std::unique_ptr<BN_CTX, FreeNumber>;

/// Running out of memory is the only way these fail.
inline BigNumber new_number() {
    BigNumber out(BN_new());
    CANBO_CHECK(out != nullptr);
    return out;
}
inline BigNumber number_from(std::string_view bytes) {
    BigNumber out(
        BN_bin2bn(reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()), nullptr));
    CANBO_CHECK(out != nullptr);
    return out;
}
inline BigNumber number_from(const BIGNUM* other) {
    BigNumber out(BN_dup(other));
    CANBO_CHECK(out != nullptr);
    return out;
}
inline NumberContext number_context() {
    NumberContext out(BN_CTX_new());
    CANBO_CHECK(out != nullptr);
    return out;
}
/// Left-padded to `size`; the number must fit.
inline Bytes number_bytes(const BIGNUM* number, std::size_t size) {
    Bytes out(size, '\0');
    CANBO_CHECK(BN_bn2binpad(number, reinterpret_cast<unsigned char*>(out.data()), static_cast<int>(size)) >= 0);
    return out;
}
inline std::size_t number_size(const BIGNUM* number) { return (static_cast<std::size_t>(BN_num_bits(number)) + 7) / 8; }

} // namespace canbo::identity
