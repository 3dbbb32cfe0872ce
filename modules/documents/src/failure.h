#pragma once

#include "base/result.h"

#include <string>
#include <utility>

namespace canbo::documents {

/// How drawing gives up from deep inside; never leaves the module: the renderer turns it into its Error.
struct Failure {
    Error error;
};

[[noreturn]] inline void give_up(ErrorCode code, const char* message, std::string where = {}, std::string detail = {}) {
    throw Failure{Error{code, message, std::move(where), std::move(detail)}};
}

} // namespace canbo::documents
