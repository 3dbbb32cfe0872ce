#pragma once

#include "base/clock.h"
#include "identity/finding.h"
#include "identity/lds.h"
#include "identity/symmetric.h"

#include <map>
#include <optional>
#include <vector>

namespace canbo::identity {

/// Roots that administrators have admitted, each one certificate in DER. There is no public root for the CCCD.
struct TrustAnchors {
    std::vector<Bytes> roots;
};

/// What EF.SOD says and what holds of it.
struct SodReport {
    bool signature_valid{false}; ///< Profile kept and signature true under the certificate that it carries.
    bool anchored{false};        ///< That certificate was issued by an admitted root, valid when it signed.
    std::map<int, Bytes> hashes; ///< By data group; empty unless signature_valid.
    Digest algorithm{Digest::Sha256};
    std::string signer_fingerprint; ///< SHA-256 of the signer's certificate, hex.
    std::string root_fingerprint;   ///< Of the root it was anchored by.
    Findings findings;
};

/// Checks EF.SOD by a profile that leaves no octet unlooked at: DER throughout; SignedData version 3 with one digest
/// algorithm, one certificate, one signer and nothing else; the content type known and equal to the signed one; the
/// signer named octet for octet; signature, key and digest algorithm fitting each other; an LDS object whose groups
/// are unique. (CMS_verify of OpenSSL takes 168 of 9,552 single-bit changes of such a file.)
/// Validity is judged when it was signed: signer certificates live months, cards ten years.
SodReport check_sod(std::string_view file, const TrustAnchors& anchors);

/// Every group read must have its hash in the SOD, every group that EF.COM lists must be listed there.
Findings check_groups(const SodReport& sod, const CardFiles& files);

/// One certificate of a root. @error InvalidInput not DER, no CA, unknown critical extension, an explicit curve that is
/// no named one
Result<Bytes> check_root(std::string_view der);
/// SHA-256 in hex, as administrators compare it aloud.
std::string fingerprint(std::string_view der);

} // namespace canbo::identity
