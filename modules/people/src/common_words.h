#pragma once

#include <string_view>
#include <vector>

namespace canbo::people {

/// The words of content/passwords/common.txt, sorted.
const std::vector<std::string_view>& common_words();

} // namespace canbo::people
