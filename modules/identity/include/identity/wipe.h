#pragma once

#include "identity/card_entry.h"
#include "identity/check_card.h"

namespace canbo::identity {

// Personal data does not stay in memory after use: every octet is overwritten before it is given back. Copies that the
// language made on the way (short texts that were moved) are beyond reach.

void wipe(Person& person);
void wipe(CardReading& reading);
void wipe(CardCheck& check);
void wipe(Assessment& assessment);
void wipe(CardEntry& entry);

} // namespace canbo::identity
