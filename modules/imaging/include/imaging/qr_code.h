#pragma once

#include "imaging/picture.h"

namespace canbo::imaging {

/// The texts of all QR codes in a picture, as octets, in the order found. None is no error.
std::vector<std::string> read_qr_codes(const Picture& picture);

} // namespace canbo::imaging
