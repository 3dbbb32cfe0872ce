#include "assessment/random.h"

#include "base/crypto.h"

namespace canbo::assessment {

std::uint64_t Random::next() {
    m_state += 0x9e3779b97f4a7c15ULL;
    std::uint64_t z = m_state;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31U);
}

std::size_t Random::below(std::size_t count) {
    // Numbers of the last, incomplete round would favour the small ones.
    const std::uint64_t bound = count;
    const std::uint64_t uneven = (0 - bound) % bound;
    for (;;) {
        const auto value = next();
        if (value >= uneven)
            return static_cast<std::size_t>(value % bound);
    }
}

std::uint64_t seed_of(std::string_view text) {
    const auto digest = base::sha256(text);
    std::uint64_t out = 0;
    for (std::size_t i = 0; i < 8; ++i)
        out = (out << 8U) | static_cast<unsigned char>(digest[i]);
    return out;
}

} // namespace canbo::assessment
