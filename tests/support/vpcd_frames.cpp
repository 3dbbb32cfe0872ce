#include "support/vpcd_frames.h"

#include "base/error.h"

namespace canbo::test {

std::optional<VpcdMessage> VpcdReader::next() {
    using Kind = VpcdMessage::Kind;
    while (m_rest.size() >= 2) {
        const std::size_t size = static_cast<std::size_t>(static_cast<unsigned char>(m_rest[0])) << 8U |
                                 static_cast<unsigned char>(m_rest[1]);
        if (m_rest.size() < 2 + size)
            return std::nullopt;
        std::string body = m_rest.substr(2, size);
        m_rest.erase(0, 2 + size);
        if (size > 1)
            return VpcdMessage{Kind::Command, std::move(body)};
        if (size == 0)
            continue;
        switch (body[0]) {
        case 0:
            return VpcdMessage{Kind::PowerOff, {}};
        case 1:
            return VpcdMessage{Kind::PowerOn, {}};
        case 2:
            return VpcdMessage{Kind::Reset, {}};
        case 4:
            return VpcdMessage{Kind::AnswerToReset, {}};
        default:
            continue;
        }
    }
    return std::nullopt;
}

std::string vpcd_frame(std::string_view answer) {
    CANBO_CHECK(answer.size() <= 0xFFFF);
    std::string out{static_cast<char>(answer.size() >> 8U), static_cast<char>(answer.size() & 0xFFU)};
    return out.append(answer);
}

} // namespace canbo::test
