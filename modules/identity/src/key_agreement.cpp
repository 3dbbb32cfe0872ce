#include "identity/key_agreement.h"

#include "big_number.h"
#include "curves.h"
#include "identity/tlv.h"

#include <array>
#include <openssl/core_names.h>
#include <openssl/evp.h>

namespace canbo::identity {
namespace {

tl::unexpected<Error> bad_key(const char* detail) {
    return fail(ErrorCode::InvalidInput, "The card gave a public key that is none", {}, detail);
}

/// From 1 to order-1, as many draws as it takes; a source that never gives one is broken.
Bytes draw_scalar(const BIGNUM* order, const RandomSource& random) {
    const std::size_t size = number_size(order);
    for (int tries = 0; tries < 1'000; ++tries) {
        Bytes bytes = random(size);
        if (const int excess = static_cast<int>(size * 8) - BN_num_bits(order); excess > 0 && bytes.size() == size)
            bytes[0] = to_char(byte_at(bytes, 0) & (0xFFU >> static_cast<unsigned>(excess)));
        const auto value = number_from(bytes);
        if (!BN_is_zero(value.get()) && BN_cmp(value.get(), order) < 0)
            return bytes;
    }
    CANBO_CHECK(false);
    return {};
}

/// Elliptic curves over prime fields.
class EcAgreement final : public KeyAgreement {
public:
    explicit EcAgreement(CurveGroup group)
        : m_group(std::move(group)), m_prime(new_number()), m_a(new_number()), m_b(new_number()),
          m_generator(copy(EC_GROUP_get0_generator(m_group.get()))) {
        CANBO_CHECK(EC_GROUP_get_curve(m_group.get(), m_prime.get(), m_a.get(), m_b.get(), nullptr) == 1);
        m_size = number_size(m_prime.get());
    }

    Bytes private_key(const RandomSource& random) const override {
        return draw_scalar(EC_GROUP_get0_order(m_group.get()), random);
    }

    Result<Bytes> public_key(std::string_view private_key) const override {
        return encode(times(number_from(private_key).get(), m_generator.get()).get());
    }

    Result<Bytes> multiply(std::string_view scalar, std::string_view element) const override {
        CANBO_TRY(const auto point, decode(element));
        return encode(times(number_from(scalar).get(), point.get()).get());
    }

    Result<Bytes> shared_secret(std::string_view private_key, std::string_view other) const override {
        CANBO_TRY(const auto point, multiply(private_key, other));
        return point.substr(1, m_size);
    }

    Result<void> map_generic(std::string_view nonce, std::string_view private_key, std::string_view other) override {
        CANBO_TRY(const auto point, decode(other));
        const auto shared = times(number_from(private_key).get(), point.get());
        const auto moved = times(number_from(nonce).get(), m_generator.get());
        auto sum = new_point();
        CANBO_CHECK(EC_POINT_add(m_group.get(), sum.get(), moved.get(), shared.get(), nullptr) == 1);
        if (EC_POINT_is_at_infinity(m_group.get(), shared.get()) || EC_POINT_is_at_infinity(m_group.get(), sum.get()))
            return bad_key("mapped generator at infinity");
        m_generator = std::move(sum);
        return {};
    }

    Result<void> map_integrated(std::string_view nonce, std::string_view own_nonce, Cipher cipher) override;

    Bytes generator() const override { return encode(m_generator.get()).value(); }
    std::uint32_t public_key_tag() const override { return 0x86; }

private:
    CurvePoint new_point() const {
        CurvePoint out(EC_POINT_new(m_group.get()));
        CANBO_CHECK(out != nullptr);
        return out;
    }
    CurvePoint copy(const EC_POINT* point) const {
        CurvePoint out(EC_POINT_dup(point, m_group.get()));
        CANBO_CHECK(out != nullptr);
        return out;
    }
    CurvePoint times(const BIGNUM* scalar, const EC_POINT* point) const {
        auto out = new_point();
        CANBO_CHECK(EC_POINT_mul(m_group.get(), out.get(), nullptr, point, scalar, nullptr) == 1);
        return out;
    }
    Result<Bytes> encode(const EC_POINT* point) const {
        if (EC_POINT_is_at_infinity(m_group.get(), point))
            return bad_key("point at infinity");
        Bytes out(1 + 2 * m_size, '\0');
        CANBO_CHECK(EC_POINT_point2oct(m_group.get(), point, POINT_CONVERSION_UNCOMPRESSED,
                                       reinterpret_cast<unsigned char*>(out.data()), out.size(),
                                       nullptr) == out.size());
        return out;
    }
    /// Uncompressed, on the curve, not at infinity.
    Result<CurvePoint> decode(std::string_view bytes) const {
        auto out = new_point();
        if (bytes.size() != 1 + 2 * m_size || bytes.front() != '\x04' ||
            EC_POINT_oct2point(m_group.get(), out.get(), reinterpret_cast<const unsigned char*>(bytes.data()),
                               bytes.size(), nullptr) != 1 ||
            EC_POINT_is_on_curve(m_group.get(), out.get(), nullptr) != 1 ||
            EC_POINT_is_at_infinity(m_group.get(), out.get()))
            return bad_key("not on the curve");
        return out;
    }

