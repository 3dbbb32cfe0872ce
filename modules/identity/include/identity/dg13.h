#pragma once

#include "base/clock.h"
#include "identity/bytes.h"
#include "identity/mrz.h"
#include "identity/number.h"

#include <map>
#include <optional>
#include <vector>

namespace canbo::identity {

/// One field of DG13, as it stands on the chip.
struct Dg13Field {
    enum class Kind {
        Text,   ///< One or more texts.
        Empty,  ///< Number without a value: a single person's spouse.
        Opaque, ///< Something else; since 2024 some fields are enciphered. Kept raw, shown as unreadable.
    };
    Kind kind{Kind::Opaque};
    std::vector<std::string> texts;
    Bytes raw; ///< The whole element.
};

/// The Vietnamese data group: `6D { SEQUENCE { SEQUENCE { INTEGER number, value }… } }`. Meaning follows the number,
/// and the shape where profiles differ (the old number at 15 or 16).
struct Dg13 {
    std::map<int, Dg13Field> fields;

    std::string text(int number) const; ///< First text of a field, or "".
    std::string number() const { return text(1); }
    std::string name() const { return text(2); }
    std::optional<base::Day> birth_date() const;
    std::optional<Sex> sex() const;
    std::string nationality() const { return text(5); }
    std::string ethnicity() const { return text(6); }
    std::string religion() const { return text(7); }
    std::string origin() const { return text(8); }
    std::string residence() const { return text(9); }
    std::optional<base::Day> issued() const;
    std::optional<Expiry> expiry() const;
    std::string old_number() const;
};

struct Dg13Reading {
    Dg13 data;
    Findings findings; ///< Fields that cannot be read, number against the rest.
};

/// Reads the whole file. Real DER with long lengths; at most 64 fields. @error InvalidInput, TooLarge
Result<Dg13Reading> read_dg13(std::string_view file);

} // namespace canbo::identity
