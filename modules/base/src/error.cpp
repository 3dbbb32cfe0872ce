#include "base/error.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace canbo::base {
namespace {
constexpr std::array<std::pair<ErrorCode, std::string_view>, 15> code_names{{
    {ErrorCode::InvalidInput, "invalid-input"},
    {ErrorCode::NotFound, "not-found"},
    {ErrorCode::Conflict, "conflict"},
    {ErrorCode::Forbidden, "forbidden"},
    {ErrorCode::Unauthenticated, "unauthenticated"},
    {ErrorCode::LockedOut, "locked-out"},
    {ErrorCode::Closed, "closed"},
    {ErrorCode::TooLarge, "too-large"},
    {ErrorCode::DigestMismatch, "digest-mismatch"},
    {ErrorCode::MissingGlyph, "missing-glyph"},
    {ErrorCode::NewerVersion, "newer-version"},
    {ErrorCode::Unreachable, "unreachable"},
    {ErrorCode::Storage, "storage"},
    {ErrorCode::Cancelled, "cancelled"},
    {ErrorCode::Internal, "internal"},
}};
} // namespace

std::string_view code_name(ErrorCode code) {
    for (const auto& [value, name] : code_names)
        if (value == code)
            return name;
    return "internal";
}

ErrorCode code_from_name(std::string_view name) {
    for (const auto& [value, text] : code_names)
        if (text == name)
            return value;
    return ErrorCode::Internal;
}

bool is_world_failure(ErrorCode code) {
    return code == ErrorCode::Unreachable || code == ErrorCode::Storage || code == ErrorCode::Internal;
}

void check_failed(const char* expression, const char* file, int line) {
    std::fprintf(stderr, "fatal: %s:%d: %s\n", file, line, expression);
    std::abort();
}

} // namespace canbo::base