    CurveGroup m_group;
    BigNumber m_prime, m_a, m_b;
    CurvePoint m_generator;
    std::size_t m_size{0};
};

/// The point encoding of 9303-11, 4.4.3.3.3 (simplified Shallue-van de Woestijne-Ulas; p = 3 mod 4), by its own
/// letters.
Result<void> EcAgreement::map_integrated(std::string_view nonce, std::string_view own_nonce, Cipher cipher) {
    if (BN_mod_word(m_prime.get(), 4) != 3)
        return fail(ErrorCode::InvalidInput, "The card wants a way of access that is not defined", {}, "p mod 4");
    const auto context = number_context();
    BN_CTX* c = context.get();
    const BIGNUM* p = m_prime.get();
    const auto mul = [&](const BigNumber& x, const BigNumber& y) {
        auto out = new_number();
        CANBO_CHECK(BN_mod_mul(out.get(), x.get(), y.get(), p, c) == 1);
        return out;
    };
    const auto add = [&](const BigNumber& x, const BigNumber& y) {
        auto out = new_number();
        CANBO_CHECK(BN_mod_add(out.get(), x.get(), y.get(), p, c) == 1);
        return out;
    };
    const auto negative = [&](const BigNumber& x) {
        auto out = new_number();
        CANBO_CHECK(BN_mod_sub(out.get(), number_from(Bytes(1, '\0')).get(), x.get(), p, c) == 1);
        return out;
    };
    auto t = number_from(pseudo_random(nonce, own_nonce, cipher, static_cast<std::size_t>(BN_num_bits(p))));
    CANBO_CHECK(BN_nnmod(t.get(), t.get(), p, c) == 1);
    const auto alpha = negative(mul(t, t));
    const auto denominator = add(alpha, mul(alpha, alpha));
    auto inverse = new_number();
    auto inverse_a = new_number();
    if (BN_is_zero(denominator.get()) || !BN_mod_inverse(inverse.get(), denominator.get(), p, c) ||
        !BN_mod_inverse(inverse_a.get(), m_a.get(), p, c))
        return bad_key("integrated mapping");
    const auto one = number_from(Bytes(1, '\x01'));
    const auto x2 = mul(mul(negative(m_b), inverse_a), add(one, inverse));
    const auto x3 = mul(alpha, x2);
    const auto h2 = add(add(mul(mul(x2, x2), x2), mul(m_a, x2)), m_b);
    const auto u = mul(mul(mul(t, t), t), h2);
    // A = h2^(p-1-(p+1)/4): an inverse square root where there is one.
    auto exponent = number_from(p);
    auto quarter = number_from(p);
    CANBO_CHECK(BN_add_word(quarter.get(), 1) == 1 && BN_rshift(quarter.get(), quarter.get(), 2) == 1);
    CANBO_CHECK(BN_sub_word(exponent.get(), 1) == 1 && BN_sub(exponent.get(), exponent.get(), quarter.get()) == 1);
    auto a = new_number();
    CANBO_CHECK(BN_mod_exp(a.get(), h2.get(), exponent.get(), p, c) == 1);
    const bool square = BN_is_one(mul(mul(a, a), h2).get()) == 1;
    const auto y = square ? mul(a, h2) : mul(a, u);
    auto mapped = new_point();
    if (EC_POINT_set_affine_coordinates(m_group.get(), mapped.get(), (square ? x2 : x3).get(), y.get(), c) != 1)
        return bad_key("integrated mapping");
    // All the curves PACE knows have cofactor 1.
    m_generator = std::move(mapped);
    return {};
}

/// Multiplicative groups modulo a prime.
class ModpAgreement final : public KeyAgreement {
public:
    ModpAgreement(BigNumber prime, BigNumber generator, BigNumber order)
        : m_prime(std::move(prime)), m_generator(std::move(generator)), m_order(std::move(order)),
          m_size(number_size(m_prime.get())) {}

