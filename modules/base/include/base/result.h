#pragma once

#include "base/error.h"

#include <tl/expected.hpp>

#include <string>
#include <utility>

namespace canbo::base {

/// Value or Error. Derived only to be [[nodiscard]]: an ignored failure does not compile.
template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
public:
    using tl::expected<T, Error>::expected;
};

/// Makes the failing side of any Result. `message` is a literal: one whole English sentence (a gettext msgid).
inline tl::unexpected<Error> fail(ErrorCode code, const char* message, std::string where = {},
                                  std::string detail = {}) {
    return tl::unexpected<Error>(Error{code, message, std::move(where), std::move(detail)});
}

/// Passes an error on unchanged.
inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>(std::move(error)); }

} // namespace canbo::base

namespace canbo {
using base::fail;
using base::Result;
} // namespace canbo

#define CANBO_TRY_JOIN2(a, b) a##b
#define CANBO_TRY_JOIN(a, b) CANBO_TRY_JOIN2(a, b)
#define CANBO_TRY_IMPL(result, declaration, ...)                                                                       \
    auto result = (__VA_ARGS__);                                                                                       \
    if (!result)                                                                                                       \
        return ::canbo::base::fail(std::move(result).error());                                                         \
    declaration = *std::move(result)

/// CANBO_TRY(auto x, f()): x is f's value, or this function returns f's error.
#define CANBO_TRY(declaration, ...) CANBO_TRY_IMPL(CANBO_TRY_JOIN(canbo_try_, __LINE__), declaration, __VA_ARGS__)

/// The same for Result<void>.
#define CANBO_TRY_VOID(...)                                                                                            \
    do {                                                                                                               \
        if (auto canbo_try_result = (__VA_ARGS__); !canbo_try_result)                                                  \
            return ::canbo::base::fail(std::move(canbo_try_result).error());                                           \
    } while (false)
