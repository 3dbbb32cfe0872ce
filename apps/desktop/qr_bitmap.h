#pragma once

#include <wx/bitmap.h>

#include <string>

namespace canbo::apps {

/// A QR code of ASCII text with its quiet zone, black on white in every theme; invalid where the text is too long.
wxBitmap qr_bitmap(const std::string& text, int pixels);

} // namespace canbo::apps