    Bytes private_key(const RandomSource& random) const override {
        if (m_order)
            return draw_scalar(m_order.get(), random);
        auto top = number_from(m_prime.get());
        CANBO_CHECK(BN_sub_word(top.get(), 1) == 1);
        return draw_scalar(top.get(), random);
    }
    Result<Bytes> public_key(std::string_view private_key) const override {
        return encode(power(m_generator.get(), number_from(private_key).get()).get());
    }
    Result<Bytes> multiply(std::string_view scalar, std::string_view element) const override {
        CANBO_TRY(const auto base, decode(element));
        return encode(power(base.get(), number_from(scalar).get()).get());
    }
    Result<Bytes> shared_secret(std::string_view private_key, std::string_view other) const override {
        return multiply(private_key, other);
    }

    Result<void> map_generic(std::string_view nonce, std::string_view private_key, std::string_view other) override {
        CANBO_TRY(const auto element, decode(other));
        const auto context = number_context();
        const auto shared = power(element.get(), number_from(private_key).get());
        const auto moved = power(m_generator.get(), number_from(nonce).get());
        auto mapped = new_number();
        CANBO_CHECK(BN_mod_mul(mapped.get(), moved.get(), shared.get(), m_prime.get(), context.get()) == 1);
        return take(std::move(mapped));
    }

    /// ĝ = R^((p-1)/q) (9303-11, 4.4.3.3.4).
    Result<void> map_integrated(std::string_view nonce, std::string_view own_nonce, Cipher cipher) override {
        const auto context = number_context();
        auto value =
            number_from(pseudo_random(nonce, own_nonce, cipher, static_cast<std::size_t>(BN_num_bits(m_prime.get()))));
        auto cofactor = number_from(m_prime.get());
        CANBO_CHECK(m_order != nullptr && BN_sub_word(cofactor.get(), 1) == 1);
        CANBO_CHECK(BN_div(cofactor.get(), nullptr, cofactor.get(), m_order.get(), context.get()) == 1);
        CANBO_CHECK(BN_nnmod(value.get(), value.get(), m_prime.get(), context.get()) == 1);
        return take(power(value.get(), cofactor.get()));
    }

    Bytes generator() const override { return number_bytes(m_generator.get(), m_size); }
    std::uint32_t public_key_tag() const override { return 0x84; }

private:
    Result<void> take(BigNumber mapped) {
        if (BN_is_one(mapped.get()) || BN_is_zero(mapped.get()))
            return bad_key("mapped generator of no use");
        m_generator = std::move(mapped);
        return {};
    }
    BigNumber power(const BIGNUM* base, const BIGNUM* exponent) const {
        const auto context = number_context();
        auto out = new_number();
        CANBO_CHECK(BN_mod_exp(out.get(), base, exponent, m_prime.get(), context.get()) == 1);
        return out;
    }
    Result<Bytes> encode(const BIGNUM* value) const {
        if (BN_is_one(value) || BN_is_zero(value))
            return bad_key("the neutral element");
        return number_bytes(value, m_size);
    }
    /// From 2 to p-2, and in the subgroup where its order is known.
    Result<BigNumber> decode(std::string_view bytes) const {
        auto value = number_from(bytes);
        auto top = number_from(m_prime.get());
        CANBO_CHECK(BN_sub_word(top.get(), 1) == 1);
        if (bytes.size() > m_size || BN_is_zero(value.get()) || BN_is_one(value.get()) ||
            BN_cmp(value.get(), top.get()) >= 0)
            return bad_key("outside the group");
        if (m_order && !BN_is_one(power(value.get(), m_order.get()).get()))
            return bad_key("outside the subgroup");
        return value;
    }

