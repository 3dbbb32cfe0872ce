#pragma once

#include "identity/card_transport.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace canbo::identity {

/// One reader and what lies on it.
struct ReaderState {
    enum class Card {
        None,
        Present, ///< Answers and is free.
        Mute,    ///< Lies on the reader and does not answer: upside down, broken, or no chip card.
        InUse,   ///< Another program holds it for itself alone.
    };
    std::string name;
    Card card{Card::None};
    Bytes answer_to_reset;      ///< Empty without a card that answers.
    std::uint32_t events{0};    ///< Grows with each insertion and removal.
    bool extended_length{true}; ///< False when this reader is known to carry none.
};
std::string_view card_name(ReaderState::Card card); ///< "none", "present", "mute", "in-use"

struct ReaderEvent {
    enum class Kind { ReaderConnected, ReaderGone, CardInserted, CardRemoved };
    Kind kind{Kind::ReaderConnected};
    std::string reader;
    bool operator==(const ReaderEvent&) const = default;
};
/// What happened between two looks. A card changed for another meanwhile is a removal and an insertion.
std::vector<ReaderEvent> reader_changes(const std::vector<ReaderState>& before, const std::vector<ReaderState>& after);

/// Port: the card readers of this machine. One thread lists and waits; stop() may come from any.
class CardReaders {
public:
    virtual ~CardReaders() = default;

    /// Every reader a person can lay a card on; none is no error. @error Unreachable the service of readers is down
    virtual Result<std::vector<ReaderState>> list() = 0;
    /// What changed since the last call; the first tells all that is there. Waits until something changes, at most so
    /// long; nothing then, and after stop(). Told within half a second of the event. After an error the next call
    /// begins anew. @error Unreachable
    virtual Result<std::vector<ReaderEvent>> wait(std::chrono::milliseconds most) = 0;
    /// Ends a wait().
    virtual void stop() = 0;
    /// The card on that reader, for this program alone until it is let go.
    /// @error NotFound no reader of that name; Unreachable no card, a mute one, or another program has it
    virtual Result<std::unique_ptr<CardTransport>> connect(const std::string& reader) = 0;
};

/// Every reader at one moment, or why they cannot be known.
struct ReaderBook {
    std::vector<ReaderState> readers;
    std::optional<Error> trouble;
};

/// The reader meant by what a person typed: a number from 0 as listed, or a part of a name; for "" the first with a
/// card, else the first. @error NotFound no such reader; Unreachable there is none at all
Result<ReaderState> choose_reader(const std::vector<ReaderState>& readers, std::string_view wanted);

} // namespace canbo::identity
