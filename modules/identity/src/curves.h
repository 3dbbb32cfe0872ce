#pragma once

#include "identity/bytes.h"

#include <memory>
#include <openssl/ec.h>

namespace canbo::identity {

struct FreeCurve {
    void operator()(EC_GROUP* group) const { EC_GROUP_free(group); }
    void operator()(EC_POINT* point) const { EC_POINT_clear_free(point); }
};
using CurveGroup = std::unique_ptr<EC_GROUP, FreeCurve>;
using CurvePoint = std::unique_ptr<EC_POINT, FreeCurve>;

/// Standardised domain parameters 8 to 18. @error InvalidInput
Result<CurveGroup> standard_curve(int parameters);

/// The named curve that the parameters of a public key name, or spell out in every number (prime, a, b, generator,
/// order, cofactor). Anything else is refused: a curve of the forger's own choice makes any key valid.
/// @error InvalidInput
Result<CurveGroup> curve_of_parameters(std::string_view der);

} // namespace canbo::identity