    BigNumber m_prime, m_generator, m_order;
    std::size_t m_size;
};

std::unique_ptr<KeyAgreement> rfc5114(const char* name) {
    const std::unique_ptr<EVP_PKEY_CTX, void (*)(EVP_PKEY_CTX*)> context(
        EVP_PKEY_CTX_new_from_name(nullptr, "DHX", nullptr), EVP_PKEY_CTX_free);
    std::string group = name;
    std::array parameters{OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group.data(), 0),
                          OSSL_PARAM_construct_end()};
    EVP_PKEY* raw = nullptr;
    CANBO_CHECK(EVP_PKEY_fromdata_init(context.get()) == 1);
    CANBO_CHECK(EVP_PKEY_fromdata(context.get(), &raw, EVP_PKEY_KEY_PARAMETERS, parameters.data()) == 1);
    const std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key(raw, EVP_PKEY_free);
    const auto number = [&](const char* which) {
        BIGNUM* value = nullptr;
        CANBO_CHECK(EVP_PKEY_get_bn_param(key.get(), which, &value) == 1);
        return BigNumber(value);
    };
    return std::make_unique<ModpAgreement>(number(OSSL_PKEY_PARAM_FFC_P), number(OSSL_PKEY_PARAM_FFC_G),
                                           number(OSSL_PKEY_PARAM_FFC_Q));
}

/// Diffie-Hellman keys of DG14: X9.42 {p, g, q, …} or PKCS#3 {p, g, …}.
Result<std::unique_ptr<KeyAgreement>> modp_of_key(std::string_view parameters, bool with_order, std::string_view point,
                                                  Bytes& key) {
    TlvReader in(parameters);
    CANBO_TRY(const auto p, in.next(0x02));
    CANBO_TRY(const auto g, in.next(0x02));
    BigNumber order;
    if (with_order) {
        CANBO_TRY(const auto q, in.next(0x02));
        order = number_from(q.value);
    }
    CANBO_TRY(const auto value, only_tlv(point, 0x02));
    auto prime = number_from(p.value);
    if (p.value.size() < 128 || p.value.size() > 1'025 || !BN_is_odd(prime.get()) ||
        (order && (BN_is_zero(order.get()) || BN_is_one(order.get()))))
        return bad_key("size of the group");
    key = number_bytes(number_from(value.value).get(), std::max(number_size(prime.get()), value.value.size()));
    if (key.size() > number_size(prime.get()))
        key.erase(0, key.size() - number_size(prime.get()));
    return std::unique_ptr<KeyAgreement>(
        std::make_unique<ModpAgreement>(std::move(prime), number_from(g.value), std::move(order)));
}

} // namespace

Result<std::unique_ptr<KeyAgreement>> KeyAgreement::standard(int parameters) {
    switch (parameters) {
    case 0:
        return rfc5114("dh_1024_160");
    case 1:
        return rfc5114("dh_2048_224");
    case 2:
        return rfc5114("dh_2048_256");
    default:
        break;
    }
    CANBO_TRY(auto group, standard_curve(parameters));
    return std::unique_ptr<KeyAgreement>(std::make_unique<EcAgreement>(std::move(group)));
}

Result<std::unique_ptr<KeyAgreement>> KeyAgreement::of_public_key(std::string_view info, Bytes& key) {
    CANBO_TRY(const auto outer, only_tlv(info, 0x30));
    TlvReader in(outer.value);
    CANBO_TRY(auto algorithm, in.enter(0x30));
    CANBO_TRY(const auto bits, in.next(0x03));
    CANBO_TRY_VOID(in.finish());
    CANBO_TRY(const auto oid, algorithm.next(0x06));
    if (bits.value.size() < 2 || bits.value.front() != '\0')
        return bad_key("unused bits");
    const auto point = bits.value.substr(1);
    CANBO_TRY(const auto parameters, algorithm.next());
    if (oid.value == std::string_view("\x2A\x86\x48\xCE\x3D\x02\x01", 7)) { // id-ecPublicKey
        CANBO_TRY(auto group, curve_of_parameters(parameters.whole));
        key = Bytes(point);
        return std::unique_ptr<KeyAgreement>(std::make_unique<EcAgreement>(std::move(group)));
    }
    const bool x942 = oid.value == std::string_view("\x2A\x86\x48\xCE\x3E\x02\x01", 7);
    const bool pkcs3 = oid.value == std::string_view("\x2A\x86\x48\x86\xF7\x0D\x01\x03\x01", 9);
    if ((x942 || pkcs3) && parameters.tag == 0x30)
        return modp_of_key(parameters.value, x942, point, key);
    return bad_key("algorithm");
}

Bytes pseudo_random(std::string_view nonce, std::string_view own_nonce, Cipher cipher, std::size_t field_bits) {
    static const Bytes c128[] = {from_hex("A668892A7C41E3CA739F40B057D85904").value(),
                                 from_hex("A4E136AC725F738B01C1F60217C188AD").value()};
    static const Bytes c256[] = {from_hex("D463D65234124EF7897054986DCA0A174E28DF758CBAA03F240616414D5A1676").value(),
                                 from_hex("54BD7255F0AAF831BEC3423FCF39D69B6CBF066677D0FAAE5AADD99DF8E53517").value()};
    const std::size_t bits = nonce.size() * 8;
    CANBO_CHECK(bits == 128 || bits == 256);
    const auto& constants = bits == 128 ? c128 : c256;
    const std::size_t rounds = (field_bits + 64 + bits - 1) / bits;
    Bytes key = cbc_encrypt(cipher, own_nonce, {}, nonce);
    Bytes out;
    for (std::size_t i = 0; i < rounds; ++i) {
        key.resize(key_size(cipher));
        const Bytes next = cbc_encrypt(cipher, key, {}, constants[0]);
        out += cbc_encrypt(cipher, key, {}, constants[1]);
        key = next;
    }
    return out;
}

} // namespace canbo::identity
