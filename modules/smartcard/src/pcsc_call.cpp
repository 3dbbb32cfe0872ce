#include "pcsc_call.h"

#include "base/translation.h"

#include <cstdio>

namespace canbo::smartcard {
namespace {

const char* sentence(LONG code) {
    switch (code) {
    case SCARD_E_NO_SERVICE:
    case SCARD_E_SERVICE_STOPPED:
    case SCARD_F_COMM_ERROR:
    case SCARD_E_INVALID_HANDLE:
        return base::msgid("The service for card readers (pcscd) does not run on this machine");
    case SCARD_E_NO_READERS_AVAILABLE:
    case SCARD_E_UNKNOWN_READER:
    case SCARD_E_READER_UNAVAILABLE:
        return base::msgid("The card reader is no longer connected");
    case SCARD_E_NO_SMARTCARD:
    case SCARD_W_REMOVED_CARD:
        return base::msgid("No card lies on the reader");
    case SCARD_E_SHARING_VIOLATION:
        return base::msgid("Another program is using the card");
    case SCARD_W_UNRESPONSIVE_CARD:
    case SCARD_W_UNPOWERED_CARD:
    case SCARD_W_UNSUPPORTED_CARD:
    case SCARD_E_PROTO_MISMATCH:
        return base::msgid("The card on the reader does not answer");
    case SCARD_W_SECURITY_VIOLATION:
        return base::msgid("This account may not use the card readers of this machine");
    default:
        return base::msgid("The card reader failed");
    }
}

} // namespace

Error pcsc_error(LONG code, const char* call) {
    char detail[64];
    std::snprintf(detail, sizeof detail, "%s 0x%08lX", call, static_cast<unsigned long>(code) & 0xFFFFFFFFUL);
    return {ErrorCode::Unreachable, sentence(code), {}, detail};
}

bool service_is_gone(LONG code) {
    return code == SCARD_E_NO_SERVICE || code == SCARD_E_SERVICE_STOPPED || code == SCARD_F_COMM_ERROR ||
           code == SCARD_E_INVALID_HANDLE;
}

} // namespace canbo::smartcard
