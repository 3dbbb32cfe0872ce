#pragma once

#include "hex.h"
#include "identity/card_transport.h"

#include <catch2/catch.hpp>

#include <deque>
#include <utility>
#include <vector>

namespace canbo::test {

/// A card that knows one conversation: each command must be the one expected, its answer is given.
class ScriptedCard final : public identity::CardTransport {
public:
    explicit ScriptedCard(std::vector<std::pair<std::string, std::string>> script) : m_script(std::move(script)) {}

    Result<identity::Bytes> transmit(std::string_view command) override {
        REQUIRE(m_next < m_script.size());
        const auto& [expected, answer] = m_script[m_next++];
        CHECK(show(std::string(command)) == expected);
        return hex(answer.c_str());
    }
    Result<void> reset() override { return {}; }
    bool finished() const { return m_next == m_script.size(); }

private:
    std::vector<std::pair<std::string, std::string>> m_script;
    std::size_t m_next{0};
};

/// The random octets of a vector, one draw after the other.
inline identity::RandomSource drawn(std::vector<const char*> draws) {
    auto left = std::make_shared<std::deque<std::string>>();
    for (const char* draw : draws)
        left->push_back(hex(draw));
    return [left](std::size_t count) {
        REQUIRE_FALSE(left->empty());
        auto out = left->front();
        left->pop_front();
        CHECK(out.size() == count);
        return out;
    };
}

} // namespace canbo::test
