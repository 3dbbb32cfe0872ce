#pragma once

#include "base/clock.h"
#include "identity/number.h"

#include <optional>
#include <string>
#include <vector>

namespace canbo::identity {

/// What the QR code on a card says. It is not signed: it may fill a form and fetch the CAN, it proves nothing.
struct QrCard {
    Number number;
    std::string old_number; ///< 9 digits of the earlier identity card, or empty.
    std::string name;
    std::optional<base::Day> birth_date;
    std::optional<Sex> sex;
    std::string address;
    std::optional<base::Day> issued;
    std::vector<std::string> tail; ///< Fields after the seventh, verbatim: the order of the 2024 card is not public.
    bool repaired{false};          ///< A scanner damaged the text; spelling may differ from the card's.
};

struct QrReading {
    QrCard card;
    Findings findings; ///< Repairs made, and number against birth date and sex.
};

/// Reads the text a scanner delivered: UTF-8, or Latin-1, or UTF-8 taken for Latin-1, or keystrokes of Telex; with a
/// carriage return, line feed or tab at its end. `today` bounds birth and issue.
/// @error InvalidInput fewer than seven fields, or a first field that is no citizen's number
/// @error TooLarge     over 4,000 bytes
Result<QrReading> read_qr(std::string_view text, base::Day today);

/// The text a card of this person carries, without a tail's separator when there is none.
std::string write_qr(const QrCard& card);

/// Telex keystrokes to Vietnamese: "Nguyeenx" → "Nguyễn". Words that are not Telex stay as they are.
std::string from_telex(std::string_view keystrokes);
/// True for text whose words can only be Telex keystrokes (a tone letter after a syllable, or a doubled letter).
bool looks_like_telex(std::string_view text);

} // namespace canbo::identity
