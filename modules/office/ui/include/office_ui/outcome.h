#pragma once

#include <cstddef>
#include <string>

namespace canbo::office_ui {

/// What came of something that was done for several at once, ready to be told in one line.
struct Outcome {
    std::size_t done{0};
    std::size_t refused{0};
    std::string sentence; ///< "2 accepted; … · 1 refused: … (Sở Y tế · Week 07/2024)"
    std::string help;     ///< Page about the first refusal; empty when all went well.
};

} // namespace canbo::office_ui
