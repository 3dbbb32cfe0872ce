#pragma once

#include "base/progress.h"
#include "identity/access.h"
#include "identity/finding.h"
#include "identity/lds.h"

#include <memory>
#include <optional>

namespace canbo::identity {

enum class Protocol { Auto, Pace, Bac };

struct ReadOptions {
    Protocol protocol{Protocol::Auto};
    bool extended_length{true};       ///< Tried where the reader takes it; given up when the card refuses.
    bool short_file_ids{true};        ///< Tried first; given up when the card refuses.
    std::size_t most_file{2'000'000}; ///< Octets of one file: a card that promises more is refused.
    int most_lost{2};                 ///< How often a lost contact is taken up again.
    RandomSource random{system_random()};
};

/// An opened application: one secure channel to one card. Reads files, remembers what the card cannot do, and opens the
/// channel again when it broke. Not safe from several threads.
class CardSession {
public:
    CardSession(CardTransport& card, CardSecret secret, ReadOptions options = {});
    ~CardSession();

    /// Reads EF.CardAccess, then PACE or basic access control, and selects the application.
    /// @error Forbidden the secret is of another card; Unreachable; InvalidInput; Cancelled
    Result<void> open();

    /// A whole file. Nothing when the card does not have it or does not give it (6A82, 6982).
    /// @error Unreachable, InvalidInput, TooLarge, Cancelled
    Result<std::optional<Bytes>> read(CardFile file);

    /// COM, SOD and the data groups that EF.COM lists and this program understands: 1, 2, 13, 14, 15 (3 needs rights
    /// that only the police have); EF.CardSecurity after PACE with chip authentication mapping. Steps of `progress` are
    /// octets.
    Result<CardFiles> read_all(base::Progress* progress = nullptr);

    /// One protected command, for what comes after reading. @error Unreachable, InvalidInput
    Result<Answer> send(const Command& command);
    /// Replaces the channel's keys, as chip authentication does.
    void restart(SessionKeys keys);
    bool channel_alive() const { return m_channel && m_channel->alive(); }

    const std::optional<PaceSuite>& suite() const { return m_suite; } ///< Nothing: basic access control.
    const std::optional<PaceChannel>& pace() const { return m_pace; }
    Findings findings() const { return m_findings; }
    const ReadOptions& options() const { return m_options; }

private:
    Result<void> open_by_pace(const std::vector<PaceSuite>& suites);
    Result<void> open_by_bac();
    Result<Bytes> read_card_access_file();
    Result<void> select_application();
    Result<std::optional<Bytes>> read_once(CardFile file);
    Result<Answer> read_first(CardFile file);
    Result<Answer> read_binary(std::uint8_t p1, std::uint8_t p2, std::size_t count);
    Result<Answer> read_at(std::size_t offset, std::size_t count);
    std::size_t chunk() const;
    Result<void> report(std::size_t more);

    CardTransport& m_card;
    CardSecret m_secret;
    ReadOptions m_options;
    std::unique_ptr<SecureMessaging> m_channel;
    std::optional<PaceSuite> m_suite;
    std::optional<PaceChannel> m_pace;
    std::optional<Bytes> m_card_security;
    Findings m_findings;
    base::Progress* m_progress{nullptr};
    std::size_t m_done{0}, m_total{0};
};

} // namespace canbo::identity
