#pragma once

#include "identity/card_transport.h"
#include "identity/symmetric.h"

namespace canbo::identity {

/// Secure messaging of ICAO 9303-11, 9.8: each command enciphered and sealed, each answer checked before a byte of it
/// is used. After anything that was not agreed the channel is dead and stays so.
class SecureMessaging {
public:
    /// `counter`: the send sequence counter before the first command, as long as a block.
    SecureMessaging(SessionKeys keys, Bytes counter);

    /// The protected command; the counter goes on by one.
    Bytes protect(const Command& command);
    /// The plain answer; the counter goes on by one. An error status without protection is passed on as what it is: it
    /// can tell nothing but that the command failed. 6987 and 6988 end the channel.
    /// @error InvalidInput the answer was changed, downgraded or malformed; nothing of it was used
    Result<Answer> open(Bytes raw);

    bool alive() const { return m_alive; }
    const SessionKeys& keys() const { return m_keys; }
    const Bytes& counter() const { return m_counter; }
    /// Most plain octets that fit into a short answer.
    std::size_t most_in_short_answer() const;

private:
    void count();
    Bytes iv() const;
    Bytes mac(std::string_view message) const;
    Result<Answer> open_objects(std::string_view objects, std::uint16_t status);

    SessionKeys m_keys;
    Bytes m_counter;
    bool m_odd{false};
    bool m_alive{true};
};

} // namespace canbo::identity
