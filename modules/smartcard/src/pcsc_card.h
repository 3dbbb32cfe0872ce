#pragma once

#include "identity/card_transport.h"

#include <chrono>
#include <memory>
#include <string>

namespace canbo::smartcard {

/// One card, held exclusively from connect() to the end of this object. A reader that never answers does not hold the
/// caller: the call runs on a thread of the card's own and is given up after a time; the card is then lost.
class PcscCard final : public identity::CardTransport {
public:
    /// @error NotFound, Unreachable
    static Result<std::unique_ptr<identity::CardTransport>> connect(const std::string& reader);
    ~PcscCard() override;

    Result<identity::Bytes> transmit(std::string_view command) override;
    Result<void> reset() override;
    bool extended_length() const override { return m_extended; }

private:
    struct Line;
    explicit PcscCard(std::shared_ptr<Line> line) : m_line(std::move(line)) {}
    Result<identity::Bytes> transmit_once(const identity::Bytes& command);
    void ask_for_limits(const std::string& reader);

    std::shared_ptr<Line> m_line;
    bool m_extended{true};
};

} // namespace canbo::smartcard
