#include "curves.h"

#include "identity/tlv.h"

#include <array>
#include <openssl/err.h>
#include <openssl/objects.h>

namespace canbo::identity {
namespace {

tl::unexpected<Error> unknown(const char* detail) {
    return fail(ErrorCode::InvalidInput, "The card uses a curve that is not one of the known ones", {}, detail);
}

constexpr std::array curves{NID_X9_62_prime192v1, NID_brainpoolP192r1, NID_secp224r1,       NID_brainpoolP224r1,
                            NID_X9_62_prime256v1, NID_brainpoolP256r1, NID_brainpoolP320r1, NID_secp384r1,
                            NID_brainpoolP384r1,  NID_brainpoolP512r1, NID_secp521r1};
constexpr int first_curve = 8;

Result<CurveGroup> named(int nid) {
    for (const int known : curves)
        if (known == nid) {
            CurveGroup group(EC_GROUP_new_by_curve_name(nid));
            CANBO_CHECK(group != nullptr);
            return group;
        }
    return unknown("name");
}

} // namespace

Result<CurveGroup> standard_curve(int parameters) {
    const int index = parameters - first_curve;
    if (index < 0 || index >= static_cast<int>(curves.size()))
        return unknown("number of the parameters");
    return named(curves[static_cast<std::size_t>(index)]);
}

Result<CurveGroup> curve_of_parameters(std::string_view der) {
    CANBO_TRY_VOID(check_der(der));
    const auto* at = reinterpret_cast<const unsigned char*>(der.data());
    const auto* end = at + der.size();
    const CurveGroup read(d2i_ECPKParameters(nullptr, &at, static_cast<long>(der.size())));
    ERR_clear_error();
    if (!read || at != end)
        return unknown("parameters");
    if (EC_GROUP_get_asn1_flag(read.get()) == OPENSSL_EC_NAMED_CURVE)
        return named(EC_GROUP_get_curve_name(read.get()));
    return named(EC_GROUP_check_named_curve(read.get(), 0, nullptr));
}

} // namespace canbo::identity
