#pragma once

#include "base/clock.h"
#include "base/crypto.h"
#include "identity/bytes.h"

#include <algorithm>
#include <string>

namespace canbo::test {

inline std::string hex(const char* text) { return identity::from_hex(text).value(); }
/// Upper case, as the vectors are printed.
inline std::string show(const std::string& bytes) {
    std::string out = base::to_hex(bytes);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'a' ? static_cast<char>(c - 32) : c; });
    return out;
}
inline base::Day day(const char* text) { return *base::parse_day(text); }
inline const base::Day today = *base::parse_day("2024-02-16");

} // namespace canbo::test
