#pragma once

#include "base/crypto.h"
#include "identity/verdict.h"

namespace canbo::identity {

/// What was proven about one card in one place, to be verified again on another machine, without card and network.
/// Personal data minimal: the zone (DG1) and no picture, address or other data group.
struct Evidence {
    Purpose purpose;
    Bytes sod, dg1, dg14, dg15;
    Bytes active_signature;          ///< Over the challenge of the purpose; empty when the chip did not sign.
    bool chip_authentication{false}; ///< The desk's word: that proof cannot be shown to others.
    base::Time made_at{};
};

/// The evidence of a reading. Absent files stay empty.
Evidence evidence_of(const CardReading& reading, Purpose purpose, Bytes active_signature, base::Time now);

/// One line of canonical JSON with the desk's signature. @error InvalidInput a text that is not UTF-8
Result<std::string> write_evidence(const Evidence& evidence, const base::SigningKey& desk);

struct EvidenceReport {
    Evidence evidence;
    std::string desk_key; ///< 64 hex digits; who verifies compares it with the desk's known key.
    Verdict verdict{Verdict::Refused};
    Findings findings;
};
/// Checks everything again: the desk's signature, the security object against the verifier's own roots, the groups
/// against it, the chip's signature over the challenge that the purpose gives.
/// @error InvalidInput not such a file; DigestMismatch the desk's signature is false; TooLarge
Result<EvidenceReport> verify_evidence(std::string_view file, const TrustAnchors& anchors);

} // namespace canbo::identity
