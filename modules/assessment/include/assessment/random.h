#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace canbo::assessment {

/// Random numbers that anybody can reproduce from the seed: SplitMix64 (Steele, Lea, Flood 2014). Not for secrets.
/// The sequence of a seed is part of the stored format of papers: it must never change.
class Random {
public:
    explicit Random(std::uint64_t seed) : m_state(seed) {}
    std::uint64_t next();
    /// A whole number from 0 to `count` - 1, each equally likely. `count` > 0.
    std::size_t below(std::size_t count);
    /// Every order equally likely (Fisher and Yates, from the end).
    template <class T>
    void shuffle(std::vector<T>& items) {
        for (std::size_t i = items.size(); i > 1; --i)
            std::swap(items[i - 1], items[below(i)]);
    }

private:
    std::uint64_t m_state;
};

/// The seed of a text, e.g. of an attempt's id: the first 8 bytes of its SHA-256, most significant first.
std::uint64_t seed_of(std::string_view text);

} // namespace canbo::assessment
