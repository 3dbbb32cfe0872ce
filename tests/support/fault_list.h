#pragma once

#include "support/virtual_card.h"

#include <chrono>
#include <string>
#include <vector>

namespace canbo::test {

/// A card to be made: what it holds, how it misbehaves.
struct CardPlan {
    Faults faults;
    ActiveKey active{ActiveKey::Rsa};
    std::size_t picture{15'000};
    bool other_issuer{false};  ///< Signed by a state of the same name that nobody admitted.
    bool forged_sod{false};    ///< One bit of the signature.
    bool mapping{false};       ///< Offers PACE with chip authentication mapping.
    bool changed_group{false}; ///< DG13 written over after signing.
    std::chrono::milliseconds delay{0};
    std::size_t silent_from{0};
};

struct NamedFault {
    const char* name;
    const char* what;
    void (*put)(CardPlan&);
};
/// Every misbehaviour that a test can ask for by name.
const std::vector<NamedFault>& fault_list();
/// False when there is none of that name.
bool put_fault(const std::string& name, CardPlan& plan);

/// The chip of a plan. `own_picture`: instead of octets that only look like one.
ChipContent make_card(const CardIssuer& issuer, const Citizen& citizen, const CardPlan& plan,
                      const identity::Bytes& own_picture = {});

} // namespace canbo::test
