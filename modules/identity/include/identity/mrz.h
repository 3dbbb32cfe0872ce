#pragma once

#include "base/clock.h"
#include "identity/number.h"

#include <optional>
#include <string>

namespace canbo::identity {

/// Day of expiry; a card "Không thời hạn" carries 991231.
struct Expiry {
    bool never{false};
    base::Day day{};
    bool operator==(const Expiry&) const = default;
};

/// A machine readable zone (ICAO 9303 parts 3 to 6), TD1, TD2 or TD3.
struct Mrz {
    std::string text;            ///< The 90, 72 or 88 characters without line breaks.
    std::string type;            ///< "ID"
    std::string issuer;          ///< "VNM"
    std::string document_number; ///< Without fillers. On Vietnamese cards the last nine of the twelve digits.
    std::string citizen_number;  ///< The twelve digits of a Vietnamese card; empty on others.
    std::string nationality;
    std::optional<base::Day> birth_date;
    std::optional<Sex> sex;
    std::optional<Expiry> expiry;
    std::string surname; ///< Upper case letters, words separated by one space.
    std::string given;
    bool name_cut{false}; ///< The name fills its field, so its end may be missing.
    /// Document number, birth and expiry, each with its check digit: what BAC and PACE derive keys from.
    std::string information;
};

struct MrzReading {
    Mrz mrz;
    Findings findings; ///< Check digits, and number against the rest. Codes begin with "mrz-" or "dg1-".
};

/// Where the zone was read: it decides how findings are named.
enum class MrzSource { Printed, Chip };

/// Reads a zone with or without line breaks. `today` decides the century of a birth where nothing else does.
/// @error InvalidInput a length of no format, or a character no zone has
Result<MrzReading> read_mrz(std::string_view text, base::Day today, MrzSource source = MrzSource::Printed);

/// Check digit by the weights 7, 3, 1 (ICAO 9303-3, 4.9): digits count themselves, A–Z 10–35, fillers 0.
char check_digit(std::string_view text);

/// The letters of a name as a zone writes them: Đ = D, no accents, words separated by one space.
std::string mrz_letters(std::string_view name);

} // namespace canbo::identity
