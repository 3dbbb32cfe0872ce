#pragma once

#include <string>
#include <string_view>

namespace canbo::identity {

struct ScannerText {
    std::string text;   ///< UTF-8, NFC.
    std::string damage; ///< Code of the finding when something had to be repaired.
};

/// Undoes what keyboard-wedge scanners do to UTF-8: bytes sent as Latin-1 or Windows-1252 characters, or lost to them.
ScannerText repair_scanner_text(std::string_view text);

} // namespace canbo::identity
