#pragma once

#include "identity/card_entry.h"
#include "identity/check_card.h"
#include "identity/check_history.h"
#include "identity/evidence.h"
#include "identity_ui/card_screen.h"

#include <functional>
#include <memory>
#include <string>

namespace canbo::identity::ui {

/// What reading a card needs. For the worker, which may still be at it when the window is gone: it owns what it uses.
struct ReadingDesk {
    std::function<Result<std::unique_ptr<CardTransport>>(const std::string& reader)> connect;
    std::function<Result<TrustAnchors>()> anchors;
    std::function<Result<FacePicture>(const Face& face)> decode;
    std::function<Findings(const std::string& number)> places; ///< What the number alone lets one doubt.
    base::Time now{};
};

/// What one reading brings back: words for the screen, the face, and what may be kept. Wiped when it goes.
struct ReadCard {
    CardScreen result;
    FacePicture photo; ///< Empty when the chip has none that can be shown.
    CheckRecord record;
    std::string number, name; ///< Of the citizen, as the chip says it; else as the print does.
    Evidence evidence;        ///< Of the purpose that the chip signed for.

    ReadCard() = default;
    ReadCard(ReadCard&&) = default;
    ReadCard& operator=(ReadCard&&) = default;
    ~ReadCard();
};

/// Reads the card on that reader by what was entered for it, and judges it.
/// @error as check_card(); Cancelled also while it waited for its turn
Result<ReadCard> read_and_judge(const ReadingDesk& desk, const std::string& reader, const CardEntry& entry,
                                const Purpose& purpose, base::Progress& progress);

/// Overwrites and empties a picture.
void wipe_picture(FacePicture& picture);

} // namespace canbo::identity::ui
