#pragma once

#include "identity/dg13.h"
#include "identity/mrz.h"
#include "identity/qr.h"

#include <optional>

namespace canbo::identity {

/// What one card says in each of its places; what was not read is absent.
struct CardFaces {
    std::optional<QrCard> qr;
    std::optional<Mrz> mrz; ///< Printed on the card.
    std::optional<Mrz> dg1; ///< On the chip.
    std::optional<Dg13> dg13;
};

/// Everything that two places contradict each other in. Codes are "<place>-<place>-<field>", e.g. "qr-dg1-name".
Findings compare_faces(const CardFaces& faces);

/// One person from all places; the chip wins over print, print over the QR code.
struct Person {
    std::string number, name, nationality, old_number, address, ethnicity, religion, origin;
    std::optional<base::Day> birth_date, issued;
    std::optional<Sex> sex;
    std::optional<Expiry> expiry;
};
Person person_of(const CardFaces& faces);

/// As `canboctl cccd` prints it; what is not known is null, a card without expiry says "never".
Json person_to_json(const Person& person);
Json findings_to_json(const Findings& findings);

} // namespace canbo::identity
