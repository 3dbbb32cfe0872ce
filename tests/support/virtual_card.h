#pragma once

#include "identity/card_transport.h"
#include "identity/key_agreement.h"
#include "identity/secure_messaging.h"
#include "support/card_issuer.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace canbo::test {

/// What a card does otherwise than it should.
struct Faults {
    bool no_card_access{false};       ///< A card of before PACE.
    bool selects_master{false};       ///< Vietnamese cards refuse with 6D00.
    bool refuse_short_ids{false};     ///< 6A86
    std::uint16_t refuse_extended{0}; ///< 6700, 6883: the status for every extended command.
    bool exact_length{false};         ///< 6Cxx whenever more is asked than there is.
    bool plain_errors{false};         ///< Errors come without protection.
    int lose_contact_at{0};           ///< The so-manieth command finds no card, once.
    int gone_at{0};                   ///< From the so-manieth command on there is no card.
    int wrong_status_at{0};           ///< 6F00 once.
    bool truncate_sod{false};         ///< EF.SOD ends early.
    bool endless_dg2{false};          ///< DG2 promises 16 MB.
    bool clone{false};                ///< Signs with keys that are not those of DG14 and DG15.
};

/// A chip that speaks APDUs: basic access control, PACE in every suite, secure messaging, chip and active
/// authentication. Written from ICAO 9303-11 for the card's side; shares only the arithmetic with the product.
class VirtualCard final : public identity::CardTransport {
public:
    explicit VirtualCard(ChipContent content, Faults faults = {});
    ~VirtualCard() override;

    Result<identity::Bytes> transmit(std::string_view command) override;
    Result<void> reset() override;
    bool extended_length() const override { return m_extended; }

    void set_reader_without_extended_length() { m_extended = false; }
    std::size_t apdus() const { return m_apdus; }
    const ChipContent& content() const { return m_content; }

private:
    struct Channel;
    struct Pace;
    identity::Answer answer(const identity::Command& command);
    identity::Answer select(const identity::Command& command);
    bool stands_here(identity::CardFile file) const;
    identity::Answer read_binary(const identity::Command& command);
    identity::Answer mutual_authenticate(const identity::Command& command);
    identity::Answer general_authenticate(const identity::Command& command);
    identity::Answer pace_step(const identity::Bytes& data);
    identity::Answer finish_pace(const identity::Bytes& token);
    identity::Answer set_template(const identity::Command& command);
    identity::Answer internal_authenticate(const identity::Command& command);
    identity::Answer agree(const identity::Bytes& other);
    identity::Bytes secured(const identity::Command& command, const identity::Bytes& raw_header);

    ChipContent m_content;
    Faults m_faults;
    bool m_extended{true};
    std::size_t m_apdus{0};
    bool m_application{false};
    identity::Bytes m_challenge;
    std::optional<identity::CardFile> m_selected;
    std::unique_ptr<Channel> m_channel;
    std::unique_ptr<Channel> m_next_channel; ///< Begins after the present answer.
    std::unique_ptr<Pace> m_pace;
    bool m_chip_authentication{false};
};

} // namespace canbo::test
