#pragma once

#include "base/result.h"

#include <filesystem>
#include <string>

namespace canbo::service {

/// A room's certificate, signed by itself: stations know it by the room's code.
struct RoomCertificate {
    std::filesystem::path certificate; ///< PEM.
    std::filesystem::path private_key; ///< PEM, mode 0600.
    std::string digest;                ///< SHA-256 of the certificate in DER, 32 bytes.
};

/// The one of the folder, made at the first call (a key on P-256, good for a year). @error Storage, InvalidInput
Result<RoomCertificate> own_room_certificate(const std::filesystem::path& folder);

} // namespace canbo::service
