#include "mutator.h"

#include <algorithm>
#include <array>

namespace canbo::fuzz {
namespace {

// What readers of text trip over more often than over a random byte.
constexpr std::array<const char*, 24> pieces{"\"",
                                             "{",
                                             "}",
                                             "[",
                                             "]",
                                             ",",
                                             ";",
                                             ":",
                                             "\\",
                                             "\\u0000",
                                             "\\ud800",
                                             "\n",
                                             "\r\n",
                                             "1e999",
                                             "-0",
                                             "null",
                                             "```",
                                             "^[",
                                             "\xEF\xBB\xBF",
                                             "\xCC\x81",
                                             "\xF0\x9F\x98\x80",
                                             "\xFF",
                                             "<b>",
                                             "|"};

} // namespace

/// SplitMix64: small, and the same everywhere, which the standard's distributions are not.
std::size_t Mutator::below(std::size_t end) {
    m_state += 0x9E3779B97F4A7C15U;
    std::uint64_t z = m_state;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return static_cast<std::size_t>((z ^ (z >> 31U)) % std::max<std::size_t>(end, 1));
}

void Mutator::change(std::string& input) {
    const std::size_t at = below(input.size() + 1);
    const std::size_t length = std::min(below(32) + 1, input.size() - at);
    switch (below(6)) {
    case 0:
        if (at < input.size())
            input[at] = static_cast<char>(below(256));
        break;
    case 1:
        input.erase(at, length);
        break;
    case 2:
        input.insert(at, pieces[below(pieces.size())]);
        break;
    case 3: {
        const std::string again = input.substr(at, length);
        input.insert(below(input.size() + 1), again);
        break;
    }
    case 4: {
        const std::string& other = m_seeds[below(m_seeds.size())];
        input.insert(at, other.substr(below(other.size() + 1), below(64)));
        break;
    }
    default:
        input.resize(at);
    }
}

std::string Mutator::next() {
    std::string input = m_seeds[below(m_seeds.size())];
    for (std::size_t i = below(4) + 1; i > 0; --i)
        change(input);
    return input;
}

} // namespace canbo::fuzz
