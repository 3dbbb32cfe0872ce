#pragma once

#include "identity/chip_proof.h"
#include "identity/compare.h"
#include "identity/passive_authentication.h"

namespace canbo::identity {

/// How far a card got. Each step needs all those before it; a refusal anywhere ends it.
enum class Verdict { QrRead, ChipOpened, Consistent, Anchored, Genuine, Refused };
std::string_view verdict_name(Verdict verdict); ///< "qr-read", "chip-opened", …
std::optional<Verdict> verdict_from_name(std::string_view name);
const char* verdict_sentence(Verdict verdict); ///< What it means to a person (msgid).
const char* verdict_label(Verdict verdict);    ///< The same in two or three words, for lists (msgid).
const char* verdict_advice(Verdict verdict);   ///< What to do next with the card and its holder (msgid).

struct VerdictStep {
    std::string name; ///< The verdict's name.
    bool ok{false};
};

/// What was read of one card.
struct CardReading {
    std::optional<QrReading> qr;
    std::optional<MrzReading> printed;
    CardFiles files;                    ///< Empty when there was no chip.
    std::optional<bool> active;         ///< Active authentication: held, failed, or not offered.
    std::optional<bool> chip;           ///< Chip authentication, likewise.
    std::optional<ChipMapping> mapping; ///< Of PACE with chip authentication mapping; counts with EF.CardSecurity.
    Findings access;                    ///< What opening the chip let know.
};

/// What the card says in each place, without what was found in it. A group that cannot be read is absent.
CardFaces faces_of(const CardReading& reading, base::Day today);

struct Assessment {
    Verdict verdict{Verdict::QrRead};
    std::vector<VerdictStep> steps;
    Findings findings;
    Person person;
    SodReport sod;
};

/// Judges everything that was read. Proofs of the chip count only when the keys they were made with stand in a security
/// object that an admitted root anchors: a copy with keys and a security object of its own stays "consistent".
Assessment assess(const CardReading& reading, const TrustAnchors& anchors, base::Day today);

/// `{"verdict", "steps", "findings", "person"}`
Json assessment_to_json(const Assessment& assessment);

} // namespace canbo::identity
