#pragma once

#include "base/result.h"

namespace canbo::identity {

// What is said of octets that do not have the shape they must have. `detail`, for the log, names the place.

inline tl::unexpected<Error> malformed_data(const char* detail) {
    return fail(ErrorCode::InvalidInput, "The data of the card is not well formed", {}, detail);
}

inline tl::unexpected<Error> malformed_answer(const char* detail) {
    return fail(ErrorCode::InvalidInput, "The card's answer is not well formed", {}, detail);
}

} // namespace canbo::identity
