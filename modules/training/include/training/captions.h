#pragma once

#include "base/result.h"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::training {

/// What is said in a film at a time.
struct Caption {
    std::chrono::milliseconds from{0};
    std::chrono::milliseconds to{0};
    std::string text; ///< Plain; lines parted by '\n'.

    bool operator==(const Caption&) const = default;
};

inline constexpr std::size_t longest_captions = 2'000'000; ///< Bytes of a file.

/// Reads WebVTT (W3C). Cues in their order; settings, styles, regions, notes and tags are left out.
/// @error InvalidInput (`where` = number of the line); TooLarge
Result<std::vector<Caption>> read_captions(std::string_view vtt);

/// The caption that is heard at that moment, else the last one before it; `captions.size()` before the first.
std::size_t caption_at(const std::vector<Caption>& captions, std::chrono::milliseconds at);

} // namespace canbo::training
