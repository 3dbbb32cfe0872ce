#pragma once

#include "base/clock.h"
#include "identity/number.h"
#include "identity/qr.h"

#include <optional>
#include <random>
#include <string>

namespace canbo::test {

/// An invented citizen: no person of this name, number and date is known to anybody.
struct Citizen {
    std::string number; ///< 12 digits that fit sex and birth year.
    std::string old_number;
    std::string name;
    base::Day birth{};
    identity::Sex sex{identity::Sex::Male};
    std::string address;
    std::string origin{"Xã Thử, Huyện Nghiệm, Hà Nội"};
    base::Day issued{};
    std::optional<base::Day> expiry; ///< Nothing: "Không thời hạn".
    bool married{false};
    bool layout_2024{false}; ///< What the law of 2023 has enciphered is octets nobody can read.
};

/// The one of the reference vectors.
Citizen thu_nghiem();

/// The next of an endless row; the same seed gives the same row.
Citizen invent(std::mt19937& random);

std::string qr_text(const Citizen& citizen);
std::string mrz_text(const Citizen& citizen); ///< TD1, 90 characters.
std::string dg1_file(const Citizen& citizen);
std::string dg13_file(const Citizen& citizen);

/// The keystrokes that write a Vietnamese text in Telex.
std::string to_telex(const std::string& text);
/// Each byte of UTF-8 shown as the Latin-1 character of its value.
std::string as_latin1_shows_it(const std::string& utf8);

} // namespace canbo::test
