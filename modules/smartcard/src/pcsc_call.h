#pragma once

#include "base/result.h"

#include <winscard.h>

namespace canbo::smartcard {

/// The sentence for what PC/SC answered. Never SCARD_S_SUCCESS.
Error pcsc_error(LONG code, const char* call);

/// What ends a context: it must be established anew.
bool service_is_gone(LONG code);

} // namespace canbo::smartcard
