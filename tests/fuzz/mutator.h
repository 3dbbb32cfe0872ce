#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace canbo::fuzz {

/// Changes inputs a little, always the same way: the n-th mutation is the same on every machine.
class Mutator {
public:
    /// `seeds`: what it starts from and takes pieces of; not empty.
    explicit Mutator(const std::vector<std::string>& seeds) : m_seeds(seeds) {}

    std::string next();

private:
    std::size_t below(std::size_t end);
    void change(std::string& input);

    const std::vector<std::string>& m_seeds;
    std::uint64_t m_state{395};
};

} // namespace canbo::fuzz
