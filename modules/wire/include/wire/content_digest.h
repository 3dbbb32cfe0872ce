#pragma once

#include "base/result.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace canbo::wire {

/// A part of an attachment: what a line that breaks costs at most.
inline constexpr std::size_t most_part_bytes = 1'000'000;

/// The value of a Content-Digest header (RFC 9530) for a body: "sha-256=:…:".
std::string content_digest(std::string_view body);

/// Holds a body against the header's sha-256 member; other algorithms in it are ignored, an empty header is fine.
/// `known`: the body's SHA-256 in hexadecimal, where somebody has it already.
/// @error InvalidInput the header cannot be read; DigestMismatch the body is another one
Result<void> check_content_digest(std::string_view header, std::string_view body, std::string_view known = {});

} // namespace canbo::wire
