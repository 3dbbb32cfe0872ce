#pragma once

#include "base/clock.h"
#include "base/crypto.h"
#include "base/form_data.h"
#include "base/json.h"
#include "base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::training {

/// That somebody finished a course. A value; what the signature covers is all of it.
struct Certificate {
    std::string serial; ///< UUID.
    std::string name;   ///< Of the person, as on their papers.
    std::string course; ///< Slug.
    std::string version;
    std::string title;  ///< "Chứng nhận hoàn thành khóa học …"
    int mark{0};        ///< Ten-thousandths of the whole: 8750 = 87.5 %.
    base::Day date{};   ///< Of issue.
    std::string issuer; ///< Name of the office.
};

/// The certificate as ASCII text for a QR code: "CANBO1.<fields>.<signature>", both base64url without padding; the
/// fields are canonical JSON, the signature is Ed25519 (RFC 8032). About 500 characters.
/// @error InvalidInput a field that is empty, too long or no clean text
Result<std::string> sign_certificate(const Certificate& certificate, const base::SigningKey& key);

/// Reads and proves such a text without a network. There is one text for each certificate: any other spelling of the
/// same bytes is refused too. White space at the ends does not count. `issuers`: public keys, 32 bytes each.
/// @error InvalidInput no certificate; DigestMismatch changed, or signed by nobody in `issuers`; NewerVersion
Result<Certificate> verify_certificate(std::string_view text, const std::vector<std::string>& issuers);

/// A certificate taken back.
struct Revocation {
    std::string serial;
    base::Day date{};
    std::string reason;
};

/// What an issuer took back, in full: a newer list replaces an older one.
struct RevocationList {
    std::int64_t number{0}; ///< Rises by one with each change.
    std::vector<Revocation> items;

    const Revocation* find(std::string_view serial) const;
};

/// One signed text (canonical JSON), the way it travels and is kept.
Result<std::string> sign_revocations(const RevocationList& list, const base::SigningKey& key);
/// @error InvalidInput; DigestMismatch changed, or signed by nobody in `issuers`
Result<RevocationList> verify_revocations(std::string_view text, const std::vector<std::string>& issuers);

/// The form reports/certificate; `payload` goes into its QR code.
base::FormData certificate_form(const Certificate& certificate, const std::string& payload);

} // namespace canbo::training
