#pragma once

#include <string>

namespace canbo::test {

/// A drawn head before a plain ground, 413 × 531: nobody's face. Filled up with a comment to so many octets, where
/// they suffice for the drawing (about 9,000).
std::string jpeg_face(std::size_t octets = 15'000);
/// The same in JPEG 2000; `bare`: the code stream without the file around it.
std::string jpeg2000_face(bool bare = false);

} // namespace canbo::test
