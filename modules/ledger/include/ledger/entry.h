#pragma once

#include "base/clock.h"
#include "base/issues.h"
#include "base/json.h"
#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace canbo::ledger {

/// The one shape of everything that travels or is kept for ever. Immutable once made: a correction is a new entry.
struct Entry {
    std::string id;      ///< UUID v4, made by whoever writes it; sending it twice is the same entry.
    std::string kind;    ///< "report", "plan", "report-decision", …: registered by a feature.
    std::string agency;  ///< Code of the agency it is about.
    std::string subject; ///< What it is about within its kind: "2024-W07", "model-6", "4-1".
    std::int64_t revision{1};
    Json body;          ///< The feature's own codec makes and reads it.
    std::string author; ///< Account name; the office checks it against the login.
    base::Time time{};  ///< When the author made it, by the author's clock: shown, never judged by.
};

inline constexpr std::size_t most_entry_bytes = 1'000'000;

Json entry_to_json(const Entry& entry);
/// Problems (missing, unknown and malformed fields) go into `issues`.
Entry entry_from_json(const Json& json, Issues& issues);

/// An entry with its canonical JSON (RFC 8785) and the SHA-256 of those bytes: what is stored, sent and signed for.
struct FrozenEntry {
    Entry entry;
    std::string canonical;
    std::string digest; ///< 64 hex digits.
};

/// @error TooLarge over 1 MB, InvalidInput a number JSON cannot carry exactly
Result<FrozenEntry> freeze(Entry entry);
/// Reads canonical or any other JSON of an entry from outside. @error InvalidInput, TooLarge
Result<FrozenEntry> parse_entry(std::string_view text);

} // namespace canbo::ledger
