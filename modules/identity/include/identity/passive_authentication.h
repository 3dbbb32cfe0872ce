#pragma once

#include "base/clock.h"
#include "identity/finding.h"
#include "identity/lds.h"
#include "identity/revocation.h"
#include "identity/symmetric.h"

#include <map>
#include <optional>
#include <vector>

namespace canbo::identity {

/// What administrators have admitted. There is no public root for the CCCD.
struct TrustAnchors {
    std::vector<Bytes> roots;                  ///< Certificates in DER.
    std::vector<RevocationList> revocations{}; ///< Each signed by one of the roots; whoever fills this has checked it.
};

/// What holds of something that a state's signer signed.
struct SignedReport {
    bool signature_valid{false}; ///< Profile kept and signature true under the certificate that it carries.
    bool anchored{false};        ///< That certificate was issued by an admitted root, valid when it signed, and stands.
    std::string signer_fingerprint; ///< SHA-256 of the signer's certificate, hex.
    Bytes signer_serial;            ///< Content octets of its serial number.
    std::string root_fingerprint;   ///< Of the root it was anchored by.
    Findings findings;
};

/// What EF.SOD says and what holds of it.
struct SodReport : SignedReport {
    std::map<int, Bytes> hashes; ///< By data group; empty unless signature_valid.
    Digest algorithm{Digest::Sha256};
};

/// EF.CardSecurity, likewise: the keys that PACE with chip authentication mapping is held against.
struct CardSecurityReport : SignedReport {
    SecurityInfos infos; ///< Empty unless signature_valid.
};

/// Checks EF.SOD by a profile that leaves no octet unlooked at: DER throughout; SignedData version 3 with one digest
/// algorithm, one certificate, one signer and nothing else; the content type known and equal to the signed one; the
/// signer named octet for octet; signature, key and digest algorithm fitting each other; an LDS object whose groups
/// are unique. (CMS_verify of OpenSSL takes 168 of 9,552 single-bit changes of such a file.)
/// Validity is judged when it was signed: signer certificates live months, cards ten years. A signer taken back is
/// refused whenever it signed: who has its key can write any date. `today`: for lists that are outdated.
SodReport check_sod(std::string_view file, const TrustAnchors& anchors, base::Day today);
/// The same profile over EF.CardSecurity.
CardSecurityReport check_card_security(std::string_view file, const TrustAnchors& anchors, base::Day today);

/// Every group read must have its hash in the SOD, every group that EF.COM lists must be listed there.
Findings check_groups(const SodReport& sod, const CardFiles& files);

/// One certificate of a root. @error InvalidInput not DER, no CA, unknown critical extension, an explicit curve that is
/// no named one
Result<Bytes> check_root(std::string_view der);
/// SHA-256 in hex, as administrators compare it aloud.
std::string fingerprint(std::string_view der);

} // namespace canbo::identity
