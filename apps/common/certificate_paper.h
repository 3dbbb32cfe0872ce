#pragma once

#include "base/form_data.h"
#include "training/certificate.h"

#include <filesystem>
#include <string>
#include <vector>

namespace canbo::apps {

/// The PDF of a certificate; behind its end stands what the QR code says, so that a file is checked whole.
Result<std::string> certificate_paper(base::FormRenderer& renderer, const training::Certificate& certificate,
                                      const std::string& payload);

/// A certificate as it came: the text of its QR code, and the bytes of its PDF where it came in one.
struct GivenCertificate {
    std::string payload;
    std::string pdf;
};
/// Reads a PDF of ours, or a file with the bare text. @error NotFound, Storage, InvalidInput no certificate in it
Result<GivenCertificate> read_certificate_file(const std::filesystem::path& file);

/// Proves both: the text by its signature, the page by making it anew of the signed fields: it is the same file byte
/// for byte, or somebody changed it. @error as verify_certificate; DigestMismatch
Result<training::Certificate> prove_certificate(base::FormRenderer& renderer, const GivenCertificate& given,
                                                const std::vector<std::string>& issuers);

/// The list that came to this desk; nothing revoked where there is none. @error as verify_revocations
Result<training::RevocationList> read_revocations(const std::filesystem::path& file,
                                                  const std::vector<std::string>& issuers);
std::filesystem::path revocations_file(const std::filesystem::path& desk);

} // namespace canbo::apps
