#pragma once

#include <set>
#include <string>

namespace canbo::storage {

/// What stands sealed (XChaCha20-Poly1305) in a database file, its log and its backups: the canonical text of entries
/// of these kinds, which hold data about persons, and every attachment. What lists are sought by (id, kind, agency,
/// subject, times, digest) stays readable.
struct Sealing {
    std::string key; ///< 32 bytes; lost, what it sealed is lost. Empty: nothing is sealed (tests, measurements).
    std::set<std::string, std::less<>> kinds;
};

} // namespace canbo::storage
